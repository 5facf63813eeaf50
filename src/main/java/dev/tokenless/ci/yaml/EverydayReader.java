package dev.tokenless.ci.yaml;

import dev.tokenless.ci.yaml.YamlNode.Entry;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.ci.yaml.YamlNode.Style;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the YAML that workflows are written in day by day: block mappings and sequences, scalars on one line, literal and
 * folded blocks, flow collections on one line. Whatever else it meets, a mistake included, it gives up at once and leaves
 * the file to the library, which takes several times as long. So all that it answers must be what the library answers:
 * {@code EverydayReaderTest} holds it to that on files that were mutated at random.
 */
final class EverydayReader {
    private static final int MOST_NODES = 40_000;
    private static final int DEEPEST = 40;
    private static final int LONGEST_KEY = 1_000;

    private final SourceText source;
    private final String path;
    private final String text;
    private final boolean tabs;
    private int nodes;
    private int depth;

    /** The line that is read now: its start, its end, the first character in it that is still to be read. */
    private int lineStart;

    private int lineEnd = -1;
    private int at;
    private int line;
    private boolean more = true;
    /** Where the flow collection or quoted text that was read last ends. */
    private int end;

    private EverydayReader(SourceText source) {
        this.source = source;
        this.path = source.path();
        this.text = source.text();
        this.tabs = text.indexOf('\t') >= 0;
    }

    /** The document, or null where the library has to read it. */
    static @Nullable YamlNode read(SourceText source) {
        if (!EverydayCharacters.only(source.text())) {
            return null;
        }
        try {
            return new EverydayReader(source).document();
        } catch (NotEveryday _) {
            return null;
        }
    }

    private static final class NotEveryday extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final NotEveryday IT_IS = new NotEveryday();

