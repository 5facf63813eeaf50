package dev.tokenless.edit;

import dev.tokenless.ci.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes entries and items out, with the lines that are theirs alone. */
final class EntryRemoval {
    private final Layout layout;
    private final YamlEdits edits;
    private final Set<String> words;

    /** @param words comment lines directly above an entry that hold one of them go with it */
    EntryRemoval(Layout layout, YamlEdits edits, Set<String> words) {
        this.layout = layout;
        this.edits = edits;
        this.words = words;
    }

    /** The path of the outermost thing that would be left empty. */
    YamlPath widen(YamlPath path) {
        YamlPath wide = path;
        while (wide.segments().size() > 1 && alone(wide)) {
            wide = wide.parent();
        }
        return wide;
    }

    private boolean alone(YamlPath path) {
        return edits.node(path.parent())
                .map(holder -> switch (holder) {
                    case YamlNode.Mapping m -> m.entries().size() == 1;
                    case YamlNode.Sequence s -> s.items().size() == 1;
                    case YamlNode.Scalar _ -> false;
                })
                .orElse(false);
    }

    Optional<List<TextEdit>> remove(YamlPath path) {
        Optional<YamlNode> holder = edits.node(path.parent());
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        return switch (path.last()) {
            case YamlPath.Key(String name) ->
                holder.get() instanceof YamlNode.Mapping m ? entry(m, name) : Optional.empty();
            case YamlPath.Index(int position) ->
                holder.get() instanceof YamlNode.Sequence s ? item(s, position) : Optional.empty();
        };
    }

    private Optional<List<TextEdit>> entry(YamlNode.Mapping mapping, String key) {
        List<String> keys = mapping.entries().stream().map(e -> e.key().text()).toList();
        int at = keys.indexOf(key);
        if (at < 0) {
            return Optional.empty();
        }
        YamlNode.Entry entry = mapping.entries().get(at);
        int start = entry.key().place().start();
        int end = layout.end(entry);
        if (mapping.flow()) {
            return Optional.of(List.of(flow(
                    start,
                    end,
                    at + 1 < keys.size()
                            ? mapping.entries().get(at + 1).key().place().start()
                            : -1,
                    at > 0 ? layout.end(mapping.entries().get(at - 1)) : -1)));
        }
        if (layout.firstOnLine(start)) {
            return Optional.of(List.of(lines(start, end)));
        }
        if (at + 1 == keys.size()) {
            return Optional.empty();
        }
        // The entry stands behind a dash: the next one moves up beside it.
        int next = mapping.entries().get(at + 1).key().place().start();
        boolean comments = layout.skipBlanks(end) == next
                && layout.text().substring(layout.lineEnd(end), next).indexOf('#') >= 0;
        if (comments) {
            int from = start;
            while (from > 0 && layout.text().charAt(from - 1) == ' ') {
                from--;
            }
            return Optional.of(List.of(new TextEdit(from, layout.lineEnd(end), "")));
        }
        return Optional.of(List.of(new TextEdit(start, next, "")));
    }

    /** Whole lines, with those above that speak of nothing else. */
    private TextEdit lines(int start, int end) {
        int from = layout.lineStart(start);
        for (int comment : layout.commentsAbove(start).reversed()) {
            if (!speaksOfIt(layout.line(comment))) {
                break;
            }
            from = comment;
        }
        TextEdit whole = wholeLines(from, end);
        int to = whole.end();
        boolean gaps = layout.blankAbove(from)
                && whole.start() == from
                && to < layout.text().length()
                && layout.line(to).isBlank();
        // What stood between two gaps leaves one of them.
        return gaps ? new TextEdit(from, layout.nextLine(to), "") : whole;
    }

    private boolean speaksOfIt(String comment) {
        String lower = comment.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(w -> lower.contains(w.toLowerCase(Locale.ROOT)));
    }

    private TextEdit wholeLines(int from, int end) {
        int to = layout.nextLine(end);
        boolean lastWithoutBreak = to == layout.lineEnd(end);
        if (lastWithoutBreak && from > 1) {
            // The file ends without a line break, and so it does afterwards.
            int before = from - 1;
            if (before > 0
                    && layout.text().charAt(before) == '\n'
                    && layout.text().charAt(before - 1) == '\r') {
                before--;
            }
            return new TextEdit(before, to, "");
        }
        return new TextEdit(from, to, "");
    }

    private TextEdit flow(int start, int end, int next, int previousEnd) {
        if (next >= 0) {
            if (layout.firstOnLine(start) && layout.firstOnLine(next)) {
                return new TextEdit(layout.lineStart(start), layout.lineStart(next), "");
            }
            return new TextEdit(start, next, "");
        }
        if (previousEnd >= 0) {
            return new TextEdit(previousEnd, end, "");
        }
        return new TextEdit(start, end, "");
    }

    private Optional<List<TextEdit>> item(YamlNode.Sequence sequence, int position) {
        if (position >= sequence.items().size()) {
            return Optional.empty();
        }
        int count = sequence.items().size();
        if (sequence.flow()) {
            List<YamlNode> items = sequence.items();
            if (items.stream().anyMatch(i -> i.aliased())) {
                return Optional.empty();
            }
            return Optional.of(List.of(flow(
                    items.get(position).place().start(),
                    items.get(position).place().end(),
                    position + 1 < count ? items.get(position + 1).place().start() : -1,
                    position > 0 ? items.get(position - 1).place().end() : -1)));
        }
        int dash = layout.dash(sequence, position);
        if (dash < 0 || !layout.firstOnLine(dash)) {
            return Optional.empty();
        }
        int from = layout.lineStart(dash);
        List<Integer> above = new ArrayList<>(layout.commentsAbove(dash));
        if (!above.isEmpty() && position > 0) {
            from = above.getFirst();
        }
        boolean lastOne = position + 1 == count;
        while (position > 0 && lastOne && layout.blankAbove(from)) {
            from = layout.lineAbove(from);
        }
        int end = layout.itemEnd(sequence, position);
        TextEdit whole = wholeLines(from, end);
        if (!lastOne) {
            // One gap of blank lines stays between the neighbours, not two.
            int to = whole.end();
            while (to < layout.text().length()
                    && layout.blankAbove(from)
                    && layout.line(to).isBlank()
                    && layout.nextLine(to) > to) {
                to = layout.nextLine(to);
            }
            return Optional.of(List.of(new TextEdit(whole.start(), to, "")));
        }
        return Optional.of(List.of(whole));
    }
}
