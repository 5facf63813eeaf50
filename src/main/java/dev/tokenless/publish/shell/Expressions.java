package dev.tokenless.publish.shell;

/** Finds the end of a CI expression within a script. */
final class Expressions {
    private Expressions() {}

    /** Whether an expression begins here. */
    static boolean at(String text, int from) {
        return text.startsWith("${{", from);
    }

    /** The offset behind the closing braces; the end of the text where they are missing. */
    static int end(String text, int from) {
        boolean quoted = false;
        for (int i = from + 3; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '}' && text.startsWith("}}", i)) {
                return i + 2;
            } else if (c == '\n') {
                // An expression over several lines is legal, an open quote over them is a mistake.
                quoted = false;
            }
        }
        return text.length();
    }

    static Word.Expression of(String text, int from, int end) {
        int last = text.startsWith("}}", end - 2) && end - 2 >= from + 3 ? end - 2 : end;
        return new Word.Expression(
                text.substring(Math.min(from + 3, last), last).strip());
    }
}
