package dev.tokenless.diagnose;

import org.jspecify.annotations.Nullable;

/** What a cause is told from. */
public sealed interface Evidence {

    /**
     * Two values of one claim.
     *
     * @param presented what the job presents, null where the claim is absent
     * @param expected what the registry demands, null where that is not known or nothing is demanded
     */
    record Comparison(
            String claim,
            @Nullable String presented,
            @Nullable String expected) implements Evidence {}

    /**
     * A line of a file or of the log; secrets in it are masked.
     *
     * @param path the file, or {@code log}
     * @param line from 1
     */
    record Line(String path, int line, String text) implements Evidence {}
}
