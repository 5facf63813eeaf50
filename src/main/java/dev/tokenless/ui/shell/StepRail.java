package dev.tokenless.ui.shell;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.StepId;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The list of steps with their states; folded to icons in a narrow window. */
final class StepRail extends ListView<StepRail.Item> {
    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded");
    private final Texts texts;
    private boolean showing;
    private @Nullable InSight inSight;

    StepRail(Texts texts, Consumer<StepId> whenChosen) {
        this.texts = texts;
        getStyleClass().add("step-rail");
        setAccessibleText(texts.text("rail.steps"));
        setCellFactory(view -> new Cell());
        getSelectionModel().selectedItemProperty().addListener((p, old, now) -> {
            if (!showing && now != null) {
                whenChosen.accept(now.step());
            }
        });
    }

    BooleanProperty folded() {
        return folded;
    }

    void show(List<Item> items, StepId current) {
        showing = true;
        if (!getItems().equals(items)) {
            for (int i = 0; i < items.size(); i++) {
                if (i >= getItems().size()) {
                    getItems().add(items.get(i));
                } else if (!getItems().get(i).equals(items.get(i))) {
                    getItems().set(i, items.get(i));
                }
            }
        }
        getSelectionModel().clearAndSelect(current.ordinal());
        showing = false;
        requestLayout();
    }

    /** The current step is in sight: in large text not all of them have room. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        InSight now = new InSight(getSelectionModel().getSelectedIndex(), getHeight(), getFixedCellSize());
        if (now.step() >= 0 && !now.equals(inSight)) {
            inSight = now;
            Platform.runLater(() -> {
                if (lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                        && now.step() < getItems().size()) {
                    flow.scrollTo(now.step());
                }
            });
        }
    }

    /** What was brought into sight, and the room that there was for it. */
    private record InSight(int step, double height, double row) {}

    /** One step of the rail. */
    record Item(StepId step, RailLine line) {}

    private final class Cell extends ListCell<Item> {
        /** As wide as the rail and no wider: words that do not fit wrap. */
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                tooltipProperty().unbind();
                setTooltip(null);
                return;
            }
            String name = texts.text(item.step().nameKey());
            Sign sign = item.line().sign();
            StackPane icon = new StackPane(Icons.of(sign, "icon-18"));
            icon.getStyleClass().add("step-icon");
            HBox row = new HBox(icon);
            row.getStyleClass().add("step");
            Node words = Words.lines(
                    Words.label(name, "step-name", sign == Sign.WAITING ? "muted" : "plain"),
                    Words.label(item.line().words(), "text-12", "muted"));
            // a list makes only some of its cells anew when it is told to: the words come and go by themselves
            words.visibleProperty().bind(folded.not());
            words.managedProperty().bind(folded.not());
            row.getChildren().add(words);
            setGraphic(row);
            setAccessibleText(texts.text("rail.step.words", name, item.line().words()));
            Tooltip whole = new Tooltip(name + ": " + item.line().words());
            tooltipProperty().unbind();
            tooltipProperty().bind(Bindings.when(folded).then(whole).otherwise((Tooltip) null));
        }
    }
}
