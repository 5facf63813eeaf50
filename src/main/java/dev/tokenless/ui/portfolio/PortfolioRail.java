package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.RegistryNames;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The rail of the Portfolio: filters that are the legend of the bar as well. */
final class PortfolioRail extends ScrollPane {
    private final PortfolioModel model;
    private final Texts texts;
    private final Map<PortfolioRow.State, Filter> states = new EnumMap<>(PortfolioRow.State.class);
    private final Map<RegistryId, Filter> registries = new LinkedHashMap<>();
    private final VBox registryFilters = new VBox();
    private final Label registryCaption;
    private final Hyperlink all;
    private final VBox column = new VBox();
    private final Label elsewhere;

    private record Filter(CheckBox box, Label count, HBox row) {}

    PortfolioRail(PortfolioModel model, Texts texts, PortfolioStates words) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("page-scroll", "portfolio-rail");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        InView.drawnInParts(this);
        column.getChildren().add(Words.label(texts.text("portfolio.rail.state"), "text-12", "muted", "rail-caption"));
        for (PortfolioRow.State state : PortfolioRow.State.values()) {
            Filter filter = filter(words.word(state), Icons.of(words.sign(state), "icon-16"));
            filter.box()
                    .setOnAction(e -> model.filter(
                            model.view().get().filter().with(state, filter.box().isSelected())));
            states.put(state, filter);
            column.getChildren().add(filter.row());
        }
        registryCaption = Words.label(texts.text("portfolio.rail.registry"), "text-12", "muted", "rail-caption");
        all = new Hyperlink(texts.text("portfolio.show-all"));
        all.getStyleClass().add("show-all");
        all.setOnAction(e -> model.filter(
                PortfolioFilter.ALL.with(model.view().get().filter().words())));
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        column.getChildren().addAll(registryCaption, registryFilters, space, all);
        registryCaption.getStyleClass().add("registry-filters");
        registryFilters.getStyleClass().add("registry-filters");
        elsewhere = Words.label(texts.text("portfolio.rail.elsewhere"), "text-12", "muted", "rail-hint");
        setContent(new VBox(elsewhere, column));
        VBox.setVgrow(column, Priority.ALWAYS);
        filters(true);
    }

    private static Filter filter(String words, @Nullable Node icon) {
        CheckBox box = new CheckBox(words);
        box.setMnemonicParsing(false);
        box.setGraphic(icon);
        box.setSelected(true);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setMinWidth(0);
        box.setTooltip(new Tooltip(words));
        HBox.setHgrow(box, Priority.ALWAYS);
        Label count = Words.label("0", "text-12", "muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(box, count);
        row.getStyleClass().add("filter");
        return new Filter(box, count, row);
    }

    /** Shows the filters, or that they belong to the table. */
    void filters(boolean table) {
        column.setVisible(table);
        column.setManaged(table);
        elsewhere.setVisible(!table);
        elsewhere.setManaged(!table);
    }

    void show(PortfolioView view) {
        states.forEach((state, filter) -> {
            filter.box().setSelected(view.filter().shows(state));
            count(filter, view.count(state));
        });
        if (!registries.keySet().equals(view.registries().keySet())) {
            registries.clear();
            registryFilters.getChildren().clear();
            view.registries().keySet().forEach(registry -> {
                Filter filter = filter(RegistryNames.of(registry), null);
                filter.box()
                        .setOnAction(e -> model.filter(model.view()
                                .get()
                                .filter()
                                .with(registry, filter.box().isSelected())));
                registries.put(registry, filter);
                registryFilters.getChildren().add(filter.row());
            });
        }
        registries.forEach((registry, filter) -> {
            filter.box().setSelected(view.filter().shows(registry));
            count(filter, view.registries().getOrDefault(registry, 0));
        });
        boolean any = !registries.isEmpty();
        registryCaption.setVisible(any);
        registryCaption.setManaged(any);
        boolean hiding = !view.filter().hiddenStates().isEmpty()
                || !view.filter().hiddenRegistries().isEmpty()
                || view.filter().part() != PortfolioFilter.Part.ALL;
        all.setVisible(hiding);
        all.setManaged(hiding);
    }

    private void count(Filter filter, int count) {
        filter.count().setText(Integer.toString(count));
        filter.box()
                .setAccessibleText(
                        texts.text("portfolio.filter.words", filter.box().getText(), count));
    }
}
