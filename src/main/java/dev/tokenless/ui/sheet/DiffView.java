package dev.tokenless.ui.sheet;

import dev.tokenless.edit.LineDiff;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Words;
import java.util.List;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * Shows two texts beside each other. One list carries both sides, so that lines stay level; long lines go on to the right
 * of both, and both are moved to the side in step.
 */
public final class DiffView extends VBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final ListView<DiffSheet.Item> list = new ListView<>();
    private final HBox heads = new HBox();
    private final SideScroll side = new SideScroll();
    private Texts texts = new Texts();
    private DiffSheet sheet = DiffSheet.NONE;
    private int current = -1;
    /** Whether there is nothing but new lines: they have the whole width then. */
    private boolean fresh;

    private java.util.function.IntConsumer whenChosen = change -> {};

    public DiffView() {
        getStyleClass().add("diff");
        heads.getStyleClass().add("diff-heads");
        list.getStyleClass().addAll("sheet-view", "diff-list");
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        list.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.F8) {
                whenChosen.accept(current + (key.isShiftDown() ? -1 : 1));
                key.consume();
            } else if (key.getCode() == KeyCode.C && key.isShortcutDown()) {
                copy();
                key.consume();
            } else if (!key.isAltDown() && (key.getCode() == KeyCode.LEFT || key.getCode() == KeyCode.RIGHT)) {
                side.move(key.getCode() == KeyCode.LEFT ? -1 : 1);
                key.consume();
            }
        });
        list.addEventFilter(ScrollEvent.SCROLL, scroll -> {
            double wanted = scroll.isShiftDown() && scroll.getDeltaX() == 0 ? scroll.getDeltaY() : scroll.getDeltaX();
            if (Math.abs(wanted) > (scroll.isShiftDown() ? 0 : Math.abs(scroll.getDeltaY()))) {
                side.by(-wanted);
                scroll.consume();
            }
        });
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getChildren().addAll(heads, list, side);
        list.heightProperty().addListener((p, old, now) -> {
            if (now.doubleValue() < old.doubleValue()) {
                Platform.runLater(this::reveal);
            }
        });
        setMinWidth(0);
    }

    /** Gives the words and says what a change of the current change does. */
    public void with(Texts words, java.util.function.IntConsumer action) {
        texts = words;
        whenChosen = action;
        list.setAccessibleText(words.text("diff.words"));
    }

    /** Shows a difference with headings for both sides. */
    public void show(DiffSheet next, String left, String leftNote, String right, String rightNote) {
        fresh = fresh(next);
        heads.getChildren().setAll(head(right, rightNote));
        if (!fresh) {
            heads.getChildren().addFirst(head(left, leftNote));
        }
        if (!next.equals(sheet)) {
            sheet = next;
            current = -1;
            side.begin(next.items().stream().mapToInt(DiffView::longest).max().orElse(0));
            list.getItems().setAll(next.items());
        }
    }

    private static boolean fresh(DiffSheet sheet) {
        return !sheet.items().isEmpty()
                && sheet.items().stream()
                        .noneMatch(item -> item instanceof DiffSheet.Fold
                                || item instanceof DiffSheet.Pair pair && pair.left() != null);
    }

    /** Marks one change and brings it into view. */
    public void current(int change) {
        if (change == current) {
            return;
        }
        current = change;
        list.refresh();
        reveal();
    }

    /** Brings the current change into view: when it changes, and when there is less room than before. */
    private void reveal() {
        int first = sheet.firstOf(current);
        if (first >= 0) {
            int shown = Math.max(0, first - 3);
            list.scrollTo(shown);
            Platform.runLater(() -> list.scrollTo(shown)); // once more, when the heights of the lines are known
        }
    }

    private static int longest(DiffSheet.Item item) {
        return item instanceof DiffSheet.Pair pair ? Math.max(length(pair.left()), length(pair.right())) : 0;
    }

    private static int length(@Nullable Line line) {
        return line == null
                ? 0
                : Lines.folded(line.tokens()).stream()
                        .mapToInt(t -> t.text().length())
                        .sum();
    }

    /** The chosen lines as the new text has them; those that go, as the old one has them. */
    private void copy() {
        StringBuilder text = new StringBuilder();
        for (DiffSheet.Item item : list.getSelectionModel().getSelectedItems()) {
            if (item instanceof DiffSheet.Pair pair) {
                Line line = pair.right() != null ? pair.right() : pair.left();
                text.append(line == null ? "" : line.text()).append('\n');
            }
        }
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text.toString());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private static HBox head(String title, String note) {
        Label name = Words.label(title, "text-bold");
        Label more = Words.label(note, "text-12", "muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setWrapText(false);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(Icons.of(Feather.FILE_TEXT, "icon-16", "muted"), name, space, more);
        head.getStyleClass().add("diff-head");
        head.setMinWidth(0);
        head.setPrefWidth(0);
        HBox.setHgrow(head, Priority.ALWAYS);
        return head;
    }

    private final class Cell extends LineCell<DiffSheet.Item> {

        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(DiffSheet.@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            setTooltip(null);
            if (empty || item == null) {
                shown = null;
                setGraphic(null);
                return;
            }
            shown = switch (item) {
                case DiffSheet.File file -> wide("diff-file", Visible.of(file.path()));
                case DiffSheet.Fold fold ->
                    wide("diff-fold", texts.plural("diff.unchanged", fold.lines(), fold.lines()));
                case DiffSheet.Pair pair -> pair(pair);
            };
            setGraphic(shown);
        }

        private Region wide(String styleClass, String words) {
            HBox row = new HBox(Words.label(words, "text-12", "muted"));
            row.getStyleClass().add(styleClass);
            setAccessibleText(words);
            return row;
        }

        private Region pair(DiffSheet.Pair pair) {
            boolean changed = pair.kind() != LineDiff.Kind.SAME;
            GridPane row = new GridPane();
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(fresh ? 100 : 50);
            row.getColumnConstraints().setAll(fresh ? List.of(column) : List.of(column, column));
            RowConstraints whole = new RowConstraints();
            whole.setVgrow(Priority.ALWAYS);
            row.getRowConstraints().setAll(whole);
            if (!fresh) {
                row.add(half(pair.left(), changed, "removed", "\u2212"), 0, 0);
            }
            row.add(half(pair.right(), changed, "added", "+"), fresh ? 0 : 1, 0);
            row.getStyleClass().add("diff-row");
            row.pseudoClassStateChanged(CURRENT, changed && pair.change() == current);
            String left = pair.left() == null ? "" : pair.left().text();
            String right = pair.right() == null ? "" : pair.right().text();
            setAccessibleText(Visible.of(changed ? texts.text("diff.pair", left, right) : left));
            if (Lines.folds(right)) {
                setTooltip(new Tooltip(Visible.of(right.strip())));
            }
            if (changed) {
                row.setOnMouseClicked(e -> whenChosen.accept(pair.change()));
            }
            return row;
        }

        private Node half(@Nullable Line line, boolean changed, String styleClass, String mark) {
            HBox half = new HBox();
            half.getStyleClass().addAll("diff-half", line == null ? "gap" : changed ? styleClass : "same");
            half.setMinWidth(0);
            half.setMaxWidth(Double.MAX_VALUE);
            if (line == null) {
                return half;
            }
            Label number = new Label(Integer.toString(line.number()));
            number.getStyleClass().addAll("line-number", "mono");
            number.setMinWidth(Region.USE_PREF_SIZE);
            Label sign = new Label(changed ? mark : "");
            sign.getStyleClass().addAll("diff-mark", "mono");
            sign.setMinWidth(Region.USE_PREF_SIZE);
            TextFlow words = SheetView.characters(Lines.folded(line.tokens()), !changed);
            SideScroll.Slot slot = side.slot(words, length(line));
            HBox.setHgrow(slot, Priority.ALWAYS);
            half.getChildren().addAll(number, sign, slot);
            return half;
        }
    }
}
