package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs background work at once, as {@link AtOnce} does, until something in its middle cancels it as the user would: the work
 * is interrupted where it stands, and nothing of what it wanted to show is shown any more.
 */
final class Broken implements Background {
    private final AtomicReference<@Nullable Running> now = new AtomicReference<>();
    /** The words of everything that was started. */
    final List<String> started = Collections.synchronizedList(new ArrayList<>());

    /** The user cancels what goes on; may be called from any thread. */
    void cancel() {
        Running running = now.get();
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        started.add(words);
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>(new Cancelled<>());
        List<Runnable> shown = Collections.synchronizedList(new ArrayList<>());
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                outcome.set(new Done<>(work.run(new Told(shown, cancelled))));
            } catch (Exception e) {
                outcome.set(cancelled.get() ? new Cancelled<>() : new Failed<>(e));
            }
        });
        Running running = () -> {
            cancelled.set(true);
            thread.interrupt();
        };
        Running before = now.getAndSet(running);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        now.set(before);
        if (cancelled.get()) {
            whenEnded.accept(new Cancelled<>());
        } else {
            List.copyOf(shown).forEach(Runnable::run);
            whenEnded.accept(outcome.get());
        }
        return running;
    }

    private record Told(List<Runnable> shown, AtomicBoolean stopped) implements Progress {
        @Override
        public void say(String words) {}

        @Override
        public void at(long part, long whole) {}

        @Override
        public boolean cancelled() {
            return stopped.get();
        }

        @Override
        public void show(Runnable update) {
            shown.add(update);
        }
    }
}
