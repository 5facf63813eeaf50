package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.function.Consumer;

/** The publishing job sits in a called workflow of another repository, which the registry does not allow. */
final class ReusableCrossRepository extends GitHubJobRule {
    ReusableCrossRepository() {
        super("reusable-cross-repository", "The publishing job sits in another repository's workflow");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        String calls = subject.job().calls();
        if (calls == null || calls.startsWith("$/") || calls.startsWith("./") || !subject.meantTrusted()) {
            return;
        }
        RegistryId registry = subject.job().registry();
        Place place = job.uses() == null ? subject.jobPlace() : job.uses().place();
        if (ReusableWorkflowNotSupported.INDEXES.contains(registry)) {
            out.accept(finding(
                    subject,
                    place,
                    subject.where() + " publishes through " + Words.code(calls) + ", and " + subject.registryName()
                            + " never accepts a job of another repository."));
        } else if (registry.equals(RegistryId.RUBYGEMS)
                && !subject.publishers().isEmpty()
                && subject.publishers().stream()
                        .noneMatch(p ->
                                p.identity() instanceof PublisherIdentity.GitHub g && g.workflowRepository() != null)) {
            out.accept(finding(
                    subject,
                    place,
                    subject.where() + " publishes through " + Words.code(calls)
                            + ", and no publisher at RubyGems names that workflow's repository."));
        }
    }
}
