package dev.tokenless.ci.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts an expression into tokens. */
final class Lexer {
    private static final String[] OPERATORS = {
        "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", ".", ",", "*"
    };

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    /** A token: an operator or punctuation, a word, or a literal. */
    sealed interface Token {}

    /** An operator or a punctuation mark. */
    record Mark(String text) implements Token {}

    /** A name, as written. */
    record Word(String text) implements Token {}

    /** A number or string. */
    record Constant(Value value) implements Token {}

    List<Token> tokens() throws SyntaxException {
        List<Token> tokens = new ArrayList<>();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                tokens.add(new Constant(new Value.Text(string())));
            } else if (startsNumber(c, tokens)) {
                tokens.add(new Constant(number()));
            } else if (isWordStart(c)) {
                tokens.add(new Word(word()));
            } else {
                tokens.add(new Mark(mark()));
            }
        }
        return tokens;
    }

    private String string() throws SyntaxException {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\'') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                value.append('\'');
                at++;
            } else {
                return value.toString();
            }
        }
        throw new SyntaxException("a quote is never closed");
    }

    private boolean startsNumber(char c, List<Token> before) {
        if (c >= '0' && c <= '9') {
            return true;
        }
        if (c == '-' || c == '+') {
            return true;
        }
        // A dot behind a value is the access to a field; elsewhere it begins a number such as .5
        return c == '.'
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1))
                && (before.isEmpty()
                        || (before.getLast() instanceof Mark(String m) && !m.equals(")") && !m.equals("]")));
    }

    private Value number() throws SyntaxException {
        int start = at++;
        while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.' || isExponentSign(start))) {
            at++;
        }
        String written = text.substring(start, at);
        Optional<Double> number = Coercion.anyNumber(written);
        if (number.isEmpty()) {
            throw new SyntaxException("'" + written + "' is no number");
        }
        return new Value.Num(number.get());
    }

    private boolean isExponentSign(int start) {
        char c = text.charAt(at);
        char before = text.charAt(at - 1);
        return (c == '+' || c == '-') && (before == 'e' || before == 'E') && !text.startsWith("0x", start);
    }

    private String word() {
        int start = at++;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || (c >= '0' && c <= '9') || c == '-';
    }

    private String mark() throws SyntaxException {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return operator;
            }
        }
        throw new SyntaxException("'" + Character.toString(text.codePointAt(at)) + "' has no meaning here");
    }
}
