package dev.tokenless.ui.part;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The bar below every screen: Back, what one press does, the other actions, and the one primary action at the right. */
public final class ActionBar extends HBox {
    private Bar bar = Bar.NONE;
    private @Nullable Button primary;

    public ActionBar() {
        getStyleClass().add("action-bar");
    }

    /** Shows the actions of a screen; the focus stays on the same place of the bar where it was there. */
    public void show(Bar next) {
        boolean focused = primary != null && primary.isFocused();
        bar = next;
        primary = null;
        getChildren().clear();
        Action back = next.back();
        if (back != null) {
            getChildren().add(Buttons.of(back));
        }
        RichFlow note = new RichFlow(next.note(), "text-13", "muted");
        VBox middle = new VBox(note);
        middle.getStyleClass().add("action-note");
        if (back == null) {
            middle.getStyleClass().add("first");
        }
        HBox.setHgrow(middle, Priority.ALWAYS);
        middle.setMinWidth(0);
        getChildren().add(middle);
        next.others().forEach(a -> getChildren().add(Buttons.of(a)));
        Action main = next.primary();
        if (main != null) {
            Button button = Buttons.of(main, "primary");
            primary = button;
            getChildren().add(button);
            if (focused) {
                button.requestFocus();
            }
        }
        boolean used = back != null
                || main != null
                || !next.others().isEmpty()
                || !next.note().spans().isEmpty();
        setVisible(used);
        setManaged(used);
    }

    /** Puts the focus on the primary action, unless it deletes for good; then on the first action beside it. */
    public void focusPrimary() {
        Action main = bar.primary();
        if (main != null && main.kind() == Action.Kind.DANGER) {
            getChildren().stream()
                    .filter(n -> n instanceof Button b && b != primary)
                    .reduce((one, other) -> other)
                    .ifPresent(javafx.scene.Node::requestFocus);
        } else if (primary != null) {
            primary.requestFocus();
        }
    }

    /** Presses the primary action. */
    public void pressPrimary() {
        Action main = bar.primary();
        if (main != null && main.ready()) {
            main.run().run();
        }
    }

    /** Presses Back. */
    public void pressBack() {
        Action back = bar.back();
        if (back != null && back.ready()) {
            back.run().run();
        }
    }
}
