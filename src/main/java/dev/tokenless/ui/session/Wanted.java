package dev.tokenless.ui.session;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trusted publisher that would accept an upload's job as its files stand. */
public final class Wanted {
    private Wanted() {}

    /** The publisher; empty where no job uploads, or nothing tells where the repository lives. */
    public static Optional<TrustedPublisher> of(Project project, Upload upload) {
        Examined examined = upload.examined();
        RepositoryId repository = project.repository();
        if (examined == null || repository == null) {
            return Optional.empty();
        }
        PublishJob job = examined.job();
        String environment = environment(job);
        PublisherIdentity identity = switch (repository.provider()) {
            case GITHUB, OTHER ->
                new PublisherIdentity.GitHub(
                        repository.owner(),
                        repository.name(),
                        file(upload.registry(), examined),
                        environment,
                        claim(examined, "repository_owner_id"),
                        null,
                        null);
            case GITLAB ->
                new PublisherIdentity.GitLab(
                        repository.owner(), repository.name(), job.path(), environment, null, null);
        };
        if (repository.provider() == Provider.OTHER) {
            return Optional.empty();
        }
        boolean npm = upload.registry().equals(RegistryId.NPM);
        return Optional.of(new TrustedPublisher(
                upload.registry(),
                upload.packageName(),
                TrustedPublisher.Kind.ACTIVE,
                identity,
                npm ? List.of("publish") : List.of(),
                null,
                null,
                null));
    }

    private static @Nullable String environment(PublishJob job) {
        return switch (job.environment()) {
            case EnvironmentRef.Named named -> named.name();
            case EnvironmentRef.None _, EnvironmentRef.Computed _ -> null;
        };
    }

    /**
     * npm and crates.io read the file that starts the run ({@code workflow_ref}), PyPI and RubyGems the file in which the
     * job stands ({@code job_workflow_ref}): facts npm.md, crates-io.md, pypi.md, rubygems.md.
     */
    private static String file(RegistryId registry, Examined examined) {
        boolean entry = registry.equals(RegistryId.NPM) || registry.equals(RegistryId.CRATES_IO);
        String reference = claim(examined, entry ? "workflow_ref" : "job_workflow_ref");
        if (reference == null) {
            return FileNames.name(examined.job().path());
        }
        int at = reference.indexOf('@');
        return FileNames.name(at < 0 ? reference : reference.substring(0, at));
    }

    private static @Nullable String claim(Examined examined, String name) {
        return examined.presented().stream()
                .map(p -> p.prediction().claims())
                .map((Claims c) -> c.text(name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
