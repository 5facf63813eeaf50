package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Rule;
import dev.tokenless.check.RuleInfo;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A hardening rule: it looks at each publishing job of GitHub Actions once, however many registries it serves. */
abstract class ReleaseRule implements Rule {
    private final RuleInfo info;

    ReleaseRule(String id, String title) {
        this.info = new RuleInfo(id, title, Severity.WARNING, true);
    }

    @Override
    public final RuleInfo info() {
        return info;
    }

    @Override
    public final List<Finding> check(Inspection inspection) {
        List<Finding> findings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Examined examined : inspection.jobs()) {
            Subject subject = new Subject(inspection, examined, false);
            if (subject.registry().isPresent()
                    && examined.job().ci() instanceof PublishJob.GitHubJob(Workflow workflow, Job job)
                    && seen.add(workflow.path() + "#" + job.id())) {
                look(subject, workflow, job, findings::add);
            }
        }
        return findings;
    }

    abstract void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out);

    final Finding finding(Subject subject, Place place, String message) {
        return finding(subject, Severity.WARNING, place, message, null);
    }

    final Finding finding(Subject subject, Severity severity, Place place, String message, @Nullable Fix fix) {
        return new Finding(info.id(), severity, message, place, subject.job(), fix);
    }
}
