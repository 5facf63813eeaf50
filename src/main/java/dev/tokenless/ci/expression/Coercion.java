package dev.tokenless.ci.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How GitHub turns values into others when it compares, prints and decides (actions/runner, src/Sdk/Expressions: the
 * methods of EvaluationResult and ExpressionUtility).
 */
public final class Coercion {
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})(e[-+]?\\d{1,3})?");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-f]{1,8}");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,10}");
    private static final MathContext FIFTEEN_DIGITS = new MathContext(15);

    private Coercion() {}

    /** False are: null, false, 0, not-a-number and the empty string. */
    public static Truth truth(Value value) {
        return switch (value) {
            case Value.Null _ -> Truth.FALSE;
            case Value.Bool(boolean b) -> Truth.of(b);
            case Value.Num(double n) -> Truth.of(n != 0 && !Double.isNaN(n));
            case Value.Text(String s) -> Truth.of(!s.isEmpty());
            case Value.Items _ -> Truth.TRUE;
            case Value.Fields _ -> Truth.TRUE;
            case Value.Unknown u -> u.truth();
        };
    }

    static Truth truth(List<? extends Value> values) {
        boolean anyTrue = false;
        boolean anyFalse = false;
        for (Value value : values) {
            Truth truth = truth(value);
            anyTrue |= truth != Truth.FALSE;
            anyFalse |= truth != Truth.TRUE;
        }
        return anyTrue == anyFalse ? Truth.UNKNOWN : Truth.of(anyTrue);
    }

    /** How a value stands in text; an unknown one is empty. */
    public static String text(Value value) {
        return switch (value) {
            case Value.Null _ -> "";
            case Value.Bool(boolean b) -> b ? "true" : "false";
            case Value.Num(double n) -> text(n);
            case Value.Text(String s) -> s;
            case Value.Items _ -> "Array";
            case Value.Fields _ -> "Object";
            case Value.Unknown _ -> "";
        };
    }

    private static String text(double n) {
        if (Double.isNaN(n)) {
            return "NaN";
        }
        if (Double.isInfinite(n)) {
            return n > 0 ? "Infinity" : "-Infinity";
        }
        if (n == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(n).round(FIFTEEN_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "E" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    static double number(Value value) {
        return switch (value) {
            case Value.Null _ -> 0;
            case Value.Bool(boolean b) -> b ? 1 : 0;
            case Value.Num(double n) -> n;
            case Value.Text(String s) -> number(s);
            case Value.Items _ -> Double.NaN;
            case Value.Fields _ -> Double.NaN;
            case Value.Unknown _ -> Double.NaN;
        };
    }

    private static double number(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() ? 0 : anyNumber(trimmed).orElse(Double.NaN);
    }

    /** A number as an expression writes it. */
    static Optional<Double> anyNumber(String text) {
        if (text.equals("Infinity")) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        if (text.equals("-Infinity")) {
            return Optional.of(Double.NEGATIVE_INFINITY);
        }
        return yamlNumber(text.toLowerCase(java.util.Locale.ROOT));
    }

    /** A number as the core schema of YAML reads it; the text is in lower case. */
    static Optional<Double> yamlNumber(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of((double) Long.parseLong(text.substring(2), 16));
        }
        if (OCTAL.matcher(text).matches()) {
            return Optional.of((double) Long.parseLong(text.substring(2), 8));
        }
        return DECIMAL.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    /** GitHub's {@code ==} on values that are known: strings ignore letter case, other kinds meet as numbers. */
    static boolean equal(Value a, Value b) {
        if (a instanceof Value.Text(String x) && b instanceof Value.Text(String y)) {
            return x.equalsIgnoreCase(y);
        }
        if (a instanceof Value.Null && b instanceof Value.Null) {
            return true;
        }
        if (a instanceof Value.Items || a instanceof Value.Fields) {
            return a == b;
        }
        return number(a) == number(b);
    }

    /** Less than zero, zero or more where the values can be put in an order; empty where they cannot. */
    static Optional<Integer> order(Value a, Value b) {
        if (a instanceof Value.Text(String x) && b instanceof Value.Text(String y)) {
            return Optional.of(x.compareToIgnoreCase(y));
        }
        double x = number(a);
        double y = number(b);
        return Double.isNaN(x) || Double.isNaN(y) ? Optional.empty() : Optional.of(Double.compare(x + 0.0, y + 0.0));
    }
}