        private NotEveryday() {
            super(null, null, false, false);
        }
    }

    private static NotEveryday giveUp() {
        return NotEveryday.IT_IS;
    }

    private YamlNode document() {
        advance();
        if (more && column() == 0 && text.startsWith("---", at) && blankUntil(at + 3, lineEnd)) {
            advance();
        }
        refuseMarkers();
        if (!more || column() != 0 || isDash(at)) {
            throw giveUp();
        }
        YamlNode root = mapping(0);
        if (more) {
            throw giveUp();
        }
        return root;
    }

    private int column() {
        return at - lineStart;
    }

    private boolean blankUntil(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next line that is neither blank nor a comment. */
    private void advance() {
        int start = lineEnd + 1;
        while (start < text.length()) {
            line++;
            int stop = text.indexOf('\n', start);
            stop = stop < 0 ? text.length() : stop;
            int first = start;
            while (first < stop && text.charAt(first) == ' ') {
                first++;
            }
            if (tabs && text.substring(start, stop).indexOf('\t') >= 0) {
                throw giveUp();
            }
            if (first < stop && text.charAt(first) != '#') {
                lineStart = start;
                lineEnd = stop;
                at = first;
                if (line > 1) {
                    refuseMarkers();
                }
                return;
            }
            start = stop + 1;
        }
        lineEnd = text.length();
        more = false;
    }

    /** Marks of documents; the one before the first is asked for before. */
    private void refuseMarkers() {
        boolean mark = more && column() == 0 && (text.startsWith("---", at) || text.startsWith("...", at));
        if (mark && !(nodes == 0 && text.startsWith("---", at) && blankUntil(at + 3, lineEnd))) {
            throw giveUp();
        }
    }

    private void enter() {
        if (++depth > DEEPEST || ++nodes > MOST_NODES) {
            throw giveUp();
        }
    }

    private boolean isDash(int offset) {
        return text.charAt(offset) == '-' && (offset + 1 == lineEnd || text.charAt(offset + 1) == ' ');
    }

    private YamlNode block() {
        return isDash(at) ? sequence(column(), false) : mapping(column());
    }

    private Mapping mapping(int column) {
        enter();
        Set<String> keys = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        while (more && column() == column) {
            Scalar key = key();
            if (!keys.add(key.text().toUpperCase(Locale.ROOT))) {
                throw giveUp();
            }
            // The colon stands behind the key.
            int value = skipSpaces(key.place().end() + 1);
            YamlNode node;
            if (value < lineEnd && text.charAt(value) != '#') {
                node = inline(value, column);
                refuseDeeper(column);
            } else {
                int behind = key.place().end() + 1;
                int keyLine = line;
                int keyStart = lineStart;
                advance();
                if (more && column() > column) {
                    node = block();
                } else if (more && column() == column && isDash(at)) {
                    node = sequence(column, true);
                } else {
                    node = scalar("", Style.PLAIN, behind, behind, keyLine, keyStart);
                }
            }
            entries.add(new Entry(key, node));
        }
        refuseDeeper(column);
        depth--;
        return new Mapping(
                entries,
                false,
                spanning(entries.getFirst().key(), entries.getLast().value()),
                false);
    }

    /** A line that stands deeper than what it follows goes on with a text, or is a mistake. */
    private void refuseDeeper(int column) {
        if (more && column() > column) {
            throw giveUp();
        }
    }

    private Place spanning(YamlNode first, YamlNode last) {
        Place a = first.place();
        Place b = last.place();
        return new Place(path, a.start(), b.end(), a.line(), a.column(), b.endLine(), b.endColumn());
    }

    private Sequence sequence(int column, boolean flush) {
        enter();
        int start = at;
        int startLine = line;
        List<YamlNode> items = new ArrayList<>();
        while (more && column() == column && isDash(at)) {
            int dash = at;
            int value = skipSpaces(dash + 1);
            if (value == lineEnd || text.charAt(value) == '#') {
                int dashLine = line;
                int dashStart = lineStart;
                advance();
                items.add(
                        more && column() > column
                                ? block()
                                : scalar("", Style.PLAIN, dash + 1, dash + 1, dashLine, dashStart));
            } else if (isDash(value)) {
                throw giveUp();
            } else if (colon(value) >= 0) {
                at = value;
                items.add(mapping(column()));
            } else {
                items.add(inline(value, column));
            }
            refuseDeeper(column);
        }
        if (more && column() == column && !flush) {
            throw giveUp();
        }
        depth--;
        Place last = items.getLast().place();
        Place place = new Place(path, start, last.end(), startLine, column + 1, last.endLine(), last.endColumn());
        return new Sequence(items, false, place, false);
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < lineEnd && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** The colon of the key that begins here; negative where none does. */
    private int colon(int from) {
        char first = text.charAt(from);
        if (first == '"' || first == '\'') {
            int close = text.indexOf(first, from + 1);
            if (close < 0 || close >= lineEnd) {
                throw giveUp();
            }
            int behind = skipSpaces(close + 1);
            if (behind < lineEnd && text.charAt(behind) == ':') {
                if (behind != close + 1 || (behind + 1 < lineEnd && text.charAt(behind + 1) != ' ')) {
                    throw giveUp();
                }
                return behind;
            }
            return -1;
        }
        if ("[]{},|>&*!%@`?:#".indexOf(first) >= 0) {
            return -1;
        }
        for (int i = from + 1; i < lineEnd; i++) {
            char c = text.charAt(i);
            if (c == ':' && (i + 1 == lineEnd || text.charAt(i + 1) == ' ')) {
                if (text.charAt(i - 1) == ' ') {
                    throw giveUp();
                }
                return i;
            }
            if (c == '#' && text.charAt(i - 1) == ' ') {
                return -1;
            }
        }
        return -1;
    }

    private Scalar key() {
        int colon = isDash(at) ? -1 : colon(at);
        if (colon < 0 || colon - at > LONGEST_KEY) {
            throw giveUp();
        }
        Scalar key = text.charAt(at) == '"' || text.charAt(at) == '\''
                ? quoted(at)
                : scalar(text.substring(at, colon), Style.PLAIN, at, colon, line, lineStart);
        if (key.place().end() != colon || key.text().equals("<<")) {
            throw giveUp();
        }
        return key;
    }

    private Scalar scalar(String value, Style style, int start, int stop, int onLine, int startOfLine) {
        if (++nodes > MOST_NODES) {
            throw giveUp();
        }
        return new Scalar(
                value,
                style,
                new Place(path, start, stop, onLine, start - startOfLine + 1, onLine, stop - startOfLine + 1),
                false);
    }

    /** A value that begins on the line of its key or dash; goes to the line behind it. */
    private YamlNode inline(int from, int parent) {
        char first = text.charAt(from);
        YamlNode node;
        switch (first) {
            case '|', '>' -> {
                return blockScalar(from, parent);
            }
            case '"', '\'' -> node = quoted(from);
            case '[', '{' -> node = flow(from);
            default -> {
                node = plain(from);
                end = node.place().end();
            }
        }
        int rest = skipSpaces(end);
        if (rest < lineEnd && (text.charAt(rest) != '#' || rest == end)) {
            throw giveUp();
        }
        advance();
        return node;
    }

    private Scalar plain(int from) {
        refuseIndicator(from, lineEnd);
        int stop = lineEnd;
        for (int i = from + 1; i < lineEnd; i++) {
            char c = text.charAt(i);
            if (c == ':' && (i + 1 == lineEnd || text.charAt(i + 1) == ' ')) {
                throw giveUp();
            }
            if (c == '#' && text.charAt(i - 1) == ' ') {
                stop = i;
                break;
            }
        }
        while (text.charAt(stop - 1) == ' ') {
            stop--;
        }
        return scalar(text.substring(from, stop), Style.PLAIN, from, stop, line, lineStart);
    }

    private void refuseIndicator(int from, int limit) {
        char first = text.charAt(from);
        boolean dash = first == '-' && (from + 1 == limit || text.charAt(from + 1) == ' ');
        if (dash || "[]{},|>&*!%@`?:#\"'".indexOf(first) >= 0) {
            throw giveUp();
        }
    }

    private Scalar quoted(int from) {
        char quote = text.charAt(from);
        int close = from + 1;
        boolean doubled = false;
        while (true) {
            if (close >= lineEnd) {
                throw giveUp();
            }
            char c = text.charAt(close);
            if (c == '\\' && quote == '"') {
                throw giveUp();
            }
            if (c == quote) {
                if (quote == '"' || close + 1 >= lineEnd || text.charAt(close + 1) != quote) {
                    break;
                }
                doubled = true;
                close++;
            }
            close++;
        }
        end = close + 1;
        String inside = text.substring(from + 1, close);
        return scalar(
                doubled ? inside.replace("''", "'") : inside,
                quote == '"' ? Style.DOUBLE_QUOTED : Style.SINGLE_QUOTED,
                from,
                end,
                line,
                lineStart);
    }

    private YamlNode flow(int from) {
        enter();
        boolean list = text.charAt(from) == '[';
        char close = list ? ']' : '}';
        List<YamlNode> items = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int i = skipSpaces(from + 1);
        if (i >= lineEnd) {
            throw giveUp();
        }
        if (text.charAt(i) != close) {
            while (true) {
                if (list) {
                    items.add(flowValue(i));
                } else {
                    entries.add(flowEntry(i, keys));
                }
                i = skipSpaces(end);
                if (i < lineEnd && text.charAt(i) == close) {
                    break;
                }
                if (i >= lineEnd || text.charAt(i) != ',') {
                    throw giveUp();
                }
                i = skipSpaces(i + 1);
            }
        }
        end = i + 1;
        depth--;
        Place place = new Place(path, from, end, line, from - lineStart + 1, line, end - lineStart + 1);
        return list ? new Sequence(items, true, place, false) : new Mapping(entries, true, place, false);
    }

    private Entry flowEntry(int from, Set<String> keys) {
        YamlNode key = flowValue(from);
        int colon = end;
        boolean separated = colon + 1 < lineEnd && text.charAt(colon) == ':' && text.charAt(colon + 1) == ' ';
        if (!(key instanceof Scalar name)
                || !separated
                || name.text().equals("<<")
                || !keys.add(name.text().toUpperCase(Locale.ROOT))) {
            throw giveUp();
        }
        return new Entry(name, flowValue(skipSpaces(colon + 1)));
    }

    private YamlNode flowValue(int from) {
        if (from >= lineEnd) {
            throw giveUp();
        }
        return switch (text.charAt(from)) {
            case '[', '{' -> flow(from);
            case '"', '\'' -> quoted(from);
            default -> flowPlain(from);
        };
    }

    private Scalar flowPlain(int from) {
        refuseIndicator(from, lineEnd);
        if (text.charAt(from) == '-') {
            throw giveUp();
        }
        int i = from + 1;
        while (i < lineEnd && ",]}".indexOf(text.charAt(i)) < 0) {
            char c = text.charAt(i);
            if (c == '[' || c == '{' || c == '?' || (c == '#' && text.charAt(i - 1) == ' ')) {
                throw giveUp();
            }
            if (c == ':' && (i + 1 == lineEnd || " ,[]{}".indexOf(text.charAt(i + 1)) >= 0)) {
                break;
            }
            i++;
        }
        if (i >= lineEnd) {
            throw giveUp();
        }
        int stop = i;
        while (text.charAt(stop - 1) == ' ') {
            stop--;
        }
        if (stop != i && text.charAt(i) == ':') {
            throw giveUp();
        }
        end = stop;
        return scalar(text.substring(from, stop), Style.PLAIN, from, stop, line, lineStart);
    }

    private Scalar blockScalar(int from, int parent) {
        boolean folded = text.charAt(from) == '>';
        int header = from + 1;
        char chomp = header < lineEnd ? text.charAt(header) : ' ';
        if (chomp == '+' || chomp == '-') {
            header++;
        } else {
            chomp = ' ';
        }
        if (!blankUntil(header, lineEnd) || lineEnd == text.length()) {
            throw giveUp();
        }
        int startLine = line;
        int startOfLine = lineStart;
        int indent = blockIndent(parent);
        StringBuilder value = new StringBuilder();
        int blank = 0;
        int next = lineEnd + 1;
        int last = lineEnd;
        boolean first = true;
        boolean flush = false;
        while (next < text.length()) {
            int stop = text.indexOf('\n', next);
            boolean ended = stop < 0;
            stop = ended ? text.length() : stop;
            int spaces = next;
            while (spaces < stop && spaces - next < indent && text.charAt(spaces) == ' ') {
                spaces++;
            }
            if (spaces == stop) {
                // Less than a whole line of blanks at the end of the file is no line.
                if (ended) {
                    throw giveUp();
                }
                blank++;
            } else if (spaces - next < indent) {
                break;
            } else {
                char begins = text.charAt(spaces);
                boolean isFlush = begins != ' ' && begins != '\t';
                if (!first) {
                    if (!folded || !flush || !isFlush) {
                        value.append('\n');
                    } else if (blank == 0) {
                        value.append(' ');
                    }
                }
                value.repeat('\n', blank);
                blank = 0;
                value.append(text, spaces, stop);
                first = false;
                flush = isFlush;
            }
            line++;
            last = stop;
            next = stop + 1;
        }
        if (chomp != '-') {
            value.append('\n');
        }
        if (chomp == '+') {
            value.repeat('\n', blank);
        }
        int stop = Math.min(next, text.length());
        while (stop > from && Character.isWhitespace(text.charAt(stop - 1))) {
            stop--;
        }
        lineEnd = last;
        advance();
        if (++nodes > MOST_NODES) {
            throw giveUp();
        }
        Place whole = source.place(from, stop);
        assert whole.line() == startLine && whole.column() == from - startOfLine + 1;
        return new Scalar(value.toString(), folded ? Style.FOLDED : Style.LITERAL, whole, false);
    }

    /** How deep the first line with text in it stands; blank lines before it must not stand deeper. */
    private int blockIndent(int parent) {
        int most = 0;
        for (int start = lineEnd + 1; start < text.length(); ) {
            int stop = text.indexOf('\n', start);
            stop = stop < 0 ? text.length() : stop;
            int first = start;
            while (first < stop && text.charAt(first) == ' ') {
                first++;
            }
            if (first < stop) {
                if (text.charAt(first) == '\t' || first - start <= parent || first - start < most) {
                    throw giveUp();
                }
                return first - start;
            }
            most = Math.max(most, first - start);
            start = stop + 1;
        }
        throw giveUp();
    }
}
