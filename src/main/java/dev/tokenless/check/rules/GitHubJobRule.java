package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import java.util.function.Consumer;

/** A rule that looks at publish jobs of GitHub Actions, in their file. */
abstract class GitHubJobRule extends JobRule {

    GitHubJobRule(String id, String title) {
        super(id, title);
    }

    GitHubJobRule(String id, String title, Severity severity, boolean hardening) {
        super(id, title, severity, hardening);
    }

    @Override
    final void look(Subject subject, Consumer<Finding> out) {
        Job job = subject.gitHubJob().orElse(null);
        Workflow workflow = subject.workflow().orElse(null);
        if (job != null && workflow != null) {
            look(subject, workflow, job, out);
        }
    }

    abstract void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out);
}
