package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * npm takes identities from hosted runners only; runners that other companies rent out report themselves as self-hosted
 * (npm/documentation, trusted-publishers: supported CI environments).
 */
final class SelfHostedRunner extends GitHubJobRule {
    /** How the labels of rented runners begin. */
    private static final List<String> RENTED = List.of(
            "blacksmith-",
            "buildjet-",
            "depot-",
            "ubicloud",
            "warp-",
            "namespace-profile",
            "nscloud-",
            "runs-on",
            "cirun-",
            "bf-",
            "actuated");

    SelfHostedRunner() {
        super("self-hosted-runner", "npm accepts hosted runners only");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (!subject.job().registry().equals(RegistryId.NPM) || !subject.meantTrusted() || !subject.ownSteps()) {
            return;
        }
        for (String label : job.runsOn()) {
            String lower = label.toLowerCase(Locale.ROOT);
            if (lower.equals("self-hosted") || RENTED.stream().anyMatch(lower::startsWith)) {
                out.accept(finding(
                        subject,
                        RunnerWithoutDocker.at(job, "runs-on", subject),
                        subject.where() + " runs on " + Words.code(label)
                                + ", and npm accepts identities of GitHub's own runners only."));
                return;
            }
        }
    }
}
