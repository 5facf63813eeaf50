package dev.tokenless.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Background work that has ended when {@code start} returns; told to, it is cancelled after some of its updates. */
public final class InStep implements Background {
    /** What was started, in order. */
    public final List<String> started = new ArrayList<>();

    /** After how many updates the next work is cancelled; below 0 never. */
    public int cancelAfter = -1;

    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        started.add(words);
        int limit = cancelAfter;
        cancelAfter = -1;
        List<Runnable> updates = new ArrayList<>();
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>(new Cancelled<>());
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.set(new Done<>(work.run(new Counted(updates, limit))));
            } catch (InterruptedException e) {
                outcome.set(new Cancelled<>());
            } catch (Exception | LinkageError e) {
                outcome.set(new Failed<>(e));
            }
        });
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        updates.forEach(Runnable::run);
        if (outcome.get() instanceof Failed<T>(Throwable cause)) {
            throw new AssertionError(words, cause);
        }
        whenEnded.accept(outcome.get());
        return () -> {};
    }

    private record Counted(List<Runnable> updates, int limit) implements Progress {
        @Override
        public void say(String words) {}

        @Override
        public void at(long part, long whole) {}

        @Override
        public boolean cancelled() {
            return limit >= 0 && updates.size() >= limit;
        }

        @Override
        public void show(Runnable update) {
            if (cancelled()) {
                Thread.currentThread().interrupt();
                return;
            }
            updates.add(update);
        }
    }
}
