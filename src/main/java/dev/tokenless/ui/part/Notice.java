package dev.tokenless.ui.part;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A message in the content: a bar at the left in the state's colour, an icon, words. Hidden while it has none. */
public final class Notice extends HBox {
    private final RichFlow words = new RichFlow();

    public Notice() {
        getStyleClass().add("notice");
        words.getStyleClass().add("text-13");
        HBox.setHgrow(words, Priority.ALWAYS);
        setAccessibleRole(AccessibleRole.TEXT);
        hide();
    }

    /** Says what a press on a link does. */
    public void onPress(Consumer<String> action) {
        words.onPress(action);
    }

    /** Shows words; none hide the message. */
    public void show(Sign sign, Rich text) {
        if (text.spans().isEmpty()) {
            hide();
            return;
        }
        getStyleClass().removeAll("success", "danger", "warning", "accent", "muted");
        getStyleClass().add(sign.tone().styleClass());
        words.show(text);
        setAccessibleText(text.words());
        getChildren().setAll(Icons.of(sign, "icon-16"), words);
        setVisible(true);
        setManaged(true);
    }

    /** Hides the message. */
    public void hide() {
        setVisible(false);
        setManaged(false);
    }
}
