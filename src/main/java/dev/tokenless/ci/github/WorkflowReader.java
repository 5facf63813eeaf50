package dev.tokenless.ci.github;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the workflow files of a repository: {@code .yml} and {@code .yaml} directly in {@code .github/workflows}, where
 * GitHub looks for them. A value of the wrong type is a problem with its place; the rest is read all the same.
 */
public final class WorkflowReader {
    /** The only folder in which GitHub looks for workflows. */
    public static final String FOLDER = ".github/workflows";

    private final SourceText source;
    private final List<Problem> problems = new ArrayList<>();
    private final Shape shape = new Shape(problems);
    private final StepReader steps = new StepReader(shape);

    private WorkflowReader(SourceText source) {
        this.source = source;
    }

    /** All workflows of a repository. */
    public static Workflows read(SourceTree tree) {
        List<Workflow> workflows = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> unread = new ArrayList<>();
        SourceTree.Listing folder = tree.list(FOLDER);
        Problem unlisted = folder.unread();
        if (unlisted != null) {
            problems.add(unlisted);
            unread.add(unlisted);
        }
        for (String file : folder.files()) {
            String path = FOLDER + "/" + file;
            if (!path.endsWith(".yml") && !path.endsWith(".yaml")) {
                continue;
            }
            switch (tree.read(path)) {
                case SourceTree.Text(SourceText source) -> {
                    Workflows one = readOne(source);
                    workflows.addAll(one.workflows());
                    problems.addAll(one.problems());
                    unread.addAll(one.unread());
                }
                case SourceTree.Absent _ -> {}
                case SourceTree.Unread(Problem problem) -> {
                    problems.add(problem);
                    unread.add(problem);
                }
            }
        }
        return new Workflows(workflows, problems, unread);
    }

    /** One workflow file: at most one workflow, and the problems with it. */
    public static Workflows readOne(SourceText source) {
        return switch (YamlReader.read(source)) {
            case Parsed.Invalid(Problem problem) -> new Workflows(List.of(), List.of(problem), List.of(problem));
            case Parsed.Document document -> of(source, document.root());
        };
    }

    /** A workflow file of which the document was read already. */
    public static Workflows of(SourceText source, YamlNode root) {
        return new WorkflowReader(source).read(root);
    }

    private Workflows read(YamlNode node) {
        if (!(node instanceof Mapping root)) {
            problems.add(new Problem(
                    node.place(), "A workflow must be a mapping, and this file is " + Shape.kind(node) + "."));
            return new Workflows(List.of(), problems, problems);
        }
        MergeKeys.refuse(root, shape);
        StepReader.Defaults defaults = steps.defaults(root, StepReader.Defaults.NONE);
        Workflow workflow = new Workflow(
                source,
                shape.text(root, "name"),
                new TriggerReader(shape).read(root),
                permissions(root),
                shape.textByKey(root, "env"),
                jobs(root, defaults),
                root);
        return new Workflows(List.of(workflow), problems, List.of());
    }

    private List<Job> jobs(Mapping root, StepReader.Defaults defaults) {
        Mapping jobs = shape.mapping(root, "jobs");
        if (jobs == null) {
            if (root.get("jobs").filter(n -> !Shape.isNull(n)).isEmpty()) {
                shape.problem(root.place(), "The workflow has no 'jobs:', so that nothing runs.");
            }
            return List.of();
        }
        List<Job> read = new ArrayList<>();
        for (Entry entry : jobs.entries()) {
            if (entry.value() instanceof Mapping m) {
                read.add(job(entry.key(), m, defaults));
            } else if (!entry.key().text().equals("<<")) {
                shape.wrong(entry.value(), entry.key().text(), "a job, which is a mapping");
            }
        }
        return read;
    }

