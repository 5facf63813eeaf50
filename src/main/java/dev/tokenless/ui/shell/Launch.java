package dev.tokenless.ui.shell;

import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/** Starts the window. With JavaFX on the class path, the class named to java must not itself be an Application. */
public final class Launch {
    /** Held so that its level is not lost when the logger is collected. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private Launch() {}

    /**
     * Opens the window and returns when it is closed.
     *
     * @param args a folder to open, or nothing
     */
    public static void main(String[] args) {
        JAVAFX.setLevel(Level.SEVERE); // no warning about JavaFX on the class path
        Application.launch(Window.class, args);
    }
}
