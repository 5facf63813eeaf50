package dev.tokenless.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the action bar holds for a screen.
 *
 * @param back null where there is nowhere to go back to
 * @param note what one press will change and how it is undone, or why it cannot be pressed
 * @param others the less important actions, left of the primary one
 */
public record Bar(
        @Nullable Action back,
        Rich note,
        List<Action> others,
        @Nullable Action primary) {
    public Bar {
        others = List.copyOf(others);
    }

    /** A bar without a way on. */
    public static final Bar NONE = new Bar(null, Rich.EMPTY, List.of(), null);
}
