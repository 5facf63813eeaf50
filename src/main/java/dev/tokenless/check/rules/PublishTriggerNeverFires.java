package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** No run can reach the job, or the event it waits for is made with GITHUB_TOKEN, which starts nothing. */
final class PublishTriggerNeverFires extends GitHubJobRule {
    private static final Set<String> ANYTIME = Set.of("workflow_dispatch", "repository_dispatch", "schedule");

    PublishTriggerNeverFires() {
        super("publish-trigger-never-fires", "No run can reach the publishing job");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        boolean onlyCalled =
                workflow.triggers().stream().allMatch(t -> t.event().equals("workflow_call"));
        if (onlyCalled && subject.job().called().isEmpty()) {
            return; // others may call it
        }
        if (subject.job().triggers().isEmpty() && subject.examined().presented().isEmpty()) {
            out.accept(finding(
                    subject,
                    subject.jobPlace(),
                    "No run can reach " + subject.where() + ": its triggers, their filters, its condition and what it"
                            + " needs exclude one another."));
            return;
        }
        List<String> events = Routes.events(subject);
        if (events.isEmpty() || events.stream().anyMatch(ANYTIME::contains)) {
            return;
        }
        for (Workflow other : subject.inspection().workflows()) {
            if (!other.path().equals(workflow.path())) {
                madeHere(subject, workflow, other, events).ifPresent(out);
            }
        }
    }

    private Optional<Finding> madeHere(Subject subject, Workflow workflow, Workflow other, List<String> events) {
        for (Job job : other.jobs()) {
            Optional<ReleaseMaker.Made> made = ReleaseMaker.with(other, job);
            if (made.isEmpty() || ReleaseMaker.starts(other, workflow.fileName())) {
                continue;
            }
            boolean waits = events.stream().allMatch(e -> made.get().makes(e, trigger(workflow, e)));
            if (waits) {
                return Optional.of(finding(
                        subject,
                        Severity.ERROR,
                        Routes.place(workflow, events.getFirst(), subject.jobPlace()),
                        subject.where() + " waits for " + Words.list(events) + ", which " + Words.code(job.id())
                                + " in "
                                + Words.code(other.fileName()) + " makes with "
                                + Words.code(made.get().by())
                                + " and " + Words.code("GITHUB_TOKEN") + ": that starts no workflow.",
                        null));
            }
        }
        return Optional.empty();
    }

    private static Optional<Trigger> trigger(Workflow workflow, String event) {
        return workflow.trigger(event);
    }
}
