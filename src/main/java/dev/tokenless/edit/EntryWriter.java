package dev.tokenless.edit;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits.After;
import dev.tokenless.edit.YamlEdits.Before;
import dev.tokenless.edit.YamlEdits.First;
import dev.tokenless.edit.YamlEdits.Last;
import dev.tokenless.edit.YamlEdits.Where;
import dev.tokenless.edit.YamlValue.Field;
import dev.tokenless.edit.YamlValue.Fields;
import dev.tokenless.edit.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts entries into mappings and values behind keys. */
final class EntryWriter {
    private final Layout layout;
    private final YamlText writer;

    EntryWriter(Layout layout) {
        this.layout = layout;
        this.writer = new YamlText(layout.unit(), layout.indentsSequences());
    }

    /** A new value behind a key that is there. */
    List<TextEdit> replace(YamlNode.Entry entry, YamlValue value) {
        if (entry.value() instanceof YamlNode.Scalar old
                && value instanceof Scalar s
                && !layout.isAlias(entry)
                && !old.isNull()
                && s.text().indexOf('\n') < 0
                && YamlValue.of(old) instanceof Scalar o
                && (o.isString() == s.isString())) {
            return ScalarWriter.replace(layout, old, s.text());
        }
        int start = layout.afterColon(entry);
        int end = layout.end(entry);
        boolean inFlow = layout.inFlow(entry.key().place().start());
        if (inFlow || !(nested(value))) {
            List<String> lines = inFlow
                    ? List.of(writer.flow(value))
                    : writer.entry(new Field("k", value, List.of())).stream()
                            .map(l -> l.startsWith("k: ") ? l.substring(3) : l)
                            .toList();
            return List.of(new TextEdit(
                    start, end, " " + String.join(layout.eol(start) + blanks(column(entry)), lines)));
        }
        List<String> lines = writer.entry(new Field("k", value, List.of()));
        String block = at(start, column(entry), lines.subList(1, lines.size()));
        int lineEnd = layout.lineEnd(end);
        if (layout.lineStart(start) == layout.lineStart(end)) {
            // A comment behind the old value stays behind the key.
            return List.of(new TextEdit(start, end, ""), new TextEdit(lineEnd, lineEnd, block));
        }
        return List.of(new TextEdit(start, end, block));
    }

    private static boolean nested(YamlValue value) {
        return switch (value) {
            case Scalar _ -> false;
            case Fields f -> !f.flow() && !f.fields().isEmpty();
            case YamlValue.Items i -> !i.flow() && !i.items().isEmpty();
        };
    }

    /** Lines on lines of their own behind an offset, from a column on. */
    private String at(int offset, int column, List<String> lines) {
        String eol = layout.eol(offset);
        return eol + String.join(eol, YamlText.indent(lines, column));
    }

    private static String blanks(int columns) {
        return " ".repeat(columns);
    }

    private int column(YamlNode.Entry entry) {
        return layout.column(entry.key().place().start());
    }

    /**
     * A new entry.
     *
     * @param holder the mapping, or the nothing that stands where it should be
     * @param holderEntry the entry whose value the holder is; empty at the root and for items
     */
    Optional<List<TextEdit>> insert(
            YamlNode holder, Optional<YamlNode.Entry> holderEntry, Field field, Where where, boolean spaced) {
        return switch (holder) {
            case YamlNode.Mapping m -> m.flow() ? flow(m, field, where) : Optional.of(block(m, field, where, spaced));
            case YamlNode.Scalar s
            when s.isNull()
                    && holderEntry.isPresent()
                    && !layout.inFlow(s.place().start()) ->
                Optional.of(replace(holderEntry.get(), new Fields(List.of(field), false)));
            case YamlNode.Scalar _ -> Optional.empty();
            case YamlNode.Sequence _ -> Optional.empty();
        };
    }

    private List<TextEdit> block(YamlNode.Mapping mapping, Field field, Where where, boolean spaced) {
        List<YamlNode.Entry> entries = own(mapping);
        int column = layout.column(entries.getFirst().key().place().start());
        int before = position(entries, where);
        List<String> lines = writer.entry(field);
        if (before == 0) {
            int key = entries.getFirst().key().place().start();
            String eol = layout.eol(key);
            String joined = String.join(eol + blanks(column), lines);
            String gap = spaced ? eol : "";
            return List.of(new TextEdit(key, key, joined + eol + gap + blanks(column)));
        }
        int end = layout.end(entries.get(before - 1));
        int lineEnd = layout.lineEnd(end);
        String gap = spaced ? layout.eol(end) : "";
        return List.of(new TextEdit(lineEnd, lineEnd, gap + at(end, column, lines)));
    }

    /** The entries that stand in the mapping itself; those of a merge key stand elsewhere. */
    private static List<YamlNode.Entry> own(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .filter(e -> e.key().place().start() >= mapping.place().start()
                        && e.key().place().end() <= mapping.place().end())
                .toList();
    }

    /** Before which of the entries the new one goes. */
    private static int position(List<YamlNode.Entry> entries, Where where) {
        List<String> keys = entries.stream().map(e -> e.key().text()).toList();
        return switch (where) {
            case First _ -> 0;
            case Last _ -> entries.size();
            case After(List<String> wanted) ->
                wanted.stream()
                        .filter(keys::contains)
                        .findFirst()
                        .map(k -> keys.indexOf(k) + 1)
                        .orElse(entries.size());
            case Before(List<String> wanted) ->
                wanted.stream()
                        .filter(keys::contains)
                        .findFirst()
                        .map(keys::indexOf)
                        .orElse(entries.size());
        };
    }

    private Optional<List<TextEdit>> flow(YamlNode.Mapping mapping, Field field, Where where) {
        String text = layout.text();
        String written = writer.flow(new Fields(List.of(field), true));
        String entry = written.substring(1, written.length() - 1);
        int open = mapping.place().start();
        int close = mapping.place().end() - 1;
        List<YamlNode.Entry> entries = mapping.entries();
        if (entries.isEmpty()) {
            return Optional.of(List.of(new TextEdit(open + 1, close, entry)));
        }
        int before = position(entries, where);
        List<TextEdit> edits = new ArrayList<>();
        if (before < entries.size()) {
            int key = entries.get(before).key().place().start();
            String gap = layout.firstOnLine(key) ? layout.eol(key) + blanks(layout.column(key)) : " ";
            edits.add(new TextEdit(key, key, entry + "," + gap));
            return Optional.of(edits);
        }
        YamlNode.Entry last = entries.getLast();
        int end = layout.end(last);
        int key = last.key().place().start();
        String gap = layout.firstOnLine(key) ? layout.eol(key) + blanks(layout.column(key)) : " ";
        int comma = layout.skipBlanks(end);
        boolean trailing = comma < text.length() && text.charAt(comma) == ',';
        if (trailing) {
            int lineEnd = layout.firstOnLine(key) ? layout.lineEnd(comma) : comma + 1;
            edits.add(new TextEdit(lineEnd, lineEnd, gap + entry + ","));
        } else if (layout.firstOnLine(key) && layout.lineEnd(end) < close) {
            // A comment behind the last entry stays behind it.
            int lineEnd = layout.lineEnd(end);
            edits.add(new TextEdit(end, end, ","));
            edits.add(new TextEdit(lineEnd, lineEnd, gap + entry));
        } else {
            edits.add(new TextEdit(end, end, "," + gap + entry));
        }
        return Optional.of(edits);
    }
}
