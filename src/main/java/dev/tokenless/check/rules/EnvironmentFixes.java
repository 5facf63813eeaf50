package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import org.jspecify.annotations.Nullable;

/** Writes the environment of a publishing job. */
final class EnvironmentFixes {
    private EnvironmentFixes() {}

    /** Adds the environment under which the job's package is or would be registered. */
    static @Nullable Fix add(Subject subject) {
        return null;
    }

    /** Sets the environment that the publisher names. */
    static @Nullable Fix set(Subject subject, String environment) {
        return null;
    }
}
