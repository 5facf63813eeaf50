package dev.tokenless.ui.publisher;

import dev.tokenless.ui.Rich;

/** What the step shows besides what is known: which side, and what went wrong last. */
final class Showing {
    private final Runnable drawn;
    private Mode mode = Mode.ONE;
    private Rich failure = Rich.EMPTY;

    /** @param drawn draws the step anew */
    Showing(Runnable drawn) {
        this.drawn = drawn;
    }

    /** What the step is used for just now. */
    enum Mode {
        /** The chosen package: its form, or the request that registers its publisher. */
        ONE,
        /** The fields for what the registry holds. */
        TYPING,
        /** The request that removes the publisher that is shown. */
        REMOVING,
        /** What the publishers file would say. */
        FILE,
        /** The registry's last answer, as it came. */
        RAW,
        /** All packages at the registry. */
        SEVERAL
    }

    Mode mode() {
        return mode;
    }

    Rich failure() {
        return failure;
    }

    /** Something has come to its end: with what went wrong, or with nothing. */
    void ended(Rich wrong) {
        failure = wrong;
        again();
    }

    /** Another side is meant from the next drawing on. */
    void turn(Mode other) {
        mode = other;
    }

    /** What went wrong is told no longer, from the next drawing on. */
    void forget() {
        failure = Rich.EMPTY;
    }

    /** Draws the step anew. */
    void again() {
        drawn.run();
    }
}
