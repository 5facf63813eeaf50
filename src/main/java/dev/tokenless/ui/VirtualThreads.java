package dev.tokenless.ui;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** {@link Background} on virtual threads, with the list of what is running for the status bar. */
public class VirtualThreads implements Background {
    private final ObservableList<Task> running = FXCollections.observableArrayList();

    /** What is running, oldest first; changes on the toolkit's thread only. */
    public ObservableList<Task> running() {
        return running;
    }

    /** Cancels everything, for the end of the program. */
    public void cancelAll() {
        running.forEach(Task::cancel);
    }

    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        Task task = new Task(words);
        running.add(task);
        task.thread = Thread.ofVirtual().name(words).start(() -> {
            Outcome<T> outcome = task.play(work);
            Platform.runLater(() -> {
                running.remove(task);
                whenEnded.accept(task.cancelled.get() ? new Cancelled<>() : outcome);
            });
        });
        return task;
    }

    /** One running work, as the status bar shows it. */
    public static final class Task implements Running, Progress {
        private final ReadOnlyStringWrapper words;
        private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper(-1);
        private volatile boolean sending;
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final AtomicReference<@Nullable Shown> pending = new AtomicReference<>();
        private volatile @Nullable Thread thread;

        private Task(String words) {
            this.words = new ReadOnlyStringWrapper(words);
        }

        /** What is being done. */
        public ReadOnlyStringProperty words() {
            return words.getReadOnlyProperty();
        }

        /** From 0 to 1, or -1 where it cannot be told. */
        public ReadOnlyDoubleProperty share() {
            return share.getReadOnlyProperty();
        }

        private <T> Outcome<T> play(Work<T> work) {
            try {
                return new Done<>(work.run(this));
            } catch (InterruptedException | CancellationException e) {
                return new Cancelled<>();
            } catch (Exception | StackOverflowError | LinkageError e) {
                return cancelled.get() ? new Cancelled<>() : new Failed<>(e);
            }
        }

        @Override
        public void cancel() {
            cancelled.set(true);
            Thread at = thread;
            if (at != null) {
                at.interrupt();
            }
        }

        @Override
        public void sends() {
            sending = true;
        }

        /** Whether it may be changing something outside. */
        public boolean sending() {
            return sending;
        }

        @Override
        public boolean cancelled() {
            return cancelled.get();
        }

        @Override
        public void say(String text) {
            post(s -> new Shown(text, s.share));
        }

        @Override
        public void at(long part, long whole) {
            post(s -> new Shown(s.text, whole <= 0 ? -1 : (double) part / whole));
        }

        /** Many reports become one hop: the latest of each kind is what the next pulse shows. */
        private void post(java.util.function.UnaryOperator<Shown> change) {
            Shown before = pending.getAndUpdate(s -> change.apply(s == null ? new Shown(null, null) : s));
            if (before == null) {
                Platform.runLater(() -> {
                    Shown latest = pending.getAndSet(null);
                    if (latest != null && latest.text != null) {
                        words.set(latest.text);
                    }
                    if (latest != null && latest.share != null) {
                        share.set(latest.share);
                    }
                });
            }
        }

        @Override
        public void show(Runnable update) {
            Platform.runLater(() -> {
                if (!cancelled.get()) {
                    update.run();
                }
            });
        }

        private record Shown(
                @Nullable String text, @Nullable Double share) {}
    }
}
