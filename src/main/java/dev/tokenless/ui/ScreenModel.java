package dev.tokenless.ui;

import javafx.beans.value.ObservableValue;

/** What the frame around every screen needs of it. */
public interface ScreenModel {

    /** The action bar of this screen as it stands. */
    ObservableValue<Bar> bar();

    /** Called each time the screen comes into view. */
    default void shown() {}
}
