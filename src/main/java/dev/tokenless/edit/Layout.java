package dev.tokenless.edit;

import dev.tokenless.ci.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** How one YAML text is laid out: its lines, its line ends, and where its nodes really end. */
final class Layout {
    private static final char BOM = '\uFEFF';

    private final String text;
    private final YamlNode root;

    Layout(String text, YamlNode root) {
        this.text = text;
        this.root = root;
    }

    String text() {
        return text;
    }

    /** The offset of the first character of the line; a byte order mark stands before the first line. */
    int lineStart(int offset) {
        int at = offset;
        while (at > 0 && !isBreak(text.charAt(at - 1))) {
            at--;
        }
        return at == 0 && !text.isEmpty() && text.charAt(0) == BOM && offset > 0 ? 1 : at;
    }

    /** The offset of the line's break, or of the end of the text. */
    int lineEnd(int offset) {
        int at = offset;
        while (at < text.length() && !isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The offset behind the line's break, or the end of the text. */
    int nextLine(int offset) {
        int end = lineEnd(offset);
        if (end < text.length()
                && text.charAt(end) == '\r'
                && end + 1 < text.length()
                && text.charAt(end + 1) == '\n') {
            return end + 2;
        }
        return Math.min(end + 1, text.length());
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    String line(int offset) {
        return text.substring(lineStart(offset), lineEnd(offset));
    }

    /** How far from the left a character stands. */
    int column(int offset) {
        return offset - lineStart(offset);
    }

    /** Whether only blanks stand before it on its line. */
    boolean firstOnLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    /** The line break that is used near an offset: that of its line, else that of the line before, else the file's first. */
    String eol(int offset) {
        int end = lineEnd(offset);
        if (end < text.length()) {
            return text.substring(end, nextLine(end));
        }
        int start = lineStart(offset);
        if (start > 1 || (start == 1 && text.charAt(0) != BOM)) {
            return text.startsWith("\r\n", start - 2) && start >= 2 ? "\r\n" : text.substring(start - 1, start);
        }
        return "\n";
    }

    /** The blanks that deepen one level: what {@code jobs:} or the first nested mapping uses, 2 where nothing tells. */
    int unit() {
        return unit(root, -1);
    }

    private int unit(YamlNode node, int parentColumn) {
        if (node instanceof YamlNode.Mapping m && !m.flow() && !m.aliased()) {
            if (m.entries().isEmpty()) {
                return 2;
            }
            int column = column(m.entries().getFirst().key().place().start());
            if (parentColumn >= 0 && column > parentColumn) {
                return column - parentColumn;
            }
            for (YamlNode.Entry entry : m.entries()) {
                if (entry.value() instanceof YamlNode.Mapping inner && !inner.flow() && !inner.aliased()) {
                    int found = unit(inner, column);
                    if (found > 0) {
                        return found;
                    }
                }
            }
        }
        return parentColumn < 0 ? 2 : 0;
    }

    /** Whether the items of a sequence under a key stand deeper than the key; so where no sequence tells otherwise. */
    boolean indentsSequences() {
        return !hasFlushSequence(root, 0);
    }

    private boolean hasFlushSequence(YamlNode node, int depth) {
        if (depth > 20) {
            return false;
        }
        return switch (node) {
            case YamlNode.Scalar _ -> false;
            case YamlNode.Sequence s -> !s.flow() && s.items().stream().anyMatch(i -> hasFlushSequence(i, depth + 1));
            case YamlNode.Mapping m ->
                !m.flow()
                        && !m.aliased()
                        && m.entries().stream().anyMatch(e -> {
                            if (e.value() instanceof YamlNode.Sequence s
                                    && !s.flow()
                                    && !s.aliased()
                                    && !s.items().isEmpty()) {
                                int dash = s.place().start();
                                if (dash < text.length() && firstOnLine(dash)) {
                                    return column(dash)
                                            <= column(e.key().place().start());
                                }
                            }
                            return hasFlushSequence(e.value(), depth + 1);
                        });
        };
    }

    /** The offset behind the colon of an entry. */
    int afterColon(YamlNode.Entry entry) {
        int at = entry.key().place().end();
        while (at < text.length() && text.charAt(at) != ':') {
            at++;
        }
        return Math.min(at + 1, text.length());
    }

    /** The offset of the first character of an entry's value, of its anchor or tag, or of its alias; where the value is nothing, behind the colon. */
    int valueStart(YamlNode.Entry entry) {
        int colon = afterColon(entry);
        if (isNothing(entry.value()) && !isAlias(entry)) {
            return colon;
        }
        return skipBlanks(colon);
    }

    /** Whether the value is written as {@code *name}; no plain scalar begins so. */
    boolean isAlias(YamlNode.Entry entry) {
        int at = skipBlanks(afterColon(entry));
        return at < text.length()
                && text.charAt(at) == '*'
                && !(isNothing(entry.value()) && !entry.value().aliased());
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlNode.Scalar s
                && s.style() == YamlNode.Style.PLAIN
                && s.text().isEmpty();
    }

    /** The first offset from here that is neither blank, line break nor comment. */
    int skipBlanks(int offset) {
        int at = offset;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' && (at == 0 || Character.isWhitespace(text.charAt(at - 1)))) {
                at = lineEnd(at);
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** The offset behind an entry, its value included, comments and blank lines behind it not. */
    int end(YamlNode.Entry entry) {
        if (isAlias(entry)) {
            return wordEnd(skipBlanks(afterColon(entry)));
        }
        if (isNothing(entry.value())) {
            return afterColon(entry);
        }
        return entry.value().place().end();
    }

    private int wordEnd(int offset) {
        int at = offset;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && ",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** The offset of the dash of a block sequence's item; -1 where it is not found. */
    int dash(YamlNode.Sequence sequence, int position) {
        int from = position == 0 ? sequence.place().start() : itemEnd(sequence, position - 1);
        // An anchor or a tag may stand before the first dash.
        int at = skipBlanks(from);
        while (at < text.length() && position == 0 && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            at = skipBlanks(wordEnd(at));
        }
        return at < text.length() && text.charAt(at) == '-' ? at : -1;
    }

    /** The offset behind an item of a block sequence. */
    int itemEnd(YamlNode.Sequence sequence, int position) {
        YamlNode item = sequence.items().get(position);
        int dash = dash(sequence, position);
        if (dash < 0) {
            return item.place().end();
        }
        int at = skipBlanks(dash + 1);
        if (at < text.length() && text.charAt(at) == '*' && item.aliased()) {
            return wordEnd(at);
        }
        return isNothing(item) ? dash + 1 : item.place().end();
    }

    /** Whether a character stands inside the brackets of a flow collection. */
    boolean inFlow(int offset) {
        return inFlow(root, offset);
    }

    private static boolean inFlow(YamlNode node, int offset) {
        if (node.aliased() || node.place().start() > offset || node.place().end() < offset) {
            return false;
        }
        return switch (node) {
            case YamlNode.Scalar _ -> false;
            case YamlNode.Sequence s ->
                (s.flow() && s.place().start() < offset && offset < s.place().end())
                        || s.items().stream().anyMatch(i -> inFlow(i, offset));
            case YamlNode.Mapping m ->
                (m.flow() && m.place().start() < offset && offset < m.place().end())
                        || m.entries().stream().anyMatch(e -> inFlow(e.value(), offset));
        };
    }

    /** The comment lines directly above a line, nearest last, that stand as far from the left; as offsets of their starts. */
    List<Integer> commentsAbove(int offset) {
        List<Integer> found = new ArrayList<>();
        int column = column(offset);
        int start = lineStart(offset);
        while (start > 0) {
            int above = lineStart(previousLine(start));
            if (above >= start) {
                break;
            }
            String line = text.substring(above, lineEnd(above));
            String stripped = line.strip();
            if (!stripped.startsWith("#") || line.indexOf('#') != column) {
                break;
            }
            found.addFirst(above);
            start = above;
        }
        return found;
    }

    private int previousLine(int lineStart) {
        int at = lineStart - 1;
        if (at > 0 && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r') {
            at--;
        }
        return Math.max(at, 0);
    }

    /** Whether the line above is blank. */
    boolean blankAbove(int offset) {
        int start = lineStart(offset);
        if (start <= 1) {
            return false;
        }
        int above = lineStart(previousLine(start));
        return above < start && text.substring(above, lineEnd(above)).isBlank();
    }

    /** The start of the line above. */
    int lineAbove(int offset) {
        return lineStart(previousLine(lineStart(offset)));
    }
}
