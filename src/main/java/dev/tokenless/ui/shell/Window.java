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
    private @Nullable Composition composition;

    @Override
    public void start(Stage stage) {
        SettingsFile settings = new SettingsFile(SettingsFile.userFolder(
                System.getenv(), System.getProperty("user.home", "."), System.getProperty("os.name", "")));
        Composition whole = new Composition(settings, new RealDesktop(stage), Clock.systemDefaultZone());
        composition = whole;
        Scene scene = new Scene(whole.root(), 1440, 900);
        whole.dress(scene);
        stage.setTitle("Tokenless");
        stage.setMinWidth(720);
        stage.setMinHeight(520);
        stage.setScene(scene);
        if (Boolean.getBoolean("tokenless.exitOnShown")) {
            stage.setOnShown(shown -> afterFirstFrame(scene, Platform::exit));
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
