package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import java.util.function.Consumer;

/** The publishing job runs in no environment: whoever can start the workflow can publish. */
final class NoEnvironment extends ReleaseRule {
    NoEnvironment() {
        super("no-environment", "The publishing job runs in no environment");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        // A job that calls a workflow cannot have an environment: that stands in the called job.
        if (!(subject.job().environment() instanceof EnvironmentRef.None) || job.uses() != null) {
            return;
        }
        out.accept(finding(
                subject,
                Severity.WARNING,
                subject.jobPlace(),
                subject.where() + " runs in no environment: anyone who can start the workflow can publish, without"
                        + " review.",
                EnvironmentFixes.add(subject)));
    }
}
