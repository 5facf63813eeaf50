package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import org.jspecify.annotations.Nullable;

/** Grants {@code contents: write} where a step needs it. */
final class ContentsFixes {
    private ContentsFixes() {}

    static @Nullable Fix of(Subject subject, Workflow workflow, Job job) {
        return null;
    }
}
