package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.repo.Place;
import java.util.Locale;
import java.util.function.Consumer;

/** pypi-publish runs a container and so needs a Linux runner and no container around the job. */
final class RunnerWithoutDocker extends GitHubJobRule {
    RunnerWithoutDocker() {
        super("runner-without-docker", "The publishing action needs Docker");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (!Tools.isPypiPublish(subject.job()) || !subject.ownSteps()) {
            return;
        }
        for (String label : job.runsOn()) {
            String lower = label.toLowerCase(Locale.ROOT);
            if (lower.startsWith("windows") || lower.startsWith("macos")) {
                out.accept(finding(
                        subject,
                        at(job, "runs-on", subject),
                        subject.where() + " runs on " + Words.code(label) + ", and " + Words.code(Tools.PYPI_PUBLISH)
                                + " runs on Linux with Docker only."));
                return;
            }
        }
        if (job.container()) {
            out.accept(finding(
                    subject,
                    at(job, "container", subject),
                    subject.where() + " runs in a container, where " + Words.code(Tools.PYPI_PUBLISH)
                            + " cannot start its own."));
        }
    }

    static Place at(Job job, String key, Subject subject) {
        return Entries.place(job.node(), key, subject.jobPlace());
    }
}
