package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.PermissionEdits;
import dev.tokenless.edit.YamlEdits;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The whole workflow may ask for identity tokens, so jobs that do not publish could pose as the one that does. */
final class IdTokenForWholeWorkflow extends ReleaseRule {
    IdTokenForWholeWorkflow() {
        super("id-token-for-whole-workflow", "Jobs that do not publish may ask for an identity token");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        PermissionsBlock block = workflow.permissions();
        if (block == null || !block.level("id-token").equals("write")) {
            return;
        }
        Set<String> publishing = subject.inspection().jobs().stream()
                .filter(e -> e.job().path().equals(workflow.path()))
                .map(e -> e.job().job())
                .collect(Collectors.toSet());
        List<String> others = workflow.jobs().stream()
                .filter(j -> j.permissions() == null && !publishing.contains(j.id()))
                .map(Job::id)
                .filter(Objects::nonNull)
                .toList();
        if (!others.isEmpty()) {
            out.accept(finding(
                    subject,
                    Severity.WARNING,
                    Entries.place(workflow.root(), "permissions", block.place()),
                    "In " + Words.code(workflow.fileName()) + " " + Words.list(others)
                            + " may ask for an identity token too, and could publish with it: grant "
                            + Words.code("id-token: write") + " to the publishing job alone.",
                    Fixes.reviewed(
                            "Grant id-token: write to the publishing jobs alone",
                            PermissionEdits.confineIdToken(YamlEdits.of(workflow), publishing))));
        }
    }
}
