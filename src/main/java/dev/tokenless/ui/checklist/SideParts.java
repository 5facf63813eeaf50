package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.SectionHeading;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.sheet.Line;
import dev.tokenless.ui.sheet.SheetView;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.feather.Feather;

/** Makes the nodes of what stands beside a guided list. */
final class SideParts {
    /** Longer text stands in a list of its own, which makes nodes only for what is seen. */
    private static final int SHORT = 60;

    private final Texts texts;
    private final Desktop desktop;

    SideParts(Texts texts, Desktop desktop) {
        this.texts = texts;
        this.desktop = desktop;
    }

    /** Everything as text. */
    static String text(ChecklistView.Side side) {
        StringBuilder all = new StringBuilder();
        for (ChecklistView.Part part : side.parts()) {
            switch (part) {
                case ChecklistView.Values(List<ChecklistView.Value> values) ->
                    values.forEach(v ->
                            all.append(v.label()).append(": ").append(v.value()).append('\n'));
                case ChecklistView.Block block ->
                    all.append(block.heading().isEmpty() ? "" : block.heading() + "\n")
                            .append(block.sheet().text())
                            .append('\n');
                case ChecklistView.Remark remark ->
                    all.append(remark.words().words()).append('\n');
                case ChecklistView.Rows rows -> {
                    all.append(rows.heading()).append('\n');
                    rows.rows()
                            .forEach(r -> all.append("- ")
                                    .append(r.what().words())
                                    .append(' ')
                                    .append(r.more().words())
                                    .append('\n'));
                }
            }
        }
        return all.toString();
    }

    /** The nodes: one list of short parts, or the long text that takes what height is left. */
    Node[] of(ChecklistView.Side side) {
        if (side.parts().isEmpty()) {
            return new Node[] {Words.label(texts.text("checklist.nothing"), "text-13", "muted", "empty-pane")};
        }
        boolean alone = side.parts().size() == 1;
        if (alone
                && side.parts().getFirst() instanceof ChecklistView.Block block
                && block.sheet().lines().size() > SHORT) {
            SheetView view = new SheetView();
            view.show(block.sheet());
            return new Node[] {view};
        }
        VBox all = new VBox();
        all.getStyleClass().add("side-parts");
        side.parts().forEach(part -> all.getChildren().add(node(part)));
        ScrollPane scroll = new ScrollPane(all);
        InView.drawnInParts(scroll);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFocusTraversable(false);
        return new Node[] {scroll};
    }

    private Node node(ChecklistView.Part part) {
        return switch (part) {
            case ChecklistView.Values(List<ChecklistView.Value> values) -> {
                VBox list = new VBox();
                list.getStyleClass().add("form-list");
                values.forEach(v -> list.getChildren().add(value(v)));
                yield list;
            }
            case ChecklistView.Block block -> block(block);
            case ChecklistView.Remark remark -> {
                HBox row = new HBox(Icons.of(remark.sign(), "icon-14"), new RichFlow(remark.words(), "text-13"));
                row.getStyleClass().addAll("side-remark");
                yield row;
            }
            case ChecklistView.Rows rows -> rows(rows);
        };
    }

    private Node block(ChecklistView.Block block) {
        VBox box = new VBox();
        box.getStyleClass().add("side-block");
        if (!block.heading().isEmpty()) {
            SectionHeading heading = new SectionHeading();
            heading.setTitle(block.heading());
            heading.right(Buttons.icon(
                    Feather.COPY,
                    texts.text("publisher.copy-field", block.heading()),
                    () -> desktop.copy(block.sheet().text())));
            box.getChildren().add(heading);
        }
        if (block.sheet().lines().size() > SHORT) {
            SheetView view = new SheetView();
            view.show(block.sheet());
            box.getChildren().add(view);
            return box;
        }
        VBox lines = new VBox();
        lines.getStyleClass().add("side-lines");
        block.sheet().lines().forEach(line -> lines.getChildren().add(line(line)));
        lines.setAccessibleText(Visible.of(block.sheet().text()));
        box.getChildren().add(lines);
        return box;
    }

    private static Node line(Line line) {
        TextFlow flow = new TextFlow();
        line.tokens().forEach(token -> {
            Text text = new Text(Visible.of(token.text()));
            text.getStyleClass().add("mono");
            text.getStyleClass().add(token.role().styleClass());
            flow.getChildren().add(text);
        });
        if (line.text().isEmpty()) {
            Text empty = new Text(" ");
            empty.getStyleClass().add("mono");
            flow.getChildren().add(empty);
        }
        flow.setMinWidth(0);
        return flow;
    }

    private static Node rows(ChecklistView.Rows rows) {
        SectionHeading heading = new SectionHeading();
        heading.setTitle(rows.heading());
        heading.note(rows.note());
        VBox box = new VBox(heading);
        box.getStyleClass().add("side-rows");
        for (ChecklistView.Row row : rows.rows()) {
            RichFlow what = new RichFlow(row.what(), "text-13");
            VBox words = new VBox(what);
            if (!row.more().spans().isEmpty()) {
                words.getChildren().add(new RichFlow(row.more(), "text-12", "muted"));
            }
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox one = new HBox(Icons.of(row.sign(), "icon-14"), words);
            one.getStyleClass().add("side-row");
            box.getChildren().add(one);
        }
        return box;
    }

    private Node value(ChecklistView.Value value) {
        Label name = Words.label(value.label(), "text-12", "muted");
        TextField text = new TextField(Visible.of(value.value()));
        text.setEditable(false);
        text.getStyleClass().add("mono");
        text.setAccessibleText(value.label());
        name.setLabelFor(text);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copy = Buttons.icon(
                Feather.COPY, texts.text("publisher.copy-field", value.label()), () -> desktop.copy(value.value()));
        copy.getStyleClass().remove("flat");
        HBox row = new HBox(text, copy);
        row.getStyleClass().add("state");
        row.setMinHeight(Region.USE_PREF_SIZE);
        VBox box = new VBox(name, row);
        box.getStyleClass().add("field");
        return box;
    }
}
