package dev.tokenless.ui.session;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The trusted publisher that would accept an upload's job as its files stand. */
public final class Wanted {
    private Wanted() {}

    /** The publisher; empty where no job uploads, or nothing tells where the repository lives. */
    public static Optional<TrustedPublisher> of(Project project, Upload upload) {
        Examined examined = upload.examined();
        if (examined == null) {
            return Optional.empty();
        }
        List<TrustedPublisher> proposed = ProposedPublisher.of(project, List.of(examined.job())).stream()
                .map(ProposedPublisher::publisher)
                .toList();
        return proposed.stream()
                .filter(p -> Objects.equals(p.project(), upload.packageName()))
                .findFirst()
                .or(() -> proposed.stream().findFirst().map(p -> p.named(upload.packageName())))
                .map(p -> p.with(identity(p.identity(), ownerId(examined))));
    }

    private static PublisherIdentity identity(PublisherIdentity proposed, Optional<String> ownerId) {
        return switch (proposed) {
            case PublisherIdentity.GitHub g ->
                new PublisherIdentity.GitHub(
                        g.owner(),
                        g.repository(),
                        g.workflow(),
                        g.environment(),
                        ownerId.orElse(g.ownerId()),
                        g.workflowOwner(),
                        g.workflowRepository());
            case PublisherIdentity.GitLab g -> g;
            case PublisherIdentity.CircleCi c -> c;
            case PublisherIdentity.Google g -> g;
            case PublisherIdentity.ActiveState a -> a;
        };
    }

    /** The owner's id where it was looked up, so that a stored one can be held against it. */
    private static Optional<String> ownerId(Examined examined) {
        return examined.presented().stream()
                .map(p -> p.prediction().claims().text("repository_owner_id"))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
