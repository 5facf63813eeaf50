package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.ActionPins;
import dev.tokenless.edit.PinEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pins an action to the commit of its version, from the program's table. */
final class PinFixes {
    private PinFixes() {}

    /** Safe where the version stays; another major version may behave differently, so that is to be reviewed. */
    static @Nullable Fix of(Workflow workflow, Job job, YamlNode.Scalar uses) {
        int at = uses.text().lastIndexOf('@');
        if (at < 0 || uses.aliased()) {
            return null;
        }
        String action = uses.text().substring(0, at);
        ActionPins.Pin pin = ActionPins.builtIn().pin(action).orElse(null);
        YamlPath path = path(job, uses);
        if (pin == null || path == null) {
            return null;
        }
        return Fixes.later(
                "Pin " + action + " to the commit of " + pin.tag(),
                pin.sameLine(uses.text().substring(at + 1)),
                () -> PinEdits.pin(YamlEdits.of(workflow), path, pin.commit(), pin.tag()));
    }

    private static @Nullable YamlPath path(Job job, YamlNode.Scalar uses) {
        if (job.uses() != null) {
            return YamlPath.job(job.id()).key("uses");
        }
        Optional<Step> step = job.steps().stream()
                .filter(s -> s.uses() != null && s.uses().place().equals(uses.place()))
                .findFirst();
        return step.map(s -> YamlPath.step(job.id(), s.index()).key("uses")).orElse(null);
    }
}
