package dev.tokenless.edit;

import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.repo.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies edits to texts and writes them to disk, or says why not. */
public final class Editor {
    private Editor() {}

    /**
     * The text with the edits applied.
     *
     * @param edits against the text as it is given; their order does not matter, those of one place stay in their order
     * @throws IllegalArgumentException where edits overlap or lie outside of the text, which is a bug of the caller
     */
    public static String splice(String text, List<TextEdit> edits) {
        List<TextEdit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end));
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        for (TextEdit edit : sorted) {
            if (edit.start() < at || edit.end() < edit.start() || edit.end() > text.length()) {
                throw new IllegalArgumentException("edits overlap or lie outside of the text: " + edit);
            }
            out.append(text, at, edit.start()).append(edit.replacement());
            at = edit.end();
        }
        return out.append(text, at, text.length()).toString();
    }

    /** The edit of a file that turns one text into another, line by line; equal texts have no edits. */
    public static FileEdit between(String path, String before, String after) {
        return new FileEdit(path, before, after, LineDiff.edits(before, after), false);
    }

    /** A file that is not there yet. */
    public static FileEdit create(String path, String text) {
        return new FileEdit(path, "", text, List.of(new TextEdit(0, 0, text)), true);
    }

    /**
     * What comes of several edits.
     *
     * @param files at most one a path, new files included
     * @param left edits that touch what another one touches: to be prepared anew against the new text
     */
    public record Composed(List<FileEdit> files, List<FileEdit> left) {
        public Composed {
            files = List.copyOf(files);
            left = List.copyOf(left);
        }
    }

    /**
     * A file under another name, its text as it is.
     *
     * @param text what the file holds
     */
    public static FileEdit move(String from, String to, String text) {
        return new FileEdit(to, text, text, List.of(), false, from);
    }

    /**
     * Joins edits that were prepared against the same texts. The same edit given twice counts once; one that overlaps
     * an earlier one, or together with which the file would no longer be read, is left for a later round.
     */
    public static Composed compose(List<FileEdit> edits) {
        Map<String, FileEdit> joined = new LinkedHashMap<>();
        List<FileEdit> left = new ArrayList<>();
        for (FileEdit edit : edits) {
            FileEdit present = joined.get(edit.path());
            if (present == null) {
                joined.put(edit.path(), edit);
            } else if (!present.equals(edit) && !present.edits().containsAll(edit.edits())) {
                FileEdit both = join(present, edit);
                if (both == null) {
                    left.add(edit);
                } else {
                    joined.put(edit.path(), both);
                }
            }
        }
        return new Composed(List.copyOf(joined.values()), left);
    }

    private static @Nullable FileEdit join(FileEdit a, FileEdit b) {
        if (a.movedFrom() != null
                || b.movedFrom() != null
                || a.newFile()
                || b.newFile()
                || !a.before().equals(b.before())) {
            return null;
        }
        Set<TextEdit> all = new LinkedHashSet<>(a.edits());
        for (TextEdit edit : b.edits()) {
            if (!all.contains(edit) && all.stream().anyMatch(o -> touch(o, edit))) {
                return null;
            }
            all.add(edit);
        }
        String after = splice(a.before(), List.copyOf(all));
        boolean yaml = a.path().endsWith(".yml") || a.path().endsWith(".yaml");
        if (yaml && YamlReader.read(new SourceText(a.path(), after)) instanceof Parsed.Invalid) {
            return null;
        }
        return new FileEdit(a.path(), a.before(), after, List.copyOf(all), false);
    }

    /** Whether two edits share a character, or one inserts where the other replaces. */
    private static boolean touch(TextEdit a, TextEdit b) {
        return a.start() <= b.end() && b.start() <= a.end();
    }

    /**
     * Writes the files, all or none: each to a temporary file beside it that is then moved into its place.
     *
     * @param folder the repository's root
     */
    public static WriteResult write(Path folder, List<FileEdit> edits) {
        return new FileWriting(folder).write(edits);
    }

    /** Takes back what was written. A file that changed since is taken back where the written lines are still there. */
    public static WriteResult undo(Path folder, UndoLog log) {
        List<FileEdit> edits = new ArrayList<>();
        FileWriting writing = new FileWriting(folder);
        for (UndoLog.Entry entry : log.entries()) {
            switch (writing.read(entry.path())) {
                case FileWriting.Unreadable(String reason) -> {
                    return new WriteResult.Refused(reason, "Restore " + entry.path() + " by hand.");
                }
                case FileWriting.Missing _ -> {
                    return new WriteResult.Refused(
                            entry.path() + " is no longer there.", "Restore " + entry.path() + " by hand.");
                }
                case FileWriting.Content(String text) -> {
                    String restored = entry.restore(text);
                    if (restored == null) {
                        return new WriteResult.Refused(
                                entry.path() + " was changed since at the lines that were written.",
                                "Take the lines of the reverse patch back by hand.");
                    }
                    @Nullable String home = entry.movedFrom();
                    edits.add(
                            home == null
                                    ? between(entry.path(), text, restored)
                                    : new FileEdit(
                                            home, text, restored, LineDiff.edits(text, restored), false, entry.path()));
                }
            }
        }
        return writing.restore(edits, log);
    }
}
