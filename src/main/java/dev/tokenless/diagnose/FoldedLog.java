package dev.tokenless.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A log as one text in which all white space is a single blank: a message is found whether the tool wrapped it at the
 * terminal's edge, put it into a frame, or the log was copied with other line ends.
 */
final class FoldedLog {
    /** What Markdown and JSON write behind a backslash. */
    private static final String ESCAPED = "`*_\"'<>[](){}#|~/";

    private static final Map<String, Character> ENTITIES = Map.of(
            "&quot;", '"', "&#39;", '\'', "&#x27;", '\'', "&apos;", '\'', "&#96;", '`', "&#x60;", '`', "&lt;", '<',
            "&gt;", '>', "&amp;", '&', "&nbsp;", ' ');

    private final String text;
    private final String lower;
    private final Grams grams;
    private final int[] starts;
    private final List<LogLine> lines;

    private FoldedLog(String text, int[] starts, List<LogLine> lines) {
        this.text = text;
        this.lower = lower(text);
        this.grams = new Grams(lower);
        this.starts = starts;
        this.lines = lines;
    }

    static FoldedLog of(List<LogLine> lines) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        for (LogLine line : lines) {
            starts.add(text.length());
            append(text, line.text());
            blank(text);
        }
        return new FoldedLog(
                text.toString(), starts.stream().mapToInt(Integer::intValue).toArray(), lines);
    }

    /**
     * Adds a line as its author meant it: without the marks of a quotation, the escapes of Markdown, JSON and HTML, and
     * with straight quotation marks. What people paste has often been through an issue or a chat before.
     */
    private static void append(StringBuilder text, String line) {
        int i = behindQuotation(line);
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && ESCAPED.indexOf(line.charAt(i + 1)) >= 0) {
                i++;
                continue;
            }
            if (c == '\\' && i + 1 < line.length() && (line.charAt(i + 1) == 'n' || line.charAt(i + 1) == 'r')) {
                blank(text);
                i += 2;
                continue;
            }
            int entity = c == '&' ? entity(text, line, i) : 0;
            if (entity > 0) {
                i += entity;
                continue;
            }
            put(text, c);
            i++;
        }
    }

    private static void put(StringBuilder text, char c) {
        // The bars are the frame that twine and uv draw around an error.
        if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u2502' || c == '\u2503') {
            blank(text);
            return;
        }
        switch (c) {
            case '\u2018', '\u2019' -> text.append('\'');
            case '\u201c', '\u201d' -> text.append('"');
            // Characters without a width change nothing that is seen.
            case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad' -> {}
            default -> text.append(c);
        }
    }

    private static void blank(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    private static int entity(StringBuilder text, String line, int at) {
        for (Map.Entry<String, Character> entity : ENTITIES.entrySet()) {
            if (line.startsWith(entity.getKey(), at)) {
                put(text, entity.getValue());
                return entity.getKey().length();
            }
        }
        return 0;
    }

    /** Where the text of a line begins behind the {@code >} of a quotation. */
    private static int behindQuotation(String line) {
        int i = 0;
        int behind = 0;
        while (i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            behind = line.charAt(i) == '>' ? i + 1 : behind;
            i++;
        }
        return behind;
    }

    /** The same text in small letters, each at the place of its own. */
    String lower() {
        return lower;
    }

    /** Where a text in small letters first stands; -1 where it does not. */
    int find(String needle) {
        return grams.mayHold(needle) ? lower.indexOf(needle) : -1;
    }

    static String lower(String text) {
        char[] small = new char[text.length()];
        for (int i = 0; i < small.length; i++) {
            small[i] = Character.toLowerCase(text.charAt(i));
        }
        return new String(small);
    }

    String text() {
        return text;
    }

    /** The line in which an offset of the folded text stands. */
    LogLine line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        // Lines without text share their start with the next one; the last of them has the text.
        int index = found >= 0 ? found : -found - 2;
        while (index + 1 < starts.length && starts[index + 1] == starts[index]) {
            index++;
        }
        return lines.get(Math.max(0, index));
    }
}
