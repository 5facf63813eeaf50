package dev.tokenless.ui.portfolio;

import dev.tokenless.edit.LineDiff;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.portfolio.FixesView.Item;
import dev.tokenless.ui.portfolio.FixesView.Result;
import dev.tokenless.ui.sheet.DiffView;
import dev.tokenless.ui.sheet.Lines;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The preview of many fixes: files at the left, each with a tick; the difference of the current one at the right. */
public final class FixesPane extends StackPane {
    private final StepFrame frame = new StepFrame();
    private final AnswerPane answer = new AnswerPane();
    private final Notice fault = new Notice();
    private final ComboBox<FixesView.Kind> kinds = new ComboBox<>();
    private final CheckBox all = new CheckBox();
    private final ListView<Item> files = new ListView<>();
    private final DiffView diff = new DiffView();
    private final SplitPane split = new SplitPane();
    private final FlowPane options = new FlowPane();
    private final StackPane body = new StackPane();
    private final StackPane proof = new StackPane();
    private @Nullable FixesModel model;
    private boolean showing;
    private boolean dragged;

    public FixesPane() {
        files.getStyleClass().add("fix-files");
        kinds.getStyleClass().add("fix-kinds");
        VBox left = new VBox(all, files);
        left.getStyleClass().add("fix-list");
        VBox.setVgrow(files, Priority.ALWAYS);
        split.getStyleClass().add("fix-split");
        split.setOnMouseReleased(e -> dragged = true);
        split.widthProperty().addListener((p, old, now) -> Platform.runLater(this::place));
        Label caption = new Label();
        caption.getStyleClass().addAll("text-12", "muted");
        caption.setLabelFor(kinds);
        VBox field = new VBox(caption, kinds);
        field.getStyleClass().add("field");
        options.getChildren().add(field);
        options.getStyleClass().add("options");
        VBox top = new VBox(answer, fault, options);
        top.getStyleClass().add("stack");
        body.getStyleClass().add("fix-body");
        frame.setFill(true);
        frame.setTop(top);
        frame.setLast(body);
        frame.narrowProperty().subscribe(now -> lay(now, left));
        getChildren().add(frame);
    }

    /** Beside each other; in a narrow window the difference is a tab beside the files, like every proof. */
    private void lay(boolean narrow, Node left) {
        split.getItems().clear();
        if (narrow) {
            body.getChildren().setAll(left);
            frame.setSide(proof);
            proof.getChildren().setAll(diff);
        } else {
            frame.setSide(null);
            proof.getChildren().clear();
            split.getItems().setAll(left, diff);
            dragged = false;
            place();
            body.getChildren().setAll(split);
        }
    }

    /** The files have a third of the width, until somebody drags it otherwise. */
    private void place() {
        if (!dragged && split.getItems().size() == 2) {
            split.setDividerPositions(0.32);
        }
    }

    void bind(FixesModel shown, Texts texts) {
        model = shown;
        ((Label) ((VBox) options.getChildren().getFirst()).getChildren().getFirst()).setText(texts.text("fixes.kind"));
        kinds.setAccessibleText(texts.text("fixes.kind"));
        frame.setLastTitle(texts.text("fixes.files"));
        frame.setSideTitle(texts.text("fixes.change"));
        kinds.setCellFactory(view -> new KindCell());
        kinds.setButtonCell(new KindCell());
        kinds.valueProperty().addListener((p, old, now) -> {
            if (!showing && now != null) {
                shown.choose(kinds.getItems().indexOf(now));
            }
        });
        all.setText(texts.text("fixes.all"));
        all.setOnAction(e -> shown.tickAll(all.isSelected()));
        files.setItems(shown.items());
        files.setAccessibleText(texts.text("fixes.files"));
        files.setCellFactory(view -> new FileCell(shown, texts));
        files.getSelectionModel().selectedIndexProperty().addListener((p, old, now) -> {
            if (!showing) {
                shown.goTo(now.intValue());
            }
        });
        files.setOnKeyPressed(key -> {
            int at = files.getSelectionModel().getSelectedIndex();
            if (key.getCode() == KeyCode.SPACE && at >= 0) {
                shown.tick(at, !shown.items().get(at).ticked());
                key.consume();
            }
        });
        diff.with(texts, change -> {});
        shown.view().subscribe(view -> show(view, texts));
    }

