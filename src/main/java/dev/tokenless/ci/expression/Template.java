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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Text with expressions in it. GitHub reads text with <code>${{ }}</code> in it as one {@code format()} of its parts,
 * and so does this.
 */
public final class Template {
    private static final String OPEN = "${{";

    private final Expression expression;

    private Template(Expression expression) {
        this.expression = expression;
    }

    /** Whether the text holds an expression. */
    public static boolean hasExpression(String text) {
        return text.contains(OPEN);
    }

    /** The value of an expression without its <code>${{ }}</code>; one that cannot be parsed is unknown. */
    public static Value evaluate(String expression, Context context) {
        try {
            return new Evaluator(context).evaluate(ExpressionParser.parse(expression));
        } catch (SyntaxException e) {
            return Value.Unknown.because("the expression is not valid: " + e.getMessage());
        }
    }

    /** The text with its expressions filled in; where the text is one expression alone, that one's value. */
    public static Value fill(String text, Context context) {
        try {
            return new Evaluator(context).evaluate(parse(text).expression);
        } catch (SyntaxException e) {
            return Value.Unknown.because("the expression is not valid: " + e.getMessage());
        }
    }

    /**
     * Whether an {@code if:} holds in a run in which nothing failed before. It may be written with or without
     * <code>${{ }}</code>; text around the braces makes it a text, which is always true.
     */
    public static Truth condition(String text, Context context) {
        Value value = hasExpression(text) ? fill(text.strip(), context) : evaluate(text, context);
        return Coercion.truth(value);
    }

    /** Whether a condition asks for the run's status itself, so that it may hold where something before was skipped. */
    public static boolean asksForStatus(String condition) {
        return any(
                condition, e -> e instanceof Call(String function, List<Expression> _) && Functions.isStatus(function));
    }

    /** Whether a condition can hold although a job that it needs was skipped: it names a status and not success alone. */
    public static boolean runsAfterSkipped(String condition) {
        return any(
                condition,
                e -> e instanceof Call(String function, List<Expression> _)
                        && Functions.isStatus(function)
                        && !function.equals("success"));
    }

    private static boolean any(String condition, Predicate<Expression> test) {
        boolean[] found = {false};
        for (Expression part : expressions(hasExpression(condition) ? condition : OPEN + condition + "}}")) {
            walk(part, e -> found[0] |= test.test(e));
        }
        return found[0];
    }

    /**
     * The dotted paths that the text's expressions refer to, as far as they are written out, for example
     * {@code secrets.PYPI_TOKEN}; the context in lower case, the rest as written, without repetition.
     */
    public static List<String> references(String text) {
        Set<String> paths = new LinkedHashSet<>();
        for (Expression part : expressions(text)) {
            collect(part, paths);
        }
        return List.copyOf(paths);
    }

    /** The string literals of a condition, written with or without <code>${{ }}</code>. */
    public static List<String> literals(String condition) {
        Set<String> texts = new LinkedHashSet<>();
        for (Expression part : expressions(hasExpression(condition) ? condition : OPEN + condition + "}}")) {
            walk(part, e -> {
                if (e instanceof Literal(Value.Text(String text))) {
                    texts.add(text);
                }
            });
        }
        return List.copyOf(texts);
    }

    /** The expressions of a text that can be parsed. */
    private static List<Expression> expressions(String text) {
        List<Expression> all = new ArrayList<>();
        for (String part : parts(text)) {
            if (part.startsWith(OPEN)) {
                try {
                    all.add(ExpressionParser.parse(inner(part)));
                } catch (SyntaxException e) {
                    // What cannot be parsed refers to nothing that could be named.
                    continue;
                }
            }
        }
        return all;
    }

    private static void collect(Expression expression, Set<String> paths) {
        String path = Evaluator.writtenPath(expression);
        if (path != null) {
            paths.add(path);
            return;
        }
        children(expression).forEach(c -> collect(c, paths));
    }

    private static void walk(Expression expression, java.util.function.Consumer<Expression> visit) {
        visit.accept(expression);
        children(expression).forEach(c -> walk(c, visit));
    }

    private static List<Expression> children(Expression expression) {
        return switch (expression) {
            case Literal _ -> List.of();
            case Name _ -> List.of();
            case Property(Expression of, Expression key) -> List.of(of, key);
            case Every(Expression of) -> List.of(of);
            case Call(String _, List<Expression> arguments) -> arguments;
            case Not(Expression of) -> List.of(of);
            case Logic(boolean _, List<Expression> parts) -> parts;
            case Compare(Expression.Operator _, Expression left, Expression right) -> List.of(left, right);
        };
    }

    private static Template parse(String text) throws SyntaxException {
        List<String> parts = parts(text);
        if (parts.size() == 1 && parts.getFirst().startsWith(OPEN)) {
            return new Template(ExpressionParser.parse(inner(parts.getFirst())));
        }
        StringBuilder pattern = new StringBuilder();
        List<Expression> arguments = new ArrayList<>();
        for (String part : parts) {
            if (part.startsWith(OPEN)) {
                pattern.append('{').append(arguments.size()).append('}');
                arguments.add(ExpressionParser.parse(inner(part)));
            } else {
                pattern.append(part.replace("{", "{{").replace("}", "}}"));
            }
        }
        arguments.addFirst(new Literal(new Value.Text(pattern.toString())));
        return new Template(new Call("format", List.copyOf(arguments)));
    }

    private static String inner(String part) {
        return part.substring(OPEN.length(), part.length() - 2);
    }

    /** The text cut at its expressions; one that is never closed is taken as text. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            int close = open < 0 ? -1 : close(text, open + OPEN.length());
            if (close < 0) {
                parts.add(text.substring(at));
                break;
            }
            if (open > at) {
                parts.add(text.substring(at, open));
            }
            parts.add(text.substring(open, close));
            at = close;
        }
        return parts;
    }

    /** The offset behind the braces that close an expression; those inside quotes do not. */
    private static int close(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '}' && i + 1 < text.length() && text.charAt(i + 1) == '}') {
                return i + 2;
            }
        }
        return -1;
    }
}
