package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import org.jspecify.annotations.Nullable;

/** Writes an input of a step. */
final class StepFixes {
    private StepFixes() {}

    static @Nullable Fix input(
            Subject subject, Workflow workflow, Job job, Step step, String input, String value, String title) {
        return null;
    }
}
