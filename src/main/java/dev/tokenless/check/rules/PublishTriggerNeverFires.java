package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.CausedEvent;
import dev.tokenless.ci.github.CausedEvents;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** No run can reach the job, or the event it waits for is made with GITHUB_TOKEN, which starts nothing. */
final class PublishTriggerNeverFires extends GitHubJobRule {
    private static final Set<String> ANYTIME = Set.of("workflow_dispatch", "repository_dispatch", "schedule");

    /** github/docs, events-that-trigger-workflows, "push". */
    private static final int MOST_TAGS = 3;

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
        startedByNothing(subject, workflow, events)
                .or(() -> tooManyTags(subject, workflow, events))
                .ifPresent(out);
    }

    /** All that the workflow waits for is made by other workflows, and with a token whose events start nothing. */
    private Optional<Finding> startedByNothing(Subject subject, Workflow workflow, List<String> events) {
        CausedEvent first = null;
        Workflow by = null;
        for (String event : events) {
            boolean made = false;
            for (Workflow other : others(subject, workflow)) {
                for (CausedEvent caused : caused(other, workflow, event)) {
                    if (caused.credential() != CausedEvent.Credential.GITHUB_TOKEN
                            || PushingSteps.setsCredentials(caused.job())
                            || dispatches(other, workflow.fileName())) {
                        return Optional.empty();
                    }
                    made = true;
                    if (first == null) {
                        first = caused;
                        by = other;
                    }
                }
            }
            if (!made) {
                return Optional.empty();
            }
        }
        if (first == null || by == null) {
            return Optional.empty();
        }
        return Optional.of(finding(
                subject,
                Severity.ERROR,
                Routes.place(workflow, events.getFirst(), subject.jobPlace()),
                subject.where() + " waits for " + Words.list(events) + ", which "
                        + Words.code(first.job().id()) + " in " + Words.code(by.fileName()) + " makes with "
                        + Words.code(first.how()) + " and " + Words.code("GITHUB_TOKEN")
                        + ": that starts no workflow.",
                null));
    }

    /** A push of more than three tags starts nothing, whoever pushes; a repository of many packages makes such. */
    private Optional<Finding> tooManyTags(Subject subject, Workflow workflow, List<String> events) {
        if (subject.job().packages().size() <= MOST_TAGS || !events.equals(List.of("push"))) {
            return Optional.empty();
        }
        for (Workflow other : others(subject, workflow)) {
            for (CausedEvent caused : caused(other, workflow, "push")) {
                if (caused.severalTags()) {
                    return Optional.of(finding(
                            subject,
                            Severity.WARNING,
                            Routes.place(workflow, "push", subject.jobPlace()),
                            subject.where() + " waits for tags, and "
                                    + Words.code(caused.job().id()) + " in "
                                    + Words.code(other.fileName()) + " pushes those of up to "
                                    + subject.job().packages().size() + " packages with one "
                                    + Words.code(caused.how()) + ": more than three at once start no workflow.",
                            null));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Workflow> others(Subject subject, Workflow workflow) {
        return subject.inspection().workflows().stream()
                .filter(w -> !w.path().equals(workflow.path()))
                .toList();
    }

    /** What another workflow does that is the event for which this one waits. */
    private static List<CausedEvent> caused(Workflow other, Workflow workflow, String event) {
        boolean startedByTags = waitsForTags(other);
        return CausedEvents.of(other).stream()
                // A run that a tag starts makes a release for a tag that is there; somebody else pushed it.
                .filter(c -> !(startedByTags
                        && c.kind().equals("push tag")
                        && !c.how().equals("git push")))
                .filter(c -> switch (event) {
                    case "release" -> c.kind().equals("release");
                    case "create" -> c.kind().equals("push tag");
                    case "push" -> c.kind().equals("push tag") && waitsForTagsAlone(workflow);
                    default -> false;
                })
                .toList();
    }

    private static boolean waitsForTags(Workflow workflow) {
        return workflow.trigger("push")
                .filter(t -> t.filters().containsKey("tags"))
                .isPresent();
    }

    private static boolean waitsForTagsAlone(Workflow workflow) {
        return workflow.trigger("push")
                .filter(t -> t.filters().containsKey("tags") && !t.filters().containsKey("branches"))
                .isPresent();
    }

    /** Whether a workflow starts the other one by itself, which a dispatch does whatever the token. */
    private static boolean dispatches(Workflow workflow, String file) {
        return workflow.source().text().contains(file)
                || workflow.source().text().contains("createWorkflowDispatch");
    }
}
