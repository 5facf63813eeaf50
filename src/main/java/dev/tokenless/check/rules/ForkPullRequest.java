package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The job is reached by pull requests, and a pull request from a fork gets no identity token (github/docs,
 * workflow-syntax: permissions of forked repositories).
 */
final class ForkPullRequest extends GitHubJobRule {
    private static final Set<String> EVENTS =
            Set.of("pull_request", "pull_request_review", "pull_request_review_comment");

    /** What such conditions look at; a pull request's run has none of the commits of a push. */
    private static final List<String> DECIDING = List.of(
            "head.repo", "event_name", "github.ref", "head_commit", "event.release", "pull_request.merged", "needs.");

    ForkPullRequest() {
        super("fork-pull-request", "Pull requests from forks get no identity token");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (!subject.meantTrusted() || keepsForksOut(subject, job)) {
            return;
        }
        List<String> events = Routes.events(subject);
        String event = events.stream().filter(EVENTS::contains).findFirst().orElse(null);
        if (event == null) {
            return;
        }
        boolean only = EVENTS.containsAll(events);
        out.accept(finding(
                subject,
                only ? Severity.ERROR : Severity.WARNING,
                Routes.place(workflow, event, subject.jobPlace()),
                subject.where() + " is reached by " + Words.code(event)
                        + ": a run for a pull request from a fork gets no identity token, so it cannot publish to "
                        + subject.registryName() + ".",
                null));
    }

    /**
     * A condition on the event, the ref, the head repository or a commit message is how workflows keep pull requests out,
     * be it at the job, at the uploading step or in one of its inputs. What it comes to is not always to be told here.
     */
    private static boolean keepsForksOut(Subject subject, Job job) {
        List<String> conditions = new ArrayList<>();
        conditions.add(job.condition() == null ? "" : job.condition());
        Tools.step(subject.job()).ifPresent(step -> {
            conditions.add(step.condition() == null ? "" : step.condition());
            conditions.addAll(step.with().values());
            conditions.addAll(step.env().values());
        });
        return conditions.stream().anyMatch(c -> DECIDING.stream().anyMatch(c::contains));
    }
}
