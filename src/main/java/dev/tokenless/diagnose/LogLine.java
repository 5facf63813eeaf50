package dev.tokenless.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * One line of a log as a reader sees it: without time stamp, colours and command marks, secrets masked.
 *
 * @param number the line of what was pasted, from 1; the parts of one annotation share it
 * @param job the job that wrote it, null where the log does not tell
 * @param step the step in the log's own words, null where the log does not tell
 * @param time when it was written, as its time stamp says to the second ({@code 2026-11-19T10:12:01}, UTC); null where it
 *     has none
 */
public record LogLine(
        int number,
        String text,
        Kind kind,
        @Nullable String job,
        @Nullable String step,
        @Nullable String time) {

    /** What the log itself makes of the line. */
    public enum Kind {
        PLAIN,
        ERROR,
        WARNING,
        GROUP
    }
}
