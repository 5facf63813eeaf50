package dev.tokenless.repo;

/**
 * A repository at its host, spelt as its remote spells it.
 *
 * @param host the host name, for example {@code github.com}
 * @param owner the user or organisation; at GitLab the whole namespace, which may hold slashes
 * @param name the repository's name without {@code .git}
 */
public record RepositoryId(Provider provider, String host, String owner, String name) {

    /** {@code owner/name}. */
    public String slug() {
        return owner + "/" + name;
    }
}
