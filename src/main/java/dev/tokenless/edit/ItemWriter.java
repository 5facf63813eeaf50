package dev.tokenless.edit;

import dev.tokenless.ci.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Puts items into sequences. */
final class ItemWriter {
    private final Layout layout;
    private final YamlText writer;

    ItemWriter(Layout layout) {
        this.layout = layout;
        this.writer = new YamlText(layout.unit(), layout.indentsSequences());
    }

    Optional<List<TextEdit>> insert(YamlNode.Sequence sequence, int position, YamlValue item) {
        int count = sequence.items().size();
        if (sequence.flow()) {
            return flow(sequence, Math.min(position, count), item);
        }
        int firstDash = layout.dash(sequence, 0);
        if (firstDash < 0) {
            return Optional.empty();
        }
        int column = layout.column(firstDash);
        List<String> lines = writer.item(item);
        String eol = layout.eol(firstDash);
        boolean spaced = count > 1 && layout.dash(sequence, 1) >= 0 && gapAbove(sequence, 1);
        if (position <= 0) {
            String joined = String.join(eol + " ".repeat(column), lines);
            String gap = spaced ? eol : "";
            return Optional.of(List.of(new TextEdit(firstDash, firstDash, joined + eol + gap + " ".repeat(column))));
        }
        int end = layout.lineEnd(layout.itemEnd(sequence, Math.min(position, count) - 1));
        String gap = spaced ? eol : "";
        return Optional.of(List.of(
                new TextEdit(end, end, gap + eol + String.join(eol, YamlText.indent(lines, column)))));
    }

    private boolean gapAbove(YamlNode.Sequence sequence, int position) {
        int dash = layout.dash(sequence, position);
        List<Integer> comments = layout.commentsAbove(dash);
        return layout.blankAbove(comments.isEmpty() ? dash : comments.getFirst());
    }

    private Optional<List<TextEdit>> flow(YamlNode.Sequence sequence, int position, YamlValue item) {
        String written = writer.flow(item);
        List<YamlNode> items = sequence.items();
        if (items.isEmpty()) {
            int open = sequence.place().start();
            return Optional.of(List.of(new TextEdit(open + 1, sequence.place().end() - 1, written)));
        }
        if (items.stream().anyMatch(YamlNode::aliased)) {
            return Optional.empty();
        }
        if (position == 0) {
            int start = items.getFirst().place().start();
            return Optional.of(List.of(new TextEdit(start, start, written + ", ")));
        }
        int end = items.get(position - 1).place().end();
        return Optional.of(List.of(new TextEdit(end, end, ", " + written)));
    }
}
