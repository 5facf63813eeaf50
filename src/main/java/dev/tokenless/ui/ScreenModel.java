package dev.tokenless.ui;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** What the frame around every screen needs of it. */
public interface ScreenModel {

    /** The action bar of this screen as it stands. */
    ObservableValue<Bar> bar();

    /**
     * Reads again what the screen shows, where that is something of its own.
     *
     * @return false where the screen shows the open project, which is read again then
     */
    default boolean rereads() {
        return false;
    }

    /** Whether there is anything to read again now. */
    default ObservableValue<Boolean> rereadable() {
        return new ReadOnlyObjectWrapper<>(true);
    }

    /** Called each time the screen comes into view. */
    default void shown() {}
}
