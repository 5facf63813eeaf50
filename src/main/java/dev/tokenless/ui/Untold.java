package dev.tokenless.ui;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What came about beside the window and was not told yet: each is told once, in its order, on the toolkit's thread. What
 * cancelled work showed last is dropped by {@link Background}; what it did is not undone by that, and is told at its end.
 */
public final class Untold {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /** Something came about; may be called from any thread. */
    public void add(Background.Progress progress, Runnable telling) {
        waiting.add(telling);
        progress.show(this::tell);
    }

    /** Tells what waits; on the toolkit's thread. */
    public void tell() {
        for (Runnable one = waiting.poll(); one != null; one = waiting.poll()) {
            one.run();
        }
    }
}
