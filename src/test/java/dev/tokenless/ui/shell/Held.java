package dev.tokenless.ui.shell;

import dev.tokenless.ui.Background;
import dev.tokenless.ui.VirtualThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** {@link AtOnce}, until a test wants to look at work that goes on: that one stops in its middle and stays there. */
final class Held extends VirtualThreads {
    private static final int NOT_HELD = -1;

    private final Background atOnce = new AtOnce();
    private final CountDownLatch never = new CountDownLatch(1);
    private CountDownLatch reached = new CountDownLatch(1);
    private int holding = NOT_HELD;

    /** Holds the work that is started next once it has shown something so many times; 0 holds it before it begins. */
    void next(int shown) {
        holding = shown;
        reached = new CountDownLatch(1);
    }

    /** Waits until the work stands still. */
    void awaitStill() {
        try {
            if (!reached.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the work did not come to where it is held");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
        if (holding == NOT_HELD) {
            return atOnce.start(words, work, whenEnded);
        }
        AtomicInteger left = new AtomicInteger(holding);
        holding = NOT_HELD;
        CountDownLatch still = reached;
        return super.start(
                words,
                progress -> {
                    if (left.get() == 0) {
                        stand(still);
                    }
                    return work.run(new Counted(progress, left, still));
                },
                outcome -> {}); // it ends with its window, which shows nothing any more
    }

    private void stand(CountDownLatch still) throws InterruptedException {
        still.countDown();
        never.await(); // ends with the window, which interrupts what runs
    }

    private final class Counted implements Progress {
        private final Progress progress;
        private final AtomicInteger left;
        private final CountDownLatch still;

        private Counted(Progress progress, AtomicInteger left, CountDownLatch still) {
            this.progress = progress;
            this.left = left;
            this.still = still;
        }

        @Override
        public void say(String words) {
            progress.say(words);
        }

        @Override
        public void at(long part, long whole) {
            progress.at(part, whole);
        }

        @Override
        public boolean cancelled() {
            return progress.cancelled();
        }

        @Override
        public void show(Runnable update) {
            progress.show(update);
            if (left.decrementAndGet() == 0) {
                try {
                    stand(still);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
