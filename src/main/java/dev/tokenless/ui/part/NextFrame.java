package dev.tokenless.ui.part;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Runs something when a frame has been painted since: a screen stands before its longest part is made. */
public final class NextFrame extends AnimationTimer {
    private final Runnable then;
    private int pulses;

    private NextFrame(Runnable then) {
        this.then = then;
    }

    /** Runs it once, two pulses from now: by then the one between has been laid out and handed to the painter. */
    public static void after(Runnable then) {
        new NextFrame(then).start();
    }

    @Override
    public void handle(long now) {
        if (++pulses == 2) {
            stop();
            Platform.runLater(then); // not before what else waits for that frame
        }
    }
}
