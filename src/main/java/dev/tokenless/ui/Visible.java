package dev.tokenless.ui;

import java.util.function.IntPredicate;

/**
 * Shows what a repository's text would hide: control, bidirectional and invisible characters stand as marks such as
 * {@code ⟨U+202E⟩}, so that a name looks like what it is.
 */
public final class Visible {
    private Visible() {}

    /** The text with marks; the same text where there is nothing to mark. Line breaks and tabs stay. */
    public static String of(String text) {
        return marked(text, Visible::hidden);
    }

    /** The same for a name, which stands in one line: a line break in it is a mark too. */
    public static String line(String text) {
        return marked(text, point -> point == '\n' || point == '\t' || hidden(point));
    }

    private static String marked(String text, IntPredicate hidden) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            if (hidden.test(point)) {
                if (shown == null) {
                    shown = new StringBuilder(text.substring(0, i));
                }
                shown.append(String.format("\u27e8U+%04X\u27e9", point));
            } else if (shown != null) {
                shown.appendCodePoint(point);
            }
            i = next;
        }
        return shown == null ? text : shown.toString();
    }

    /** Whether a character of a line is not seen, or changes how its neighbours are seen. */
    public static boolean hidden(int point) {
        if (point < 0x20) {
            return point != '\n' && point != '\t';
        }
        if (point < 0x7f) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> true;
            case Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default ->
                point == 0x115f
                        || point == 0x1160
                        || point == 0x3164
                        || point == 0xffa0
                        || point == 0x034f
                        || (point >= 0xfe00 && point <= 0xfe0e)
                        || (point >= 0xe0100 && point <= 0xe01ef);
        };
    }
}
