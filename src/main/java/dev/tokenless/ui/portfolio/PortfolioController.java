package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.AnswerPane;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Notice;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.part.PopoverPane;
import dev.tokenless.ui.part.Segments;
import dev.tokenless.ui.part.StepFrame;
import dev.tokenless.ui.part.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.event.EventHandler;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Binds the place Portfolio: the table, and what is done with many of its rows. */
public final class PortfolioController implements Page {
    private final PortfolioModel model;
    private final Texts texts;
    private final PortfolioStates words;
    private @Nullable PortfolioTable rows;
    private @Nullable PortfolioRail rail;
    private final Map<String, DoubleProperty> shares = new HashMap<>();
    private final EventHandler<KeyEvent> seek = this::seek;
    private final Map<PortfolioRow.State, Label> marks = new EnumMap<>(PortfolioRow.State.class);

    @FXML
    private StepFrame tableFrame;

    @FXML
    private AnswerPane answer;

    @FXML
    private Notice fault;

    @FXML
    private HBox states;

    @FXML
    private FlowPane legend;

    @FXML
    private FlowPane tools;

    @FXML
    private TextField search;

    @FXML
    private Segments parts;

    @FXML
    private Button again;

    @FXML
    private MenuButton open;

    @FXML
    private MenuButton export;

    @FXML
    private TableView<PortfolioRow> table;

    @FXML
    private FixesPane fixes;

    @FXML
    private PublishersPane publishers;

    public PortfolioController(PortfolioModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.words = new PortfolioStates(texts);
    }

