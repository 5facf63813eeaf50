package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.StepId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The map before the walk: the steps with the question each answers. Nothing in it can be pressed; a narrow window leaves it away. */
final class WayRail extends ScrollPane {
    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded");

    WayRail(Texts texts) {
        // eight steps in large text are higher than a small window: they scroll, or they would push its header out of
        // it
        getStyleClass().add("page-scroll");
        // a map without its words would be a column of numbers: a narrow window has better use for the room
        visibleProperty().bind(folded.not());
        managedProperty().bind(folded.not());
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        InView.drawnInParts(this);
        VBox column = new VBox();
        column.getStyleClass().add("way-rail");
        setContent(column);
        Label caption = Words.label(texts.text("rail.way"), "text-12", "muted", "rail-caption");
        column.getChildren().add(caption);
        for (StepId step : StepId.values()) {
            Label number = Words.label(Integer.toString(step.ordinal() + 1), "way-number");
            VBox words = Words.lines(
                    Words.label(texts.text(step.nameKey()), "step-name"),
                    Words.label(texts.text(step.questionKey()), "text-12", "muted"));
            HBox row = new HBox(number, words);
            row.getStyleClass().add("step");
            column.getChildren().add(row);
        }
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Label hint = Words.label(texts.text("rail.way.hint"), "text-12", "muted", "rail-hint");
        column.getChildren().addAll(space, hint);
    }

    BooleanProperty folded() {
        return folded;
    }
}
