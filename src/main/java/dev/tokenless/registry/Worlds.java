package dev.tokenless.registry;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.registry.Verdict.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lifts a registry's two-valued decision to three values: every unknown claim is replaced by each value that it could
 * take, and the answer is sure only where all these worlds agree.
 *
 * <p>Where not even candidates are known, a claim stands for one value of each kind that the stored publishers can tell
 * apart: each value that some publisher demands, and one that none does. That is complete, because a registry only
 * compares claims with what is stored, and with one another.
 */
public final class Worlds {
    /** More combinations than this are not tried; the answer is then that it cannot be told. */
    private static final int MOST = 300;

    private Worlds() {}

    /** The registry's decision on claims that are all known. */
    public interface Decision {

        /** Whether the package may be uploaded with these claims, and by which publisher. */
        Decided decide(Claims known);

        /** How the publisher with this index takes the claims, in the registry's order. */
        List<ClaimCheck> checks(Claims known, int publisher);
    }

    /**
     * @param publisher the index of the publisher that was chosen or comes nearest; -1 where there is none
     * @param refusal null where the upload is allowed
     */
    public record Decided(int publisher, Verdict.@Nullable Refusal refusal) {}

    /**
     * The verdict on claims that may be unknown.
     *
     * @param stands for each claim that the registry reads, the values that tell the stored publishers apart; other
     *     claims cannot change the answer
     */
    public static Verdict judge(Claims claims, Map<String, List<ClaimValue>> stands, Decision decision) {
        List<Claims> worlds = new ArrayList<>(List.of(known(claims, stands)));
        boolean complete = true;
        for (Map.Entry<String, ClaimValue> claim : claims.values().entrySet()) {
            if (!(claim.getValue() instanceof ClaimValue.Unknown unknown) || !stands.containsKey(claim.getKey())) {
                continue;
            }
            List<ClaimValue> values = values(unknown, stands.getOrDefault(claim.getKey(), List.of()));
            if ((long) worlds.size() * values.size() > MOST) {
                complete = false;
                continue;
            }
            List<Claims> more = new ArrayList<>();
            for (ClaimValue value : values) {
                for (Claims world : worlds) {
                    more.add(world.with(claim.getKey(), value));
                }
            }
            worlds = more;
        }
        return together(claims, worlds, complete, decision);
    }

    /** The claims without those that are unknown. */
    private static Claims known(Claims claims, Map<String, List<ClaimValue>> stands) {
        Claims known = claims;
        for (Map.Entry<String, ClaimValue> claim : claims.values().entrySet()) {
            if (claim.getValue() instanceof ClaimValue.Unknown) {
                List<ClaimValue> values = stands.getOrDefault(claim.getKey(), List.of());
                known = known.with(claim.getKey(), values.isEmpty() ? new ClaimValue.Absent() : values.getLast());
            }
        }
        return known;
    }

    private static List<ClaimValue> values(ClaimValue.Unknown unknown, List<ClaimValue> stands) {
        Set<ClaimValue> values = new LinkedHashSet<>();
        for (String candidate : unknown.candidates()) {
            values.add(candidate.isEmpty() ? new ClaimValue.Absent() : new ClaimValue.Text(candidate));
        }
        if (values.isEmpty()) {
            values.addAll(stands);
        }
        return values.isEmpty() ? List.of(new ClaimValue.Absent()) : List.copyOf(values);
    }

    private static Verdict together(Claims claims, List<Claims> worlds, boolean complete, Decision decision) {
        int matches = 0;
        int mismatches = 0;
        int matching = -1;
        int nearest = -1;
        Verdict.Refusal refusal = null;
        for (Claims world : worlds) {
            Decided decided = decision.decide(world);
            if (decided.refusal() == null) {
                matches++;
                matching = matching < 0 ? decided.publisher() : matching;
            } else {
                mismatches++;
                nearest = nearest < 0 ? decided.publisher() : nearest;
                refusal = refusal == null ? decided.refusal() : refusal;
            }
        }
        Outcome outcome = !complete || (matches > 0 && mismatches > 0)
                ? Outcome.UNDETERMINED
                : matches > 0 ? Outcome.MATCH : Outcome.MISMATCH;
        int publisher = matching >= 0 ? matching : nearest;
        return new Verdict(
                outcome,
                publisher,
                publisher < 0 ? List.of() : checks(claims, worlds, decision, publisher),
                outcome == Outcome.MISMATCH ? refusal : null);
    }

    private static List<ClaimCheck> checks(Claims claims, List<Claims> worlds, Decision decision, int publisher) {
        List<ClaimCheck> together = new ArrayList<>();
        for (Claims world : worlds) {
            for (ClaimCheck check : decision.checks(world, publisher)) {
                add(together, claims, check);
            }
        }
        return together;
    }

    private static void add(List<ClaimCheck> together, Claims claims, ClaimCheck check) {
        for (int i = 0; i < together.size(); i++) {
            ClaimCheck before = together.get(i);
            if (before.claim().equals(check.claim())) {
                CheckOutcome outcome =
                        before.outcome() == check.outcome() ? before.outcome() : CheckOutcome.UNDETERMINED;
                String note = before.note().isEmpty() ? check.note() : before.note();
                together.set(i, new ClaimCheck(check.claim(), before.presented(), before.expected(), outcome, note));
                return;
            }
        }
        together.add(new ClaimCheck(
                check.claim(), claims.get(check.claim()), check.expected(), check.outcome(), check.note()));
    }
}
