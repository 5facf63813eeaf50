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
    private static final int LONGEST_KEY = 1_000;

    private final EverydayLines lines;
    private final EverydayValues values;
    private final EverydayBlocks blocks;

    private EverydayReader(SourceText source) {
        this.lines = new EverydayLines(source);
        this.values = new EverydayValues(lines);
        this.blocks = new EverydayBlocks(lines);
    }

    /** The document, or null where the library has to read it. */
    static @Nullable YamlNode read(SourceText source) {
        if (!EverydayCharacters.only(source.text())) {
            return null;
        }
        try {
            return new EverydayReader(source).document();
        } catch (EverydayLines.NotEveryday _) {
            return null;
        }
    }

    private YamlNode document() {
        lines.advance();
        if (lines.more
                && lines.column() == 0
                && lines.text.startsWith("---", lines.at)
                && lines.blankUntil(lines.at + 3, lines.lineEnd)) {
            lines.advance();
        }
        lines.refuseMarkers();
        if (!lines.more || lines.column() != 0 || lines.isDash(lines.at)) {
            throw EverydayLines.giveUp();
        }
        YamlNode root = mapping(0);
        if (lines.more) {
            throw EverydayLines.giveUp();
        }
        return root;
    }

    private YamlNode block() {
        return lines.isDash(lines.at) ? sequence(lines.column(), false) : mapping(lines.column());
    }

    private Mapping mapping(int column) {
        lines.enter();
        Set<String> keys = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        while (lines.more && lines.column() == column) {
            Scalar key = key();
            if (!keys.add(key.text().toUpperCase(Locale.ROOT))) {
                throw EverydayLines.giveUp();
            }
            // The colon stands behind the key.
            int value = lines.skipSpaces(key.place().end() + 1);
            YamlNode node;
            if (value < lines.lineEnd && lines.text.charAt(value) != '#') {
                node = inline(value, column);
                refuseDeeper(column);
            } else {
                int behind = key.place().end() + 1;
                int keyLine = lines.line;
                int keyStart = lines.lineStart;
                lines.advance();
                if (lines.more && lines.column() > column) {
                    node = block();
                } else if (lines.more && lines.column() == column && lines.isDash(lines.at)) {
                    node = sequence(column, true);
                } else {
                    node = values.scalar("", Style.PLAIN, behind, behind, keyLine, keyStart);
                }
            }
            entries.add(new Entry(key, node));
        }
        refuseDeeper(column);
        lines.depth--;
        return new Mapping(
                entries,
                false,
                spanning(entries.getFirst().key(), entries.getLast().value()),
                false);
    }

    /** A line that stands deeper than what it follows goes on with a text, or is a mistake. */
    private void refuseDeeper(int column) {
        if (lines.more && lines.column() > column) {
            throw EverydayLines.giveUp();
        }
    }

    private Place spanning(YamlNode first, YamlNode last) {
        Place a = first.place();
        Place b = last.place();
        return new Place(lines.path, a.start(), b.end(), a.line(), a.column(), b.endLine(), b.endColumn());
    }

    private Sequence sequence(int column, boolean flush) {
        lines.enter();
        int start = lines.at;
        int startLine = lines.line;
        List<YamlNode> items = new ArrayList<>();
        while (lines.more && lines.column() == column && lines.isDash(lines.at)) {
            int dash = lines.at;
            int value = lines.skipSpaces(dash + 1);
            if (value == lines.lineEnd || lines.text.charAt(value) == '#') {
                int dashLine = lines.line;
                int dashStart = lines.lineStart;
                lines.advance();
                items.add(
                        lines.more && lines.column() > column
                                ? block()
                                : values.scalar("", Style.PLAIN, dash + 1, dash + 1, dashLine, dashStart));
            } else if (lines.isDash(value)) {
                throw EverydayLines.giveUp();
            } else if (colon(value) >= 0) {
                lines.at = value;
                items.add(mapping(lines.column()));
            } else {
                items.add(inline(value, column));
            }
            refuseDeeper(column);
        }
        if (lines.more && lines.column() == column && !flush) {
            throw EverydayLines.giveUp();
        }
        lines.depth--;
        Place last = items.getLast().place();
        Place place = new Place(lines.path, start, last.end(), startLine, column + 1, last.endLine(), last.endColumn());
        return new Sequence(items, false, place, false);
    }

    /** The colon of the key that begins here; negative where none does. */
    private int colon(int from) {
        char first = lines.text.charAt(from);
        if (first == '"' || first == '\'') {
            int close = lines.text.indexOf(first, from + 1);
            if (close < 0 || close >= lines.lineEnd) {
                throw EverydayLines.giveUp();
            }
            int behind = lines.skipSpaces(close + 1);
            if (behind < lines.lineEnd && lines.text.charAt(behind) == ':') {
                if (behind != close + 1 || (behind + 1 < lines.lineEnd && lines.text.charAt(behind + 1) != ' ')) {
                    throw EverydayLines.giveUp();
                }
                return behind;
            }
            return -1;
        }
        if ("[]{},|>&*!%@`?:#".indexOf(first) >= 0) {
            return -1;
        }
        for (int i = from + 1; i < lines.lineEnd; i++) {
            char c = lines.text.charAt(i);
            if (c == ':' && (i + 1 == lines.lineEnd || lines.text.charAt(i + 1) == ' ')) {
                if (lines.text.charAt(i - 1) == ' ') {
                    throw EverydayLines.giveUp();
                }
                return i;
            }
            if (c == '#' && lines.text.charAt(i - 1) == ' ') {
                return -1;
            }
        }
        return -1;
    }

    private Scalar key() {
        int colon = lines.isDash(lines.at) ? -1 : colon(lines.at);
        if (colon < 0 || colon - lines.at > LONGEST_KEY) {
            throw EverydayLines.giveUp();
        }
        Scalar key = lines.text.charAt(lines.at) == '"' || lines.text.charAt(lines.at) == '\''
                ? values.quoted(lines.at)
                : values.scalar(
                        lines.text.substring(lines.at, colon),
                        Style.PLAIN,
                        lines.at,
                        colon,
                        lines.line,
                        lines.lineStart);
        if (key.place().end() != colon || key.text().equals("<<")) {
            throw EverydayLines.giveUp();
        }
        return key;
    }

    /** A value that begins on the line of its key or dash; goes to the line behind it. */
    private YamlNode inline(int from, int parent) {
        char first = lines.text.charAt(from);
        YamlNode node;
        switch (first) {
            case '|', '>' -> {
                return blocks.scalar(from, parent);
            }
            case '"', '\'' -> node = values.quoted(from);
            case '[', '{' -> node = values.flow(from);
            default -> {
                node = values.plain(from);
                values.end = node.place().end();
            }
        }
        int rest = lines.skipSpaces(values.end);
        if (rest < lines.lineEnd && (lines.text.charAt(rest) != '#' || rest == values.end)) {
            throw EverydayLines.giveUp();
        }
        lines.advance();
        return node;
    }
}
