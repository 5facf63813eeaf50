package dev.tokenless.ci.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GitHub's functions (github/docs, evaluate-expressions-in-workflows-and-actions.md). The status functions answer for a
 * run in which nothing fails and nobody cancels; what depends on a failure is unknown.
 */
final class Functions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Functions() {}

    /** Whether the function asks how the run went so far: then a condition is not joined with {@code success()}. */
    static boolean isStatus(String function) {
        return switch (function) {
            case "success", "always", "cancelled", "failure" -> true;
            default -> false;
        };
    }

    static List<Value> call(String function, List<Value> arguments) {
        int count = arguments.size();
        return switch (function) {
            case "success", "always" -> List.of(Value.TRUE);
            case "failure", "cancelled" -> List.of(Value.TRUE, Value.FALSE);
            case "contains" ->
                count == 2 ? Evaluator.known(contains(arguments.get(0), arguments.get(1))) : wrong(function);
            case "startswith" ->
                count == 2 ? Evaluator.known(startsWith(arguments.get(0), arguments.get(1))) : wrong(function);
            case "endswith" ->
                count == 2 ? Evaluator.known(endsWith(arguments.get(0), arguments.get(1))) : wrong(function);
            case "format" -> count >= 1 ? List.of(format(arguments)) : wrong(function);
            case "join" ->
                count == 1 || count == 2
                        ? List.of(join(arguments.get(0), count == 2 ? arguments.get(1) : new Value.Text(",")))
                        : wrong(function);
            case "tojson" -> count == 1 ? List.of(toJson(arguments.getFirst())) : wrong(function);
            case "fromjson" -> count == 1 ? List.of(fromJson(arguments.getFirst())) : wrong(function);
            case "case" -> count >= 3 && count % 2 == 1 ? choice(arguments) : wrong(function);
            case "hashfiles" -> List.of(Value.Unknown.startingWith("", "depends on hashFiles()"));
            default -> List.of(Value.Unknown.because("uses " + function + "(), which is not known"));
        };
    }

    private static List<Value> wrong(String function) {
        return List.of(Value.Unknown.because("calls " + function + "() with a wrong number of arguments"));
    }

    private static Truth contains(Value in, Value item) {
        if (in instanceof Value.Items(List<Value> values)) {
            Truth found = Truth.FALSE;
            for (Value value : values) {
                Truth same = Comparison.equal(value, item);
                if (same == Truth.TRUE) {
                    return same;
                }
                found = same == Truth.UNKNOWN ? same : found;
            }
            return found;
        }
        if (in instanceof Value.Unknown u && !(item instanceof Value.Unknown)) {
            String part = Coercion.text(item);
            return u.prefix() != null && Comparison.contains(u.prefix(), part) ? Truth.TRUE : Truth.UNKNOWN;
        }
        if (in instanceof Value.Unknown || item instanceof Value.Unknown) {
            return Truth.UNKNOWN;
        }
        return in instanceof Value.Fields
                ? Truth.FALSE
                : Truth.of(Comparison.contains(Coercion.text(in), Coercion.text(item)));
    }

    private static Truth startsWith(Value text, Value prefix) {
        if (prefix instanceof Value.Unknown) {
            return Truth.UNKNOWN;
        }
        String wanted = Coercion.text(prefix);
        if (text instanceof Value.Unknown u) {
            if (wanted.isEmpty()) {
                return Truth.TRUE;
            }
            if (u.prefix() == null) {
                return Truth.UNKNOWN;
            }
            if (Comparison.startsWith(u.prefix(), wanted)) {
                return Truth.TRUE;
            }
            return Comparison.startsWith(wanted, u.prefix()) ? Truth.UNKNOWN : Truth.FALSE;
        }
        return Truth.of(Comparison.startsWith(Coercion.text(text), wanted));
    }

    private static Truth endsWith(Value text, Value suffix) {
        if (text instanceof Value.Unknown || suffix instanceof Value.Unknown) {
            return Truth.UNKNOWN;
        }
        String whole = Coercion.text(text);
        String end = Coercion.text(suffix);
        return Truth.of(whole.regionMatches(true, whole.length() - end.length(), end, 0, end.length()));
    }

    /** Doubled braces stand for themselves, {@code {n}} for the argument behind the pattern. */
    private static Value format(List<Value> arguments) {
        if (arguments.getFirst() instanceof Value.Unknown u) {
            return Value.Unknown.startingWith("", u.reason());
        }
        String pattern = Coercion.text(arguments.getFirst());
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if ((c == '{' || c == '}') && pattern.startsWith(String.valueOf(c), at + 1)) {
                result.append(c);
                at += 2;
            } else if (c == '{') {
                int close = pattern.indexOf('}', at);
                int index = close < 0 ? -1 : index(pattern.substring(at + 1, close));
                if (index < 0 || index + 1 >= arguments.size()) {
                    return Value.Unknown.because("uses format() with a pattern that GitHub refuses");
                }
                if (arguments.get(index + 1) instanceof Value.Unknown u) {
                    String known = result + (u.prefix() == null ? "" : u.prefix());
                    return Value.Unknown.startingWith(known, u.reason());
                }
                result.append(Coercion.text(arguments.get(index + 1)));
                at = close + 1;
            } else if (c == '}') {
                return Value.Unknown.because("uses format() with a pattern that GitHub refuses");
            } else {
                result.append(c);
                at++;
            }
        }
        return new Value.Text(result.toString());
    }

    private static int index(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    private static Value join(Value list, Value separator) {
        if (separator instanceof Value.Unknown u) {
            return Value.Unknown.startingWith("", u.reason());
        }
        return switch (list) {
            case Value.Unknown u -> Value.Unknown.startingWith("", u.reason());
            case Value.Items(List<Value> values) -> {
                StringBuilder joined = new StringBuilder();
                for (Value value : values) {
                    if (value instanceof Value.Unknown u) {
                        yield Value.Unknown.startingWith(joined.toString(), u.reason());
                    }
                    joined.append(joined.isEmpty() ? "" : Coercion.text(separator))
                            .append(Coercion.text(value));
                }
                yield new Value.Text(joined.toString());
            }
            case Value.Fields _ -> Value.EMPTY;
            default -> new Value.Text(Coercion.text(list));
        };
    }

    /** The first value whose condition holds, else the last argument. */
    private static List<Value> choice(List<Value> arguments) {
        List<Value> results = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            Truth truth = Coercion.truth(arguments.get(i));
            if (truth != Truth.FALSE) {
                results.add(arguments.get(i + 1));
            }
            if (truth == Truth.TRUE) {
                return results;
            }
        }
        results.add(arguments.getLast());
        return results;
    }

    private static Value toJson(Value value) {
        if (!isKnown(value)) {
            return Value.Unknown.startingWith("", "depends on a value that is not known");
        }
        try {
            return new Value.Text(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plain(value)));
        } catch (JsonProcessingException e) {
            return Value.Unknown.because("uses toJSON() on a value that cannot be written");
        }
    }

    private static boolean isKnown(Value value) {
        return switch (value) {
            case Value.Unknown _ -> false;
            case Value.Items(List<Value> values) -> values.stream().allMatch(Functions::isKnown);
            case Value.Fields f -> !f.open() && f.values().values().stream().allMatch(Functions::isKnown);
            default -> true;
        };
    }

    private static JsonNode plain(Value value) {
        var nodes = JSON.getNodeFactory();
        return switch (value) {
            case Value.Null _ -> nodes.nullNode();
            case Value.Bool(boolean b) -> nodes.booleanNode(b);
            case Value.Num(double n) ->
                n == Math.rint(n) && Math.abs(n) < 1e15 ? nodes.numberNode((long) n) : nodes.numberNode(n);
            case Value.Text(String s) -> nodes.textNode(s);
            case Value.Items(List<Value> values) -> {
                var array = nodes.arrayNode();
                values.forEach(v -> array.add(plain(v)));
                yield array;
            }
            case Value.Fields f -> {
                var object = nodes.objectNode();
                f.values().forEach((k, v) -> object.set(k, plain(v)));
                yield object;
            }
            case Value.Unknown _ -> nodes.nullNode();
        };
    }

    private static Value fromJson(Value value) {
        if (value instanceof Value.Unknown u) {
            return Value.Unknown.because(u.reason());
        }
        try {
            return value(JSON.readTree(Coercion.text(value)));
        } catch (JsonProcessingException e) {
            return Value.Unknown.because("uses fromJSON() on text that is no JSON");
        }
    }

    private static Value value(JsonNode node) {
        if (node.isTextual()) {
            return new Value.Text(node.textValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isNumber()) {
            return new Value.Num(node.doubleValue());
        }
        if (node.isArray()) {
            List<Value> values = new ArrayList<>();
            node.forEach(n -> values.add(value(n)));
            return new Value.Items(values);
        }
        if (node.isObject()) {
            Map<String, Value> values = new LinkedHashMap<>();
            node.properties().forEach(e -> values.put(e.getKey(), value(e.getValue())));
            return new Value.Fields(values, false);
        }
        return Value.NULL;
    }
}
