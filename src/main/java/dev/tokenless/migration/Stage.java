package dev.tokenless.migration;

import java.util.Locale;

/** The stages of a migration, in the only order in which no release can fail and every step but the last can be undone. */
public enum Stage {
    PUBLISHER_REGISTERED("Publisher registered", "the registry believes the job that will publish"),
    TOKEN_KEPT_AS_FALLBACK(
            "Token kept as a fallback", "no workflow refers to the secret any more; it stays stored and valid"),
    TEST_RELEASE("Test release", "a release to a test index, a pre-release, or a preflight run went through"),
    PRODUCTION_SWITCHED("Production switched", "the migrated workflow is on the default branch"),
    FIRST_TRUSTED_RELEASE("First trusted release", "the registry shows a release that was published without a token"),
    TOKENS_FORBIDDEN("Tokens forbidden", "the registry refuses stored tokens for this package"),
    SECRETS_DELETED("Secrets deleted", "the stored secret is gone from GitHub"),
    TOKEN_REVOKED("Token revoked", "the token itself is gone from the registry");

    private final String title;
    private final String meaning;

    Stage(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** A few words for a list. */
    public String title() {
        return title;
    }

    /** What is true once the stage is done, as the end of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Whether what the stage did can be taken back. */
    public boolean undoable() {
        return this != SECRETS_DELETED && this != TOKEN_REVOKED && this != FIRST_TRUSTED_RELEASE;
    }

    /** The word in machine-readable output and in the saved state. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
