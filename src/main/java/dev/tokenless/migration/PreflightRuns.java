package dev.tokenless.migration;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.github.RepositoryTree;
import dev.tokenless.github.Runs;
import dev.tokenless.github.Trouble;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks among the runs of a workflow for the newest preflight and for what it proved. GitHub does not tell the inputs of a
 * run: a preflight is known by the step that runs in nothing else, and what it proved by that step's own words in the log.
 */
final class PreflightRuns {
    /** More runs than this are not looked into: each takes a request. */
    private static final int MOST_RUNS = 5;

    /** Behind GitHub's time stamp, as the step prints it; the script itself stands in the log, too, behind an echo. */
    private static final Pattern BELIEVED = Pattern.compile("(?m)^\uFEFF?(?:\\S+Z )?[A-Za-z.]+ believes this job\\b");

    private static final Pattern NOT_EXCHANGED =
            Pattern.compile("(?m)^\uFEFF?(?:\\S+Z )?\\S+ does not exist at \\S+ yet: an exchange ");

    private final GitHubSession session;
    private final Repositories.Facts facts;
    private final Runs runs;

    PreflightRuns(GitHubSession session, Repositories.Facts facts) {
        this.session = session;
        this.facts = facts;
        this.runs = new Runs(session, facts.owner(), facts.name());
    }

    /** The newest preflight; nothing where there is none. Blocking. */
    Outcome<Optional<Observed.Preflown>> newest(Preflight preflight) {
        Outcome<List<Runs.Run>> listed = runs.startedByHand(preflight.file());
        if (listed instanceof Outcome.Failed<List<Runs.Run>>(Trouble.NotFound _)) {
            // GitHub does not know the workflow before it is on the default branch.
            return Outcome.done(Optional.empty());
        }
        return listed.then(all -> {
            for (Runs.Run run : all.subList(0, Math.min(MOST_RUNS, all.size()))) {
                Outcome<Optional<Observed.Preflown>> one =
                        runs.jobs(run.id()).then(jobs -> of(preflight, run, ours(preflight, jobs)));
                if (!(one instanceof Outcome.Done<Optional<Observed.Preflown>>(var flown)) || flown.isPresent()) {
                    return one;
                }
            }
            return Outcome.done(Optional.empty());
        });
    }

    /** The jobs with the step of the preflight; where one of them goes by the job's name, that one alone. */
    private static List<Runs.Job> ours(Preflight preflight, List<Runs.Job> jobs) {
        List<Runs.Job> with = jobs.stream()
                .filter(job -> job.steps().stream().anyMatch(step -> flew(preflight, step)))
                .toList();
        List<Runs.Job> named = with.stream()
                .filter(job -> job.name().equals(preflight.jobName())
                        || job.name().endsWith(" / " + preflight.jobName())
                        || job.name().startsWith(preflight.jobName() + " ("))
                .toList();
        return named.isEmpty() ? with : named;
    }

    private static boolean flew(Preflight preflight, Runs.Step step) {
        return preflight.steps().contains(step.name()) && !step.conclusion().equals("skipped");
    }

    private Outcome<Optional<Observed.Preflown>> of(Preflight preflight, Runs.Run run, List<Runs.Job> jobs) {
        if (jobs.isEmpty()) {
            return Outcome.done(
                    run.conclusion().isEmpty()
                            ? Optional.of(new Observed.Preflown(
                                    Observed.Flight.GOES_ON,
                                    "A run that was started by hand goes on: " + run.page()
                                            + ". Look again when it has ended."))
                            : Optional.empty());
        }
        String where = "the preflight on " + run.ref() + ", " + run.page();
        List<String> ends = jobs.stream()
                .flatMap(job -> job.steps().stream())
                .filter(step -> flew(preflight, step))
                .map(Runs.Step::conclusion)
                .toList();
        if (ends.stream().anyMatch(String::isEmpty)) {
            return flown(Observed.Flight.GOES_ON, "It goes on: " + where + ". Look again when it has ended.");
        }
        if (!ends.stream().allMatch("success"::equals)) {
            return flown(
                    Observed.Flight.FAILED,
                    "It failed: " + where + ". Let Diagnose read its log, then start it again.");
        }
        Outcome<Boolean> same = sameJob(preflight, run.commit());
        if (!(same instanceof Outcome.Done<Boolean>(Boolean present)) || !present) {
            return flown(
                    Observed.Flight.PROVES_NOTHING,
                    "It went through with another job than the files name now: " + where + ". Start it again.");
        }
        return said(jobs, where);
    }

    private Outcome<Optional<Observed.Preflown>> said(List<Runs.Job> jobs, String where) {
        for (Runs.Job job : jobs) {
            Outcome<Runs.Log> read = runs.log(job);
            if (!(read instanceof Outcome.Done<Runs.Log>(Runs.Log log))) {
                return flown(
                        Observed.Flight.PROVES_NOTHING,
                        "Its steps went through: " + where
                                + ". Its log could not be read, which alone says whether the registry believed the job:"
                                + " look there, and say so.");
            }
            if (NOT_EXCHANGED.matcher(log.text()).find()) {
                return flown(
                        Observed.Flight.PROVES_NOTHING,
                        "It made no exchange, because the registry has no such package yet: " + where + ".");
            }
            if (!BELIEVED.matcher(log.text()).find()) {
                return flown(
                        Observed.Flight.PROVES_NOTHING,
                        "Its steps went through, and its log does not say that the registry believed the job: " + where
                                + ".");
            }
        }
        return flown(Observed.Flight.PROVED, "The registry believed the job: " + where + ".");
    }

    private static Outcome<Optional<Observed.Preflown>> flown(Observed.Flight flight, String sentence) {
        return Outcome.done(Optional.of(new Observed.Preflown(flight, sentence)));
    }

    /** Whether the job ran in the environment that the files name now. */
    private Outcome<Boolean> sameJob(Preflight preflight, String commit) {
        return RepositoryTree.open(session, facts.owner(), facts.name(), commit)
                .map(tree -> tree.read(preflight.path()) instanceof SourceTree.Text(SourceText source)
                        && WorkflowReader.readOne(source).workflows().stream()
                                .flatMap(workflow -> workflow.job(preflight.job()).stream())
                                .anyMatch(job -> Objects.equals(environment(job), preflight.environment())));
    }

    private static @Nullable String environment(Job job) {
        return job.environment() instanceof EnvironmentRef.Named named ? named.name() : null;
    }
}
