package dev.tokenless.sandbox.http;

import java.time.Duration;

/**
 * What the server takes at most.
 *
 * @param head bytes of a request line and its headers
 * @param body bytes of one body
 * @param bodies bytes of all bodies that are held at one time
 * @param connections connections at one time
 * @param idle how long a connection may say nothing
 * @param request how long a request may take to arrive
 */
public record Limits(int head, int body, long bodies, int connections, Duration idle, Duration request) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** Enough for any package that one rehearses on one machine. */
    public static Limits usual() {
        return new Limits(
                64 * 1024, 96 * MEBIBYTE, 256L * MEBIBYTE, 64, Duration.ofSeconds(30), Duration.ofSeconds(120));
    }
}
