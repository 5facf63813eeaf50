package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.CausedEvents;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.repo.Place;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A recognised step pushes, tags or releases, and the job's permissions do not say {@code contents: write}. */
final class ContentsPermissionMissing extends GitHubJobRule {
    private static final Set<String> ON_A_TAG = Set.of("release");

    ContentsPermissionMissing() {
        super("contents-permission-missing", "A step pushes or releases without the right to");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        PermissionsBlock block = job.permissions() != null ? job.permissions() : workflow.permissions();
        // Without any block the repository's default decides, which may be write.
        if (block == null
                || block.form() == PermissionsBlock.Form.INVALID
                || block.level("contents").equals("write")
                || PushingSteps.setsCredentials(job)) {
            return;
        }
        for (Step step : job.steps()) {
            String what = PushingSteps.pushes(job, step);
            if (what == null) {
                what = releaseTask(subject, job, step);
            }
            if (what != null) {
                Place place = step.uses() != null
                        ? step.uses().place()
                        : Entries.place(
                                job.permissions() != null ? job.node() : workflow.root(), "permissions", block.place());
                out.accept(finding(
                        subject,
                        place,
                        Words.code(what) + " in " + subject.where() + " needs " + Words.code("contents: write")
                                + ", and the job's permissions leave it at "
                                + Words.code("contents: " + block.level("contents")) + ".",
                        ContentsFixes.of(workflow, job)));
                return;
            }
        }
    }

    /**
     * Bundler's release task pushes branch and tag unless the tag is there already: a run that a tag or a release
     * started needs no right to push (rubygems/rubygems, bundler/lib/bundler/gem_helper.rb).
     */
    private static @org.jspecify.annotations.Nullable String releaseTask(Subject subject, Job job, Step step) {
        boolean tagged = !subject.examined().presented().isEmpty()
                && subject.examined().presented().stream()
                        .allMatch(p -> ON_A_TAG.contains(p.prediction().event())
                                || p.prediction()
                                        .claims()
                                        .text("ref")
                                        .orElse("")
                                        .startsWith("refs/tags/")
                                || p.prediction().trigger().startsWith("push tag"));
        boolean onlyTags = job.condition() != null && job.condition().contains("refs/tags");
        boolean madeBefore = subject.workflow()
                .map(w -> CausedEvents.of(w).stream()
                        .filter(c -> c.kind().equals("release") || c.kind().equals("push tag"))
                        .map(c -> c.job().id())
                        .anyMatch(id -> !id.equals(job.id())
                                && UnpinnedAction.needed(w, job).contains(id)))
                .orElse(false);
        if (tagged || onlyTags || madeBefore || Commands.off(step) || PushingSteps.checkoutHasOwnToken(job)) {
            return null;
        }
        String action = step.action();
        if (action != null && action.toLowerCase(Locale.ROOT).equals("rubygems/release-gem")) {
            return step.with().containsKey("token") ? null : action;
        }
        return Commands.of(job, step).stream().anyMatch(c -> Commands.begins(c, "rake", "release"))
                ? "rake release"
                : null;
    }
}
