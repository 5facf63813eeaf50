package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.PublishJob;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The preflight of a publish job: its own workflow, started by hand with the input {@value #INPUT}, makes the exchange and
 * passes every upload over.
 *
 * @param path the workflow file
 * @param job the job's id
 * @param jobName the job's name as a run lists it; the id where it has none
 * @param steps the names of the steps that run in a preflight alone, as a run lists them
 * @param environment in which the job runs, null where it names none or computes it
 */
public record Preflight(
        String path,
        String job,
        String jobName,
        List<String> steps,
        @Nullable String environment) implements PreflightOffer {
    /** The input of {@code workflow_dispatch} that turns a release into a preflight. */
    public static final String INPUT = "preflight";

    private static final Pattern MENTIONS = Pattern.compile("\\binputs\\.preflight\\b");
    private static final Pattern PASSES_OVER = Pattern.compile("!\\s*(?:github\\.event\\.)?inputs\\.preflight\\b");

    public Preflight {
        steps = List.copyOf(steps);
    }

    /** The file's name, by which GitHub is asked for the workflow. */
    public String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The preflight of a publish job, as the files stand. */
    static PreflightOffer of(Inspection inspection, PublishJob publish) {
        if (!(publish.ci() instanceof PublishJob.GitHubJob(Workflow workflow, Job job)) || !offers(workflow)) {
            return new PreflightOffer.None();
        }
        List<String> steps = steps(job);
        if (steps.isEmpty()) {
            return new PreflightOffer.None();
        }
        for (Inspection.Examined other : inspection.jobs()) {
            if (other.job().path().equals(publish.path()) && !passedOver(other.job())) {
                return new PreflightOffer.Unsafe("The preflight of " + workflow.fileName()
                        + " is not started from here: its job " + other.job().job()
                        + " uploads in a preflight, too. Give the upload the condition ${{ !inputs." + INPUT
                        + " }} first.");
            }
        }
        String name = job.name();
        return new Preflight(
                publish.path(),
                job.id(),
                name == null || name.isBlank() ? job.id() : name,
                steps,
                job.environment() instanceof EnvironmentRef.Named named ? named.name() : null);
    }

    /** Whether a workflow can be started by hand as a preflight. */
    static boolean offers(Workflow workflow) {
        return workflow.trigger("workflow_dispatch")
                .filter(t -> t.inputs().containsKey(INPUT))
                .isPresent();
    }

    private static List<String> steps(Job job) {
        return job.steps().stream()
                .filter(Preflight::runsInPreflight)
                .map(Step::name)
                .toList();
    }

    private static boolean runsInPreflight(Step step) {
        String condition = step.condition();
        String name = step.name();
        return condition != null
                && name != null
                && !name.isBlank()
                && MENTIONS.matcher(condition).find()
                && !PASSES_OVER.matcher(condition).find();
    }

    /** Whether a job's upload does not run in a preflight. */
    private static boolean passedOver(PublishJob publish) {
        if (!(publish.ci() instanceof PublishJob.GitHubJob(Workflow _, Job job))) {
            return false;
        }
        Integer step = publish.step();
        return guarded(job.condition())
                || step != null
                        && step < job.steps().size()
                        && guarded(job.steps().get(step).condition());
    }

    private static boolean guarded(@Nullable String condition) {
        // Behind an "or" the upload could run all the same.
        return condition != null && PASSES_OVER.matcher(condition).find() && !condition.contains("||");
    }
}
