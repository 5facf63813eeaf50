package dev.tokenless.edit;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Style;
import dev.tokenless.edit.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Replaces scalars in the style in which they are written. */
final class ScalarWriter {
    private ScalarWriter() {}

    /** What the text will mean where a scalar of this style stood. */
    static YamlValue value(YamlNode.Scalar old, String text) {
        return new Scalar(text, quoted(old, text) ? Style.DOUBLE_QUOTED : old.style(), "");
    }

    /** A string stays a string. */
    private static boolean quoted(YamlNode.Scalar old, String text) {
        boolean wasString = new Scalar(old.text(), old.style(), "").isString();
        return wasString && !new Scalar(text, old.style(), "").isString();
    }

    static List<TextEdit> replace(Layout layout, YamlNode.Scalar old, String text) {
        if (old.style() == Style.LITERAL && text.indexOf('\r') < 0) {
            List<TextEdit> lines = literal(layout, old, text);
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        int column = Math.max(keyColumn(layout, old), 0);
        YamlText writer = new YamlText(layout.unit(), layout.indentsSequences());
        Style style = quoted(old, text) ? Style.DOUBLE_QUOTED : old.style();
        if (style == Style.FOLDED || style == Style.LITERAL) {
            style = Style.PLAIN;
        }
        List<String> lines = writer.block(new Scalar(text, style, ""));
        String eol = layout.eol(old.place().start());
        String joined = String.join(eol + " ".repeat(column), lines).replace(eol + " ".repeat(column) + eol, eol + eol);
        return List.of(new TextEdit(old.place().start(), old.place().end(), joined));
    }

    /** The column that continuation lines are indented from: that of the line's first character, dashes left out. */
    private static int keyColumn(Layout layout, YamlNode.Scalar old) {
        String line = layout.line(old.place().start());
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '-')) {
            at++;
        }
        return at;
    }

    /** Only the lines of a literal block that differ; empty where the block's form cannot hold the text. */
    private static List<TextEdit> literal(Layout layout, YamlNode.Scalar old, String text) {
        String source = layout.text();
        int first = layout.nextLine(old.place().start());
        if (first >= old.place().end() || !old.text().endsWith("\n") != !text.endsWith("\n") || text.isBlank()) {
            return List.of();
        }
        List<Integer> starts = new ArrayList<>();
        for (int at = first; at < old.place().end(); at = layout.nextLine(at)) {
            starts.add(at);
            if (layout.nextLine(at) == at) {
                break;
            }
        }
        List<String> before = List.of(old.text().stripTrailing().split("\n", -1));
        List<String> after = List.of(text.stripTrailing().split("\n", -1));
        if (before.size() != starts.size()) {
            return List.of();
        }
        int indent = -1;
        for (int i = 0; i < before.size(); i++) {
            String line = source.substring(starts.get(i), layout.lineEnd(starts.get(i)));
            if (!before.get(i).isEmpty()) {
                int here = line.length() - before.get(i).length();
                if (here < 0 || (indent >= 0 && here != indent) || !line.endsWith(before.get(i))) {
                    return List.of();
                }
                indent = here;
            }
        }
        if (indent < 0) {
            return List.of();
        }
        int same = 0;
        while (same < before.size() && same < after.size() && before.get(same).equals(after.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < before.size() - same
                && tail < after.size() - same
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        String eol = layout.eol(first);
        List<String> lines = YamlText.indent(after.subList(same, after.size() - tail), indent);
        int goneTo = before.size() - tail;
        if (goneTo < before.size()) {
            String joined = lines.isEmpty() ? "" : String.join(eol, lines) + eol;
            return List.of(new TextEdit(starts.get(same), starts.get(goneTo), joined));
        }
        // The block's last lines change: its last line break stays where it is.
        int from = same == 0 ? first : layout.lineEnd(starts.get(same - 1));
        String lead = same == 0 ? "" : lines.isEmpty() ? "" : eol;
        return List.of(new TextEdit(from, layout.lineEnd(starts.getLast()), lead + String.join(eol, lines)));
    }
}
