package dev.tokenless.ui.part;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** What the frame asks of a screen's controller. */
public interface Page {

    /** Where the focus goes when the screen opens; null for the primary action. */
    default @Nullable Node firstFocus() {
        return null;
    }

    /** What stands in the rail while this screen is shown; null for the steps. */
    default @Nullable Node rail() {
        return null;
    }
}
