package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.expression.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code if:} of a rule (docs.gitlab.com/ci/jobs/job_rules, "CI/CD variable expressions"), in three values. Patterns
 * are not run: they are a stranger's, and against an unknown text they decide nothing.
 */
final class RuleCondition {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?)|\"([^\"]*)\"|'([^']*)'|(null)\\b"
                    + "|(/(?:\\\\.|[^/\\\\])*+/[a-z]*)|(==|!=|=~|!~|&&|\\|\\||[()]))");
    private static final int MAX_DEPTH = 50;

    private final List<Token> tokens;
    private final Map<String, Optional<String>> known;
    private final Set<String> filled;
    private int at;
    private int depth;
    private boolean broken;

    private RuleCondition(List<Token> tokens, Map<String, Optional<String>> known, Set<String> filled) {
        this.tokens = tokens;
        this.known = known;
        this.filled = filled;
    }

    private sealed interface Token {}

    private record Mark(String text) implements Token {}

    private record Variable(String name) implements Token {}

    private record Text(String text) implements Token {}

    private record Null() implements Token {}

    private record Regex() implements Token {}

    /** What stands at one side of an operator. */
    private enum Kind {
        TEXT,
        NOTHING,
        /** Some text that is not empty. */
        FILLED,
        REGEX,
        UNKNOWN
    }

    private record Operand(Kind kind, String text) {
        static final Operand UNKNOWN = new Operand(Kind.UNKNOWN, "");
        static final Operand NOTHING = new Operand(Kind.NOTHING, "");
    }

    /**
     * Whether the condition holds.
     *
     * @param known the variables that are known: their text, or empty where they are known to be unset
     * @param filled those of which only that is known that they are set to something
     */
    static Truth truth(String condition, Map<String, Optional<String>> known, Set<String> filled) {
        List<Token> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(condition);
        int at = 0;
        while (at < condition.length() && token.region(at, condition.length()).lookingAt()) {
            tokens.add(token(token));
            at = token.end();
        }
        if (!condition.substring(at).isBlank()) {
            return Truth.UNKNOWN;
        }
        RuleCondition parser = new RuleCondition(tokens, known, filled);
        Truth truth = parser.or();
        return parser.broken || parser.at < tokens.size() ? Truth.UNKNOWN : truth;
    }

    private static Token token(Matcher m) {
        if (m.group(1) != null) {
            return new Variable(m.group(1).replaceAll("[${}]", ""));
        }
        if (m.group(2) != null || m.group(3) != null) {
            return new Text(m.group(2) == null ? m.group(3) : m.group(2));
        }
        if (m.group(4) != null) {
            return new Null();
        }
        return m.group(5) != null ? new Regex() : new Mark(m.group(6));
    }

    private Truth or() {
        Truth truth = and();
        while (take("||")) {
            Truth other = and();
            truth = truth == Truth.TRUE || other == Truth.TRUE
                    ? Truth.TRUE
                    : truth == Truth.FALSE && other == Truth.FALSE ? Truth.FALSE : Truth.UNKNOWN;
        }
        return truth;
    }

    private Truth and() {
        Truth truth = comparison();
        while (take("&&")) {
            truth = truth.and(comparison());
        }
        return truth;
    }

    private Truth comparison() {
        if (take("(")) {
            if (++depth > MAX_DEPTH) {
                broken = true;
                return Truth.UNKNOWN;
            }
            Truth inner = or();
            depth--;
            broken |= !take(")");
            return inner;
        }
        Operand left = operand();
        for (String operator : List.of("==", "!=", "=~", "!~")) {
            if (take(operator)) {
                Operand right = operand();
                boolean negated = operator.startsWith("!");
                Truth truth = operator.endsWith("~") ? matches(left) : equal(left, right);
                return negated ? not(truth) : truth;
            }
        }
        // A variable alone asks whether it is set to something.
        return switch (left.kind()) {
            case TEXT -> left.text().isEmpty() ? Truth.FALSE : Truth.TRUE;
            case NOTHING -> Truth.FALSE;
            case FILLED -> Truth.TRUE;
            case REGEX, UNKNOWN -> Truth.UNKNOWN;
        };
    }

    private static Truth equal(Operand left, Operand right) {
        if (left.kind() == Kind.FILLED || right.kind() == Kind.FILLED) {
            Operand other = left.kind() == Kind.FILLED ? right : left;
            boolean empty = other.kind() == Kind.NOTHING
                    || (other.kind() == Kind.TEXT && other.text().isEmpty());
            return empty ? Truth.FALSE : Truth.UNKNOWN;
        }
        boolean decided = isDecided(left) && isDecided(right);
        return !decided ? Truth.UNKNOWN : left.equals(right) ? Truth.TRUE : Truth.FALSE;
    }

    private static boolean isDecided(Operand operand) {
        return operand.kind() == Kind.TEXT || operand.kind() == Kind.NOTHING;
    }

    /** Nothing matches no pattern; a text is not tried. */
    private static Truth matches(Operand left) {
        return left.kind() == Kind.NOTHING ? Truth.FALSE : Truth.UNKNOWN;
    }

    private static Truth not(Truth truth) {
        return switch (truth) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    private Operand operand() {
        if (at >= tokens.size()) {
            broken = true;
            return Operand.UNKNOWN;
        }
        return switch (tokens.get(at++)) {
            case Variable(String name) -> variable(name);
            case Text(String text) -> new Operand(Kind.TEXT, text);
            case Null _ -> Operand.NOTHING;
            case Regex _ -> new Operand(Kind.REGEX, "");
            case Mark _ -> {
                broken = true;
                yield Operand.UNKNOWN;
            }
        };
    }

    private Operand variable(String name) {
        Optional<String> value = known.get(name);
        if (value != null) {
            return value.map(text -> new Operand(Kind.TEXT, text)).orElse(Operand.NOTHING);
        }
        return filled.contains(name) ? new Operand(Kind.FILLED, "") : Operand.UNKNOWN;
    }

    private boolean take(String mark) {
        if (at < tokens.size() && tokens.get(at) instanceof Mark(String text) && text.equals(mark)) {
            at++;
            return true;
        }
        return false;
    }
}
