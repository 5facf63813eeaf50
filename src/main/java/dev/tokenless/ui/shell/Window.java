package dev.tokenless.ui.shell;

import dev.tokenless.ui.settings.SettingsFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: one window. */
public final class Window extends Application {
    /** Named as a system property: says on the standard output when the window has come up. */
    private static final String TELLING = "tokenless.tell";

    private @Nullable Composition composition;

    @Override
    public void start(Stage stage) {
        SettingsFile settings = new SettingsFile(folder());
        Composition whole = new Composition(settings, new RealDesktop(stage), Clock.systemDefaultZone());
        composition = whole;
        Scene scene = new Scene(whole.root());
        whole.dress(scene);
        stage.setTitle("Tokenless");
        stage.setScene(scene);
        Standing.put(stage, settings);
        if (Boolean.getBoolean(Training.PROPERTY)) {
            stage.setOnShown(shown -> afterFirstFrame(scene, new Training(whole)::begin));
        } else if (Boolean.getBoolean(TELLING)) {
            stage.setOnShown(shown -> afterFirstFrame(scene, () -> tell(scene)));
        }
        stage.show();
        List<String> named = getParameters().getUnnamed();
        if (!named.isEmpty()) {
            whole.open(Path.of(named.getFirst()));
        }
    }

    @Override
    public void stop() {
        if (composition != null) {
            composition.close();
        }
    }

    private static Path folder() {
        return Boolean.getBoolean(Training.PROPERTY)
                ? Path.of(System.getProperty("java.io.tmpdir", "."), "tokenless-training")
                : SettingsFile.userFolder(
                        System.getenv(), System.getProperty("user.home", "."), System.getProperty("os.name", ""));
    }

    /** For whoever measures from outside: the first frame is painted; and the button to begin with takes a press. */
    private static void tell(Scene scene) {
        System.out.println("first frame");
        Platform.runLater(() -> System.out.println("usable " + (scene.getFocusOwner() != null)));
    }

    /** Runs the action once a frame has been laid out and painted: used to train the start-up cache and to time it. */
    private static void afterFirstFrame(Scene scene, Runnable action) {
        Runnable[] listener = new Runnable[1];
        listener[0] = new Runnable() {
            private int pulses;

            @Override
            public void run() {
                if (++pulses == 2) {
                    scene.removePostLayoutPulseListener(listener[0]);
                    action.run();
                } else {
                    Platform.requestNextPulse();
                }
            }
        };
        scene.addPostLayoutPulseListener(listener[0]);
        Platform.requestNextPulse();
    }
}
