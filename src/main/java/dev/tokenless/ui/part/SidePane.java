package dev.tokenless.ui.part;

import dev.tokenless.ui.Rich;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The pane at the right of a screen: a header with icon, title and small buttons, and the proof below it. */
public final class SidePane extends VBox {
    private final HBox header = new HBox();

    public SidePane() {
        getStyleClass().add("side-pane");
        header.getStyleClass().add("pane-header");
        getChildren().add(header);
        setMinWidth(0);
    }

    /** Says what is shown and puts buttons at the right. */
    public void title(Feather icon, Rich words, Node... buttons) {
        RichFlow title = new RichFlow(words, "pane-title");
        HBox.setHgrow(title, Priority.ALWAYS);
        header.getChildren().setAll(Icons.of(icon, "icon-16", "muted"), title);
        header.getChildren().addAll(buttons);
    }

    /** Shows parts below each other; the first takes the height that is left. */
    public void content(Node... parts) {
        getChildren().setAll(header);
        getChildren().addAll(parts);
        if (parts.length == 1 || (parts.length > 1 && VBox.getVgrow(parts[1]) == null)) {
            VBox.setVgrow(parts[0], Priority.ALWAYS);
        }
    }
}
