package dev.tokenless.ui.part;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Visible;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Labels of table cells and sections. Strangers' text goes through here, so that nothing in it stays unseen. */
public final class Words {
    private Words() {}

    /** Words that wrap. */
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(Visible.of(text));
        label.setWrapText(true);
        label.setMinWidth(0);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** Two lines: a name and what is to be said of it. */
    public static VBox lines(Node first, Node second) {
        VBox lines = new VBox(first, second);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        return lines;
    }

    /** A state: its icon and its word in the state's colour. */
    public static HBox state(Sign sign, String word) {
        Label label = label(word, "text-bold", sign.tone().styleClass());
        HBox box = new HBox(Icons.of(sign, "icon-16"), label);
        HBox.setHgrow(label, Priority.ALWAYS);
        box.getStyleClass().add("state");
        box.setMinWidth(0);
        return box;
    }

    /** A state in a sentence of its own, not in bold. */
    public static HBox remark(Sign sign, String words) {
        HBox box = state(sign, words);
        box.getChildren().getLast().getStyleClass().remove("text-bold");
        return box;
    }

    /** A name as a chip. */
    public static Label chip(String text) {
        Label chip = label(text, "chip");
        return chip;
    }
}
