package dev.tokenless.ui;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the action bar holds for a screen.
 *
 * @param back null where there is nowhere to go back to
 * @param note what one press will change and how it is undone, or why it cannot be pressed
 * @param others the less important actions, left of the primary one
 * @param primary the action that goes on, null where there is none
 * @param leave what Escape presses: the action that puts away what waits for its confirmation; null where nothing does
 */
public record Bar(
        @Nullable Action back,
        Rich note,
        List<Action> others,
        @Nullable Action primary,
        @Nullable Action leave) {
    public Bar {
        others = List.copyOf(others);
    }

    /** A bar of a screen that the user need not leave before going on. */
    public Bar(@Nullable Action back, Rich note, List<Action> others, @Nullable Action primary) {
        this(back, note, others, primary, null);
    }

    /** The same for something that waits for its confirmation, with the action that puts it away first. */
    public Bar leaving(Action without) {
        List<Action> all = new ArrayList<>();
        all.add(without);
        all.addAll(others);
        return new Bar(back, note, all, primary, without);
    }

    /** A bar without a way on. */
    public static final Bar NONE = new Bar(null, Rich.EMPTY, List.of(), null);
}
