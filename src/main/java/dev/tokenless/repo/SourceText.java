package dev.tokenless.repo;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of a file as it was decoded from UTF-8, line ends and byte order mark kept. */
public final class SourceText {
    private final String path;
    private final String text;
    /** Where each line starts; made at the first question, for every node of a file asks for its place. */
    private int @Nullable [] lineStarts;

    /**
     * @param path the file's path from the repository's root, with forward slashes
     * @param text the whole text
     */
    public SourceText(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** The file's path from the repository's root, with forward slashes. */
    public String path() {
        return path;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The place between two offsets, in UTF-16 units. */
    public Place place(int start, int end) {
        int[] starts = lineStarts();
        int startLine = lineAt(starts, start);
        int endLine = end == start ? startLine : lineAt(starts, end);
        return new Place(
                path, start, end, startLine + 1, start - starts[startLine] + 1, endLine + 1, end - starts[endLine] + 1);
    }

    /** The offset at which a line starts, in UTF-16 units; behind the last line the text's length. */
    public int lineStart(int line) {
        int[] starts = lineStarts();
        return line > starts.length ? text.length() : starts[Math.max(line, 1) - 1];
    }

    /** The number of lines; a text that ends in a line end has an empty last one. */
    public int lines() {
        return lineStarts().length;
    }

    /** The characters of a place. */
    public String at(Place place) {
        return text.substring(place.start(), place.end());
    }

    private static int lineAt(int[] starts, int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** Two threads may both compute the table: they come to the same one. */
    private int[] lineStarts() {
        int[] known = lineStarts;
        if (known == null) {
            known = findLineStarts(text);
            lineStarts = known;
        }
        return known;
    }

    private static int[] findLineStarts(String text) {
        int[] starts = new int[Math.max(16, text.length() / 24)];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceText that && path.equals(that.path) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + text.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