    private Job job(Scalar key, Mapping m, StepReader.Defaults defaults) {
        boolean inherits =
                m.scalar("secrets").filter(s -> s.text().equals("inherit")).isPresent();
        Mapping strategy = shape.mappingOrExpression(m, "strategy");
        return new Job(
                key.text(),
                shape.text(m, "name"),
                shape.texts(m, "needs"),
                shape.text(m, "if"),
                permissions(m),
                environment(m),
                runsOn(m),
                m.get("container").filter(n -> !Shape.isNull(n)).isPresent(),
                strategy == null ? null : matrix(strategy),
                shape.textByKey(m, "env"),
                steps.steps(m, steps.defaults(m, defaults)),
                shape.scalar(m, "uses"),
                shape.textByKey(m, "with"),
                inherits ? Map.of() : shape.textByKey(m, "secrets"),
                inherits,
                m,
                key);
    }

    private @Nullable YamlNode matrix(Mapping strategy) {
        YamlNode matrix = strategy.get("matrix").orElse(null);
        if (matrix == null || Shape.isNull(matrix)) {
            return null;
        }
        if (matrix instanceof Mapping || Shape.isExpression(matrix)) {
            return matrix;
        }
        shape.wrong(matrix, "matrix", "a mapping");
        return null;
    }

    private List<String> runsOn(Mapping job) {
        YamlNode node = job.get("runs-on").orElse(null);
        if (node instanceof Mapping group) {
            return shape.texts(group, "labels");
        }
        return node == null ? List.of() : shape.texts(node, "runs-on");
    }

    /** Nothing, a list or another word is refused by GitHub (actions/runner, workflow-v1.0.json). */
    private @Nullable PermissionsBlock permissions(Mapping in) {
        YamlNode node = in.get("permissions").orElse(null);
        if (node == null) {
            return null;
        }
        return switch (node) {
            case Mapping m -> {
                Map<String, String> scopes = new LinkedHashMap<>();
                for (Entry entry : m.entries()) {
                    String scope = entry.key().text();
                    if (entry.value() instanceof Scalar level && isLevel(scope, level.text())) {
                        scopes.put(scope, level.text());
                    } else if (!scope.equals("<<")) {
                        shape.problem(
                                entry.value().place(),
                                scope.equals("id-token")
                                        ? "'id-token' must be 'write' or 'none'."
                                        : "'" + scope + "' must be 'read', 'write' or 'none'.");
                    }
                }
                yield new PermissionsBlock(PermissionsBlock.Form.MAP, scopes, m.place());
            }
            case Scalar s -> {
                PermissionsBlock.Form form = switch (s.text()) {
                    case "read-all" -> PermissionsBlock.Form.READ_ALL;
                    case "write-all" -> PermissionsBlock.Form.WRITE_ALL;
                    default -> PermissionsBlock.Form.INVALID;
                };
                if (form == PermissionsBlock.Form.INVALID) {
                    shape.problem(
                            s.place(),
                            "'permissions' must be a mapping, 'read-all' or 'write-all'; GitHub refuses this.");
                }
                yield new PermissionsBlock(form, Map.of(), s.place());
            }
            case Sequence s -> {
                shape.wrong(s, "permissions", "a mapping, 'read-all' or 'write-all'");
                yield new PermissionsBlock(PermissionsBlock.Form.INVALID, Map.of(), s.place());
            }
        };
    }

    private static boolean isLevel(String scope, String level) {
        return level.equals("write") || level.equals("none") || (level.equals("read") && !scope.equals("id-token"));
    }

    private EnvironmentRef environment(Mapping job) {
        YamlNode node = job.get("environment").orElse(null);
        if (node == null || Shape.isNull(node)) {
            return new EnvironmentRef.None();
        }
        Scalar name;
        if (node instanceof Mapping m) {
            name = shape.scalar(m, "name");
            if (name == null && m.get("name").isEmpty()) {
                shape.problem(m.place(), "The environment has no 'name'.");
            }
        } else if (node instanceof Scalar s) {
            name = s;
        } else {
            shape.wrong(node, "environment", "a name or a mapping with a name");
            name = null;
        }
        if (name == null || name.text().isEmpty()) {
            return new EnvironmentRef.None();
        }
        return name.text().contains("${{")
                ? new EnvironmentRef.Computed(name.text(), name.place())
                : new EnvironmentRef.Named(name.text(), name.place());
    }
}
