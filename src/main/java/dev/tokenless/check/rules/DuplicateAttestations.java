package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One folder of distributions is attested twice in one job; the second time fails. */
final class DuplicateAttestations extends GitHubJobRule {
    DuplicateAttestations() {
        super("duplicate-attestations", "The same files are attested twice in one job");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (!subject.meantTrusted() || !Tools.isPypiPublish(subject.job())) {
            return;
        }
        List<Step> attesting = new ArrayList<>();
        for (Step step : job.steps()) {
            String action = step.action();
            if (action == null
                    || Commands.off(step)
                    || !action.toLowerCase(Locale.ROOT).equals(Tools.PYPI_PUBLISH)
                    || !attests(step)) {
                continue;
            }
            for (Step earlier : attesting) {
                if (folder(earlier).equals(folder(step)) && !exclusive(earlier, step) && step.uses() != null) {
                    out.accept(finding(
                            subject,
                            step.uses().place(),
                            Words.code(job.id()) + " in " + Words.code(workflow.fileName()) + " attests the files in "
                                    + Words.code(folder(step))
                                    + " a second time, which fails: use two jobs, or "
                                    + Words.code("attestations: false") + " on the first of the two steps.",
                            Fixes.safe(
                                    "Set attestations: false on the first upload",
                                    StepFixes.input(workflow, job, earlier, "attestations", "false"))));
                    return;
                }
            }
            attesting.add(step);
        }
    }

    private static boolean attests(Step step) {
        return step.with().getOrDefault("password", "").isEmpty()
                && !step.with().getOrDefault("attestations", "true").equalsIgnoreCase("false")
                && Tools.attestationsByDefault(step.ref());
    }

    private static String folder(Step step) {
        String folder = step.with().getOrDefault("packages-dir", step.with().getOrDefault("packages_dir", "dist"));
        String bare = folder.startsWith("./") ? folder.substring(2) : folder;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /** Steps with different conditions may never run both; only equal or absent ones certainly do. */
    private static boolean exclusive(Step a, Step b) {
        String first = a.condition() == null ? "" : a.condition().strip();
        String second = b.condition() == null ? "" : b.condition().strip();
        return !first.isEmpty() && !second.isEmpty() && !first.equals(second);
    }
}
