package dev.tokenless.cli;

import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.net.Http;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How GitHub spells the repository: letters count at most registries, and a remote may be spelt in any way. */
final class Spelling {
    private Spelling() {}

    /** The publishers with owner and repository as GitHub has them; as they were where GitHub does not tell. */
    static List<TrustedPublisher> of(
            Terminal terminal, Http http, @Nullable RepositoryId repository, List<TrustedPublisher> wanted) {
        if (repository == null || repository.provider() != Provider.GITHUB) {
            return wanted;
        }
        return switch (new Repositories(GitHubSide.session(terminal, http, repository)).standing(repository)) {
            case Outcome.Done<Repositories.Standing>(Repositories.Standing standing) -> {
                Repositories.Facts facts = standing.facts();
                if (!(standing instanceof Repositories.Present)) {
                    terminal.complain("GitHub calls the repository " + facts.slug() + ", the remote says "
                            + repository.owner() + "/" + repository.name() + ". GitHub's name is registered.");
                }
                yield wanted.stream().map(w -> spelt(w, facts)).toList();
            }
            case Outcome.Failed<Repositories.Standing> failed -> {
                terminal.complain("GitHub was not asked how it spells the repository, so the spelling of the remote is"
                        + " taken: " + failed.trouble().sentence());
                yield wanted;
            }
        };
    }

    private static TrustedPublisher spelt(TrustedPublisher wanted, Repositories.Facts facts) {
        return wanted.identity() instanceof PublisherIdentity.GitHub g
                ? wanted.with(new PublisherIdentity.GitHub(
                        facts.owner(),
                        facts.name(),
                        g.workflow(),
                        g.environment(),
                        Objects.toString(facts.ownerId()),
                        g.workflowOwner(),
                        g.workflowRepository()))
                : wanted;
    }
}
