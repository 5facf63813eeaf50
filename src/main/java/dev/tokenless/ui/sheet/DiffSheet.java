package dev.tokenless.ui.sheet;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.LineDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The side-by-side difference of files: unchanged lines far from a change are folded, gaps keep the lines level.
 *
 * @param changes how many stretches differ
 */
public record DiffSheet(List<Item> items, int changes) {
    private static final int CONTEXT = 3;
    public static final DiffSheet NONE = new DiffSheet(List.of(), 0);

    public DiffSheet {
        items = List.copyOf(items);
    }

    /** The difference that edits make. */
    public static DiffSheet of(List<FileEdit> edits) {
        List<Item> items = new ArrayList<>();
        int changes = 0;
        for (FileEdit edit : edits) {
            if (edits.size() > 1) {
                items.add(new File(edit.path()));
            }
            changes = add(items, edit, changes);
        }
        return new DiffSheet(items, changes);
    }

    private static int add(List<Item> items, FileEdit edit, int changesBefore) {
        List<LineDiff.Row> rows = LineDiff.rows(edit);
        List<List<Token>> left = tokens(edit.path(), Lines.of(edit.before()));
        List<List<Token>> right = tokens(edit.path(), Lines.of(edit.after()));
        Set<Integer> shown = new TreeSet<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).kind() != LineDiff.Kind.SAME) {
                for (int k = Math.max(0, i - CONTEXT); k <= Math.min(rows.size() - 1, i + CONTEXT); k++) {
                    shown.add(k);
                }
            }
        }
        int change = changesBefore - 1;
        int folded = 0;
        for (int i = 0; i < rows.size(); i++) {
            LineDiff.Row row = rows.get(i);
            if (!shown.contains(i)) {
                folded++;
                continue;
            }
            if (folded > 0) {
                items.add(new Fold(folded));
                folded = 0;
            }
            boolean differs = row.kind() != LineDiff.Kind.SAME;
            if (differs && (i == 0 || rows.get(i - 1).kind() == LineDiff.Kind.SAME)) {
                change++;
            }
            items.add(new Pair(
                    row.kind(), side(row.leftLine(), left), side(row.rightLine(), right), differs ? change : -1));
        }
        if (folded > 0) {
            items.add(new Fold(folded));
        }
        return change + 1;
    }

    private static @Nullable Line side(int number, List<List<Token>> tokens) {
        return number < 1 || number > tokens.size() ? null : Line.of(number, tokens.get(number - 1));
    }

    private static List<List<Token>> tokens(String path, List<String> lines) {
        return path.endsWith(".yml") || path.endsWith(".yaml")
                ? Lines.yaml(lines)
                : lines.stream().map(Lines::plain).toList();
    }

    /** The index of the first item of a change, -1 where there is none. */
    public int firstOf(int change) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Pair pair && pair.change() == change) {
                return i;
            }
        }
        return -1;
    }

    /** The lines of a change on the new side, as {@code from} and {@code to}; both 0 where it only removes. */
    public int[] linesOf(int change) {
        int from = 0;
        int to = 0;
        for (Item item : items) {
            if (item instanceof Pair pair && pair.change() == change && pair.right() instanceof Line right) {
                from = from == 0 ? right.number() : from;
                to = right.number();
            }
        }
        return new int[] {from, to};
    }

    /** One row of the view. */
    public sealed interface Item {}

    /** The beginning of a file, where there are several. */
    public record File(String path) implements Item {}

    /** Unchanged lines that are folded. */
    public record Fold(int lines) implements Item {}

    /**
     * Two lines beside each other.
     *
     * @param left null where nothing stands on that side
     * @param change the index of the change, -1 for an unchanged line
     */
    public record Pair(
            LineDiff.Kind kind,
            @Nullable Line left,
            @Nullable Line right,
            int change) implements Item {}
}
