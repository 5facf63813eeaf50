package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.settings.SettingsFile;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/** Starts the window. With JavaFX on the class path, the class named to java must not itself be an Application. */
public final class Launch {
    /**
     * A start for the start-up cache of the installer, which ends when the window can be used. The cache holds no more than
     * that, because each class in it costs every start; what comes later is loaded while the user reads the first screen.
     */
    static final boolean TRAINING = Boolean.getBoolean("tokenless.train");

    /** Held so that its level is not lost when the logger is collected. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    /** Read while JavaFX comes up. */
    private static final CompletableFuture<SettingsFile> SETTINGS = CompletableFuture.supplyAsync(
            () -> new SettingsFile(folder()),
            work -> Thread.ofPlatform().daemon().name("settings").start(work));

    /** Read then as well: all words of the window are in one file. */
    private static final CompletableFuture<Texts> TEXTS = SETTINGS.thenApply(settings -> new Texts());

    private Launch() {}

    /**
     * Opens the window and returns when it is closed.
     *
     * @param args folders to open, or nothing
     */
    public static void main(String[] args) {
        JAVAFX.setLevel(Level.SEVERE); // no warning about JavaFX on the class path
        Application.launch(Window.class, args);
    }

    /** The user's settings. */
    static SettingsFile settings() {
        return SETTINGS.join();
    }

    /** The words of the window. */
    static Texts texts() {
        return TEXTS.join();
    }

    private static Path folder() {
        return TRAINING
                ? Path.of(System.getProperty("java.io.tmpdir", "."), "tokenless-training")
                : SettingsFile.userFolder(
                        System.getenv(), System.getProperty("user.home", "."), System.getProperty("os.name", ""));
    }
}
