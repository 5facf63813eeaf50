package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RegistryNames;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The table: columns, choosing rows, opening one. Cells keep their nodes, so that scrolling thousands costs little. */
final class PortfolioTable {
    /** Less room than this, in the size of the text, holds no column with a sentence. */
    private static final double LEAST_WITH_REASON = 40;

    /** Less room than this holds the package and its state, and no registry between them. */
    private static final double LEAST_WITH_REGISTRY = 36;

    /** What the choice, the state and the scroll bar take beside the package, in the size of the text. */
    private static final double BESIDE_PACKAGE = 17.6;

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final TableView<PortfolioRow> table;
    private final PortfolioModel model;
    private final Texts texts;
    private final PortfolioStates words;
    private final SimpleDoubleProperty em = new SimpleDoubleProperty(14);
    private final CheckBox all = new CheckBox();
    private int anchor = -1;
    private int choice = -1;

    PortfolioTable(
            TableView<PortfolioRow> table,
            PortfolioModel model,
            Texts texts,
            PortfolioStates words,
            BooleanProperty narrow) {
        this.table = table;
        this.model = model;
        this.texts = texts;
        this.words = words;
        columns(narrow);
        table.setItems(model.rows());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setSortPolicy(view -> {
            Comparator<PortfolioRow> wanted = view.getComparator();
            model.order(wanted);
            return true;
        });
        table.setRowFactory(view -> new Row());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        table.addEventFilter(ScrollEvent.SCROLL, e -> model.touched());
        table.getSelectionModel().selectedItemProperty().addListener((p, old, now) -> {
            if (now != null) {
                model.touched();
            }
        });
    }

    /** The rows are shown worst first again, whatever was sorted by. */
    void worstFirst() {
        table.getSortOrder().clear();
        model.sortAgain();
    }

    /** Other rows are chosen. */
    void chosenChanged() {
        PortfolioView view = model.view().get();
        int shown = model.rows().size();
        int chosen = view.chosen() - view.chosenHidden();
        all.setIndeterminate(chosen > 0 && chosen < shown);
        all.setSelected(chosen > 0 && chosen >= shown);
        if (choice != model.choice()) {
            choice = model.choice();
            all.setAccessibleText(texts.text("portfolio.choose-all", chosen));
            table.refresh(); // every visible row is made anew: only where a mark changed
        }
    }

