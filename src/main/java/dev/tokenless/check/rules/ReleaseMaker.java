package dev.tokenless.check.rules;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds jobs that make a release or a tag with the run's own token. Events made with it start no workflow, but for
 * dispatches (github/docs, events-that-trigger-workflows).
 */
final class ReleaseMaker {
    private static final Set<String> RELEASES =
            Set.of("googleapis/release-please-action", "google-github-actions/release-please-action");
    private static final Set<String> ALSO_RELEASES = Set.of(
            "softprops/action-gh-release",
            "ncipollo/release-action",
            "actions/create-release",
            "marvinpinto/action-automatic-releases");
    private static final Set<String> TAGS = Set.of("mathieudutour/github-tag-action", "anothrnick/github-tag-action");

    private ReleaseMaker() {}

    /**
     * What a job makes.
     *
     * @param by the action or command
     * @param tagToo whether the tag is new as well, so that a push of tags is made too
     */
    record Made(String by, boolean release, boolean tagToo) {

        /** Whether this is the event that the trigger waits for. */
        boolean makes(String event, Optional<Trigger> trigger) {
            if (event.equals("release")) {
                return release;
            }
            boolean tagsOnly = trigger.map(
                            t -> t.filters().containsKey("tags") && !t.filters().containsKey("branches"))
                    .orElse(false);
            return tagToo && (event.equals("create") || (event.equals("push") && tagsOnly));
        }
    }

    static Optional<Made> with(Workflow workflow, Job job) {
        // A run that a tag starts makes a release for a tag that is there; only a person or a token of one pushed it.
        boolean tagIsThere = workflow.triggers().stream()
                .anyMatch(t -> t.event().equals("push") && t.filters().containsKey("tags"));
        for (Step step : job.steps()) {
            if (Commands.off(step)) {
                continue;
            }
            Optional<Made> made = byStep(job, step, tagIsThere);
            if (made.isPresent() && PushingSteps.pushes(job, step) != null) {
                return made;
            }
        }
        return Optional.empty();
    }

    /** Whether a job makes a tag or a release, with whatever token. */
    static boolean makesTag(Job job) {
        return job.steps().stream().anyMatch(s -> byStep(job, s, false).isPresent());
    }

    private static Optional<Made> byStep(Job job, Step step, boolean tagIsThere) {
        String action = step.action();
        if (action != null) {
            String name = action.toLowerCase(Locale.ROOT);
            if (RELEASES.contains(name)) {
                boolean skips =
                        step.with().getOrDefault("skip-github-release", "false").equals("true");
                return skips ? Optional.empty() : Optional.of(new Made(action, true, true));
            }
            if (ALSO_RELEASES.contains(name)) {
                String draft = step.with().getOrDefault("draft", "false");
                return draft.equals("false") ? Optional.of(new Made(action, true, !tagIsThere)) : Optional.empty();
            }
            return TAGS.contains(name) ? Optional.of(new Made(action, false, true)) : Optional.empty();
        }
        for (List<String> command : Commands.of(job, step)) {
            if (Commands.begins(command, "gh", "release", "create")
                    && command.stream()
                            .noneMatch(w -> w.equals("--draft") || w.equals("-d") || w.equals("--draft=true"))) {
                return Optional.of(new Made("gh release create", true, !tagIsThere));
            }
            if (Commands.begins(command, "git", "push")
                    && command.stream()
                            .anyMatch(w ->
                                    w.equals("--tags") || w.equals("--follow-tags") || w.startsWith("refs/tags/"))) {
                return Optional.of(new Made("git push", false, true));
            }
        }
        return Optional.empty();
    }

    /** Whether the workflow dispatches the other one by itself, which does start a run. */
    static boolean starts(Workflow workflow, String file) {
        return workflow.source().text().contains(file)
                || workflow.source().text().contains("createWorkflowDispatch");
    }
}
