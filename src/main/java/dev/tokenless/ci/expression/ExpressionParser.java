package dev.tokenless.ci.expression;

import dev.tokenless.ci.expression.Expression.Call;
import dev.tokenless.ci.expression.Expression.Compare;
import dev.tokenless.ci.expression.Expression.Every;
import dev.tokenless.ci.expression.Expression.Literal;
import dev.tokenless.ci.expression.Expression.Logic;
import dev.tokenless.ci.expression.Expression.Name;
import dev.tokenless.ci.expression.Expression.Not;
import dev.tokenless.ci.expression.Expression.Operator;
import dev.tokenless.ci.expression.Expression.Property;
import dev.tokenless.ci.expression.Lexer.Constant;
import dev.tokenless.ci.expression.Lexer.Mark;
import dev.tokenless.ci.expression.Lexer.Token;
import dev.tokenless.ci.expression.Lexer.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Parses an expression. GitHub's bounds are kept: 21,000 characters and 50 levels (actions/runner, ExpressionConstants).
 */
final class ExpressionParser {
    private static final int MAX_CHARACTERS = 21_000;
    private static final int MAX_DEPTH = 50;
    private static final Map<String, Operator> EQUALITY = Map.of("==", Operator.EQUAL, "!=", Operator.NOT_EQUAL);
    private static final Map<String, Operator> ORDER = Map.of(
            "<", Operator.LESS, "<=", Operator.LESS_OR_EQUAL, ">", Operator.GREATER, ">=", Operator.GREATER_OR_EQUAL);

    private final List<Token> tokens;
    private int at;
    private int depth;

    private ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Conditions repeat through the jobs of a repository and through repositories; parsed they are immutable. */
    private static final Map<String, Expression> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 4_096;
    private static final int LONGEST_KNOWN = 300;

    static Expression parse(String text) throws SyntaxException {
        Expression known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        Expression parsed = parseAnew(text);
        if (text.length() <= LONGEST_KNOWN) {
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(text, parsed);
        }
        return parsed;
    }

    private static Expression parseAnew(String text) throws SyntaxException {
        if (text.length() > MAX_CHARACTERS) {
            throw new SyntaxException("it is longer than " + MAX_CHARACTERS + " characters");
        }
        ExpressionParser parser = new ExpressionParser(new Lexer(text).tokens());
        Expression expression = parser.or();
        if (parser.at < parser.tokens.size()) {
            throw new SyntaxException("it goes on behind its end");
        }
        return expression;
    }

    private Expression or() throws SyntaxException {
        List<Expression> parts = new ArrayList<>(List.of(and()));
        while (take("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Logic(false, List.copyOf(parts));
    }

    private Expression and() throws SyntaxException {
        List<Expression> parts = new ArrayList<>(List.of(equality()));
        while (take("&&")) {
            parts.add(equality());
        }
        return parts.size() == 1 ? parts.getFirst() : new Logic(true, List.copyOf(parts));
    }

    private Expression equality() throws SyntaxException {
        Expression left = order();
        int before = depth;
        for (Operator operator = take(EQUALITY); operator != null; operator = take(EQUALITY)) {
            deeper();
            left = new Compare(operator, left, order());
        }
        depth = before;
        return left;
    }

    private Expression order() throws SyntaxException {
        Expression left = unary();
        int before = depth;
        for (Operator operator = take(ORDER); operator != null; operator = take(ORDER)) {
            deeper();
            left = new Compare(operator, left, unary());
        }
        depth = before;
        return left;
    }

    private Expression unary() throws SyntaxException {
        if (!take("!")) {
            return access();
        }
        deeper();
        Expression of = unary();
        depth--;
        return new Not(of);
    }

    private Expression access() throws SyntaxException {
        Expression of = primary();
        int before = depth;
        while (true) {
            if (take(".")) {
                deeper();
                if (take("*")) {
                    of = new Every(of);
                } else if (next() instanceof Word(String key)) {
                    of = new Property(of, new Literal(new Value.Text(key)));
                } else {
                    throw new SyntaxException("a name is missing behind a dot");
                }
            } else if (take("[")) {
                deeper();
                if (take("*")) {
                    of = new Every(of);
                } else {
                    of = new Property(of, or());
                }
                expect("]");
            } else {
                depth = before;
                return of;
            }
        }
    }

    private Expression primary() throws SyntaxException {
        return switch (next()) {
            case Constant(Value value) -> new Literal(value);
            case Word(String word) -> take("(") ? call(word) : word(word);
            case Mark(String mark) -> {
                if (!mark.equals("(")) {
                    throw new SyntaxException("a value is missing before '" + mark + "'");
                }
                deeper();
                Expression inner = or();
                depth--;
                expect(")");
                yield inner;
            }
        };
    }

    private static Expression word(String word) {
        return switch (word) {
            case "true" -> new Literal(Value.TRUE);
            case "false" -> new Literal(Value.FALSE);
            case "null" -> new Literal(Value.NULL);
            case "NaN" -> new Literal(new Value.Num(Double.NaN));
            case "Infinity" -> new Literal(new Value.Num(Double.POSITIVE_INFINITY));
            default -> new Name(word.toLowerCase(Locale.ROOT));
        };
    }

    private Expression call(String function) throws SyntaxException {
        List<Expression> arguments = new ArrayList<>();
        deeper();
        if (!take(")")) {
            do {
                arguments.add(or());
            } while (take(","));
            expect(")");
        }
        depth--;
        return new Call(function.toLowerCase(Locale.ROOT), List.copyOf(arguments));
    }

    private void deeper() throws SyntaxException {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException("it is nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    private Token next() throws SyntaxException {
        if (at >= tokens.size()) {
            throw new SyntaxException("it ends too early");
        }
        return tokens.get(at++);
    }

    private boolean take(String mark) {
        if (at < tokens.size() && tokens.get(at) instanceof Mark(String m) && m.equals(mark)) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable Operator take(Map<String, Operator> operators) {
        if (at < tokens.size() && tokens.get(at) instanceof Mark(String m) && operators.containsKey(m)) {
            at++;
            return operators.get(m);
        }
        return null;
    }

    private void expect(String mark) throws SyntaxException {
        if (!take(mark)) {
            throw new SyntaxException("'" + mark + "' is missing");
        }
    }
}
