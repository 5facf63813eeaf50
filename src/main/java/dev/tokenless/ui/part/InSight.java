package dev.tokenless.ui.part;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/**
 * Shows what changes while the node that shows it stands in a window. A screen that nobody sees is not made anew with each
 * change, only once when it comes back.
 */
public final class InSight<T> {
    private final Node node;
    private final Consumer<? super T> show;
    private T latest;
    private boolean shown;

    private InSight(Node node, ObservableValue<T> value, Consumer<? super T> show) {
        this.node = node;
        this.show = show;
        this.latest = value.getValue();
        value.subscribe(now -> {
            latest = now;
            shown = false;
            catchUp();
        });
        node.sceneProperty().subscribe(scene -> catchUp());
    }

    /** Shows the value now where the node stands in a window, else when it comes into one, and whenever it changes. */
    public static <T> void follow(Node node, ObservableValue<T> value, Consumer<? super T> show) {
        new InSight<>(node, value, show);
    }

    private void catchUp() {
        if (!shown && node.getScene() != null) {
            shown = true;
            show.accept(latest);
        }
    }
}
