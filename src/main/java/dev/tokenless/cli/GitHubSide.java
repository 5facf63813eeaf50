package dev.tokenless.cli;

import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.SignIn;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user's session at the GitHub that holds a repository. */
final class GitHubSide {
    /** Names another GitHub, for example a company's own or a scripted one. */
    static final String ADDRESS_VARIABLE = "TOKENLESS_GITHUB_API";

    private GitHubSide() {}

    /** The session with the token of an environment variable; without one nobody is signed in. */
    static GitHubSession session(Terminal terminal, Http http, RepositoryId repository) {
        String other = terminal.environment().getOrDefault(ADDRESS_VARIABLE, "");
        GitHubAddress address = other.isEmpty() ? GitHubAddress.of(repository.host()) : GitHubAddress.at(other);
        Credentials credentials =
                new Credentials(terminal.environment(), Path.of(System.getProperty("user.home", ".")));
        return switch (new SignIn(http, address, credentials).fromEnvironment()) {
            case Credentials.Found found -> new GitHubSession(http, address, found.secret());
            case Credentials.NotFound _ -> new GitHubSession(http, address, null);
        };
    }

    /** The repository, which must be at GitHub. */
    static RepositoryId atGitHub(@Nullable RepositoryId repository) {
        if (repository == null || repository.provider() == Provider.GITLAB) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE, "this repository has no remote at GitHub, so there is nothing to ask there.");
        }
        return repository;
    }
}
