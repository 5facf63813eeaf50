package dev.tokenless.publish;

import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.Expressions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the contexts of expressions where a step stands: inputs, secrets and matrix values are texts in the
 * words of the outermost workflow, so that <code>${{ secrets.token }}</code> of a called workflow becomes the secret
 * that its caller passes.
 *
 * @param inputs known inputs by name in small letters
 * @param secrets what a caller passes by name in small letters, null where the repository's own secrets are at hand
 * @param matrix values of one run of a matrix by their path, for example {@code pkg.dir}
 * @param env values of the {@code env} context
 */
record Bindings(
        Map<String, String> inputs,
        @Nullable Map<String, String> secrets,
        Map<String, String> matrix,
        Map<String, String> env) {
    static final Bindings NONE = new Bindings(Map.of(), null, Map.of(), Map.of());

    private static final Pattern REFERENCE = Pattern.compile(String.join(
            "",
            "\\b(github\\.event\\.inputs|inputs|secrets|matrix|env)",
            "(?:\\.([A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*)*)",
            "|\\[\\s*'([^']{1,200})'\\s*\\])"));
    private static final Pattern SECRET =
            Pattern.compile("\\bsecrets(?:\\.([A-Za-z_][A-Za-z0-9_]*)|\\[\\s*'([A-Za-z_][A-Za-z0-9_]*)'\\s*\\])");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");
    /** Longer values are kept as they are. */
    private static final int LONGEST = 20_000;

    Bindings {
        inputs = Map.copyOf(inputs);
        matrix = Map.copyOf(matrix);
        env = Map.copyOf(env);
    }

    Bindings withMatrix(Map<String, String> values) {
        return new Bindings(inputs, secrets, values, env);
    }

    Bindings withEnv(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(env);
        all.putAll(values);
        return new Bindings(inputs, secrets, matrix, all);
    }

    /** The text with everything filled in that is known. */
    String fill(String text) {
        if (!text.contains("${{") || text.length() > LONGEST) {
            return text;
        }
        Matcher m = EXPRESSION.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(
                    filled, Matcher.quoteReplacement(value(m.group(1).strip())));
        }
        return m.appendTail(filled).toString();
    }

    /** The value of an expression as text, or the expression with what is known in it. */
    String value(String body) {
        if (body.equals("github.action_path") && env.containsKey("GITHUB_ACTION_PATH")) {
            return env.get("GITHUB_ACTION_PATH");
        }
        Matcher whole = REFERENCE.matcher(body);
        if (whole.matches()) {
            String known = known(whole);
            return known == null ? "${{ " + body + " }}" : known;
        }
        if (STRING.matcher(body).matches()) {
            return body.substring(1, body.length() - 1).replace("''", "'");
        }
        Matcher m = REFERENCE.matcher(body);
        StringBuilder inside = new StringBuilder();
        while (m.find()) {
            String known = known(m);
            m.appendReplacement(inside, Matcher.quoteReplacement(known == null ? m.group() : operand(known)));
        }
        return simplified(m.appendTail(inside).toString());
    }

    /** A known text as an operand of an expression. */
    private static String operand(String known) {
        Matcher m = EXPRESSION.matcher(known);
        if (m.matches()) {
            return "(" + m.group(1).strip() + ")";
        }
        if (known.equals("true") || known.equals("false")) {
            return known;
        }
        return "'" + known.replace("'", "''") + "'";
    }

    /** A text that is one of two, nobody knows which. */
    static String either(String one, String other) {
        return "${{ env.EITHER_IS_LEFT_OPEN && " + operand(one) + " || " + operand(other) + " }}";
    }

    /** Takes the operands of {@code ||} away that are empty, and those behind one that is not. */
    private static String simplified(String body) {
        if (!body.contains("||") || body.contains("&&")) {
            return unwrapped(body);
        }
        List<String> left = new ArrayList<>();
        for (String operand : body.split("\\|\\|")) {
            String o = operand.strip();
            if (o.equals("''") || o.equals("false") || o.equals("null")) {
                continue;
            }
            left.add(o);
            if (STRING.matcher(o).matches()) {
                break;
            }
        }
        if (left.isEmpty()) {
            return "";
        }
        return unwrapped(String.join(" || ", left));
    }

    private static String unwrapped(String body) {
        String inner = body;
        while (inner.startsWith("(") && inner.endsWith(")") && inner.indexOf(')') == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        if (STRING.matcher(inner).matches()) {
            return inner.substring(1, inner.length() - 1).replace("''", "'");
        }
        return "${{ " + inner + " }}";
    }

    private @Nullable String known(Matcher reference) {
        String path = reference.group(2) == null ? reference.group(3) : reference.group(2);
        String key = path.toLowerCase(Locale.ROOT);
        return switch (reference.group(1)) {
            case "inputs", "github.event.inputs" -> inputs.get(key);
            case "matrix" -> matrix.get(key);
            case "env" -> env.get(path);
            default -> secrets == null || key.equals("github_token") ? null : secrets.getOrDefault(key, "");
        };
    }

    /** The names of the secrets in a filled text, in order; the job's own GitHub token is none. */
    static List<String> secretsIn(String filled) {
        if (!filled.contains("secrets")) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        Matcher m = EXPRESSION.matcher(filled);
        while (m.find()) {
            Matcher secret = SECRET.matcher(m.group(1));
            while (secret.find()) {
                String name = secret.group(1) == null ? secret.group(2) : secret.group(1);
                if (!name.equalsIgnoreCase("GITHUB_TOKEN")) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    /** Whether the text is the job's own GitHub token and nothing else. */
    static boolean isGitHubToken(String filled) {
        Matcher m = EXPRESSION.matcher(filled.strip());
        if (!m.matches()) {
            return false;
        }
        String body = m.group(1).strip();
        return body.equalsIgnoreCase("secrets.GITHUB_TOKEN")
                || body.equals("github.token")
                || body.equals("secrets['GITHUB_TOKEN']");
    }

    /** Whether an expression or a variable is left whose value is not known. */
    static boolean isOpen(String filled) {
        return filled.contains("${");
    }

    /**
     * The texts that a filled text can be: itself, or for an expression that chooses between texts those texts, with an
     * empty text where the choice may give nothing.
     */
    static List<String> alternatives(String filled) {
        if (!filled.contains("${{")) {
            return List.of(filled);
        }
        return switch (Expressions.fill(filled.strip(), Context.NOTHING_KNOWN)) {
            case Value.Unknown unknown -> {
                Set<String> texts = new LinkedHashSet<>();
                unknown.candidates().forEach(c -> texts.add(Coercion.text(c)));
                yield texts.isEmpty() ? List.of(filled) : List.copyOf(texts);
            }
            case Value known -> List.of(Coercion.text(known));
        };
    }

    /** Whether a condition never holds with these values, whatever the event. */
    boolean refute(@Nullable String condition) {
        return condition != null && Expressions.condition(condition, context()) == Truth.FALSE;
    }

    Bindings withInputs(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(inputs);
        values.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        return new Bindings(all, secrets, matrix, env);
    }

    /** What is known, for the evaluation of conditions. */
    Context context() {
        return new Context(Map.of("inputs", fields(inputs), "matrix", fields(matrix), "env", fields(env)));
    }

    private static Value fields(Map<String, String> texts) {
        Map<String, Value> values = new HashMap<>();
        texts.forEach((name, text) -> {
            if (!isOpen(text)) {
                values.put(name, typed(text));
            }
        });
        return new Value.Fields(values, true);
    }

    /** Inputs and matrix values keep their type through YAML, and only these words have another one than text. */
    private static Value typed(String text) {
        return switch (text) {
            case "true" -> Value.TRUE;
            case "false" -> Value.FALSE;
            default -> Value.of(text);
        };
    }

    /** The environment's variables as the {@code env} context has them. */
    static Map<String, String> texts(Map<String, Variables.Value> variables) {
        Map<String, String> texts = new HashMap<>();
        variables.forEach((name, value) -> texts.put(name, value.text()));
        return Collections.unmodifiableMap(texts);
    }
}
