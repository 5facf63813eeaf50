package dev.tokenless.ui.shell;

import dev.tokenless.ui.part.NextFrame;
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
    private static final boolean TELLING = Boolean.getBoolean("tokenless.tell");

    private final SettingsFile settings = Launch.settings();
    private final Themes themes = new Themes(settings);
    private @Nullable Composition composition;

    @Override
    public void start(Stage stage) {
        themes.apply(); // before any control is made: the first one would load the style sheet of JavaFX itself
        Scene scene = new Scene(new FirstFrame());
        themes.dress(scene);
        stage.setTitle("Tokenless");
        stage.setScene(scene);
        Standing.put(stage, settings);
        stage.setOnShown(shown -> NextFrame.after(scene, () -> fill(stage, scene)));
        stage.show();
    }

    /** Builds the screens once the window is there. */
    private void fill(Stage stage, Scene scene) {
        if (TELLING) {
            System.out.println("first frame");
        }
        RealDesktop desktop = new RealDesktop(stage);
        Composition whole = new Composition(settings, themes, desktop, Clock.systemDefaultZone());
        desktop.whenNotOpened(whole::notOpened);
        composition = whole;
        ((FirstFrame) scene.getRoot()).make(whole.root());
        NextFrame.after(scene, () -> usable(whole, scene));
    }

    /** The first screen takes a press now; what stands around it follows behind whatever was pressed meanwhile. */
    private void usable(Composition whole, Scene scene) {
        if (TELLING) {
            System.out.println("usable " + (scene.getFocusOwner() != null));
        }
        Platform.runLater(() -> {
            whole.attach(scene);
            List<String> named = getParameters().getUnnamed();
            if (!named.isEmpty()) {
                whole.open(named.stream().map(Path::of).toList());
            }
            NextFrame.after(scene, () -> stands(whole, scene));
        });
    }

    @Override
    public void stop() {
        if (composition != null) {
            composition.close();
        }
    }

    private static void stands(Composition whole, Scene scene) {
        if (Launch.TRAINING) {
            Training.loadDesktop();
            Platform.exit();
        } else {
            whole.lookAhead(scene);
        }
    }
}