    private void columns(BooleanProperty narrow) {
        Label measure = new Label();
        table.widthProperty().addListener((p, old, now) -> sized(fontSize(measure)));
        // text of another size in a window of the same width: every part has its font only after this pulse
        all.fontProperty().addListener((p, old, now) -> Platform.runLater(() -> sized(fontSize(measure))));
        table.getColumns().add(choice());
        TableColumn<PortfolioRow, String> name = column("portfolio.column.package", 20, this::name, "text-bold");
        table.getColumns().add(name);
        TableColumn<PortfolioRow, String> registry =
                column("project.column.registry", 7.5, r -> RegistryNames.of(r.registry()), "");
        wide(registry, 7.5, 7);
        atMost(registry, 9);
        table.getColumns().add(registry);
        TableColumn<PortfolioRow, String> repository =
                column("portfolio.column.repository", 14, PortfolioFilter::repository, "");
        table.getColumns().add(repository);
        TableColumn<PortfolioRow, String> found = column("portfolio.column.found", 24, PortfolioTable::reason, "");
        table.getColumns().add(found);
        TableColumn<PortfolioRow, String> job =
                column("portfolio.column.job", 10, r -> FileNames.name(r.workflow()) + ":" + r.line(), "job-cell");
        job.setComparator(PortfolioTable::byLine);
        wide(job, 10, 9);
        atMost(job, 12);
        table.getColumns().add(job);
        table.getColumns().add(state());
        BooleanBinding tight = narrow.and(table.widthProperty().lessThan(em.multiply(LEAST_WITH_REASON)));
        narrow.subscribe(now -> {
            repository.setVisible(!now);
            job.setVisible(!now);
        });
        tight.subscribe(now -> found.setVisible(!now)); // the row's own words and the screen that it opens say it
        BooleanBinding least = narrow.and(table.widthProperty().lessThan(em.multiply(LEAST_WITH_REGISTRY)));
        least.subscribe(now -> registry.setVisible(!now));
        // a table that is fitted keeps the width that was wished for, even where the state then stands beyond its edge
        name.prefWidthProperty().unbind();
        name.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> least.get()
                                ? Math.max(6 * em.get(), table.getWidth() - BESIDE_PACKAGE * em.get())
                                : 20 * em.get(),
                        least,
                        table.widthProperty(),
                        em));
    }

    /** The columns have other widths for text of another size, and are fitted into the table anew. */
    private void sized(double size) {
        if (size == em.get()) {
            return;
        }
        em.set(size);
        var fitting = table.getColumnResizePolicy();
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.setColumnResizePolicy(fitting);
    }

    private double fontSize(Label measure) {
        return table.lookup(".column-header .label") instanceof Label header
                ? header.getFont().getSize() / 0.857
                : measure.getFont().getSize();
    }

    private void wide(TableColumn<PortfolioRow, ?> column, double ems, double least) {
        DoubleBinding width = em.multiply(ems);
        column.prefWidthProperty().bind(width);
        column.minWidthProperty().bind(em.multiply(least));
    }

    /** The places of a file in the order of its lines. */
    static int byLine(String one, String other) {
        int files = String.CASE_INSENSITIVE_ORDER.compare(
                one.substring(0, one.lastIndexOf(':')), other.substring(0, other.lastIndexOf(':')));
        return files != 0
                ? files
                : Integer.compare(
                        Integer.parseInt(one.substring(one.lastIndexOf(':') + 1)),
                        Integer.parseInt(other.substring(other.lastIndexOf(':') + 1)));
    }

    private String name(PortfolioRow row) {
        String name = row.packageName();
        return name == null ? texts.text("upload.unnamed") : name;
    }

    private static String reason(PortfolioRow row) {
        return row.reason().replace("`", "");
    }

    private TableColumn<PortfolioRow, PortfolioRow> choice() {
        TableColumn<PortfolioRow, PortfolioRow> column = new TableColumn<>();
        column.setGraphic(all);
        all.setAccessibleText(texts.text("portfolio.choose-all", 0));
        all.setOnAction(e -> model.choose(List.copyOf(model.rows()), all.isSelected()));
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(false);
        wide(column, 3, 3);
        column.maxWidthProperty().bind(em.multiply(3));
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> new ChoiceCell());
        return column;
    }

    private TableColumn<PortfolioRow, String> column(
            String key, double ems, Function<PortfolioRow, String> value, String styleClass) {
        TableColumn<PortfolioRow, String> column = new TableColumn<>(texts.text(key));
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(Visible.line(value.apply(f.getValue()))));
        column.setCellFactory(c -> new WordsCell(styleClass));
        column.setComparator(String.CASE_INSENSITIVE_ORDER);
        wide(column, ems, Math.min(ems, 6));
        return column;
    }

    /** A column whose words are always short takes no room that the others need. */
    private void atMost(TableColumn<PortfolioRow, ?> column, double ems) {
        column.maxWidthProperty().bind(em.multiply(ems));
    }

    private TableColumn<PortfolioRow, PortfolioRow.State> state() {
        TableColumn<PortfolioRow, PortfolioRow.State> column = new TableColumn<>(texts.text("portfolio.column.state"));
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue().state()));
        column.setCellFactory(c -> new StateCell());
        wide(column, 13.5, 13.5);
        atMost(column, 13.5);
        return column;
    }

    private void pressed(KeyEvent key) {
        PortfolioRow row = table.getSelectionModel().getSelectedItem();
        if (key.getCode() == KeyCode.A && key.isShortcutDown()) {
            model.choose(List.copyOf(model.rows()), true);
            key.consume();
        } else if (row == null) {
            return;
        } else if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
            model.open(row);
            key.consume();
        } else if (key.getCode() == KeyCode.SPACE) {
            choose(table.getSelectionModel().getSelectedIndex(), !model.chosen(row), key.isShiftDown());
            key.consume();
        } else if (key.getCode() == KeyCode.C && key.isShortcutDown()) {
            model.copy(row);
            key.consume();
        }
    }

    /** Chooses a row, or with Shift all from the one that was chosen before. */
    private void choose(int index, boolean on, boolean range) {
        int from = range && anchor >= 0 && anchor < model.rows().size() ? anchor : index;
        anchor = index;
        model.choose(List.copyOf(model.rows().subList(Math.min(from, index), Math.max(from, index) + 1)), on);
    }

    private final class Row extends TableRow<PortfolioRow> {
        Row() {
            setOnMouseClicked(e -> {
                PortfolioRow row = getItem();
                if (row != null && e.getClickCount() == 2) {
                    model.open(row);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable PortfolioRow row, boolean empty) {
            super.updateItem(row, empty);
            boolean chosen = row != null && !empty && model.chosen(row);
            pseudoClassStateChanged(CHOSEN, chosen);
            setAccessibleText(
                    row == null || empty
                            ? null
                            : texts.text(
                                    chosen ? "portfolio.row.chosen" : "portfolio.row",
                                    Visible.line(name(row)),
                                    RegistryNames.of(row.registry()),
                                    words.word(row.state()),
                                    Visible.of(reason(row))));
        }
    }

    private final class ChoiceCell extends TableCell<PortfolioRow, PortfolioRow> {
        private final CheckBox box = new CheckBox();

        ChoiceCell() {
            getStyleClass().add("choice-cell");
            box.setFocusTraversable(false);
            box.setOnMouseClicked(e -> choose(getIndex(), box.isSelected(), e.isShiftDown()));
        }

        @Override
        protected void updateItem(@Nullable PortfolioRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty ? null : box);
            if (row != null) {
                box.setSelected(model.chosen(row));
                box.setAccessibleText(texts.text("portfolio.choose-row", Visible.line(name(row))));
            }
        }
    }

    private static final class WordsCell extends TableCell<PortfolioRow, String> {
        private @Nullable Tooltip whole;

        WordsCell(String styleClass) {
            if (!styleClass.isEmpty()) {
                getStyleClass().add(styleClass);
            }
            // a tooltip is a window of its own: made for the cell under the pointer, not for a hundred that come into
            // sight
            addEventHandler(MouseEvent.MOUSE_ENTERED, e -> told());
        }

        private void told() {
            Tooltip tip = whole;
            if (tip == null) {
                tip = new Tooltip();
                tip.setWrapText(true);
                tip.setMaxWidth(560);
                whole = tip;
            }
            tip.setText(getText());
            setTooltip(getText() == null ? null : tip);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            if (whole != null) {
                told();
            }
        }
    }

    private final class StateCell extends TableCell<PortfolioRow, PortfolioRow.State> {
        private @Nullable FontIcon icon;
        private PortfolioRow.@Nullable State shown;

        StateCell() {
            getStyleClass().add("state-cell");
        }

        @Override
        protected void updateItem(PortfolioRow.@Nullable State state, boolean empty) {
            super.updateItem(state, empty);
            if (empty || state == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            if (state != shown || icon == null) {
                getStyleClass().removeAll("success", "danger", "warning", "accent", "muted");
                getStyleClass().add(words.sign(state).tone().styleClass());
                icon = Icons.of(words.sign(state), "icon-16");
                shown = state;
            }
            setText(words.word(state));
            setGraphic(icon);
        }
    }
}
