package dev.tokenless.diagnose;

import dev.tokenless.check.Difference;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Excluded;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One diagnosis: the log first, then what was presented against what is registered, then the files. */
final class Reasoning {
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

    private final Given given;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final List<String> notes = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();

    Reasoning(Given given, Clock clock) {
        this.given = given;
        this.clock = clock;
    }

    Diagnosis diagnose() {
        List<LogLine> log = given.log() == null ? List.of() : given.log();
        List<LogHit> hits = LogScan.hits(log);
        Inspection inspection = given.project() == null ? null : Inspector.inspect(given.project(), given.publishers());
        List<TrustedPublisher> publishers = given.publishers();
        if (publishers == null && inspection != null) {
            publishers = inspection.publishers();
        }
        Presented presented = Presented.of(given, log, clock, notes);
        RegistryId registry = Focus.registry(given, hits, presented.claims(), inspection);
        List<Examined> jobs = Focus.jobs(inspection, registry, presented.claims(), hits);

        Symptoms symptoms = new Symptoms(tally, hits, registry, presented, inspection, jobs);
        symptoms.add();
        Comparisons comparisons =
                new Comparisons(tally, checked, registry, presented, publishers, jobs, given.project());
        comparisons.add();
        if (inspection != null) {
            new FileCauses(tally, checked, inspection, jobs, registry).add();
        }
        settle(symptoms, inspection, jobs, publishers);
        if (!log.isEmpty() && hits.isEmpty()) {
            notes.add(
                    "Nothing in these lines says why it failed. Paste more of the log, from the step that publishes.");
        }
        List<Cause> causes = tally.causes().stream().map(Advice::complete).toList();
        return new Diagnosis(registry, causes, checked, notes, log, presented.claims());
    }

    /** Lets the better known cause stand for the symptom, and drops what the files rule out. */
    private void settle(
            Symptoms symptoms,
            @Nullable Inspection inspection,
            List<Examined> jobs,
            @Nullable List<TrustedPublisher> publishers) {
        if (inspection != null && !jobs.isEmpty()) {
            for (Map.Entry<String, Certainty> candidate : symptoms.guesses().entrySet()) {
                boolean excluded = jobs.stream().allMatch(j -> Excluded.excludes(inspection, j, candidate.getKey()));
                if (excluded) {
                    tally.drop(candidate.getKey());
                }
            }
        }
        if (inspection != null
                && !jobs.isEmpty()
                && tally.seenInLogOnly("id-token-permission-missing")
                && jobs.stream().allMatch(j -> Excluded.excludes(inspection, j, "id-token-permission-missing"))) {
            notes.add("The workflow as it stands here grants id-token: write. The log is of an older state of the file,"
                    + " or of a run whose rights GitHub lowers, such as one for a pull request from a fork.");
        }
        narrow("id-token-permission-missing", PERMISSION);
        narrow("token-left-over", TOKEN);
        narrow("token-disables-oidc", TOKEN);
        if (tally.has("publisher-not-found") && tally.has(id -> UNMATCHED.contains(id), Certainty.LIKELY)) {
            tally.drop("publisher-not-found");
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

    /** For a difference the message and the evidence are the same whatever its source. */
    static String difference(Difference d, String registryName) {
        String field = d.field().replace('_', ' ');
        String presented = d.presented() == null ? "no " + field : field + " `" + d.presented() + "`";
        String expected = d.expected() == null ? "none" : "`" + d.expected() + "`";
        return "The job presents " + presented + ", the publisher at " + registryName + " says " + expected + ".";
    }
}
