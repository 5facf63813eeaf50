package dev.tokenless.ci.expression;

import java.util.List;

/** An expression as it was parsed. */
sealed interface Expression {

    /** A number, string, boolean or null. */
    record Literal(Value value) implements Expression {}

    /** A context, such as {@code github}. */
    record Name(String name) implements Expression {}

    /** {@code of.key} or {@code of[key]}. */
    record Property(Expression of, Expression key) implements Expression {}

    /** {@code of.*}: the values of an array or object. */
    record Every(Expression of) implements Expression {}

    /** A function call; the name is in lower case. */
    record Call(String function, List<Expression> arguments) implements Expression {}

    /** {@code !of}. */
    record Not(Expression of) implements Expression {}

    /** A chain of {@code &&} or of {@code ||}. */
    record Logic(boolean and, List<Expression> parts) implements Expression {}

    /** A comparison. */
    record Compare(Operator operator, Expression left, Expression right) implements Expression {}

    /** The comparisons. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }
}
