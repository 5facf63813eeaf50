package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.StepId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The map before the walk: the steps with the question each answers. Nothing in it can be pressed. */
final class WayRail extends VBox {
    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded");

    WayRail(Texts texts) {
        getStyleClass().add("way-rail");
        Label caption = Words.label(texts.text("rail.way"), "text-12", "muted", "rail-caption");
        getChildren().add(caption);
        for (StepId step : StepId.values()) {
            Label number = Words.label(Integer.toString(step.ordinal() + 1), "way-number");
            VBox words = Words.lines(
                    Words.label(texts.text(step.nameKey()), "step-name"),
                    Words.label(texts.text(step.questionKey()), "text-12", "muted"));
            words.visibleProperty().bind(folded.not());
            words.managedProperty().bind(folded.not());
            HBox row = new HBox(number, words);
            row.getStyleClass().add("step");
            getChildren().add(row);
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Label hint = Words.label(texts.text("rail.way.hint"), "text-12", "muted", "rail-hint");
        for (Label words : java.util.List.of(caption, hint)) {
            words.visibleProperty().bind(folded.not());
            words.managedProperty().bind(folded.not());
        }
        getChildren().addAll(space, hint);
    }

    BooleanProperty folded() {
        return folded;
    }
}
