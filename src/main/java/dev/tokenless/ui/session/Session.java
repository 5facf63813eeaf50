package dev.tokenless.ui.session;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Holds the state and tells of its changes; everything else is computed from it. Used on the toolkit's thread only. */
public final class Session {
    private final ReadOnlyObjectWrapper<SessionState> state = new ReadOnlyObjectWrapper<>(SessionState.START);

    /** The state. */
    public ReadOnlyObjectProperty<SessionState> state() {
        return state.getReadOnlyProperty();
    }

    /** The state as it stands. */
    public SessionState now() {
        return state.get();
    }

    /** Replaces the state by what is made of it. */
    public void change(UnaryOperator<SessionState> by) {
        state.set(by.apply(state.get()));
    }

    /** Calls now and after each change. */
    public void follow(Consumer<SessionState> watcher) {
        state.addListener((p, old, now) -> watcher.accept(now));
        watcher.accept(state.get());
    }
}
