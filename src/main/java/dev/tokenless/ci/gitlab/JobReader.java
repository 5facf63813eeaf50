package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the jobs of a merged pipeline. */
final class JobReader {
    /** Top-level keys that are no jobs (docs.gitlab.com/ci/yaml, global keywords). */
    private static final Set<String> GLOBAL = Set.of(
            "default",
            "include",
            "stages",
            "variables",
            "workflow",
            "image",
            "services",
            "cache",
            "before_script",
            "after_script",
            "spec",
            "types");

    private static final int MAX_SCRIPT_DEPTH = 10;

    private final Mapping root;
    private final Inheritance inheritance;
    private final Shape shape;

    JobReader(Mapping root, Inheritance inheritance, Shape shape) {
        this.root = root;
        this.inheritance = inheritance;
        this.shape = shape;
    }

    GitLabPipeline pipeline(SourceText source, List<String> elsewhere) {
        Map<String, String> variables = variables(root);
        Mapping workflow = shape.mapping(root, "workflow");
        Mapping resolvedWorkflow = workflow == null ? null : (Mapping) inheritance.resolved(workflow);
        List<PipelineJob> jobs = new ArrayList<>();
        for (Entry entry : root.entries()) {
            String name = entry.key().text();
            if (name.startsWith(".") || GLOBAL.contains(name)) {
                continue;
            }
            if (entry.value() instanceof Mapping body) {
                jobs.add(job(entry.key(), body, variables));
            } else if (!Shape.isNull(entry.value())) {
                shape.wrong(entry.value(), name, "a job, which is a mapping");
            }
        }
        return new GitLabPipeline(
                source, variables, resolvedWorkflow == null ? null : rules(resolvedWorkflow), jobs, elsewhere, root);
    }

    private PipelineJob job(Scalar key, Mapping body, Map<String, String> pipelineVariables) {
        Mapping whole = (Mapping) inheritance.resolved(inheritance.extended(key.text(), body));
        Map<String, String> variables = new LinkedHashMap<>(inherited(whole, pipelineVariables));
        variables.putAll(variables(whole));
        String stage = shape.text(whole, "stage");
        String when = shape.text(whole, "when");
        YamlNode image = inherited(whole, "image");
        return new PipelineJob(
                key.text(),
                stage == null ? "test" : stage,
                image instanceof Mapping m ? shape.text(m, "name") : image instanceof Scalar s ? s.text() : null,
                script(whole, "before_script"),
                script(whole, "script"),
                script(whole, "after_script"),
                variables,
                idTokens(whole),
                environment(whole, variables),
                rules(whole),
                refFilter(whole, "only"),
                refFilter(whole, "except"),
                when == null ? "on_success" : when,
                inherited(whole, "tags") instanceof YamlNode tags ? shape.texts(tags, "tags") : List.of(),
                needs(whole),
                whole.get("trigger").isPresent(),
                body,
                whole,
                key);
    }

    private static boolean inherits(Mapping job, String kind, String name) {
        YamlNode setting = job.mapping("inherit").flatMap(i -> i.get(kind)).orElse(null);
        return switch (setting) {
            case null -> true;
            case Scalar s -> !s.isBoolean(false);
            case Sequence list ->
                list.items().stream()
                        .anyMatch(i -> i instanceof Scalar s && s.text().equals(name));
            case Mapping _ -> true;
        };
    }

    private static Map<String, String> inherited(Mapping job, Map<String, String> pipelineVariables) {
        Map<String, String> kept = new LinkedHashMap<>(pipelineVariables);
        kept.keySet().removeIf(name -> !inherits(job, "variables", name));
        return kept;
    }

    /** The job's own value, else that of {@code default:}, else the one at the top of the file. */
    private @Nullable YamlNode inherited(Mapping job, String key) {
        YamlNode own = job.get(key).orElse(null);
        if (own != null || !inherits(job, "default", key)) {
            return own;
        }
        Optional<YamlNode> given = root.mapping("default").flatMap(d -> d.get(key));
        // Of the keywords that were once written at the top, identity tokens and the like never were.
        return given.or(() -> GLOBAL.contains(key) ? root.get(key) : Optional.empty())
                .map(inheritance::resolved)
                .orElse(null);
    }

    private List<ScriptLine> script(Mapping job, String key) {
        YamlNode node = key.equals("script") ? job.get(key).orElse(null) : inherited(job, key);
        List<ScriptLine> lines = new ArrayList<>();
        if (node != null) {
            addLines(node, key, lines, 0);
        }
        return lines;
    }

