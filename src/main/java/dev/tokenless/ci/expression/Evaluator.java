package dev.tokenless.ci.expression;

import dev.tokenless.ci.expression.Expression.Call;
import dev.tokenless.ci.expression.Expression.Compare;
import dev.tokenless.ci.expression.Expression.Every;
import dev.tokenless.ci.expression.Expression.Literal;
import dev.tokenless.ci.expression.Expression.Logic;
import dev.tokenless.ci.expression.Expression.Name;
import dev.tokenless.ci.expression.Expression.Not;
import dev.tokenless.ci.expression.Expression.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes all values that an expression can take. What is unknown but enumerable is tried value by value, the same
 * everywhere in the expression; what is wholly unknown is followed into both directions of a decision. So an answer that
 * is one value is certain.
 */
final class Evaluator {
    private static final int MAX_ASSIGNMENTS = 256;
    private static final int MAX_OUTCOMES = 64;

    private final Context context;
    private final Set<String> reasons = new LinkedHashSet<>();
    private Map<String, Value> assigned = Map.of();

    Evaluator(Context context) {
        this.context = context;
    }

    Value evaluate(Expression expression) {
        Map<String, List<Value>> choices = new LinkedHashMap<>();
        collectChoices(expression, choices);
        Set<Value> outcomes = new LinkedHashSet<>();
        for (Map<String, Value> assignment : assignments(choices)) {
            assigned = assignment;
            outcomes.addAll(outcomes(expression));
        }
        return one(outcomes);
    }

    private Value one(Collection<Value> outcomes) {
        if (outcomes.size() == 1) {
            return outcomes.iterator().next();
        }
        String reason = reason();
        List<Value> all = List.copyOf(outcomes);
        if (all.size() <= MAX_OUTCOMES && all.stream().noneMatch(Value.Unknown.class::isInstance)) {
            return Value.Unknown.oneOf(all, reason);
        }
        return new Value.Unknown(reason, Coercion.truth(all), commonPrefix(all), List.of());
    }

    private String reason() {
        return reasons.isEmpty()
                ? "cannot be told from the files"
                : String.join(" and ", reasons.stream().limit(3).toList());
    }

    private static @Nullable String commonPrefix(List<Value> values) {
        String common = null;
        for (Value value : values) {
            String known = switch (value) {
                case Value.Text(String s) -> s;
                case Value.Unknown u -> u.prefix();
                default -> null;
            };
            if (known == null) {
                return null;
            }
            int length = 0;
            if (common != null) {
                int most = Math.min(common.length(), known.length());
                while (length < most && common.charAt(length) == known.charAt(length)) {
                    length++;
                }
                known = known.substring(0, length);
            }
            common = known;
        }
        return common;
    }

    /** The enumerable unknowns that the expression refers to, by their path. */
    private void collectChoices(Expression expression, Map<String, List<Value>> choices) {
        String path = path(expression);
        if (path != null) {
            for (Value value : outcomesUnassigned(expression)) {
                if (value instanceof Value.Unknown u && !u.candidates().isEmpty()) {
                    choices.put(path, u.candidates());
                    reasons.add(u.reason());
                }
            }
            return;
        }
        switch (expression) {
            case Literal _ -> {}
            case Name _ -> {}
            case Property(Expression of, Expression key) -> {
                collectChoices(of, choices);
                collectChoices(key, choices);
            }
            case Every(Expression of) -> collectChoices(of, choices);
            case Call(String _, List<Expression> arguments) -> arguments.forEach(a -> collectChoices(a, choices));
            case Not(Expression of) -> collectChoices(of, choices);
            case Logic(boolean _, List<Expression> parts) -> parts.forEach(p -> collectChoices(p, choices));
            case Compare(Expression.Operator _, Expression left, Expression right) -> {
                collectChoices(left, choices);
                collectChoices(right, choices);
            }
        }
    }

