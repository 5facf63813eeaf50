package dev.tokenless.migration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one stage is. */
public sealed interface StageState {

    /**
     * The stage is done.
     *
     * @param evidence what proves it, as a sentence
     * @param at when that was seen or said, null where it was read from the files just now
     * @param said whether the user said so; otherwise the program saw it
     */
    record Done(String evidence, @Nullable Instant at, boolean said) implements StageState {}

    /** The stage is the next one to do. */
    record Open(String nextStep) implements StageState {}

    /** The stage waits for another one. */
    record Waiting(String reason) implements StageState {}

    /** The user passed it over. */
    record Skipped(String reason, @Nullable Instant at) implements StageState {}

    /** This registry has no such thing. */
    record NotOffered(String reason) implements StageState {}

    /** What came later made it needless. */
    record NotNeeded(String reason) implements StageState {}

    /** Whether the following stages may go on. */
    default boolean passed() {
        return switch (this) {
            case Done _ -> true;
            case Skipped _ -> true;
            case NotOffered _ -> true;
            case NotNeeded _ -> true;
            case Open _ -> false;
            case Waiting _ -> false;
        };
    }

    /** The word in machine-readable output. */
    default String id() {
        return switch (this) {
            case Done _ -> "done";
            case Skipped _ -> "skipped";
            case NotOffered _ -> "not-offered";
            case NotNeeded _ -> "not-needed";
            case Open _ -> "open";
            case Waiting _ -> "waiting";
        };
    }

    /** The sentence that goes with it. */
    default String sentence() {
        return switch (this) {
            case Done done -> done.evidence();
            case Skipped skipped -> skipped.reason();
            case NotOffered none -> none.reason();
            case NotNeeded needless -> needless.reason();
            case Open open -> open.nextStep();
            case Waiting waiting -> waiting.reason();
        };
    }
}
