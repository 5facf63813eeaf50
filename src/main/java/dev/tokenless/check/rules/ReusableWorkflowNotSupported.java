package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.Caller;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** PyPI and TestPyPI: the publishing job sits in a called workflow of the same repository. */
final class ReusableWorkflowNotSupported extends GitHubJobRule {
    static final Set<RegistryId> INDEXES = Set.of(RegistryId.PYPI, RegistryId.TESTPYPI);

    ReusableWorkflowNotSupported() {
        super("reusable-workflow-not-supported", "The index does not support publishing from a called workflow");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        List<Caller> callers = subject.job().called();
        if (!subject.meantTrusted()
                || callers.isEmpty()
                || !INDEXES.contains(subject.job().registry())) {
            return;
        }
        // Registered under the called file the token is minted all the same, though nobody promises it; a signed upload
        // is refused for certain, and so is one whose publisher names another file.
        boolean refused = subject.examined().presented().stream()
                .flatMap(p -> p.verdicts().stream())
                .anyMatch(v -> v.verdict().outcome() == Verdict.Outcome.MISMATCH);
        List<String> names =
                callers.stream().map(c -> c.workflow().fileName()).distinct().toList();
        out.accept(finding(
                subject,
                refused || Attestations.made(subject.job()) ? Severity.ERROR : Severity.WARNING,
                subject.jobPlace(),
                subject.where() + " is called by " + Words.list(names) + ", and " + subject.registryName()
                        + " does not support publishing from a called workflow. Move the job into "
                        + Words.list(names) + ".",
                null));
    }
}