    private static List<Map<String, Value>> assignments(Map<String, List<Value>> choices) {
        List<Map<String, Value>> all = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, List<Value>> choice : choices.entrySet()) {
            if (all.size() * choice.getValue().size() > MAX_ASSIGNMENTS) {
                continue;
            }
            List<Map<String, Value>> more = new ArrayList<>();
            for (Map<String, Value> before : all) {
                for (Value value : choice.getValue()) {
                    Map<String, Value> extended = new HashMap<>(before);
                    extended.put(choice.getKey(), value);
                    more.add(extended);
                }
            }
            all = more;
        }
        return all;
    }

    /** The dotted path of a reference such as {@code inputs.env}, in lower case; null for anything else. */
    private static @Nullable String path(Expression expression) {
        String written = writtenPath(expression);
        return written == null ? null : written.toLowerCase(Locale.ROOT);
    }

    /** The dotted path of a reference, spelt as written; null for anything else. */
    static @Nullable String writtenPath(Expression expression) {
        return switch (expression) {
            case Name(String name) -> name;
            case Property(Expression of, Literal(Value.Text(String key))) -> {
                String before = writtenPath(of);
                yield before == null ? null : before + "." + key;
            }
            default -> null;
        };
    }

    private List<Value> outcomes(Expression expression) {
        return switch (expression) {
            case Literal(Value value) -> List.of(value);
            case Name _ -> reference(expression);
            case Property _ -> reference(expression);
            case Every(Expression of) -> each(of, Evaluator::every);
            case Not(Expression of) -> each(of, v -> negated(Coercion.truth(v)));
            case Logic(boolean and, List<Expression> parts) -> logic(and, parts);
            case Compare(Expression.Operator operator, Expression left, Expression right) ->
                combined(List.of(left, right), v -> known(Comparison.truth(operator, v.get(0), v.get(1))));
            case Call(String function, List<Expression> arguments) -> {
                List<Value> results = combined(arguments, v -> Functions.call(function, v));
                note(results);
                yield results;
            }
        };
    }

    private List<Value> reference(Expression expression) {
        String path = path(expression);
        Value chosen = path == null ? null : assigned.get(path);
        if (chosen != null) {
            return List.of(chosen);
        }
        List<Value> found = new ArrayList<>();
        for (Value value : outcomesUnassigned(expression)) {
            if (value instanceof Value.Unknown u && !u.candidates().isEmpty()) {
                found.addAll(u.candidates());
                reasons.add(u.reason());
            } else {
                found.add(value);
            }
        }
        note(found);
        return found;
    }

    private void note(List<Value> values) {
        for (Value value : values) {
            if (value instanceof Value.Unknown u) {
                reasons.add(u.reason());
            }
        }
    }

    private List<Value> outcomesUnassigned(Expression expression) {
        return switch (expression) {
            case Name(String name) -> {
                Value value = context.get(name);
                yield List.of(value == null ? new Value.Fields(Map.of(), true) : value);
            }
            case Property(Expression of, Expression key) -> {
                String path = path(expression);
                yield combined(List.of(of, key), v -> List.of(field(v.get(0), v.get(1), path)));
            }
            default -> outcomes(expression);
        };
    }

    private static Value field(Value of, Value key, @Nullable String path) {
        String reason = path == null ? "depends on a field that is computed" : "depends on " + path;
        if (key instanceof Value.Unknown u) {
            return Value.Unknown.because(u.reason());
        }
        return switch (of) {
            case Value.Fields fields -> {
                Value value = fields.field(Coercion.text(key));
                if (value != null) {
                    yield value instanceof Value.Unknown u && u.reason().isEmpty()
                            ? new Value.Unknown(reason, u.truth(), u.prefix(), u.candidates())
                            : value;
                }
                yield fields.open() ? unlisted(path, reason) : Value.NULL;
            }
            case Value.Items(List<Value> values) -> {
                double index = Coercion.number(key);
                yield index >= 0 && index < values.size() ? values.get((int) index) : Value.NULL;
            }
            case Value.Unknown _ -> unlisted(path, reason);
            case Value.Null _ -> Value.NULL;
            case Value.Bool _ -> Value.NULL;
            case Value.Num _ -> Value.NULL;
            case Value.Text _ -> Value.NULL;
        };
    }

    /** Some contexts hold text alone; elsewhere an unknown field may be anything. An open object is one again. */
    private static Value unlisted(@Nullable String path, String reason) {
        if (path != null
                && (path.startsWith("vars.")
                        || path.startsWith("secrets.")
                        || path.startsWith("env.")
                        || path.contains(".outputs."))) {
            return Value.Unknown.startingWith("", reason);
        }
        return Value.Unknown.because(reason);
    }

    private static List<Value> every(Value of) {
        return switch (of) {
            case Value.Items _ -> List.of(of);
            case Value.Fields f
            when !f.open() -> List.of(new Value.Items(List.copyOf(f.values().values())));
            case Value.Fields _ -> List.of(Value.Unknown.because("depends on a list that is not known"));
            case Value.Unknown u -> List.of(Value.Unknown.because(u.reason()));
            default -> List.of(new Value.Items(List.of()));
        };
    }

    private List<Value> logic(boolean and, List<Expression> parts) {
        Set<Value> results = new LinkedHashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            List<Value> values = outcomes(parts.get(i));
            if (i == parts.size() - 1) {
                results.addAll(values);
                break;
            }
            boolean goesOn = false;
            for (Value value : values) {
                switch (Coercion.truth(value)) {
                    case TRUE -> {
                        goesOn |= and;
                        if (!and) {
                            results.add(value);
                        }
                    }
                    case FALSE -> {
                        goesOn |= !and;
                        if (and) {
                            results.add(value);
                        }
                    }
                    case UNKNOWN -> {
                        goesOn = true;
                        results.add(decided(value, !and));
                    }
                }
            }
            if (!goesOn) {
                break;
            }
        }
        return bounded(results);
    }

    /** An unknown value of which only the truth is known now. */
    private static Value decided(Value value, boolean truth) {
        if (!(value instanceof Value.Unknown u)) {
            return value;
        }
        if (!truth && u.prefix() != null) {
            return Value.EMPTY;
        }
        return new Value.Unknown(u.reason(), Truth.of(truth), u.prefix(), List.of());
    }

    private static List<Value> negated(Truth truth) {
        return switch (truth) {
            case TRUE -> List.of(Value.FALSE);
            case FALSE -> List.of(Value.TRUE);
            case UNKNOWN -> List.of(Value.TRUE, Value.FALSE);
        };
    }

    static List<Value> known(Truth truth) {
        return switch (truth) {
            case TRUE -> List.of(Value.TRUE);
            case FALSE -> List.of(Value.FALSE);
            case UNKNOWN -> List.of(Value.TRUE, Value.FALSE);
        };
    }

    private List<Value> each(Expression of, java.util.function.Function<Value, List<Value>> step) {
        return combined(List.of(of), v -> step.apply(v.getFirst()));
    }

    /** The step's results over every combination of its operands' outcomes. */
    private List<Value> combined(
            List<Expression> operands, java.util.function.Function<List<Value>, List<Value>> step) {
        List<List<Value>> combinations = new ArrayList<>(List.of(List.of()));
        for (Expression operand : operands) {
            List<Value> values = outcomes(operand);
            if (combinations.size() * values.size() > MAX_ASSIGNMENTS) {
                values = List.of(Value.Unknown.because(reason()));
            }
            List<List<Value>> more = new ArrayList<>();
            for (List<Value> before : combinations) {
                for (Value value : values) {
                    List<Value> extended = new ArrayList<>(before);
                    extended.add(value);
                    more.add(extended);
                }
            }
            combinations = more;
        }
        Set<Value> results = new LinkedHashSet<>();
        combinations.forEach(c -> results.addAll(step.apply(c)));
        return bounded(results);
    }

    private List<Value> bounded(Set<Value> results) {
        return results.size() <= MAX_OUTCOMES
                ? List.copyOf(results)
                : List.of(new Value.Unknown(reason(), Coercion.truth(List.copyOf(results)), null, List.of()));
    }
}
