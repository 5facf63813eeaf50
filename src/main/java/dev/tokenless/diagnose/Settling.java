package dev.tokenless.diagnose;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.rules.Excluded;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settles what the log, the publishers and the files say against one another: a symptom gives way to what explains it. */
final class Settling {
    /** What a registry may mean that finds no publisher: one of these names it better. */
    private static final Set<String> UNMATCHED = Set.of(
            "publisher-absent",
            "pending-publisher-missing",
            "pending-publisher-wrong-workflow",
            "repository-mismatch",
            "repository-renamed",
            "owner-transferred",
            "owner-case-mismatch",
            "workflow-filename-mismatch",
            "workflow-extension-mismatch",
            "caller-workflow-not-registered",
            "environment-missing-in-job",
            "environment-mismatch",
            "environment-case-mismatch",
            "publisher-field-whitespace",
            "publisher-field-list",
            "reusable-workflow-not-supported",
            "reusable-cross-repository",
            "first-publish-needs-token",
            "self-hosted-runner",
            "event-not-supported",
            "audience-mismatch",
            "claim-mismatch");

    private static final Set<String> PERMISSION = Set.of(
            "id-token-permission-missing",
            "id-token-permission-shadowed",
            "id-token-permission-capped-by-caller",
            "fork-pull-request");

    private static final Set<String> TOKEN = Set.of("token-left-over", "token-disables-oidc");
    private static final Set<String> ATTESTED =
            Set.of("reusable-workflow-not-supported", "attestation-reusable-mismatch");

    private final Tally tally;
    private final List<String> notes;

    /**
     * @param notes gets what is to be said besides
     */
    Settling(Tally tally, List<String> notes) {
        this.tally = tally;
        this.notes = notes;
    }

    /** Whether a cause is what a registry may mean that finds no publisher. */
    static boolean isUnmatched(String id) {
        return UNMATCHED.contains(id);
    }

    /** Lets the better known cause stand for the symptom, and drops what the files rule out. */
    void settle(Symptoms symptoms, @Nullable Inspection inspection, List<Examined> jobs) {
        if (inspection != null && !jobs.isEmpty()) {
            for (Map.Entry<String, Certainty> candidate : symptoms.guesses().entrySet()) {
                boolean excluded = jobs.stream().allMatch(j -> Excluded.excludes(inspection, j, candidate.getKey()));
                String id = candidate.getKey();
                boolean shown = symptoms.shown(id) || symptoms.said(id) || candidate.getValue() != Certainty.POSSIBLE;
                if (excluded && shown && tally.seenInLogOnly(id)) {
                    // Of the permission more is known, which is said below.
                    if (!id.equals("id-token-permission-missing")) {
                        notes.add("The workflow as it stands here speaks against " + id
                                + ", but the run had what its log shows: the log is of an older state of the file, or"
                                + " something in the job brings it.");
                    }
                } else if (excluded && tally.seenInLogOnly(id)) {
                    tally.drop(id);
                }
            }
        }
        if (inspection != null
                && !jobs.isEmpty()
                && tally.seenInLogOnly("id-token-permission-missing")
                && jobs.stream().allMatch(j -> Excluded.excludes(inspection, j, "id-token-permission-missing"))) {
            notes.add("The workflow as it stands here grants id-token: write. The log is of an older state of the file,"
                    + " or of a run whose rights GitHub lowers, such as one for a pull request from a fork.");
            tally.tell("id-token-permission-missing", "", List.of(Remedy.AGAIN));
        }
        if (inspection != null
                && !jobs.isEmpty()
                && tally.seenInLogOnly("contents-permission-missing")
                && jobs.stream().allMatch(j -> Excluded.excludes(inspection, j, "contents-permission-missing"))) {
            tally.tell(
                    "contents-permission-missing",
                    "The workflow as it is now grants it: it was changed after this run, or a rule of the repository"
                            + " keeps the bot from pushing this tag or branch.",
                    List.of(
                            Remedy.AGAIN,
                            new Remedy(
                                    Remedy.Side.GITHUB,
                                    "Let the repository's rules for tags and branches admit the push, or give the step"
                                            + " a token that may push",
                                    null,
                                    null,
                                    List.of())));
        }
        narrow("id-token-permission-missing", PERMISSION);
        narrow("token-left-over", TOKEN);
        narrow("token-disables-oidc", TOKEN);
        if (tally.has("publisher-not-found") && tally.has(id -> UNMATCHED.contains(id), Certainty.LIKELY)) {
            tally.handOverProved("publisher-not-found", UNMATCHED);
            dropGuesses(symptoms, UNMATCHED);
        }
        if (symptoms.certain()) {
            tally.lowerWhatTheLogDoesNotShow(id -> symptoms.explains(id, UNMATCHED, PERMISSION, TOKEN, ATTESTED));
        } else if (tally.seenElsewhere()) {
            // A cause that is seen is better than one that the symptom merely allows.
            dropGuesses(symptoms, Set.of());
        }
    }

    private void dropGuesses(Symptoms symptoms, Set<String> only) {
        symptoms.guesses().forEach((id, certainty) -> {
            if (certainty == Certainty.POSSIBLE
                    && (only.isEmpty() || only.contains(id))
                    && !tally.has(id::equals, Certainty.LIKELY)) {
                tally.drop(id);
            }
        });
    }

    /** Where the files show a relative of what the log says, the relative is the cause in its own words. */
    private void narrow(String said, Set<String> family) {
        if (tally.has(id -> family.contains(id) && !id.equals(said), Certainty.CERTAIN) && tally.seenInLogOnly(said)) {
            tally.handOver(said, family);
        }
    }
}
