package dev.tokenless.migration;

import java.util.Locale;

/** The stages of a migration, in the only order in which no release can fail and every step but the last can be undone. */
public enum Stage {
    PUBLISHER_REGISTERED("Publisher registered", "the registry believes the job that will publish"),
    TOKEN_KEPT_AS_FALLBACK(
            "Token kept as a fallback", "no job refers to the secret any more; it stays stored and valid"),
    TEST_RELEASE("Test release", "a release to a test index, a pre-release, or a preflight run went through"),
    PRODUCTION_SWITCHED("Production switched", "the migrated files are on the default branch"),
    FIRST_TRUSTED_RELEASE("First trusted release", "the registry shows a release that was published without a token"),
    TOKENS_FORBIDDEN("Tokens forbidden", "the registry refuses stored tokens for this package"),
    SECRETS_DELETED("Secrets deleted", "the stored secret is gone from where the jobs run"),
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

    /** Whether the user may pass it over: nothing that follows relies on it, so no release can fail for want of it. */
    public boolean skippable() {
        return this == TEST_RELEASE || this == TOKENS_FORBIDDEN;
    }

    /**
     * How what the stage did is taken back, as a whole sentence; what cannot be undone says so.
     *
     * @param host who runs the package's jobs
     */
    public String wayBack(CiHost host) {
        return switch (this) {
            case PUBLISHER_REGISTERED -> "Remove the publisher at the registry: tokenless publisher remove.";
            case TOKEN_KEPT_AS_FALLBACK ->
                "Put the files back as they were: tokenless migration --undo. The secret was never touched.";
            case TEST_RELEASE -> "Nothing to take back; the test release stays where it is.";
            case PRODUCTION_SWITCHED -> "Revert the " + host.change() + "; the stored token still works.";
            case FIRST_TRUSTED_RELEASE ->
                "A release cannot be taken back; with the old files the next one uses the token again.";
            case TOKENS_FORBIDDEN -> "Allow tokens again: tokenless migration --allow-tokens.";
            case SECRETS_DELETED -> "This cannot be undone; a new secret can be made from a new token.";
            case TOKEN_REVOKED -> "This cannot be undone; a new token can be made at the registry.";
        };
    }

    /** The word in machine-readable output and in the saved state. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
