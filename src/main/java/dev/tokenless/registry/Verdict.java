package dev.tokenless.registry;

import dev.tokenless.oidc.ClaimValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registry's answer to a set of claims, claim by claim.
 *
 * @param publisher the index of the publisher that was chosen, or that comes nearest; -1 where there is none
 * @param checks in the order in which the registry looks at them, for that publisher
 * @param refusal the registry's own answer; null unless the outcome is a mismatch
 */
public record Verdict(
        Outcome outcome,
        int publisher,
        List<ClaimCheck> checks,
        @Nullable Refusal refusal) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    /** The answer as a whole. */
    public enum Outcome {
        MATCH,
        MISMATCH,
        /** It depends on a claim, or on a stored value, that is not known. */
        UNDETERMINED
    }

    /** The answer to one claim. */
    public enum CheckOutcome {
        MATCH,
        MISMATCH,
        UNDETERMINED,
        NOT_CHECKED
    }

    /**
     * The comparison of one claim.
     *
     * @param claim the claim's name in the token
     * @param expected what the publisher demands in the claim's terms; null where it demands nothing
     * @param note why, where that is not plain from the values; else empty
     */
    public record ClaimCheck(
            String claim, ClaimValue presented, @Nullable String expected, CheckOutcome outcome, String note) {}

    /**
     * The registry's refusal in its own words.
     *
     * @param status the HTTP status
     * @param code the registry's error code, empty where it has none
     * @param message the registry's text; for a registry that hides the reason, what it answers to the client
     * @param reason the inner reason, which the registry may hide from the client
     */
    public record Refusal(int status, String code, String message, String reason) {}
}
