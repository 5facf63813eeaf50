package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Template;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The legs of a job's matrix, with {@code exclude} and then {@code include} as GitHub applies them (github/docs,
 * run-job-variations.md).
 *
 * @param legs the values of {@code matrix} in each leg; one without values for a job without a matrix
 * @param complete whether these are all legs; otherwise some part is computed, or there are more than GitHub allows
 */
public record MatrixExpansion(List<Value.Fields> legs, boolean complete) {
    /** GitHub's bound on the jobs of one matrix. */
    private static final int MAX_LEGS = 256;

    public MatrixExpansion {
        legs = List.copyOf(legs);
    }

    /** The legs of a job. */
    public static MatrixExpansion of(Job job, Context context) {
        return of(job, context, s -> scalar(s, context));
    }

    /** The legs of a job with every value as the text that is written, its expressions left in it. */
    public static MatrixExpansion written(Job job) {
        return of(job, Context.NOTHING_KNOWN, s -> Value.of(s.text()));
    }

    private static MatrixExpansion of(Job job, Context context, Function<Scalar, Value> scalars) {
        boolean computedStrategy = job.node()
                .get("strategy")
                .filter(n -> n instanceof Scalar s && Template.hasExpression(s.text()))
                .isPresent();
        if (computedStrategy) {
            return unknown();
        }
        YamlNode matrix = job.matrix();
        return switch (matrix) {
            case null -> new MatrixExpansion(List.of(Value.fields(Map.of())), true);
            case Scalar s -> ofValue(scalar(s, context));
            case Sequence _ -> unknown();
            case Mapping m -> {
                Map<String, Value> values = new LinkedHashMap<>();
                for (Entry entry : m.entries()) {
                    values.put(entry.key().text(), value(entry.value(), scalars));
                }
                yield ofValue(Value.fields(values));
            }
        };
    }

    private static MatrixExpansion unknown() {
        return new MatrixExpansion(List.of(Value.open(Map.of())), false);
    }

    private static MatrixExpansion ofValue(Value matrix) {
        if (!(matrix instanceof Value.Fields fields) || fields.open()) {
            return unknown();
        }
        Map<String, Value> axes = new LinkedHashMap<>(fields.values());
        Value include = Optional.ofNullable(axes.remove("include")).orElse(new Value.Items(List.of()));
        Value exclude = Optional.ofNullable(axes.remove("exclude")).orElse(new Value.Items(List.of()));
        if (!(include instanceof Value.Items(List<Value> included)) || hasUnknown(included)) {
            return unknown();
        }
        List<Map<String, Value>> legs = new ArrayList<>(List.of(Map.of()));
        boolean complete = true;
        for (Map.Entry<String, Value> axis : axes.entrySet()) {
            List<Value> values;
            if (axis.getValue() instanceof Value.Items(List<Value> listed)) {
                values = listed;
            } else {
                values = List.of(axis.getValue());
                complete &= !(axis.getValue() instanceof Value.Unknown);
            }
            List<Map<String, Value>> more = new ArrayList<>();
            for (Map<String, Value> leg : legs) {
                for (Value value : values) {
                    if (more.size() >= MAX_LEGS * 16) {
                        return unknown();
                    }
                    Map<String, Value> extended = new LinkedHashMap<>(leg);
                    extended.put(axis.getKey(), value);
                    more.add(extended);
                }
            }
            legs = more;
        }
        if (axes.isEmpty()) {
            legs = new ArrayList<>();
        }
        if (exclude instanceof Value.Items(List<Value> excluded)) {
            legs.removeIf(leg -> excluded.stream().anyMatch(e -> fitsAll(leg, e)));
        } else {
            complete = false;
        }
        List<Map<String, Value>> all = included(legs, axes, included);
        if (all.isEmpty()) {
            return unknown();
        }
        return new MatrixExpansion(
                all.stream().limit(MAX_LEGS).map(Value::fields).toList(), complete && all.size() <= MAX_LEGS);
    }

    private static boolean hasUnknown(List<Value> values) {
        return values.stream().anyMatch(v -> !(v instanceof Value.Fields f) || f.open());
    }

    private static boolean fitsAll(Map<String, Value> leg, Value exclusion) {
        return exclusion instanceof Value.Fields f
                && !f.values().isEmpty()
                && f.values().entrySet().stream().allMatch(e -> e.getValue().equals(leg.get(e.getKey())));
    }

    /** Each entry joins all legs whose own values it does not overwrite, and is a leg of its own where there is none. */
    private static List<Map<String, Value>> included(
            List<Map<String, Value>> legs, Map<String, Value> axes, List<Value> entries) {
        List<Map<String, Value>> joined = new ArrayList<>();
        legs.forEach(leg -> joined.add(new LinkedHashMap<>(leg)));
        List<Map<String, Value>> alone = new ArrayList<>();
        for (Value entry : entries) {
            if (!(entry instanceof Value.Fields f)) {
                continue;
            }
            boolean found = false;
            for (int i = 0; i < legs.size(); i++) {
                Map<String, Value> own = legs.get(i);
                boolean fits = f.values().entrySet().stream()
                        .filter(e -> axes.containsKey(e.getKey()))
                        .allMatch(e -> e.getValue().equals(own.get(e.getKey())));
                if (fits) {
                    joined.get(i).putAll(f.values());
                    found = true;
                }
            }
            if (!found && alone.size() <= MAX_LEGS) {
                alone.add(f.values());
            }
        }
        joined.addAll(alone);
        return joined;
    }

    private static Value scalar(Scalar s, Context context) {
        if (Template.hasExpression(s.text())) {
            return Template.fill(s.text().strip(), context);
        }
        return s.style() == YamlNode.Style.PLAIN ? Value.ofPlain(s.text()) : Value.of(s.text());
    }

    private static Value value(YamlNode node, Function<Scalar, Value> scalars) {
        return switch (node) {
            case Scalar s -> scalars.apply(s);
            case Sequence list ->
                new Value.Items(
                        list.items().stream().map(i -> value(i, scalars)).toList());
            case Mapping m -> {
                Map<String, Value> values = new LinkedHashMap<>();
                m.entries().forEach(e -> values.put(e.key().text(), value(e.value(), scalars)));
                yield Value.fields(Collections.unmodifiableMap(values));
            }
        };
    }
}
