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
import javafx.beans.InvalidationListener;
import javafx.beans.binding.BooleanBinding;
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

    /** The choice, the registry and the state are always as wide, in the size of the text; so is the scroll bar. */
    private static final double CHOICE = 3;

    private static final double REGISTRY = 7;
    private static final double STATE = 13.6;
    private static final double SCROLL_BAR = 1.1;

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final TableView<PortfolioRow> table;
    private final PortfolioModel model;
    private final Texts texts;
    private final PortfolioStates words;
    private final SimpleDoubleProperty em = new SimpleDoubleProperty(14);
    private final CheckBox all = new CheckBox();
    private final TableColumn<PortfolioRow, String> name;
    private final TableColumn<PortfolioRow, String> registry;
    private final TableColumn<PortfolioRow, String> repository;
    private final TableColumn<PortfolioRow, String> found;
    private final TableColumn<PortfolioRow, String> job;
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
        name = column("portfolio.column.package", this::name, "text-bold");
        registry = column("project.column.registry", r -> RegistryNames.of(r.registry()), "");
        repository = column("portfolio.column.repository", PortfolioFilter::repository, "");
        found = column("portfolio.column.found", PortfolioTable::reason, "");
        job = column("portfolio.column.job", PortfolioTable::place, "job-cell");
        job.setComparator(PortfolioTable::byLine);
        columns(narrow);
        table.setItems(model.rows());
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        model.rows().addListener((InvalidationListener) rows -> fit());
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
        table.getColumns().addAll(List.of(name, registry, repository, found, job));
        table.getColumns().add(state());
        BooleanBinding tight = narrow.and(table.widthProperty().lessThan(em.multiply(LEAST_WITH_REASON)));
        narrow.subscribe(now -> {
            repository.setVisible(!now);
            job.setVisible(!now);
            fit();
        });
        // the row's own words and the screen that it opens say it
        tight.subscribe(now -> {
            found.setVisible(!now);
            fit();
        });
        BooleanBinding least = narrow.and(table.widthProperty().lessThan(em.multiply(LEAST_WITH_REGISTRY)));
        least.subscribe(now -> {
            registry.setVisible(!now);
            fit();
        });
    }

    /** The columns have other widths for text of another size, and in another room. */
    private void sized(double size) {
        em.set(size);
        fit();
    }

    /** Gives each column its width: as the words of the rows need it, and what was found all that is left. */
    private void fit() {
        double size = em.get();
        if (table.getWidth() <= 0) {
            return;
        }
        double jobs = job.isVisible()
                ? Math.clamp(PortfolioColumns.longest(model.rows(), PortfolioTable::place) * 0.54 + 1.2, 7, 15)
                : 0;
        double room =
                table.getWidth() / size - CHOICE - STATE - SCROLL_BAR - jobs - (registry.isVisible() ? REGISTRY : 0);
        int longest = PortfolioColumns.longest(model.rows(), this::name);
        int repositories =
                repository.isVisible() ? PortfolioColumns.longest(model.rows(), PortfolioFilter::repository) : 0;
        PortfolioColumns.Widths widths = found.isVisible()
                ? PortfolioColumns.of(room, longest, Math.max(repositories, repository.isVisible() ? 1 : 0))
                : new PortfolioColumns.Widths(Math.max(6, room), 0, 0);
        name.setPrefWidth(Math.floor(widths.name() * size));
        repository.setPrefWidth(Math.floor(widths.repository() * size));
        found.setPrefWidth(Math.floor(widths.found() * size));
        job.setPrefWidth(Math.floor(jobs * size));
        registry.setPrefWidth(Math.floor(REGISTRY * size));
    }

    private String name(PortfolioRow row) {
        String known = row.packageName();
        return known == null ? texts.text("upload.unnamed") : known;
    }

    private double fontSize(Label measure) {
        return table.lookup(".column-header .label") instanceof Label header
                ? header.getFont().getSize() / 0.857
                : measure.getFont().getSize();
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

    private static String place(PortfolioRow row) {
        return FileNames.name(row.workflow()) + ":" + row.line();
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
        always(column, CHOICE);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        column.setCellFactory(c -> new ChoiceCell());
        return column;
    }

    private TableColumn<PortfolioRow, String> column(
            String key, Function<PortfolioRow, String> value, String styleClass) {
        TableColumn<PortfolioRow, String> column = new TableColumn<>(texts.text(key));
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(Visible.line(value.apply(f.getValue()))));
        column.setCellFactory(c -> new WordsCell(styleClass));
        column.setComparator(String.CASE_INSENSITIVE_ORDER);
        column.minWidthProperty().bind(em.multiply(4));
        return column;
    }

    /** A column that is always as wide, in the size of the text. */
    private void always(TableColumn<PortfolioRow, ?> column, double ems) {
        column.minWidthProperty().bind(em.multiply(ems));
        column.maxWidthProperty().bind(em.multiply(ems));
        column.prefWidthProperty().bind(em.multiply(ems));
    }

    private TableColumn<PortfolioRow, PortfolioRow.State> state() {
        TableColumn<PortfolioRow, PortfolioRow.State> column = new TableColumn<>(texts.text("portfolio.column.state"));
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue().state()));
        column.setCellFactory(c -> new StateCell());
        always(column, STATE);
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
