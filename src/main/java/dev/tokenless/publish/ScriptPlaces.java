package dev.tokenless.publish;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceText;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the stretch of a file in which a part of a script stands. */
final class ScriptPlaces {
    private final SourceText source;
    private final Place whole;
    private final String script;
    private final Supplier<@Nullable Lines> find;
    private boolean found;
    private @Nullable Lines lines;

    private ScriptPlaces(SourceText source, Place whole, String script, Supplier<@Nullable Lines> find) {
        this.source = source;
        this.whole = whole;
        this.script = script;
        this.find = find;
    }

    /**
     * Where each line of the script starts, in the script and in the file. Most scripts are read without anybody asking
     * for a place in them.
     */
    private record Lines(int[] inScript, int[] inFile) {}

    /** Null where script and file do not run in parallel. */
    private @Nullable Lines lines() {
        if (!found) {
            lines = find.get();
            found = true;
        }
        return lines;
    }

    private static int[] starts(String script) {
        int count = 1;
        for (int at = script.indexOf('\n'); at >= 0; at = script.indexOf('\n', at + 1)) {
            count++;
        }
        int[] starts = new int[count];
        for (int i = 1; i < count; i++) {
            starts[i] = script.indexOf('\n', starts[i - 1]) + 1;
        }
        return starts;
    }

    /** The places of a {@code run} block: exact where it is a literal block or stands on one line. */
    static ScriptPlaces of(SourceText source, YamlNode.Scalar run) {
        return new ScriptPlaces(source, run.place(), run.text(), () -> lines(source.text(), run));
    }

    /** The places of a script that is a file of its own. */
    static ScriptPlaces of(SourceText file) {
        return new ScriptPlaces(file, file.place(0, 0), file.text(), () -> {
            int[] starts = starts(file.text());
            return new Lines(starts, starts);
        });
    }

    /** A script of which only the place of the whole is known. */
    static ScriptPlaces at(SourceText source, Place place) {
        return new ScriptPlaces(source, place, "", () -> null);
    }

    private static @Nullable Lines lines(String text, YamlNode.Scalar run) {
        String script = run.text();
        int start = run.place().start();
        int end = Math.min(run.place().end(), text.length());
        if (run.style() == YamlNode.Style.LITERAL) {
            int[] inScript = starts(script);
            int[] inFile = literal(text, start, end, script, inScript);
            return inFile == null ? null : new Lines(inScript, inFile);
        }
        for (int quote = 0; quote <= 1; quote++) {
            if (text.startsWith(script, start + quote)
                    && start + quote + script.length() <= end
                    && script.indexOf('\n') < 0) {
                return new Lines(new int[] {0}, new int[] {start + quote});
            }
        }
        return null;
    }

    private static int @Nullable [] literal(String text, int start, int end, String script, int[] starts) {
        int[] lines = new int[starts.length];
        int at = text.indexOf('\n', start) + 1;
        if (at <= 0) {
            return null;
        }
        int indent = -1;
        for (int i = 0; i < starts.length; i++) {
            int wanted = (i + 1 < starts.length ? starts[i + 1] - 1 : script.length()) - starts[i];
            if (wanted == 0 || at > end) {
                lines[i] = Math.min(at, text.length());
            } else {
                int lineEnd = text.indexOf('\n', at);
                int stop = lineEnd < 0 ? text.length() : lineEnd;
                if (stop > at && text.charAt(stop - 1) == '\r') {
                    stop--;
                }
                if (indent < 0) {
                    indent = stop - at - wanted;
                }
                if (indent < 0
                        || stop - at - indent != wanted
                        || !text.regionMatches(at + indent, script, starts[i], wanted)) {
                    return null;
                }
                lines[i] = at + indent;
            }
            int next = text.indexOf('\n', Math.min(at, text.length()));
            at = next < 0 ? text.length() : next + 1;
        }
        return lines;
    }

    SourceText source() {
        return source;
    }

    /** The place of a stretch of the script, the whole of it where nothing finer is known. */
    Place place(int start, int end) {
        Lines known = start < 0 || end > script.length() || start > end ? null : lines();
        if (known == null) {
            return whole;
        }
        int from = offset(known, start);
        int to = end == start ? from : offset(known, end - 1) + 1;
        return to <= source.text().length() && from <= to ? source.place(from, to) : whole;
    }

    private static int offset(Lines lines, int inScript) {
        int found = Arrays.binarySearch(lines.inScript(), inScript);
        int line = found >= 0 ? found : -found - 2;
        return lines.inFile()[line] + inScript - lines.inScript()[line];
    }
}
