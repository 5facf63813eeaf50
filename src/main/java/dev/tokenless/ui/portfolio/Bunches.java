package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioScan.Scanned;
import dev.tokenless.ui.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Gathers what is read, one repository after the other, and hands it to the window in bunches, so as not to flood it. */
final class Bunches {
    /** How long a bunch is gathered. */
    static final long PAUSE_NANOS = 1_000_000_000;

    /** The first rows come sooner, so that there is something to read at once. */
    private static final long FIRST_PAUSE_NANOS = 200_000_000;

    private static final int FIRST_ROWS = 32;

    /** How far the reading is: each report is a frame to paint. */
    private static final long PROGRESS_NANOS = 200_000_000;

    private final List<Path> folders;
    private final int before;
    private final Background.Progress progress;
    private final BiConsumer<List<Scanned>, List<Path>> shown;
    private final List<Scanned> bunch = new ArrayList<>();
    private int count;
    private int rows;
    private long handed = System.nanoTime();
    private long told;

    /**
     * @param folders what is read, in this order
     * @param before how many were read earlier
     * @param shown takes a bunch, on the window's thread, with the folders that are left
     */
    Bunches(List<Path> folders, int before, Background.Progress progress, BiConsumer<List<Scanned>, List<Path>> shown) {
        this.folders = folders;
        this.before = before;
        this.progress = progress;
        this.shown = shown;
    }

    /** The next repository was read. */
    void take(Scanned scanned) {
        bunch.add(scanned);
        count++;
        rows += scanned.rows().size();
        boolean last = count == folders.size();
        if (System.nanoTime() - told > PROGRESS_NANOS || last) {
            told = System.nanoTime();
            progress.at(before + count, before + folders.size());
        }
        if (System.nanoTime() - handed > pause() || last) {
            handed = System.nanoTime();
            List<Scanned> ready = List.copyOf(bunch);
            List<Path> left = folders.subList(count, folders.size());
            bunch.clear();
            progress.show(() -> shown.accept(ready, left));
        }
    }

    private long pause() {
        return before == 0 && rows < FIRST_ROWS ? FIRST_PAUSE_NANOS : PAUSE_NANOS;
    }
}
