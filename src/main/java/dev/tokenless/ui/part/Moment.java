package dev.tokenless.ui.part;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Holds back what says "this is going on" until it has gone on for a moment. What is over sooner is never announced: the eye
 * could not read it, and painting it would be the longest part of it.
 */
public final class Moment {
    /** In milliseconds: shorter than what is felt as waiting. */
    private static final double LENGTH = 200;

    private final PauseTransition pause = new PauseTransition(Duration.millis(LENGTH));

    /** Announces after a moment, unless it is stopped or another announcement takes its place. */
    public void then(Runnable announcement) {
        pause.stop();
        pause.setOnFinished(e -> announcement.run());
        pause.playFromStart();
    }

    /** There is nothing to announce any more. */
    public void stop() {
        pause.stop();
    }
}
