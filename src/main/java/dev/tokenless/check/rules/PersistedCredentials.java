package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** The checkout of the publishing job leaves its token on the disk for everything that runs behind it. */
final class PersistedCredentials extends ReleaseRule {
    /** Tools that push by themselves with what the checkout left behind. */
    private static final Set<String> PUSHING_TOOLS = Set.of(
            "rubygems/release-gem",
            "rake release",
            "semantic-release",
            "multi-semantic-release",
            "release-it",
            "lerna publish",
            "nx release",
            "changesets/action",
            "changeset publish",
            "release-plz/action",
            "release-plz release",
            "cargo release",
            "cargo workspaces publish",
            "cargo smart-release",
            "np",
            "auto shipit",
            "cycjimmy/semantic-release-action",
            "beachball publish",
            "rush publish",
            "gem release",
            "mikeleppane/releasio",
            "releasio release",
            "releasio do-release");

    PersistedCredentials() {
        super("persisted-credentials", "The checkout leaves its credentials behind");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (pushes(subject, job)) {
            return;
        }
        for (Step step : job.steps()) {
            if ("actions/checkout".equals(step.action()) && step.uses() != null && !Commands.off(step)) {
                String persist = step.with().getOrDefault("persist-credentials", "true");
                if (persist.strip().equalsIgnoreCase("true")) {
                    out.accept(finding(
                            subject,
                            Severity.WARNING,
                            step.uses().place(),
                            "The checkout in " + subject.where() + " leaves its token in " + Words.code(".git/config")
                                    + " for all later steps: set " + Words.code("persist-credentials: false") + ".",
                            step.node().aliased()
                                    ? null
                                    : Fixes.later(
                                            "Set persist-credentials: false on the checkout",
                                            true,
                                            () -> StepFixes.input(
                                                    workflow, job, step, "persist-credentials", "false"))));
                }
            }
        }
    }

    private static boolean pushes(Subject subject, Job job) {
        boolean byTool = subject.inspection().jobs().stream()
                .map(e -> e.job())
                .filter(j -> j.path().equals(subject.job().path()) && j.job().equals(job.id()))
                .anyMatch(j -> PUSHING_TOOLS.contains(j.tool())
                        || PUSHING_TOOLS.contains(j.tool().toLowerCase(Locale.ROOT)));
        return byTool || job.steps().stream().anyMatch(s -> usesGit(job, s));
    }

    private static boolean usesGit(Job job, Step step) {
        if (PushingSteps.pushes(job, step) != null) {
            return true;
        }
        for (List<String> command : Commands.of(job, step)) {
            if (Commands.begins(command, "git")
                    && command.stream()
                            .anyMatch(w -> Set.of("push", "fetch", "pull", "submodule", "clone", "lfs")
                                    .contains(w))) {
                return true;
            }
        }
        return false;
    }
}
