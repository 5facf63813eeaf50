package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Nobody owns the release workflow: a change of it needs no particular reviewer. */
final class WorkflowFileUnprotected extends ReleaseRule {
    /** In GitHub's order; the first that is there counts. */
    private static final List<String> FILES = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    WorkflowFileUnprotected() {
        super("workflow-file-unprotected", "The release workflow has no code owner");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        Optional<SourceText> owners = owners(subject.inspection().project().tree());
        if (owners.isPresent() && CodeOwners.read(owners.get().text()).owns(workflow.path())) {
            return;
        }
        out.accept(finding(
                subject,
                // Who works alone needs no owners; who has a list and leaves the release out probably forgot it.
                owners.isPresent() ? Severity.WARNING : Severity.NOTE,
                workflow.triggers().isEmpty()
                        ? subject.jobPlace()
                        : workflow.triggers().getFirst().place(),
                owners.map(o -> Words.code(o.path()) + " names no owner for " + Words.code(workflow.path())
                                + ", which decides what is published.")
                        .orElse("No " + Words.code("CODEOWNERS") + " names an owner for " + Words.code(workflow.path())
                                + ", which decides what is published."),
                null));
    }

    private static Optional<SourceText> owners(SourceTree tree) {
        for (String file : FILES) {
            switch (tree.read(file)) {
                case SourceTree.Text(SourceText source) -> {
                    return Optional.of(source);
                }
                case SourceTree.Absent _ -> {}
                case SourceTree.Unread _ -> {}
            }
        }
        return Optional.empty();
    }
}
