package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Background work that begins when the test says so, or is cancelled before: what a user sees in between can be looked at. */
final class Later implements Background {
    private final Deque<Begun<?>> begun = new ArrayDeque<>();
    /** The words of everything that was started. */
    final List<String> started = new ArrayList<>();

    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        Begun<T> one = new Begun<>(words, work, whenEnded);
        begun.add(one);
        started.add(words);
        return () -> one.cancelled = true;
    }

    /** What waits, in words. */
    List<String> waiting() {
        return Screen.on(
                () -> begun.stream().filter(b -> !b.cancelled).map(b -> b.words).toList());
    }

    /** Lets everything end that was started, and what is started by that. */
    void all() {
        Screen.run(() -> {
            while (!begun.isEmpty()) {
                begun.remove().end();
            }
        });
    }

    /** The user cancels everything in the status bar. */
    void cancel() {
        Screen.run(() -> {
            List<Begun<?>> now = new ArrayList<>(begun);
            begun.clear();
            now.forEach(one -> one.cancelled = true);
            now.forEach(Begun::end);
        });
    }

    /** The user cancels everything in the status bar when it has come about already, and nobody was told yet. */
    void cancelLate() {
        Screen.run(() -> {
            List<Begun<?>> now = new ArrayList<>(begun);
            begun.clear();
            now.forEach(Begun::endUntold);
        });
    }

    private static final class Begun<T> {
        private final String words;
        private final Work<T> work;
        private final Consumer<Outcome<T>> whenEnded;
        private boolean cancelled;

        Begun(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
            this.words = words;
            this.work = work;
            this.whenEnded = whenEnded;
        }

        void end() {
            if (cancelled) {
                whenEnded.accept(new Cancelled<>());
                return;
            }
            List<Runnable> shown = new ArrayList<>();
            Outcome<T> outcome = play(shown);
            shown.forEach(Runnable::run);
            whenEnded.accept(outcome);
        }

        void endUntold() {
            play(new ArrayList<>());
            cancelled = true;
            whenEnded.accept(new Cancelled<>());
        }

        private Outcome<T> play(List<Runnable> shown) {
            AtomicReference<Outcome<T>> outcome = new AtomicReference<>(new Cancelled<>());
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    outcome.set(new Done<>(work.run(new Progress() {
                        @Override
                        public void say(String text) {}

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
                    })));
                } catch (Exception e) {
                    outcome.set(new Failed<>(e));
                }
            });
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return outcome.get();
        }
    }
}