    private void show(FixesView view, Texts texts) {
        showing = true;
        answer.show(view.answer());
        Item shown = view.current() >= 0 && view.current() < files.getItems().size()
                ? files.getItems().get(view.current())
                : null;
        fault.show(
                Sign.ERROR,
                view.fault().spans().isEmpty() && shown != null && shown.result() == Result.REFUSED
                        ? Rich.plain(shown.sentence())
                        : view.fault());
        if (!kinds.getItems().equals(view.kinds())) {
            kinds.getItems().setAll(view.kinds());
        }
        if (view.kind() < view.kinds().size()) {
            kinds.getSelectionModel().select(view.kind());
        }
        toggle(options, view.kinds().size() > 1);
        List<Item> items = files.getItems();
        toggle(body, !items.isEmpty());
        frame.setSideEmpty(items.isEmpty());
        all.setSelected(view.all());
        all.setIndeterminate(view.some() && !view.all());
        toggle(all, view.choosable());
        if (view.current() >= 0 && view.current() < items.size()) {
            files.getSelectionModel().select(view.current());
            Item item = items.get(view.current());
            diff.show(
                    view.diff(),
                    texts.text(item.result() == Result.WRITTEN ? "fixes.before" : "diff.today"),
                    item.edit().newFile()
                            ? texts.text("workflow.not-there")
                            : lines(item.edit().before(), texts),
                    texts.text(item.result() == Result.WRITTEN ? "diff.today" : "fixes.after"),
                    lines(item.edit().after(), texts));
        }
        showing = false;
    }

    private static String lines(String text, Texts texts) {
        int count = Lines.of(text).size();
        return texts.plural("count.lines", count, count);
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /** Where the focus goes. */
    Node first() {
        return files;
    }

    void requestFirst() {
        files.requestFocus();
    }

    private static final class KindCell extends ListCell<FixesView.Kind> {
        @Override
        protected void updateItem(FixesView.@Nullable Kind kind, boolean empty) {
            super.updateItem(kind, empty);
            setText(empty || kind == null ? null : kind.words());
        }
    }

    /** A file: its tick, its repository, its path, how many lines change, what came of it. */
    private static final class FileCell extends ListCell<Item> {
        private final FixesModel model;
        private final Texts texts;
        private final CheckBox box = new CheckBox();
        private final Label repository = Words.label("", "text-bold");
        private final Label file = Words.label("", "text-12", "muted");
        private final Label count = Words.label("", "text-12", "muted");
        private final Label outcome = Words.label("", "text-12");
        private final StackPane sign = new StackPane();
        private final HBox row;

        FileCell(FixesModel model, Texts texts) {
            this.model = model;
            this.texts = texts;
            box.setFocusTraversable(false);
            box.setOnAction(e -> model.tick(getIndex(), box.isSelected()));
            box.disableProperty().bind(model.view().map(view -> !view.choosable()));
            repository.setWrapText(false);
            file.setWrapText(false);
            file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            count.setMinWidth(Region.USE_PREF_SIZE);
            VBox words = new VBox(repository, file, outcome);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            sign.setMinWidth(Region.USE_PREF_SIZE);
            row = new HBox(box, words, count, sign);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("fix-file");
            row.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            int added = 0;
            int removed = 0;
            for (LineDiff.Row line : LineDiff.rows(item.edit())) {
                added += line.kind() != LineDiff.Kind.SAME && line.rightLine() > 0 ? 1 : 0;
                removed += line.kind() != LineDiff.Kind.SAME && line.leftLine() > 0 ? 1 : 0;
            }
            box.setSelected(item.ticked());
            box.setAccessibleText(texts.text(
                    "fixes.tick",
                    Visible.of(item.repository()),
                    Visible.of(item.edit().path())));
            repository.setText(Visible.line(item.repository()));
            file.setText(Visible.line(item.edit().path()));
            count.setText(texts.text("fixes.count", added, removed));
            String came = switch (item.result()) {
                case NONE -> "";
                case WRITTEN -> (texts.text("fixes.result.written") + " " + item.sentence()).strip();
                case TAKEN_BACK -> texts.text("fixes.result.undone");
                case REFUSED -> item.sentence();
            };
            outcome.setText(Visible.of(came));
            outcome.getStyleClass().removeAll("danger", "success", "muted");
            outcome.getStyleClass().add(tone(item.result()).tone().styleClass());
            outcome.setVisible(!came.isEmpty());
            outcome.setManaged(!came.isEmpty());
            if (item.result() == Result.NONE) {
                sign.getChildren().clear();
            } else {
                sign.getChildren().setAll(Icons.of(tone(item.result()), "icon-16"));
            }
            setAccessibleText(Visible.line(item.repository()) + " "
                    + texts.text("fixes.file", file.getText(), added, removed) + " " + came);
            setGraphic(row);
        }

        private static Sign tone(Result result) {
            return switch (result) {
                case NONE, TAKEN_BACK -> Sign.NONE;
                case WRITTEN -> Sign.DONE;
                case REFUSED -> Sign.REFUSED;
            };
        }
    }
}
