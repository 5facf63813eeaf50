package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RegistryNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Binds the place Portfolio. */
public final class PortfolioController implements Page {
    private final PortfolioModel model;
    private final Texts texts;
    private final Set<PortfolioRow.State> shownStates = EnumSet.allOf(PortfolioRow.State.class);
    private final Map<PortfolioRow.State, CheckBox> filters = new EnumMap<>(PortfolioRow.State.class);
    private final VBox rail = new VBox();
    private final FilteredList<PortfolioRow> filtered;

    @FXML
    private AnswerPane answer;

    @FXML
    private HBox states;

    @FXML
    private TextField search;

    @FXML
    private TableView<PortfolioRow> table;

    public PortfolioController(PortfolioModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.filtered = new FilteredList<>(model.rows());
    }

    @FXML
    private void initialize() {
        model.answer().subscribe(answer::show);
        fillRail();
        search.textProperty().addListener((p, old, now) -> filter());
        columns();
        SortedList<PortfolioRow> sorted = new SortedList<>(filtered, PortfolioRow.WORST_FIRST);
        table.setItems(sorted);
        table.setPlaceholder(Words.label(texts.text("portfolio.placeholder"), "muted"));
        table.setRowFactory(view -> {
            TableRow<PortfolioRow> row = new TableRow<>();
            row.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                    model.open(row.getItem());
                }
            });
            return row;
        });
        table.setOnKeyPressed(e -> {
            PortfolioRow chosen = table.getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && chosen != null && !e.isShortcutDown()) {
                model.open(chosen);
            }
        });
        model.rows().addListener((ListChangeListener<PortfolioRow>) change -> count());
        count();
    }

    private void columns() {
        column(
                "portfolio.column.package",
                20,
                r -> r.packageName() == null ? texts.text("upload.unnamed") : r.packageName());
        column(
                "portfolio.column.repository",
                18,
                r -> r.repository() == null
                        ? FileNames.name(r.path())
                        : r.repository().slug());
        column("project.column.registry", 10, r -> RegistryNames.of(r.registry()));
        column("portfolio.column.found", 28, PortfolioRow::reason);
        column("portfolio.column.job", 12, r -> FileNames.name(r.workflow()) + " " + r.job());
        TableColumn<PortfolioRow, PortfolioRow.State> state = new TableColumn<>(texts.text("portfolio.column.state"));
        state.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue().state()));
        state.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(PortfolioRow.@Nullable State item, boolean empty) {
                super.updateItem(item, empty);
                setText(null);
                setGraphic(empty || item == null ? null : Words.state(sign(item), word(item)));
            }
        });
        state.setMinWidth(150);
        table.getColumns().add(state);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    private void column(String key, double share, Function<PortfolioRow, String> words) {
        TableColumn<PortfolioRow, String> column = new TableColumn<>(texts.text(key));
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(Visible.of(words.apply(f.getValue()))));
        column.setPrefWidth(share * 12);
        table.getColumns().add(column);
    }

    private void fillRail() {
        rail.getStyleClass().add("portfolio-rail");
        rail.getChildren().add(Words.label(texts.text("portfolio.rail.state"), "text-12", "muted", "rail-caption"));
        for (PortfolioRow.State state : PortfolioRow.State.values()) {
            CheckBox box = new CheckBox(word(state));
            box.setGraphic(Icons.of(sign(state), "icon-16"));
            box.setSelected(true);
            box.setOnAction(e -> {
                if (box.isSelected()) {
                    shownStates.add(state);
                } else {
                    shownStates.remove(state);
                }
                filter();
            });
            filters.put(state, box);
            Label count = Words.label("0", "text-12", "muted");
            box.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(box, Priority.ALWAYS);
            HBox row = new HBox(box, count);
            row.getStyleClass().add("filter");
            rail.getChildren().add(row);
        }
    }

    private void filter() {
        String sought = search.getText().strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(row -> shownStates.contains(row.state())
                && (sought.isEmpty() || words(row).contains(sought)));
    }

    private static String words(PortfolioRow row) {
        return (row.packageName() + " " + row.path() + " " + row.registry() + " " + row.reason() + " "
                        + (row.repository() == null ? "" : row.repository().slug()))
                .toLowerCase(Locale.ROOT);
    }

    private void count() {
        List<Node> bars = new ArrayList<>();
        double width = Math.max(1, model.rows().size());
        for (PortfolioRow.State state : PortfolioRow.State.values()) {
            long count = model.count(state);
            CheckBox box = filters.get(state);
            if (box != null
                    && box.getParent() instanceof HBox row
                    && row.getChildren().getLast() instanceof Label label) {
                label.setText(Long.toString(count));
                box.setAccessibleText(texts.text("portfolio.filter.words", word(state), count));
            }
            if (count > 0) {
                Region bar = new Region();
                bar.getStyleClass().addAll("state-bar", sign(state).tone().styleClass());
                bar.prefWidthProperty().bind(states.widthProperty().multiply(count / width));
                bars.add(bar);
            }
        }
        states.getChildren().setAll(bars);
    }

    private static Sign sign(PortfolioRow.State state) {
        return switch (state) {
            case BROKEN -> Sign.REFUSED;
            case TOKEN -> Sign.TOKEN;
            case HALF_WAY -> Sign.WARNING;
            case UNKNOWN -> Sign.UNKNOWN;
            case TRUSTED -> Sign.DONE;
        };
    }

    private String word(PortfolioRow.State state) {
        return switch (state) {
            case BROKEN -> texts.text("portfolio.state.broken");
            case TOKEN -> texts.text("portfolio.state.token");
            case HALF_WAY -> texts.text("portfolio.state.half-way");
            case UNKNOWN -> texts.text("portfolio.state.unknown");
            case TRUSTED -> texts.text("portfolio.state.trusted");
        };
    }

    @Override
    public @Nullable Node firstFocus() {
        return model.rows().isEmpty() ? null : table;
    }

    @Override
    public @Nullable Node rail() {
        return rail;
    }
}
