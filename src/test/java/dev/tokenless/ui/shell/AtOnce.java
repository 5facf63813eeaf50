package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs background work at once, so that a test sees its end before the next line: beside the JavaFX thread, which the
 * network refuses, but waited for.
 */
final class AtOnce implements Background {
    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>(new Cancelled<>());
        Queue<Runnable> shown = new ConcurrentLinkedQueue<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.set(new Done<>(work.run(new Queued(shown))));
            } catch (Exception e) {
                outcome.set(new Failed<>(e));
            }
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        new ArrayDeque<>(shown).forEach(Runnable::run);
        if (outcome.get() instanceof Failed<T>(Throwable cause)) {
            cause.printStackTrace();
        }
        whenEnded.accept(outcome.get());
        return () -> {};
    }

    private record Queued(Queue<Runnable> shown) implements Progress {
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
            shown.add(update);
        }
    }
}
