package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.RegistryId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far one package's migration has come: each stage with what proves it, looked at anew each time.
 *
 * @param packageName the package at its registry
 * @param stages every stage in order
 */
public record MigrationPlan(RegistryId registry, String packageName, Map<Stage, StageState> stages) {
    public MigrationPlan {
        stages = Collections.unmodifiableMap(new EnumMap<>(stages));
    }

    /** The key of a package in what is remembered. */
    public static String key(RegistryId registry, String packageName) {
        return registry.id() + "/" + packageName;
    }

    /** The first stage that is not passed; the last one where all are. */
    public Stage current() {
        for (Map.Entry<Stage, StageState> stage : stages.entrySet()) {
            if (!stage.getValue().passed()) {
                return stage.getKey();
            }
        }
        return Stage.TOKEN_REVOKED;
    }

    /** Whether nothing is left to do. */
    public boolean finished() {
        return stages.values().stream().allMatch(StageState::passed);
    }

    /**
     * Why a pull request with the migrated workflow must wait, null where it need not: merged before the registry knows
     * the workflow, it would make the next release fail.
     */
    public @Nullable String pullRequestHeldBack() {
        StageState registered = stages.get(Stage.PUBLISHER_REGISTERED);
        if (registered != null && registered.passed()) {
            return null;
        }
        return "The pull request waits until " + packageName
                + " has its trusted publisher: merged now, it would make the next release fail.";
    }

    /** Looks at everything that is known and says how far each stage is. */
    public static MigrationPlan of(
            Inspection inspection, RegistryId registry, String packageName, Remembered remembered, Observed observed) {
        List<Inspection.Examined> jobs = jobsOf(inspection, registry, packageName);
        Map<Stage, Remembered.Mark> marks = remembered.marks(key(registry, packageName));
        Map<Stage, StageState> states = new EnumMap<>(Stage.class);
        Stage blocking = null;
        for (Stage stage : Stage.values()) {
            StageState seen = seen(stage, jobs, packageName, observed);
            // What the registry was seen to refuse is not made good by anybody's word.
            boolean refused = stage == Stage.PUBLISHER_REGISTERED && refused(jobs, packageName);
            StageState state = refused ? seen : merged(stage, seen, marks.get(stage));
            if (!state.passed() && blocking != null) {
                state = new StageState.Waiting("Waits for: " + blocking.title() + ".");
            } else if (!state.passed()) {
                blocking = stage;
            }
            states.put(stage, state);
        }
        return new MigrationPlan(registry, packageName, states);
    }

    /** What is seen now counts for more than a mark; a mark counts for more than nothing. */
    private static StageState merged(Stage stage, StageState seen, Remembered.@Nullable Mark mark) {
        if (seen.passed() || mark == null) {
            return seen;
        }
        return switch (mark.kind()) {
            case SAID -> new StageState.Done(mark.evidence(), mark.at(), true);
            case SKIPPED -> new StageState.Skipped(mark.evidence(), mark.at());
            // What the files themselves tell is looked at anew: a mark of earlier times does not outlive it.
            case SEEN ->
                stage == Stage.TOKEN_KEPT_AS_FALLBACK ? seen : new StageState.Done(mark.evidence(), mark.at(), false);
        };
    }

    private static StageState seen(Stage stage, List<Inspection.Examined> jobs, String packageName, Observed observed) {
        return switch (stage) {
            case PUBLISHER_REGISTERED -> registered(jobs, packageName);
            case TOKEN_KEPT_AS_FALLBACK -> fallback(jobs);
            case TEST_RELEASE ->
                new StageState.Open("Release to a test index, tag a pre-release, or run the preflight; or skip it.");
            case PRODUCTION_SWITCHED ->
                Boolean.TRUE.equals(observed.onDefaultBranch())
                        ? new StageState.Done("The default branch holds the migrated workflow.", null, false)
                        : new StageState.Open("Merge the migrated workflow into the default branch.");
            case FIRST_TRUSTED_RELEASE -> {
                String proof = observed.firstTrustedRelease();
                yield proof == null
                        ? new StageState.Open("Make a release as you always do, then look for it at the registry.")
                        : new StageState.Done(proof, null, false);
            }
            case TOKENS_FORBIDDEN ->
                switch (observed.tokensForbidden()) {
                    case FORBIDDEN -> new StageState.Done("The registry refuses stored tokens.", null, false);
                    case NOT_OFFERED -> new StageState.NotOffered("This registry has no setting that refuses tokens.");
                    case ALLOWED, NOT_LOOKED_UP ->
                        new StageState.Open("Set the package to refuse stored tokens; this can be undone.");
                };
            case SECRETS_DELETED -> secrets(jobs, observed);
            case TOKEN_REVOKED -> new StageState.Open("Revoke the token on the registry's page.");
        };
    }

