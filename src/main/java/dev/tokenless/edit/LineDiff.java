package dev.tokenless.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference of two texts by lines. Texts of strangers are not escaped here but where they are shown. */
public final class LineDiff {
    private static final int CONTEXT = 3;

    private LineDiff() {}

    /** What a row of the side-by-side view is. */
    public enum Kind {
        SAME,
        CHANGED,
        REMOVED,
        ADDED
    }

    /**
     * One row of the side-by-side view. Texts are without their line breaks.
     *
     * @param leftLine from 1; 0 where nothing stands on that side
     * @param left null where nothing stands on that side
     */
    public record Row(
            Kind kind,
            int leftLine,
            @Nullable String left,
            int rightLine,
            @Nullable String right) {}

    /** The lines of a text with their breaks; a text that ends with a break has no empty last line. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        if (text.indexOf('\r') < 0) {
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
                lines.add(text.substring(start, end + 1));
                start = end + 1;
            }
            if (start < text.length()) {
                lines.add(text.substring(start));
            }
            return lines;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (end) {
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** The edits of whole lines that lead from one text to the other. */
    static List<TextEdit> edits(String before, String after) {
        List<String> left = lines(before);
        List<String> right = lines(after);
        int[] starts = new int[left.size() + 1];
        for (int i = 0; i < left.size(); i++) {
            starts[i + 1] = starts[i] + left.get(i).length();
        }
        List<TextEdit> edits = new ArrayList<>();
        for (Change change : changes(left, right)) {
            edits.add(new TextEdit(
                    starts[change.from()],
                    starts[change.from() + change.gone()],
                    String.join("", right.subList(change.to(), change.to() + change.come()))));
        }
        return edits;
    }

    /** Lines that go, and lines that come in their place. */
    private record Change(int from, int gone, int to, int come) {
        int end() {
            return from + gone;
        }
    }

    /** The lines that both texts begin and end with are passed quickly: most edits touch one line of many. */
    private static List<Change> changes(List<String> left, List<String> right) {
        int shorter = Math.min(left.size(), right.size());
        int head = 0;
        while (head < shorter && left.get(head).equals(right.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && left.get(left.size() - 1 - tail).equals(right.get(right.size() - 1 - tail))) {
            tail++;
        }
        List<String> gone = left.subList(head, left.size() - tail);
        List<String> come = right.subList(head, right.size() - tail);
        List<Change> changes = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(gone, come).getDeltas()) {
            changes.add(new Change(
                    head + delta.getSource().getPosition(),
                    delta.getSource().size(),
                    head + delta.getTarget().getPosition(),
                    delta.getTarget().size()));
        }
        return changes;
    }

    /** The rows of the side-by-side view of an edit, unchanged lines included. */
    public static List<Row> rows(FileEdit edit) {
        List<String> left = lines(edit.before());
        List<String> right = lines(edit.after());
        Patch<String> patch = DiffUtils.diff(left, right, true);
        List<Row> rows = new ArrayList<>();
        int r = 0;
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            int from = delta.getSource().getPosition();
            int to = delta.getTarget().getPosition();
            int gone = delta.getSource().size();
            int come = delta.getTarget().size();
            switch (delta.getType()) {
                case EQUAL -> {
                    for (int i = 0; i < gone; i++) {
                        rows.add(row(Kind.SAME, left, from + i, right, to + i));
                    }
                }
                case CHANGE, DELETE, INSERT -> {
                    for (int i = 0; i < Math.max(gone, come); i++) {
                        Kind kind = i >= gone ? Kind.ADDED : i >= come ? Kind.REMOVED : Kind.CHANGED;
                        rows.add(row(kind, left, i < gone ? from + i : -1, right, i < come ? to + i : -1));
                    }
                }
            }
            r = to + come;
        }
        assert r == right.size() : "the rows cover the text";
        return rows;
    }

    private static Row row(Kind kind, List<String> left, int l, List<String> right, int r) {
        return new Row(kind, l + 1, l < 0 ? null : bare(left.get(l)), r + 1, r < 0 ? null : bare(right.get(r)));
    }

    private static String bare(String line) {
        return line.endsWith("\r\n")
                ? line.substring(0, line.length() - 2)
                : line.endsWith("\n") || line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** The edit as a unified diff with three lines of context, as {@code git apply} takes it; empty where nothing differs. */
    public static String unified(FileEdit edit) {
        List<String> left = lines(edit.before());
        List<String> right = lines(edit.after());
        List<Change> deltas = changes(left, right);
        StringBuilder out = new StringBuilder();
        String from = edit.movedFrom() == null ? edit.path() : edit.movedFrom();
        if (edit.movedFrom() != null) {
            // As git writes it: without this head git apply would leave the file where it is.
            out.append("diff --git a/").append(from).append(" b/").append(edit.path());
            out.append(deltas.isEmpty() ? "\nsimilarity index 100%" : "");
            out.append("\nrename from ").append(from);
            out.append("\nrename to ").append(edit.path()).append('\n');
        }
        if (deltas.isEmpty()) {
            return out.toString();
        }
        out.append("--- ").append(edit.newFile() ? "/dev/null" : "a/" + from).append('\n');
        out.append("+++ b/").append(edit.path()).append('\n');
        int i = 0;
        while (i < deltas.size()) {
            int j = i;
            while (j + 1 < deltas.size()
                    && deltas.get(j + 1).from() - deltas.get(j).end() <= 2 * CONTEXT) {
                j++;
            }
            hunk(out, left, right, deltas.subList(i, j + 1));
            i = j + 1;
        }
        return out.toString();
    }

    private static void hunk(StringBuilder out, List<String> left, List<String> right, List<Change> deltas) {
        int from = Math.max(0, deltas.getFirst().from() - CONTEXT);
        int to = Math.min(left.size(), deltas.getLast().end() + CONTEXT);
        int shift = deltas.getFirst().to() - deltas.getFirst().from();
        int grown = deltas.stream().mapToInt(d -> d.come() - d.gone()).sum();
        out.append("@@ -")
                .append(range(from, to - from))
                .append(" +")
                .append(range(from + shift, to - from + grown))
                .append(" @@\n");
        int at = from;
        for (Change change : deltas) {
            append(out, ' ', left.subList(at, change.from()));
            append(out, '-', left.subList(change.from(), change.end()));
            append(out, '+', right.subList(change.to(), change.to() + change.come()));
            at = change.end();
        }
        append(out, ' ', left.subList(at, to));
    }

    private static String range(int from, int count) {
        return (count == 0 ? from : from + 1) + (count == 1 ? "" : "," + count);
    }

    private static void append(StringBuilder out, char sign, List<String> lines) {
        for (String line : lines) {
            out.append(sign).append(line);
            if (!line.endsWith("\n")) {
                out.append("\n\\ No newline at end of file\n");
            }
        }
    }
}
