package dev.tokenless.publish.shell;

import org.jspecify.annotations.Nullable;

/** Reads the words of a POSIX shell: quotes, escapes, expansions. */
final class PosixWords {
    private final String text;
    private final PosixReader reader;
    private int end;
    private int scope;
    private @Nullable String function;
    private boolean conditional;

    PosixWords(String text, PosixReader reader) {
        this.text = text;
        this.reader = reader;
    }

    /** Says where the commands of substitutions belong from now on. */
    void in(int newScope, @Nullable String newFunction, boolean newConditional) {
        scope = newScope;
        function = newFunction;
        conditional = newConditional;
    }

    /** The offset behind the word that was read last. */
    int end() {
        return end;
    }

    static boolean isName(String text) {
        String name = text.endsWith("+") ? text.substring(0, text.length() - 1) : text;
        if (name.endsWith("]") && name.indexOf('[') > 0) {
            name = name.substring(0, name.indexOf('['));
        }
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && !(c < 128 && Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return true;
    }

    /** Reads one word. */
    Word word(int from) {
        WordBuilder word = new WordBuilder(from);
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ';' || c == '&' || c == '|' || c == '<'
                    || c == '>') {
                break;
            }
            if (c == '(' || c == ')') {
                break;
            }
            if (c == '\\') {
                if (text.startsWith("\n", i + 1)) {
                    i += 2;
                } else if (text.startsWith("\r\n", i + 1)) {
                    i += 3;
                } else {
                    if (i + 1 < text.length()) {
                        word.text(text.charAt(i + 1));
                    }
                    i += 2;
                }
                word.quoted();
            } else if (c == '\'') {
                int close = text.indexOf('\'', i + 1);
                int stop = close < 0 ? text.length() : close;
                literal(word, i + 1, stop);
                word.quoted();
                i = stop + 1;
            } else if (c == '"') {
                word.quoted();
                i = doubleQuoted(word, i + 1);
            } else {
                i = plain(word, i);
            }
        }
        end = Math.min(i, text.length());
        return word.build(end);
    }

    /** Single quotes keep everything from the shell, but the CI system has replaced its expressions before. */
    private void literal(WordBuilder word, int from, int to) {
        int i = from;
        while (i < to) {
            if (Expressions.at(text, i)) {
                int stop = Math.min(Expressions.end(text, i), to);
                word.part(Expressions.of(text, i, stop));
                i = Math.max(stop, i + 3);
            } else {
                word.text(text.charAt(i++));
            }
        }
    }

    private int doubleQuoted(WordBuilder word, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(i + 1);
                if (next == '"' || next == '\\' || next == '$' || next == '`') {
                    word.text(next);
                } else if (next != '\n') {
                    word.text(c);
                    word.text(next);
                }
                i += 2;
            } else {
                i = plain(word, i);
            }
        }
        return i + 1;
    }

    /** Reads one character or one expansion. */
    private int plain(WordBuilder word, int i) {
        char c = text.charAt(i);
        if (c == '`') {
            return backticks(word, i);
        }
        if (c != '$') {
            word.text(c);
            return i + 1;
        }
        if (Expressions.at(text, i)) {
            int stop = Expressions.end(text, i);
            word.part(Expressions.of(text, i, stop));
            return stop;
        }
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (next == '(') {
            if (text.startsWith("((", i + 1)) {
                word.part(new Word.Output(""));
                return arithmetic(i + 1);
            }
            int stop = nested(i + 2);
            int last = stop > i + 2 && text.charAt(stop - 1) == ')' ? stop - 1 : stop;
            word.part(new Word.Output(text.substring(Math.min(i + 2, last), last)));
            return stop;
        }
        if (next == '{') {
            return braces(word, i + 2);
        }
        if (next == '\'') {
            int stop = i + 2;
            while (stop < text.length() && text.charAt(stop) != '\'') {
                stop += text.charAt(stop) == '\\' ? 2 : 1;
            }
            stop = Math.min(stop, text.length());
            literal(word, i + 2, stop);
            word.quoted();
            return stop + 1;
        }
        if (next == '"') {
            return i + 1;
        }
        int stop = i + 1;
        while (stop < text.length() && nameCharacter(text.charAt(stop), stop == i + 1)) {
            stop++;
        }
        if (stop == i + 1 && "@*#?$!-0123456789".indexOf(next) >= 0) {
            stop++;
        }
        if (stop == i + 1) {
            word.text(c);
            return stop;
        }
        word.part(new Word.Variable(text.substring(i + 1, stop), ""));
        return stop;
    }

    private static boolean nameCharacter(char c, boolean first) {
        return c == '_' || (c < 128 && Character.isLetter(c)) || (!first && c < 128 && Character.isDigit(c));
    }

    private int backticks(WordBuilder word, int from) {
        StringBuilder script = new StringBuilder();
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != '`') {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            script.append(text.charAt(i++));
        }
        reader.backticks(script.toString(), from + 1, scope, conditional);
        word.part(new Word.Output(script.toString()));
        return i + 1;
    }

    /** <code>${NAME}</code> with its operators; from behind the opening brace. */
    private int braces(WordBuilder word, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == '#' || text.charAt(i) == '!') && i == from) {
            i++;
        }
        int nameStart = i;
        while (i < text.length()
                && (nameCharacter(text.charAt(i), false) || (i == nameStart && "@*".indexOf(text.charAt(i)) >= 0))) {
            i++;
        }
        String name = text.substring(nameStart, i);
        if (i < text.length() && text.charAt(i) == '[') {
            int close = text.indexOf(']', i);
            i = close < 0 ? text.length() : close + 1;
        }
        String fallback = "";
        int operator = i;
        int open = 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                open++;
            } else if (c == '}' && --open == 0) {
                break;
            } else if (c == '\n' && open == 1 && i - from > 2000) {
                break;
            }
            i++;
        }
        i = Math.min(i, text.length());
        String rest = text.substring(Math.min(operator, i), i);
        if (rest.startsWith(":-") || rest.startsWith(":=")) {
            fallback = rest.substring(2);
        } else if (rest.startsWith("-") || rest.startsWith("=")) {
            fallback = rest.substring(1);
        }
        word.part(new Word.Variable(name, fallback));
        return i + 1;
    }

    private int nested(int from) {
        int beforeScope = scope;
        String beforeFunction = function;
        boolean beforeConditional = conditional;
        int stop = reader.substitution(from, scope, function, conditional);
        in(beforeScope, beforeFunction, beforeConditional);
        return stop;
    }

    int processSubstitution(int open) {
        return nested(open + 1);
    }

    /** Passes <code>((...))</code>. */
    int arithmetic(int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                open++;
            } else if (c == ')' && --open == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** Passes one word or operator of <code>[[ ]]</code>. */
    int withinBrackets(int from) {
        char c = text.charAt(from);
        if ("&|<>();#".indexOf(c) >= 0) {
            return from + 1;
        }
        word(from);
        return Math.max(end, from + 1);
    }

    /** The body of a here-document in which the shell expands variables. */
    Word heredoc(int from, int to) {
        WordBuilder word = new WordBuilder(from);
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < to && "$`\\".indexOf(text.charAt(i + 1)) >= 0) {
                word.text(text.charAt(i + 1));
                i += 2;
            } else if (c == '$' && !text.startsWith("$(", i)) {
                i = plain(word, i);
            } else {
                word.text(c);
                i++;
            }
        }
        return word.build(to);
    }
}
