package dev.tokenless.ui.part;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Visible;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** Buttons from actions. */
public final class Buttons {
    private Buttons() {}

    /**
     * The button of an action. One that cannot be pressed now keeps the focus and its full contrast, says why, and does
     * nothing.
     */
    public static Button of(Action action, String... styleClasses) {
        Button button = new Button(Visible.of(action.text()), Icons.of(action.icon(), "icon-16"));
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(styleClasses);
        switch (action.kind()) {
            case PRIMARY -> button.getStyleClass().add("accent");
            case DANGER -> button.getStyleClass().add("danger");
            case PLAIN -> {}
        }
        if (action.ready()) {
            button.setOnAction(e -> action.run().run());
        } else {
            button.getStyleClass().removeAll("accent", "danger");
            button.getStyleClass().add("waiting");
            button.setTooltip(new Tooltip(Visible.of(action.reason())));
            button.setAccessibleHelp(action.reason());
        }
        return button;
    }

    /** A button that is an icon; its words are in its tooltip and read out. */
    public static Button icon(Feather shape, String words, Runnable run) {
        Button button = new Button("", Icons.of(shape, "icon-16"));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> run.run());
        return button;
    }

    /** A small button inside the content. */
    public static Button small(String words, Runnable run) {
        Button button = new Button(Visible.of(words));
        button.setMnemonicParsing(false);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> run.run());
        return button;
    }
}
