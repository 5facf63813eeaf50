package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.PermissionEdits;
import dev.tokenless.edit.YamlEdits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Grants {@code contents: write} where a step needs it. */
final class ContentsFixes {
    private ContentsFixes() {}

    static @Nullable Fix of(Workflow workflow, Job job) {
        return Fixes.safe(
                "Grant contents: write to job " + job.id(),
                PermissionEdits.grant(YamlEdits.of(workflow), job.id(), Map.of("contents", "write")));
    }
}