    private static StageState registered(List<Inspection.Examined> jobs, String packageName) {
        List<Verdict> verdicts = verdicts(jobs, packageName);
        if (verdicts.isEmpty()) {
            return new StageState.Open("Register the trusted publisher, or say what the registry holds.");
        }
        if (verdicts.stream().allMatch(v -> v.publisher() < 0)) {
            return new StageState.Open("Register the trusted publisher: none is registered for this package.");
        }
        if (refused(jobs, packageName)) {
            return new StageState.Open("Correct the trusted publisher: the registered one does not accept the job.");
        }
        return verdicts.stream().allMatch(v -> v.outcome() == Verdict.Outcome.MATCH)
                ? new StageState.Done("The registered publisher accepts the job.", null, false)
                : new StageState.Open("Whether the registered publisher accepts the job cannot be told from here.");
    }

    private static boolean refused(List<Inspection.Examined> jobs, String packageName) {
        return verdicts(jobs, packageName).stream().anyMatch(v -> v.outcome() == Verdict.Outcome.MISMATCH);
    }

    private static List<Verdict> verdicts(List<Inspection.Examined> jobs, String packageName) {
        return jobs.stream()
                .flatMap(job -> job.presented().stream())
                .flatMap(presented -> presented.verdicts().stream())
                .filter(v -> v.packageName() == null || packageName.equals(v.packageName()))
                .map(Inspection.PackageVerdict::verdict)
                .toList();
    }

    private static StageState fallback(List<Inspection.Examined> jobs) {
        if (jobs.isEmpty()) {
            return new StageState.Open("Add a release workflow.");
        }
        Set<String> left = new TreeSet<>();
        boolean token = false;
        boolean unclear = false;
        for (Inspection.Examined examined : jobs) {
            PublishJob job = examined.job();
            switch (job.authentication()) {
                case Authentication.Trusted _ -> {}
                case Authentication.Token _ -> {
                    token = true;
                    left.addAll(job.secrets());
                }
                case Authentication.Both _ -> {
                    token = true;
                    left.addAll(job.secrets());
                }
                case Authentication.Unknown _ -> unclear = true;
            }
        }
        if (token) {
            return new StageState.Open("Migrate the workflow: it still hands over "
                    + (left.isEmpty() ? "a stored token" : String.join(", ", left)) + ".");
        }
        return unclear
                ? new StageState.Open("Migrate the workflow: it does not say how it logs in.")
                : new StageState.Done("No job hands over a stored token; the secret itself is untouched.", null, false);
    }

    private static StageState secrets(List<Inspection.Examined> jobs, Observed observed) {
        Set<String> stored = observed.storedSecrets();
        if (stored == null) {
            return new StageState.Open("Delete the stored secret at GitHub.");
        }
        Set<String> used = new TreeSet<>();
        jobs.forEach(job -> used.addAll(job.job().secrets()));
        used.retainAll(stored);
        return used.isEmpty() && stored.isEmpty()
                ? new StageState.Done("GitHub holds no secret for this repository.", null, false)
                : new StageState.Open("Delete the stored secret at GitHub.");
    }

    /** The jobs that upload this package, or whose packages the files do not tell. */
    private static List<Inspection.Examined> jobsOf(Inspection inspection, RegistryId registry, String packageName) {
        return inspection.jobs().stream()
                .filter(job -> job.job().registry().equals(registry))
                .filter(job ->
                        job.job().packages().isEmpty() || job.job().packages().contains(packageName))
                .toList();
    }
}
