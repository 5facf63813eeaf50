package dev.tokenless.ui.sheet;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.NextFrame;
import dev.tokenless.ui.part.RichFlow;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** Shows a sheet: line numbers, a gutter for signs, lit lines with their annotations. Long lines wrap. */
public final class SheetView extends ListView<Line> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private Sheet sheet = Sheet.NONE;

    public SheetView() {
        getStyleClass().add("sheet-view");
        setCellFactory(view -> new Cell());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (COPY.match(key)) {
                copy();
                key.consume();
            } else if (key.getCode() == KeyCode.F8) {
                nextLit(!key.isShiftDown());
                key.consume();
            }
        });
        setMinWidth(0);
        sceneProperty().subscribe(now -> fillLater());
    }

    /**
     * Shows a sheet and brings its line into view; the place stays where only the lit lines change. The first lines come one
     * frame after the screen they stand on.
     */
    public void show(Sheet next) {
        if (next.equals(sheet)) {
            return;
        }
        boolean sameText = next.title().equals(sheet.title())
                && next.lines().size() == sheet.lines().size();
        sheet = next;
        getSelectionModel().clearSelection();
        setAccessibleText(Visible.of(next.title()));
        if (getItems().isEmpty()) {
            fillLater();
        } else {
            fill(sameText);
        }
    }

    private void fillLater() {
        if (getScene() != null && getItems().isEmpty() && !sheet.lines().isEmpty()) {
            NextFrame.after(getScene(), () -> {
                if (!gone() && getItems().isEmpty()) {
                    fill(false);
                } else if (getScene() != null && getItems().isEmpty()) {
                    whenShown(getScene().getWindow());
                }
            });
        }
    }

    /** A window that was hidden meanwhile may come back. */
    private void whenShown(Window window) {
        window.addEventHandler(WindowEvent.WINDOW_SHOWN, new EventHandler<>() {
            @Override
            public void handle(WindowEvent shown) {
                window.removeEventHandler(WindowEvent.WINDOW_SHOWN, this);
                fillLater();
            }
        });
    }

    /** Whether it was taken off the screen meanwhile, or the window was closed: its cells would find no colours. */
    private boolean gone() {
        Scene scene = getScene();
        return scene == null || scene.getWindow() != null && !scene.getWindow().isShowing();
    }

    private void fill(boolean sameText) {
        Sheet next = sheet;
        getItems().setAll(next.lines());
        if (next.focus() >= 0) {
            int first = Math.max(0, next.focus() - 5);
            scrollTo(first);
            Platform.runLater(
                    () -> { // once more, when the heights of wrapped lines are known
                        if (!gone()) {
                            scrollTo(first);
                        }
                    });
        } else if (!sameText) {
            scrollTo(0);
        }
    }

    /** The sheet that is shown. */
    public Sheet sheet() {
        return sheet;
    }

    private void copy() {
        List<Line> chosen = getSelectionModel().getSelectedItems();
        ClipboardContent content = new ClipboardContent();
        content.putString(
                chosen.isEmpty()
                        ? sheet.text()
                        : chosen.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void nextLit(boolean forward) {
        int size = getItems().size();
        int at = Math.max(0, getSelectionModel().getSelectedIndex());
        for (int step = 1; step <= size; step++) {
            int index = Math.floorMod(at + (forward ? step : -step), size);
            if (getItems().get(index).sign() != null) {
                getSelectionModel().clearAndSelect(index);
                scrollTo(Math.max(0, index - 5));
                return;
            }
        }
    }

    /** The nodes of a line's characters. */
    static TextFlow characters(List<Token> tokens, boolean expressionsColoured) {
        TextFlow flow = new TextFlow();
        for (Token token : tokens) {
            Text text = new Text(Visible.of(token.text().replace("\t", "    ")));
            text.getStyleClass().add("mono");
            boolean coloured =
                    token.role() != Token.Role.PLAIN && (expressionsColoured || token.role() != Token.Role.EXPRESSION);
            if (coloured) {
                text.getStyleClass().add(token.role().styleClass());
            }
            flow.getChildren().add(text);
        }
        flow.setMinWidth(0);
        HBox.setHgrow(flow, Priority.ALWAYS);
        return flow;
    }

    /** A cell as high as its wrapped line. */
    private static final class Cell extends LineCell<Line> {
        /** Deeper than so many characters, a line would have no room left for its text. */
        private static final int DEEPEST = 16;

        Cell() {
            setPrefWidth(0);
            getStyleClass().add("sheet-cell");
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setTooltip(null);
            getStyleClass().removeAll("lit-success", "lit-danger", "lit-warning", "lit-accent", "lit-muted");
            if (empty || line == null) {
                shown = null;
                setGraphic(null);
                return;
            }
            HBox row = new HBox();
            row.getStyleClass().add("sheet-line");
            Label number = new Label(line.number() > 0 ? Integer.toString(line.number()) : "");
            number.getStyleClass().addAll("line-number", "mono");
            number.setMinWidth(Region.USE_PREF_SIZE);
            StackPane gutter = new StackPane();
            gutter.getStyleClass().add("gutter");
            gutter.setMinWidth(Region.USE_PREF_SIZE);
            if (line.sign() != null) {
                gutter.getChildren().add(Icons.of(line.sign(), "icon-12"));
                getStyleClass().add("lit-" + line.sign().tone().styleClass());
            }
            TextFlow characters = characters(
                    Lines.folded(line.tokens()),
                    line.sign() == null || line.sign().tone() == Sign.Tone.ACCENT);
            VBox words = new VBox(hanging(line.tokens(), characters));
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            if (!line.note().spans().isEmpty()) {
                RichFlow note = new RichFlow(line.note(), "line-note");
                words.getChildren().add(note);
            }
            if (line.number() > 0) {
                row.getChildren().add(number);
            }
            row.getChildren().addAll(gutter, words);
            shown = row;
            setGraphic(row);
            setAccessibleText((line.number() > 0 ? line.number() + " " : "") + Visible.of(line.text()));
            setAccessibleHelp(line.note().words());
            if (Lines.folds(line.text())) {
                setTooltip(new Tooltip(Visible.of(line.text().strip())));
            }
        }

        /** A line that goes on in the next row goes on below its own text, not at the edge. */
        private static Node hanging(List<Token> tokens, TextFlow characters) {
            String first = tokens.isEmpty() ? "" : tokens.getFirst().text();
            String indent = first.substring(0, Math.min(Lines.hanging(first), DEEPEST));
            if (indent.isEmpty() || !(characters.getChildren().getFirst() instanceof Text begin)) {
                return characters;
            }
            begin.setText(begin.getText().substring(indent.length()));
            Label before = new Label(indent);
            before.getStyleClass().add("mono");
            before.setMinWidth(Region.USE_PREF_SIZE);
            HBox whole = new HBox(before, characters);
            whole.setMinWidth(0);
            return whole;
        }
    }
}
