package dev.tokenless.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A token, password or one-time code. It lives in memory alone: its text form is masked and it cannot be serialised, so
 * that it never reaches a log, a report or a state file by accident.
 */
public final class Secret {
    /** What stands in the place of a secret wherever one would be shown. */
    public static final String MASK = "***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A secret; spaces and line ends around it, which pasting brings along, are dropped. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /** The secret itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    /** Whether nothing was given. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Compares without telling by its duration where two secrets differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
