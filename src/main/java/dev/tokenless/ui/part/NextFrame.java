package dev.tokenless.ui.part;

import javafx.application.Platform;
import javafx.scene.Scene;

/** Runs something when a frame has been painted since: a screen stands before its longest part is made. */
public final class NextFrame implements Runnable {
    private final Scene scene;
    private final Runnable then;
    private int pulses;

    private NextFrame(Scene scene, Runnable then) {
        this.scene = scene;
        this.then = then;
    }

    /**
     * Runs it once, two pulses from now: by then what stands in the scene was laid out and handed to the painter. A scene
     * without a window is never painted and is not waited for.
     */
    public static void after(Scene scene, Runnable then) {
        if (scene.getWindow() == null) {
            Platform.runLater(then);
            return;
        }
        scene.addPostLayoutPulseListener(new NextFrame(scene, then));
        Platform.requestNextPulse();
    }

    @Override
    public void run() {
        if (++pulses < 2) {
            Platform.requestNextPulse();
        } else {
            scene.removePostLayoutPulseListener(this);
            Platform.runLater(then); // nothing is made in the middle of a pulse
        }
    }
}
