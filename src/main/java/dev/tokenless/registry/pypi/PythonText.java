package dev.tokenless.registry.pypi;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Strings and lists as Python writes them into the index's error texts. */
final class PythonText {
    private PythonText() {}

    /** {@code repr} of a string. */
    static String quoted(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c == quote) {
                        quoted.append('\\').append(quote);
                    } else if (!printable(c)) {
                        quoted.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append(quote).toString();
    }

    /** {@code str.isprintable}: neither of the categories Other nor of Separator, but for the space. */
    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** {@code repr} of the sorted list of the distinct strings. */
    static String sorted(Collection<String> texts) {
        TreeSet<String> sorted = new TreeSet<>((a, b) -> java.util.Arrays.compare(
                a.codePoints().toArray(), b.codePoints().toArray()));
        sorted.addAll(texts);
        return sorted.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
