package dev.tokenless.diagnose;

import dev.tokenless.publish.PublishJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a release failed, or will fail.
 *
 * @param id the cause's id; its help page is found by it
 * @param message a whole sentence
 * @param job the publish job that it concerns, null where none was found
 * @param fixes the better one first
 */
public record Cause(
        String id,
        Certainty certainty,
        String message,
        List<Evidence> evidence,
        List<Remedy> fixes,
        @Nullable PublishJob job) {
    public Cause {
        evidence = List.copyOf(evidence);
        fixes = List.copyOf(fixes);
    }

    /** Whether one of the fixes is enough or all of them are needed. */
    public Choice choice() {
        return Choice.of(fixes);
    }
}
