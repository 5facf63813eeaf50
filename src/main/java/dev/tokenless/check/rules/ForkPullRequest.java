package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
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

    ForkPullRequest() {
        super("fork-pull-request", "Pull requests from forks get no identity token");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (!subject.meantTrusted() || keepsForksOut(job)) {
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

    /** A condition on the head repository is how workflows keep forks out; merged changes run for the base. */
    private static boolean keepsForksOut(Job job) {
        String condition = job.condition() == null ? "" : job.condition();
        return condition.contains("head.repo") || condition.contains("event_name") || condition.contains("github.ref");
    }
}
