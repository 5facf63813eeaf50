package dev.tokenless.migration;

import dev.tokenless.github.Secrets;
import dev.tokenless.registry.ReleaseProof;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was seen from outside of the repository for one package. Every part may be unknown; nothing is guessed.
 *
 * @param release how the registry's last release was published; null where nobody looked
 * @param testRelease the same at the test index, null where nobody looked or no job uploads there
 * @param tokens what the registry says of stored tokens
 * @param secrets what GitHub holds; null where nobody looked
 * @param defaultBranch whether the default branch holds the migrated workflow; null where nobody looked
 * @param preflown the newest preflight at GitHub; null where nobody looked or there was none
 */
public record Observed(
        @Nullable ReleaseProof release,
        @Nullable ReleaseProof testRelease,
        TokenRule tokens,
        @Nullable StoredSecrets secrets,
        @Nullable DefaultBranch defaultBranch,
        @Nullable Preflown preflown) {
    /** Nobody looked anywhere. */
    public static final Observed NOTHING = new Observed(null, null, TokenRule.NOT_LOOKED_UP, null, null, null);

    /** What a registry says of stored tokens for a package. */
    public enum TokenRule {
        NOT_LOOKED_UP,
        ALLOWED,
        FORBIDDEN
    }

    /**
     * The secrets that GitHub holds.
     *
     * @param complete whether every level was told that a release workflow can reach
     */
    public record StoredSecrets(List<Secrets.Stored> stored, boolean complete) {
        public StoredSecrets {
            stored = List.copyOf(stored);
        }

        /** Their names, once each. */
        public Set<String> names() {
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            stored.forEach(s -> names.add(s.name()));
            return names;
        }
    }

    /**
     * The default branch.
     *
     * @param migrated whether the package's job there hands over no token
     * @param sentence what was seen
     */
    public record DefaultBranch(String name, boolean migrated, String sentence) {}

    /** How a preflight ended. */
    public enum Flight {
        /** The registry believed the job. */
        PROVED,
        /** It went through, and that proves nothing for the job as it stands. */
        PROVES_NOTHING,
        FAILED,
        GOES_ON
    }

    /**
     * A preflight.
     *
     * @param sentence what was seen, with its page
     */
    public record Preflown(Flight flight, String sentence) {}

    /** The same with another reading of the registry's last release. */
    public Observed release(@Nullable ReleaseProof proof) {
        return new Observed(proof, testRelease, tokens, secrets, defaultBranch, preflown);
    }

    /** The same with what the registry says of stored tokens. */
    public Observed tokens(TokenRule rule) {
        return new Observed(release, testRelease, rule, secrets, defaultBranch, preflown);
    }

    /** The same with what GitHub holds. */
    public Observed secrets(@Nullable StoredSecrets held) {
        return new Observed(release, testRelease, tokens, held, defaultBranch, preflown);
    }

    /** The same with what the default branch holds. */
    public Observed defaultBranch(@Nullable DefaultBranch branch) {
        return new Observed(release, testRelease, tokens, secrets, branch, preflown);
    }

    /** The same with the newest preflight. */
    public Observed preflown(@Nullable Preflown flown) {
        return new Observed(release, testRelease, tokens, secrets, defaultBranch, flown);
    }
}
