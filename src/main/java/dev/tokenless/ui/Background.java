package dev.tokenless.ui;

import java.util.function.Consumer;

/**
 * Runs slow work beside the window. The work is blocking and interruptible and knows no toolkit; its end is delivered on
 * the toolkit's thread, once, as exactly one of done, failed or cancelled.
 */
public interface Background {

    /**
     * Starts work.
     *
     * @param words what is being done, shown in the status bar
     * @param whenEnded called on the toolkit's thread
     */
    <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded);

    /** Some work. */
    interface Work<T> {
        T run(Progress progress) throws Exception;
    }

    /** Where work says how far it is; may be called from any thread, as often as it likes. */
    interface Progress {
        /** What is being done now. */
        void say(String words);

        /** How much is done. */
        void at(long part, long whole);

        /**
         * Says that from here on something outside, or a file of the user's, may be changed: the window is not closed on it
         * without a word.
         */
        default void sends() {}

        /** Whether the user has cancelled; blocking calls are interrupted as well. */
        boolean cancelled();

        /** Runs something on the toolkit's thread, in order, unless the work was cancelled. */
        void show(Runnable update);
    }

    /** Work that goes on. */
    interface Running {
        void cancel();
    }

    /** How work ended. */
    sealed interface Outcome<T> {}

    /** It came to its end. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It failed by a fault of the program: expected failures are values of the work itself. */
    record Failed<T>(Throwable cause) implements Outcome<T> {}

    /** The user cancelled it. */
    record Cancelled<T>() implements Outcome<T> {}
}
