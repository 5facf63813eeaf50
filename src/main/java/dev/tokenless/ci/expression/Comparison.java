package dev.tokenless.ci.expression;

import dev.tokenless.ci.expression.Expression.Operator;
import java.util.Locale;
import java.util.Optional;

/** Comparisons of values of which one may be unknown. */
final class Comparison {
    private Comparison() {}

    static Truth truth(Operator operator, Value a, Value b) {
        return switch (operator) {
            case EQUAL -> equal(a, b);
            case NOT_EQUAL ->
                switch (equal(a, b)) {
                    case TRUE -> Truth.FALSE;
                    case FALSE -> Truth.TRUE;
                    case UNKNOWN -> Truth.UNKNOWN;
                };
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(operator, a, b);
        };
    }

    static Truth equal(Value a, Value b) {
        if (a instanceof Value.Unknown u) {
            return b instanceof Value.Unknown || !different(u, b) ? Truth.UNKNOWN : Truth.FALSE;
        }
        if (b instanceof Value.Unknown u) {
            return different(u, a) ? Truth.FALSE : Truth.UNKNOWN;
        }
        return Truth.of(Coercion.equal(a, b));
    }

    /** Whether the unknown value cannot equal the known one, whatever it turns out to be. */
    private static boolean different(Value.Unknown unknown, Value known) {
        String prefix = unknown.prefix();
        if (known instanceof Value.Text(String text)) {
            if (prefix != null && !startsWith(text, prefix)) {
                return true;
            }
            return unknown.truth() == Truth.TRUE && text.isEmpty();
        }
        // Against another kind a text counts as a number, and one that begins with a letter is none.
        return prefix != null && !prefix.isEmpty() && isLowerLetter(prefix.charAt(0));
    }

    private static boolean isLowerLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static Truth ordered(Operator operator, Value a, Value b) {
        if (a instanceof Value.Unknown || b instanceof Value.Unknown) {
            return Truth.UNKNOWN;
        }
        Optional<Integer> order = Coercion.order(a, b);
        if (order.isEmpty()) {
            return Truth.FALSE;
        }
        int sign = order.get();
        return Truth.of(
                switch (operator) {
                    case LESS -> sign < 0;
                    case LESS_OR_EQUAL -> sign <= 0;
                    case GREATER -> sign > 0;
                    case GREATER_OR_EQUAL -> sign >= 0;
                    case EQUAL -> sign == 0;
                    case NOT_EQUAL -> sign != 0;
                });
    }

    /** GitHub compares text without regard to letter case. */
    static boolean startsWith(String text, String prefix) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    static boolean contains(String text, String part) {
        return text.toUpperCase(Locale.ROOT).contains(part.toUpperCase(Locale.ROOT));
    }
}
