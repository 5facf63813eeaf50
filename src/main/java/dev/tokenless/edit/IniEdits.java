package dev.tokenless.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Edits of files that hold one {@code key = value} a line, as npm's {@code .npmrc} does (npm/ini). Everything else stays
 * as it is, and each edit is proven by reading the lines again.
 */
public final class IniEdits {
    private IniEdits() {}

    /**
     * A line of such a file.
     *
     * @param key null for a comment, a blank line, a section
     * @param text the whole line with its end
     */
    private record Line(@Nullable String key, String text) {}

    /** The keys in order, with repetitions; those of a list end with {@code []}. */
    public static List<String> keys(String text) {
        List<String> keys = new ArrayList<>();
        for (Line line : lines(text)) {
            if (line.key() != null) {
                keys.add(line.key());
            }
        }
        return keys;
    }

    /** The text without the lines of some keys; empty where something else would change with them. */
    public static Optional<String> remove(String text, Predicate<String> meant) {
        StringBuilder left = new StringBuilder(text.length());
        List<Line> expected = new ArrayList<>();
        for (Line line : lines(text)) {
            if (line.key() == null || !meant.test(line.key())) {
                left.append(line.text());
                expected.add(line);
            }
        }
        return Optional.of(left.toString()).filter(t -> lines(t).equals(expected));
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at) + 1;
            String line = text.substring(at, end == 0 ? text.length() : end);
            String bare = (at == 0 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
            boolean entry = !bare.isEmpty() && !bare.startsWith(";") && !bare.startsWith("#") && !bare.startsWith("[");
            int equals = bare.indexOf('=');
            String key = !entry
                    ? null
                    : equals < 0 ? bare : bare.substring(0, equals).strip();
            lines.add(new Line(key == null ? null : unquoted(key), line));
            at += line.length();
        }
        return lines;
    }

    private static String unquoted(String key) {
        boolean quoted =
                key.length() > 1 && (key.startsWith("\"") || key.startsWith("'")) && key.endsWith(key.substring(0, 1));
        return quoted ? key.substring(1, key.length() - 1) : key;
    }
}
