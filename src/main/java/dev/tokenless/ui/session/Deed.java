package dev.tokenless.ui.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done: read, written or sent.
 *
 * @param undo what puts it back, null where nothing can
 */
public record Deed(
        Instant when, Kind kind, String words, @Nullable Runnable undo) {

    /** What was done. */
    public enum Kind {
        READ,
        WRITTEN,
        SENT
    }
}
