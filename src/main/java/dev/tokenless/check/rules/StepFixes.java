package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and removes inputs of steps. */
final class StepFixes {
    private StepFixes() {}

    static YamlEdits input(Workflow workflow, Job job, Step step, String input, String value) {
        YamlEdits edits = YamlEdits.of(workflow);
        YamlPath path = YamlPath.step(job.id(), step.index());
        return step.node().mapping("with").isPresent()
                ? edits.set(path.key("with"), input, written(value))
                : edits.set(
                        path,
                        "with",
                        new YamlValue.Fields(List.of(new YamlValue.Field(input, written(value), List.of())), false),
                        new YamlEdits.After("uses"));
    }

    /** Inputs are strings, but a maintainer writes a switch without quotes. */
    private static YamlValue written(String value) {
        return value.equals("true") || value.equals("false") ? YamlValue.plain(value) : YamlValue.text(value);
    }

    static @Nullable Fix without(Workflow workflow, Job job, Step step, String input) {
        return Fixes.safe(
                "Remove " + input + " from " + step.action(),
                YamlEdits.of(workflow)
                        .remove(YamlPath.step(job.id(), step.index())
                                .key("with")
                                .key(input)));
    }
}
