package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.ActionPins;
import dev.tokenless.edit.EditResult;
import dev.tokenless.edit.PinEdits;
import dev.tokenless.edit.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pins actions of one workflow to the commits of their versions, from the program's table. */
final class PinFixes {
    private final Workflow workflow;
    private final List<PinEdits.Pin> pins = new ArrayList<>();
    private List<EditResult> results = List.of();

    PinFixes(Workflow workflow) {
        this.workflow = workflow;
    }

    /** Safe where the version stays; another major version may behave differently, so that is to be reviewed. */
    @Nullable
    Fix of(Job job, YamlNode.Scalar uses) {
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
        int number = pins.size();
        pins.add(new PinEdits.Pin(path, pin.commit(), pin.tag()));
        return Fix.later(
                "Pin " + action + " to the commit of " + pin.tag(),
                pin.sameLine(uses.text().substring(at + 1)),
                () -> Fixes.files(result(number)));
    }

    /** All pins of the file are proven together, and only when somebody asks for the first of them. */
    private synchronized EditResult result(int number) {
        if (results.size() != pins.size()) {
            results = PinEdits.each(workflow, pins);
        }
        return results.get(number);
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