    @FXML
    private void initialize() {
        rail = new PortfolioRail(model, texts, words);
        rows = new PortfolioTable(table, model, texts, words, tableFrame.narrowProperty());
        fixes.bind(model.fixes(), texts);
        publishers.bind(model.publishers(), texts);
        answer.onPress(link -> troubles());
        search.textProperty()
                .addListener((p, old, now) ->
                        model.filter(model.view().get().filter().with(now)));
        search.setOnKeyPressed(this::fromSearch);
        // also from the actions and the rail, which stand beside the table
        tableFrame.sceneProperty().subscribe((was, now) -> {
            if (was != null) {
                was.removeEventFilter(KeyEvent.KEY_PRESSED, seek);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, seek);
            }
        });
        for (PortfolioFile form : PortfolioFile.values()) {
            item(export, texts.text(form.key()), Feather.FILE_TEXT, () -> model.export(form));
        }
        item(open, texts.text("portfolio.open"), Feather.FOLDER, model::choose);
        item(open, texts.text("portfolio.open-list"), Feather.LIST, model::chooseList);
        item(open, texts.text("portfolio.again"), Feather.REFRESH_CW, model::again);
        legend.visibleProperty().bind(tableFrame.narrowProperty());
        legend.managedProperty().bind(tableFrame.narrowProperty());
        model.view().subscribe(this::show);
        model.mode().subscribe(this::turn);
    }

    private static void item(MenuButton menu, String words, Feather icon, Runnable run) {
        MenuItem item = new MenuItem(words, Icons.of(icon, "icon-16"));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> run.run());
        menu.getItems().add(item);
    }

    private void turn(PortfolioModel.Mode mode) {
        toggle(tableFrame, mode == PortfolioModel.Mode.TABLE);
        toggle(fixes, mode == PortfolioModel.Mode.FIXES);
        toggle(publishers, mode == PortfolioModel.Mode.PUBLISHERS);
        if (rail != null) {
            rail.filters(mode == PortfolioModel.Mode.TABLE);
        }
        switch (mode) {
            case TABLE -> table.requestFocus();
            case FIXES -> fixes.requestFirst();
            case PUBLISHERS -> publishers.requestFirst();
        }
    }

    private static void toggle(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private void seek(KeyEvent key) {
        if (key.getCode() == KeyCode.F && key.isShortcutDown() && tableFrame.isVisible() && tools.isVisible()) {
            search.requestFocus();
            search.selectAll();
            key.consume();
        }
    }

    private void fromSearch(KeyEvent key) {
        if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
            table.requestFocus();
            table.getSelectionModel().selectFirst();
            key.consume();
        } else if (key.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            key.consume();
        }
    }

    @FXML
    private void sortAgain() {
        if (rows != null) {
            rows.worstFirst();
        }
    }

    private void show(PortfolioView view) {
        answer.show(view.answer());
        fault.show(Sign.ERROR, view.fault());
        if (!search.getText().equals(view.filter().words())) {
            search.setText(view.filter().words());
        }
        bars(view);
        boolean any = view.total() > 0;
        toggle(states, any || view.reading());
        toggle(tools, any || view.reading());
        toggle(again, view.stale());
        parts.show(
                List.of(
                        part("portfolio.part.all", view.total()),
                        part("portfolio.part.work", view.needsWork()),
                        part("portfolio.part.done", view.count(PortfolioRow.State.TRUSTED))),
                view.filter().part().ordinal(),
                i -> model.filter(model.view().get().filter().with(PortfolioFilter.Part.values()[i])));
        String placeholder = texts.text(
                any
                        ? "portfolio.placeholder.filtered"
                        : view.reading() ? "portfolio.placeholder.reading" : "portfolio.placeholder");
        if (!(table.getPlaceholder() instanceof Label label && label.getText().equals(placeholder))) {
            table.setPlaceholder(Words.label(placeholder, "muted"));
        }
        if (rail != null) {
            rail.show(view);
        }
        if (rows != null) {
            rows.chosenChanged();
        }
    }

    private Segments.Segment part(String key, int count) {
        String text = texts.text(key, count);
        return new Segments.Segment(text, null, text);
    }

    /** The bar is as wide as there are packages and repositories yet to be read. */
    private void bars(PortfolioView view) {
        int unread = view.unread();
        double whole = Math.max(1, view.total() + unread);
        for (PortfolioRow.State state : PortfolioRow.State.values()) {
            int count = view.count(state);
            share(state.word(), words.sign(state).tone().styleClass(), count / whole);
            Label mark = marks.computeIfAbsent(state, this::mark);
            mark.setText(texts.text("portfolio.legend", count, words.word(state).toLowerCase(Locale.ROOT)));
            toggle(mark, count > 0);
        }
        share("unread", "waiting", unread / whole);
    }

    /** A part of the bar keeps its node while rows come in: only its width changes. */
    private void share(String part, String styleClass, double share) {
        DoubleProperty width = shares.computeIfAbsent(part, p -> {
            Region bar = new Region();
            bar.getStyleClass().addAll("state-bar", styleClass);
            DoubleProperty own = new SimpleDoubleProperty(-1);
            bar.prefWidthProperty().bind(states.widthProperty().multiply(own));
            own.addListener((o, old, now) -> toggle(bar, now.doubleValue() > 0));
            states.getChildren().add(bar);
            return own;
        });
        width.set(share);
    }

    private Label mark(PortfolioRow.State state) {
        Label mark = Words.label("", "text-13", "muted", "state");
        mark.setGraphic(Icons.of(words.sign(state), "icon-14"));
        legend.getChildren().add(mark);
        return mark;
    }

    private void troubles() {
        VBox lines = new VBox();
        lines.getStyleClass().add("deeds");
        model.view()
                .get()
                .troubles()
                .forEach(line -> lines.getChildren().add(Words.label(Visible.of(line), "text-13")));
        PopoverPane scroll = new PopoverPane(lines, "deeds-scroll");
        scroll.beside(answer);
        PopOver over = new PopOver(scroll);
        over.setTitle(texts.text("portfolio.troubles"));
        over.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
        over.show(answer);
    }

    @Override
    public @Nullable Node firstFocus() {
        return switch (model.mode().get()) {
            case TABLE -> model.rows().isEmpty() ? null : table;
            case FIXES -> fixes.first();
            case PUBLISHERS -> publishers.first();
        };
    }

    @Override
    public @Nullable Node rail() {
        return rail;
    }
}
