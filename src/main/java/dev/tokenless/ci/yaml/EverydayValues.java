package dev.tokenless.ci.yaml;

import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.ci.yaml.YamlNode.Style;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values on one line: plain and quoted scalars, flow collections. */
final class EverydayValues {
    private final EverydayLines lines;
    /** Where the value that was read last ends. */
    int end;

    EverydayValues(EverydayLines lines) {
        this.lines = lines;
    }

    Scalar scalar(String value, Style style, int start, int stop, int onLine, int startOfLine) {
        lines.count();
        return new Scalar(
                value,
                style,
                new Place(lines.path, start, stop, onLine, start - startOfLine + 1, onLine, stop - startOfLine + 1),
                false);
    }

    Scalar plain(int from) {
        refuseIndicator(from, lines.lineEnd);
        int stop = lines.lineEnd;
        for (int i = from + 1; i < lines.lineEnd; i++) {
            char c = lines.text.charAt(i);
            if (c == ':' && (i + 1 == lines.lineEnd || lines.text.charAt(i + 1) == ' ')) {
                throw EverydayLines.giveUp();
            }
            if (c == '#' && lines.text.charAt(i - 1) == ' ') {
                stop = i;
                break;
            }
        }
        while (lines.text.charAt(stop - 1) == ' ') {
            stop--;
        }
        return scalar(lines.text.substring(from, stop), Style.PLAIN, from, stop, lines.line, lines.lineStart);
    }

    private void refuseIndicator(int from, int limit) {
        char first = lines.text.charAt(from);
        boolean dash = first == '-' && (from + 1 == limit || lines.text.charAt(from + 1) == ' ');
        if (dash || "[]{},|>&*!%@`?:#\"'".indexOf(first) >= 0) {
            throw EverydayLines.giveUp();
        }
    }

    Scalar quoted(int from) {
        char quote = lines.text.charAt(from);
        int close = from + 1;
        boolean doubled = false;
        while (true) {
            if (close >= lines.lineEnd) {
                throw EverydayLines.giveUp();
            }
            char c = lines.text.charAt(close);
            if (c == '\\' && quote == '"') {
                throw EverydayLines.giveUp();
            }
            if (c == quote) {
                if (quote == '"' || close + 1 >= lines.lineEnd || lines.text.charAt(close + 1) != quote) {
                    break;
                }
                doubled = true;
                close++;
            }
            close++;
        }
        end = close + 1;
        String inside = lines.text.substring(from + 1, close);
        return scalar(
                doubled ? inside.replace("''", "'") : inside,
                quote == '"' ? Style.DOUBLE_QUOTED : Style.SINGLE_QUOTED,
                from,
                end,
                lines.line,
                lines.lineStart);
    }

    YamlNode flow(int from) {
        lines.enter();
        boolean list = lines.text.charAt(from) == '[';
        char close = list ? ']' : '}';
        List<YamlNode> items = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int i = lines.skipSpaces(from + 1);
        if (i >= lines.lineEnd) {
            throw EverydayLines.giveUp();
        }
        if (lines.text.charAt(i) != close) {
            while (true) {
                if (list) {
                    items.add(flowValue(i));
                } else {
                    entries.add(flowEntry(i, keys));
                }
                i = lines.skipSpaces(end);
                if (i < lines.lineEnd && lines.text.charAt(i) == close) {
                    break;
                }
                if (i >= lines.lineEnd || lines.text.charAt(i) != ',') {
                    throw EverydayLines.giveUp();
                }
                i = lines.skipSpaces(i + 1);
            }
        }
        end = i + 1;
        lines.depth--;
        Place place = new Place(
                lines.path, from, end, lines.line, from - lines.lineStart + 1, lines.line, end - lines.lineStart + 1);
        return list ? new Sequence(items, true, place, false) : new Mapping(entries, true, place, false);
    }

    private Entry flowEntry(int from, Set<String> keys) {
        YamlNode key = flowValue(from);
        int colon = end;
        boolean separated =
                colon + 1 < lines.lineEnd && lines.text.charAt(colon) == ':' && lines.text.charAt(colon + 1) == ' ';
        if (!(key instanceof Scalar name)
                || !separated
                || name.text().equals("<<")
                || !keys.add(name.text().toUpperCase(Locale.ROOT))) {
            throw EverydayLines.giveUp();
        }
        return new Entry(name, flowValue(lines.skipSpaces(colon + 1)));
    }

    private YamlNode flowValue(int from) {
        if (from >= lines.lineEnd) {
            throw EverydayLines.giveUp();
        }
        return switch (lines.text.charAt(from)) {
            case '[', '{' -> flow(from);
            case '"', '\'' -> quoted(from);
            default -> flowPlain(from);
        };
    }

    private Scalar flowPlain(int from) {
        refuseIndicator(from, lines.lineEnd);
        if (lines.text.charAt(from) == '-') {
            throw EverydayLines.giveUp();
        }
        int i = from + 1;
        while (i < lines.lineEnd && ",]}".indexOf(lines.text.charAt(i)) < 0) {
            char c = lines.text.charAt(i);
            if (c == '[' || c == '{' || c == '?' || (c == '#' && lines.text.charAt(i - 1) == ' ')) {
                throw EverydayLines.giveUp();
            }
            if (c == ':' && (i + 1 == lines.lineEnd || " ,[]{}".indexOf(lines.text.charAt(i + 1)) >= 0)) {
                break;
            }
            i++;
        }
        if (i >= lines.lineEnd) {
            throw EverydayLines.giveUp();
        }
        int stop = i;
        while (lines.text.charAt(stop - 1) == ' ') {
            stop--;
        }
        if (stop != i && lines.text.charAt(i) == ':') {
            throw EverydayLines.giveUp();
        }
        end = stop;
        return scalar(lines.text.substring(from, stop), Style.PLAIN, from, stop, lines.line, lines.lineStart);
    }
}