    private void addLines(YamlNode node, String key, List<ScriptLine> lines, int depth) {
        switch (node) {
            case Scalar s -> {
                if (!s.isNull()) {
                    lines.add(new ScriptLine(s.text(), s.place()));
                }
            }
            case Sequence list -> {
                if (depth < MAX_SCRIPT_DEPTH) {
                    list.items().forEach(i -> addLines(i, key, lines, depth + 1));
                }
            }
            case Mapping m -> shape.wrong(m, key, "text or a list of texts");
        }
    }

    private Map<String, String> variables(Mapping in) {
        Mapping declared = shape.mapping(in, "variables");
        Map<String, String> values = new LinkedHashMap<>();
        if (declared != null && inheritance.resolved(declared) instanceof Mapping resolved) {
            for (Entry entry : resolved.entries()) {
                switch (entry.value()) {
                    case Scalar s -> values.put(entry.key().text(), s.isNull() ? "" : s.text());
                    case Mapping m -> {
                        String value = shape.text(m, "value");
                        values.put(entry.key().text(), value == null ? "" : value);
                    }
                    case Sequence s -> shape.wrong(s, entry.key().text(), "text");
                }
            }
        }
        return values;
    }

    private Map<String, List<String>> idTokens(Mapping job) {
        YamlNode node = inherited(job, "id_tokens");
        if (node == null || Shape.isNull(node)) {
            return Map.of();
        }
        if (!(node instanceof Mapping tokens)) {
            shape.wrong(node, "id_tokens", "a mapping");
            return Map.of();
        }
        Map<String, List<String>> audiences = new LinkedHashMap<>();
        for (Entry entry : tokens.entries()) {
            if (entry.value() instanceof Mapping m && m.get("aud").isPresent()) {
                audiences.put(entry.key().text(), shape.texts(m, "aud"));
            } else {
                audiences.put(entry.key().text(), List.of());
                shape.problem(
                        entry.value().place(),
                        "The identity token '" + entry.key().text() + "' needs an 'aud'.");
            }
        }
        return audiences;
    }

    private EnvironmentRef environment(Mapping job, Map<String, String> variables) {
        YamlNode node = job.get("environment").orElse(null);
        Scalar name = node instanceof Mapping m ? shape.scalar(m, "name") : node instanceof Scalar s ? s : null;
        if (node instanceof Sequence s) {
            shape.wrong(s, "environment", "a name or a mapping with a name");
        }
        if (name == null || name.isNull() || name.text().isEmpty()) {
            return new EnvironmentRef.None();
        }
        return Variables.fill(name.text(), variables)
                .<EnvironmentRef>map(filled -> new EnvironmentRef.Named(filled, name.place()))
                .orElseGet(() -> new EnvironmentRef.Computed(name.text(), name.place()));
    }

    private @Nullable List<Rule> rules(Mapping in) {
        YamlNode node = in.get("rules").orElse(null);
        if (node == null || Shape.isNull(node)) {
            return null;
        }
        List<Rule> rules = new ArrayList<>();
        addRules(node, rules, 0);
        return rules;
    }

    private void addRules(YamlNode node, List<Rule> rules, int depth) {
        switch (node) {
            case Mapping m -> {
                String when = shape.text(m, "when");
                rules.add(new Rule(
                        shape.text(m, "if"),
                        m.get("changes").isPresent() || m.get("exists").isPresent(),
                        when == null ? "on_success" : when,
                        variables(m)));
            }
            case Sequence list -> {
                if (depth < MAX_SCRIPT_DEPTH) {
                    list.items().forEach(i -> addRules(i, rules, depth + 1));
                }
            }
            case Scalar s -> shape.wrong(s, "rules", "a list of mappings");
        }
    }

    private @Nullable RefFilter refFilter(Mapping job, String key) {
        YamlNode node = job.get(key).orElse(null);
        if (node == null || Shape.isNull(node)) {
            return null;
        }
        if (node instanceof Mapping m) {
            Predicate<Entry> other = e -> !e.key().text().equals("refs");
            return new RefFilter(shape.texts(m, "refs"), m.entries().stream().anyMatch(other));
        }
        return new RefFilter(shape.texts(node, key), false);
    }

    private List<String> needs(Mapping job) {
        YamlNode node = job.get("needs").orElse(null);
        if (!(node instanceof Sequence list)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (YamlNode item : list.items()) {
            switch (item) {
                case Scalar s -> names.add(s.text());
                case Mapping m -> {
                    String name = shape.text(m, "job");
                    if (name != null) {
                        names.add(name);
                    }
                }
                case Sequence s -> shape.wrong(s, "needs", "a list of job names");
            }
        }
        return names;
    }
}
