package dev.tokenless.ci.github;

import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a job or of a composite action. */
final class StepReader {
    private final Shape shape;

    StepReader(Shape shape) {
        this.shape = shape;
    }

    /** What {@code defaults.run} gives to the steps; null where it says nothing. */
    record Defaults(@Nullable String shell, @Nullable String workingDirectory) {
        static final Defaults NONE = new Defaults(null, null);
    }

    /** The {@code defaults.run} of a workflow or job, completed by those of the workflow. */
    Defaults defaults(Mapping in, Defaults outer) {
        Mapping defaults = shape.mapping(in, "defaults");
        Mapping run = defaults == null ? null : shape.mapping(defaults, "run");
        if (run == null) {
            return outer;
        }
        String shell = shape.text(run, "shell");
        String folder = shape.text(run, "working-directory");
        return new Defaults(shell == null ? outer.shell() : shell, folder == null ? outer.workingDirectory() : folder);
    }

    List<Step> steps(Mapping in, Defaults defaults) {
        YamlNode node = in.get("steps").orElse(null);
        if (node == null || Shape.isNull(node)) {
            return List.of();
        }
        if (!(node instanceof Sequence list)) {
            shape.wrong(node, "steps", "a list");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            if (list.items().get(i) instanceof Mapping m) {
                steps.add(step(i, m, defaults));
            } else {
                shape.problem(
                        list.items().get(i).place(),
                        "A step must be a mapping, and here it is "
                                + Shape.kind(list.items().get(i)) + ".");
            }
        }
        return steps;
    }

    private Step step(int index, Mapping m, Defaults defaults) {
        String shell = shape.text(m, "shell");
        String folder = shape.text(m, "working-directory");
        return new Step(
                index,
                shape.text(m, "id"),
                shape.text(m, "name"),
                shape.text(m, "if"),
                shape.scalar(m, "uses"),
                shape.scalar(m, "run"),
                shape.textByKey(m, "with"),
                shape.textByKey(m, "env"),
                shell == null ? defaults.shell() : shell,
                folder == null ? defaults.workingDirectory() : folder,
                m.scalar("continue-on-error").filter(s -> s.isBoolean(true)).isPresent(),
                m);
    }
}
