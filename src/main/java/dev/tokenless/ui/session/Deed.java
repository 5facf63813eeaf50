package dev.tokenless.ui.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done: read, written or sent.
 *
 * @param undo what puts it back, null where nothing can
 * @param times how many readings, files or requests it was: many things may be done by one press
 */
public record Deed(
        Instant when, Kind kind, String words, @Nullable Runnable undo, int times) {

    /** One reading, file or request. */
    public Deed(Instant when, Kind kind, String words, @Nullable Runnable undo) {
        this(when, kind, words, undo, 1);
    }

    /** What was done. */
    public enum Kind {
        READ,
        WRITTEN,
        SENT
    }
}
