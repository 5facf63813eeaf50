package dev.tokenless.publish;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceText;
import org.jspecify.annotations.Nullable;

/** Finds the stretch of a file in which a part of a script stands. */
final class ScriptPlaces {
    private final SourceText source;
    private final Place whole;
    private final String script;
    /** The file's offset of each line of the script, null where script and file do not run in parallel. */
    private final int @Nullable [] lines;

    private ScriptPlaces(SourceText source, Place whole, String script, int @Nullable [] lines) {
        this.source = source;
        this.whole = whole;
        this.script = script;
        this.lines = lines;
    }

    /** The places of a {@code run} block: exact where it is a literal block or stands on one line. */
    static ScriptPlaces of(SourceText source, YamlNode.Scalar run) {
        String script = run.text();
        String text = source.text();
        int start = run.place().start();
        int end = Math.min(run.place().end(), text.length());
        if (run.style() == YamlNode.Style.LITERAL) {
            return new ScriptPlaces(source, run.place(), script, literal(text, start, end, script));
        }
        for (int quote = 0; quote <= 1; quote++) {
            if (text.startsWith(script, start + quote)
                    && start + quote + script.length() <= end
                    && script.indexOf('\n') < 0) {
                return new ScriptPlaces(source, run.place(), script, new int[] {start + quote});
            }
        }
        return new ScriptPlaces(source, run.place(), script, null);
    }

    /** The places of a script that is a file of its own. */
    static ScriptPlaces of(SourceText file) {
        int lineCount = 1 + (int) file.text().chars().filter(c -> c == '\n').count();
        int[] lines = new int[lineCount];
        int at = 0;
        for (int i = 0; i < lineCount; i++) {
            lines[i] = at;
            at = file.text().indexOf('\n', at) + 1;
        }
        return new ScriptPlaces(file, file.place(0, 0), file.text(), lines);
    }

    /** A script of which only the place of the whole is known. */
    static ScriptPlaces at(SourceText source, Place place) {
        return new ScriptPlaces(source, place, "", null);
    }

    private static int @Nullable [] literal(String text, int start, int end, String script) {
        String[] wanted = script.split("\n", -1);
        int[] lines = new int[wanted.length];
        int at = text.indexOf('\n', start) + 1;
        if (at <= 0) {
            return null;
        }
        int indent = -1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].isEmpty() || at > end) {
                lines[i] = Math.min(at, text.length());
            } else {
                int lineEnd = text.indexOf('\n', at);
                String line = text.substring(at, lineEnd < 0 ? text.length() : lineEnd);
                if (line.endsWith("\r")) {
                    line = line.substring(0, line.length() - 1);
                }
                if (indent < 0) {
                    indent = line.length() - wanted[i].length();
                }
                if (indent < 0
                        || line.length() < indent
                        || !line.substring(indent).equals(wanted[i])) {
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
        if (lines == null || start < 0 || end > script.length() || start > end) {
            return whole;
        }
        int from = offset(start);
        int to = end == start ? from : offset(end - 1) + 1;
        return to <= source.text().length() && from <= to ? source.place(from, to) : whole;
    }

    private int offset(int inScript) {
        int line = 0;
        int lineStart = 0;
        for (int next = script.indexOf('\n'); next >= 0 && next < inScript; next = script.indexOf('\n', next + 1)) {
            line++;
            lineStart = next + 1;
        }
        return lines == null || line >= lines.length ? whole.start() : lines[line] + inScript - lineStart;
    }
}
