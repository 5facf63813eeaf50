package dev.tokenless.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log as one text in which all white space is a single blank: a message is found whether the tool wrapped it at the
 * terminal's edge, put it into a frame, or the log was copied with other line ends.
 */
final class FoldedLog {
    private final String text;
    private final int[] starts;
    private final List<LogLine> lines;

    private FoldedLog(String text, int[] starts, List<LogLine> lines) {
        this.text = text;
        this.starts = starts;
        this.lines = lines;
    }

    static FoldedLog of(List<LogLine> lines) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        for (LogLine line : lines) {
            starts.add(text.length());
            append(text, line.text());
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        return new FoldedLog(
                text.toString(), starts.stream().mapToInt(Integer::intValue).toArray(), lines);
    }

    private static void append(StringBuilder text, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            // The bars are the frame that twine and uv draw around an error.
            boolean blank = Character.isWhitespace(c) || c == '\u00a0' || c == '\u2502' || c == '\u2503';
            if (!blank) {
                text.append(c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
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
