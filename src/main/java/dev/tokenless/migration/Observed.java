package dev.tokenless.migration;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was seen from outside of the repository for one package. Every part may be unknown; nothing is guessed.
 *
 * @param firstTrustedRelease the sentence that shows a release published without a token; null where none was seen
 * @param tokensForbidden what the registry says of stored tokens
 * @param storedSecrets the names of the secrets that GitHub holds; null where nobody looked
 * @param onDefaultBranch whether the default branch holds the migrated workflow; null where nobody looked
 */
public record Observed(
        @Nullable String firstTrustedRelease,
        TokenRule tokensForbidden,
        @Nullable Set<String> storedSecrets,
        @Nullable Boolean onDefaultBranch) {
    /** Nobody looked anywhere. */
    public static final Observed NOTHING = new Observed(null, TokenRule.NOT_LOOKED_UP, null, null);

    public Observed {
        storedSecrets = storedSecrets == null ? null : Set.copyOf(storedSecrets);
    }

    /** What a registry says of stored tokens for a package. */
    public enum TokenRule {
        NOT_LOOKED_UP,
        ALLOWED,
        FORBIDDEN,
        /** The registry has no such setting. */
        NOT_OFFERED
    }
}
