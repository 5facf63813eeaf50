package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Template;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.expression.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The expressions of workflow files, evaluated as far as the files tell. Nothing is guessed and nothing is thrown. */
public final class Expressions {
    private Expressions() {}

    /** The value of an expression, written without its <code>${{ }}</code>. */
    public static Value evaluate(String expression, Context context) {
        return Template.evaluate(expression, context);
    }

    /** A text with its expressions filled in; without an expression it is the text itself. */
    public static Value fill(String text, Context context) {
        return Template.hasExpression(text) ? Template.fill(text, context) : Value.of(text);
    }

    /** A text with its expressions filled in, where that is one certain text. */
    public static Optional<String> text(String text, Context context) {
        Value value = fill(text, context);
        return value instanceof Value.Unknown ? Optional.empty() : Optional.of(Coercion.text(value));
    }

    /** Whether an {@code if:} holds when nothing failed before; no condition always holds. */
    public static Truth condition(@Nullable String condition, Context context) {
        return condition == null ? Truth.TRUE : Template.condition(condition, context);
    }

    /** Whether the text is more than plain text. */
    public static boolean isComputed(String text) {
        return Template.hasExpression(text);
    }

    /** The paths that the text's expressions refer to, for example {@code inputs.environment}, spelt as written. */
    public static List<String> references(String text) {
        return Template.references(text);
    }

    /** The names of the secrets in the text's expressions, spelt as written, without repetition. */
    public static List<String> secrets(String text) {
        return references(text).stream()
                .filter(p -> p.startsWith("secrets."))
                .map(p -> p.substring("secrets.".length()))
                .distinct()
                .toList();
    }
}
