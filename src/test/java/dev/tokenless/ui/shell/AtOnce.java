package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import java.util.function.Consumer;

/** Runs background work on the spot, so that a test sees its end before the next line. */
public final class AtOnce implements Background {
    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        Outcome<T> outcome;
        try {
            outcome = new Done<>(work.run(new Silent()));
        } catch (Exception e) {
            outcome = new Failed<>(e);
        }
        whenEnded.accept(outcome);
        return () -> {};
    }

    private static final class Silent implements Progress {
        @Override
        public void say(String words) {}

        @Override
        public void at(long part, long whole) {}

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void show(Runnable update) {
            update.run();
        }
    }
}
