package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.Authentication;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** npm: the exchanged token covers publishing only; other commands of the job go out without a login. */
final class DistTagNotCovered extends GitHubJobRule {
    private static final Set<String> CHANGES = Set.of("add", "rm", "remove", "set");

    DistTagNotCovered() {
        super("dist-tag-not-covered", "The identity covers publishing only");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        if (!subject.job().registry().equals(RegistryId.NPM)
                || !(subject.job().authentication() instanceof Authentication.Trusted)) {
            return;
        }
        for (Step step : job.steps()) {
            if (step.run() == null || Commands.off(step)) {
                continue;
            }
            for (List<String> command : Commands.of(job, step)) {
                String what = uncovered(command);
                if (what != null) {
                    out.accept(finding(
                            subject,
                            step.run().place(),
                            Words.code(what) + " in " + subject.where()
                                    + " is not covered by the token that npm gives for an identity: it covers"
                                    + " publishing only."));
                    return;
                }
            }
        }
    }

    private static @org.jspecify.annotations.Nullable String uncovered(List<String> command) {
        if (command.size() < 2 || !command.get(0).equals("npm")) {
            return null;
        }
        String verb = command.get(1);
        if (verb.equals("dist-tag") || verb.equals("dist-tags")) {
            return command.size() > 2 && CHANGES.contains(command.get(2)) ? "npm " + verb : null;
        }
        return Set.of("deprecate", "undeprecate", "unpublish", "owner", "whoami")
                        .contains(verb)
                ? "npm " + verb
                : null;
    }
}
