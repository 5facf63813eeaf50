package dev.tokenless.ui.part;

import dev.tokenless.ui.Visible;
import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/**
 * A short table inside a scrolling page: columns share the width in parts of a hundred, but none is narrower than the words
 * that it holds while others have room to give; rows grow with what they hold, and the whole is one stop of the Tab key with the arrow keys inside. Long tables are JavaFX's own; this one is for the proof
 * of an answer, where nothing may be cut off and text may be twice as large.
 */
public final class RowTable extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");

    /** How much smaller the style sheet sets the text of a tight table. */
    private static final double TIGHTER = 0.86;

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final GridPane header = new GridPane();
    private final VBox body = new VBox();
    private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper(this, "selected", -1);
    private boolean singleClick;
    private List<Column> columns = List.of();
    private List<Row> rows = List.of();
    /** The same for the header and each row, so that what stands below each other is equally wide. */
    private List<ColumnConstraints> constraints = List.of();
    /** Carries the font that the style gives. */
    private final Label measure = new Label();

    private final LeastWidth whole = new LeastWidth(true);
    private final LeastWidth broken = new LeastWidth(false);
    /** What each column needs, in pixels; empty until it is known for the rows that are shown. */
    private double[] needs = {};

    /** The same where a state of several words may stand in several lines. */
    private double[] leastNeeds = {};

    private double needsFor;
    private boolean tight;

    public RowTable() {
        getStyleClass().add("row-table");
        header.getStyleClass().add("row-header");
        measure.setManaged(false);
        measure.setVisible(false);
        getChildren().addAll(measure, header, body);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        setMinWidth(0);
        // cell text and the section's heading share one left edge, and row colours have room
        VBox.setMargin(this, new Insets(0, -8, 0, -8));
    }

    /** Sets the columns; a table without titles has no header. */
    public void columns(Column... all) {
        columns = List.of(all);
        header.getChildren().clear();
        constraints = constraints();
        needs = new double[0];
        boolean titled = columns.stream().anyMatch(c -> !c.title().isEmpty());
        header.setVisible(titled);
        header.setManaged(titled);
        if (!titled) {
            return;
        }
        header.getColumnConstraints().setAll(constraints);
        for (int i = 0; i < columns.size(); i++) {
            Label title = Words.label(columns.get(i).title(), "row-title");
            GridPane.setHalignment(title, columns.get(i).right() ? HPos.RIGHT : HPos.LEFT);
            header.add(title, i, 0);
        }
    }

    /** Whether one click opens a row, as in a list of places to go to; else two do. */
    public void setSingleClick(boolean one) {
        singleClick = one;
    }

    public boolean isSingleClick() {
        return singleClick;
    }

    /** Shows other rows; the selection stays on the same index where there is one. */
    public void show(List<Row> all) {
        rows = List.copyOf(all);
        needs = new double[0];
        body.getChildren().setAll(rows.stream().map(this::node).toList());
        int kept = selected.get() < rows.size() ? selected.get() : -1;
        selected.set(-1);
        mark(kept);
    }

    /** The index of the selected row, -1 where none is. */
    public ReadOnlyIntegerProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Selects a row without telling its action. */
    public void mark(int index) {
        for (int i = 0; i < body.getChildren().size(); i++) {
            body.getChildren().get(i).pseudoClassStateChanged(SELECTED, i == index);
        }
        selected.set(index);
        if (index >= 0 && index < rows.size()) {
            setAccessibleHelp(rows.get(index).words());
        }
    }

    private void select(int index) {
        if (index >= 0 && index < rows.size()) {
            mark(index);
            rows.get(index).chosen().run();
            if (index < body.getChildren().size()) {
                InView.bring(body.getChildren().get(index));
            }
        }
    }

    private Node node(Row row) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("row");
        grid.getStyleClass().addAll(row.styleClasses());
        grid.getColumnConstraints().setAll(constraints);
        RowConstraints whole = new RowConstraints();
        whole.setValignment(VPos.CENTER);
        whole.setVgrow(javafx.scene.layout.Priority.ALWAYS);
        grid.getRowConstraints().add(whole);
        for (int i = 0; i < row.cells().size(); i++) {
            Node cell = row.cells().get(i);
            if (columns.get(i).right()) {
                GridPane.setHalignment(cell, HPos.RIGHT);
            }
            grid.add(cell, i, 0);
        }
        grid.setAccessibleRole(AccessibleRole.LIST_ITEM);
        grid.setAccessibleText(Visible.of(row.words()));
        grid.setOnMousePressed(e -> {
            requestFocus();
            select(rows.indexOf(row));
        });
        grid.setOnMouseClicked(e -> {
            if (e.getClickCount() == (singleClick ? 1 : 2)) {
                row.opened().run();
            }
        });
        return grid;
    }

    private List<ColumnConstraints> constraints() {
        return columns.stream()
                .map(c -> {
                    ColumnConstraints constraint = new ColumnConstraints();
                    constraint.setPercentWidth(c.share());
                    constraint.setMinWidth(0);
                    return constraint;
                })
                .toList();
    }

    @Override
    protected double computeMinHeight(double width) {
        fit(width);
        return super.computeMinHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        fit(width);
        return super.computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        fit(getWidth());
        super.layoutChildren();
    }

    /** Gives each column its share of the width, and more to one that would break a word, out of what others can spare. */
    private void fit(double width) {
        double em = measure.getFont().getSize();
        if (width <= 0 || columns.isEmpty()) {
            return;
        }
        if (needs.length == 0 || needsFor != em) {
            applyCss(); // words that have their style only later would be measured in another font
            needs = needs(whole);
            leastNeeds = needs(broken);
            needsFor = measure.getFont().getSize();
        }
        double gap = header.getHgap() > 0 ? header.getHgap() : em * 0.857;
        double room = width - em * 1.143 - gap * (columns.size() - 1);
        double[] widths =
                columns.stream().mapToDouble(c -> room * c.share() / 100).toArray();
        double[] wanted = Arrays.stream(needs).sum() > room ? leastNeeds : needs;
        tighten(Arrays.stream(leastNeeds).sum(), room);
        double missing = 0;
        double spare = 0;
        for (int i = 0; i < widths.length; i++) {
            missing += Math.max(0, wanted[i] - widths[i]);
            spare += Math.max(0, widths[i] - wanted[i]);
        }
        double given = Math.min(missing, spare);
        for (int i = 0; i < widths.length; i++) {
            double more = wanted[i] - widths[i];
            widths[i] += more > 0 ? more * given / missing : spare > 0 ? more * given / spare : 0;
            double percent = 100 * widths[i] / room;
            if (Math.abs(constraints.get(i).getPercentWidth() - percent) > 0.01) {
                constraints.get(i).setPercentWidth(percent);
            }
        }
    }

    /** Large text that has no room even so is set smaller: better than words that break in their middle. */
    private void tighten(double least, double room) {
        boolean now = tight ? least / TIGHTER > room : least > room;
        if (now != tight) {
            tight = now;
            Platform.runLater(() -> pseudoClassStateChanged(TIGHT, tight));
        }
    }

    private double[] needs(LeastWidth least) {
        double[] found = new double[columns.size()];
        for (Node title : header.getChildren()) {
            int at = GridPane.getColumnIndex(title);
            found[at] = header.isManaged() ? least.of(title) : 0;
        }
        for (Row row : rows) {
            for (int i = 0; i < row.cells().size(); i++) {
                found[i] = Math.max(found[i], least.of(row.cells().get(i)));
            }
        }
        return found;
    }

    private void pressed(KeyEvent key) {
        if (!isFocused() || rows.isEmpty()) {
            return;
        }
        int at = selected.get();
        if (COPY.match(key) && at >= 0) {
            ClipboardContent content = new ClipboardContent();
            content.putString(rows.get(at).words());
            Clipboard.getSystemClipboard().setContent(content);
            key.consume();
            return;
        }
        switch (key.getCode()) {
            case DOWN -> select(Math.min(at + 1, rows.size() - 1));
            case UP -> select(Math.max(at - 1, 0));
            case HOME -> select(0);
            case END -> select(rows.size() - 1);
            case ENTER -> {
                if (key.isShortcutDown()) {
                    return;
                }
                select(Math.max(at, 0)); // the focus stands around the first row where none is chosen yet
                rows.get(Math.max(at, 0)).opened().run();
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    /** A column: its title, its share of the width in parts of a hundred, and whether it stands at the right. */
    public record Column(String title, double share, boolean right) {
        public Column(String title, double share) {
            this(title, share, false);
        }
    }

    /**
     * A row.
     *
     * @param words what is read out and copied: values and state
     * @param chosen what selecting it does
     * @param opened what Enter or a double click does
     */
    public record Row(List<Node> cells, String words, List<String> styleClasses, Runnable chosen, Runnable opened) {
        public Row {
            cells = List.copyOf(cells);
            styleClasses = List.copyOf(styleClasses);
        }

        /** A row that only shows. */
        public Row(List<Node> cells, String words, String... styleClasses) {
            this(cells, words, List.of(styleClasses), () -> {}, () -> {});
        }
    }
}
