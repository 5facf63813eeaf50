package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** An action of the publishing job, or of a job that it needs, is named by a tag or a branch that can be moved. */
final class UnpinnedAction extends ReleaseRule {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern DIGEST = Pattern.compile("docker://[^@]+@sha256:[0-9a-f]{64}");

    UnpinnedAction() {
        super("unpinned-action", "An action is not pinned to a commit");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        PinFixes pins = new PinFixes(workflow);
        for (String id : needed(workflow, job)) {
            workflow.job(id).ifPresent(j -> {
                report(subject, pins, j, j.uses(), out);
                for (Step step : j.steps()) {
                    report(subject, pins, j, step.uses(), out);
                }
            });
        }
    }

    private void report(
            Subject subject,
            PinFixes pins,
            Job job,
            YamlNode.@org.jspecify.annotations.Nullable Scalar uses,
            Consumer<Finding> out) {
        if (uses == null || pinned(uses.text().strip())) {
            return;
        }
        out.accept(finding(
                subject,
                Severity.WARNING,
                uses.place(),
                Words.code(uses.text()) + " in job " + Words.code(job.id())
                        + " can be changed by others at any time: what it builds or does goes into the release. Pin it"
                        + " to a commit.",
                pins.of(job, uses)));
    }

    static boolean pinned(String uses) {
        if (uses.startsWith("./") || uses.startsWith("$/") || uses.startsWith("${{")) {
            return true;
        }
        if (uses.startsWith("docker://")) {
            return DIGEST.matcher(uses).matches();
        }
        int at = uses.lastIndexOf('@');
        return at < 0 || COMMIT.matcher(uses.substring(at + 1)).matches();
    }

    /** The job and all that it needs, directly or through others: their work ends in the release. */
    static Set<String> needed(Workflow workflow, Job job) {
        Set<String> ids = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(job.id());
        while (!open.isEmpty()) {
            String id = open.remove();
            if (ids.add(id)) {
                workflow.job(id).ifPresent(j -> open.addAll(j.needs()));
            }
        }
        return ids;
    }
}
