package dev.tokenless.ci.github;

import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an action of the repository, as a step names it by {@code uses: ./path}. */
public final class ActionReader {
    private ActionReader() {}

    /** The answer to reading an action. */
    public sealed interface Reading {}

    /** A composite action; the problems inside it did not stop the reading. */
    public record Composite(CompositeAction action, List<Problem> problems) implements Reading {
        public Composite {
            problems = List.copyOf(problems);
        }
    }

    /**
     * An action that runs a program of its own, which is not looked into.
     *
     * @param using what {@code runs.using} says, for example {@code node24} or {@code docker}
     */
    public record Program(String using, SourceText source) implements Reading {}

    /** The folder holds no action file. */
    public record Absent() implements Reading {}

    /** There is an action file and it could not be read. */
    public record Unread(Problem problem) implements Reading {}

    /**
     * The action in a folder.
     *
     * @param folder the path from the repository's root as a step writes it, with or without {@code ./} or {@code $/}
     */
    public static Reading read(SourceTree tree, String folder) {
        String clean = clean(folder);
        for (String file : List.of("action.yml", "action.yaml")) {
            switch (tree.read(clean.isEmpty() ? file : clean + "/" + file)) {
                case SourceTree.Text(SourceText source) -> {
                    return readOne(source);
                }
                case SourceTree.Absent _ -> {}
                case SourceTree.Unread(Problem problem) -> {
                    return new Unread(problem);
                }
            }
        }
        return new Absent();
    }

    private static String clean(String folder) {
        String clean = folder;
        while (clean.startsWith("./") || clean.startsWith("$/")) {
            clean = clean.substring(2);
        }
        while (clean.endsWith("/")) {
            clean = clean.substring(0, clean.length() - 1);
        }
        return clean.equals(".") ? "" : clean;
    }

    private static Reading readOne(SourceText source) {
        return switch (YamlReader.read(source)) {
            case Parsed.Invalid(Problem problem) -> new Unread(problem);
            case Parsed.Document document ->
                document.root() instanceof Mapping root
                        ? read(source, root)
                        : new Unread(new Problem(
                                document.root().place(),
                                "An action must be a mapping, and this file is " + Shape.kind(document.root()) + "."));
        };
    }

    private static Reading read(SourceText source, Mapping root) {
        List<Problem> problems = new ArrayList<>();
        Shape shape = new Shape(problems);
        Mapping runs = shape.mapping(root, "runs");
        String using = runs == null ? null : shape.text(runs, "using");
        if (runs == null || using == null) {
            return new Unread(
                    new Problem(root.place(), "The action does not say what it runs: 'runs.using' is missing."));
        }
        if (!using.equalsIgnoreCase("composite")) {
            return new Program(using, source);
        }
        MergeKeys.refuse(root, shape);
        Map<String, Trigger.Input> inputs = new TriggerReader(shape).inputs(root);
        List<Step> steps = new StepReader(shape).steps(runs, StepReader.Defaults.NONE);
        return new Composite(new CompositeAction(source, shape.text(root, "name"), inputs, steps, root), problems);
    }
}
