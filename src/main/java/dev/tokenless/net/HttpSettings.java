package dev.tokenless.net;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the client behaves.
 *
 * @param connectLimit for one attempt to connect
 * @param callLimit for one attempt as a whole, the answer's body included
 * @param attempts how often a repeatable request is sent at most
 * @param longestWait the most that is waited between two attempts; a server that asks for more is not asked again
 * @param loopbackOnly whether only this machine may be talked to
 * @param certificates a PEM file of further certificate authorities to trust, null for none
 * @param environment where proxies are looked up
 * @param pause how a wait is spent; it ends by an interrupt
 */
public record HttpSettings(
        Duration connectLimit,
        Duration callLimit,
        int attempts,
        Duration longestWait,
        boolean loopbackOnly,
        @Nullable Path certificates,
        Map<String, String> environment,
        Pause pause) {
    /** Set to {@code loopback} this system property keeps the program from talking to any other machine. */
    public static final String NETWORK_PROPERTY = "tokenless.network";

    /** Names a PEM file of further certificate authorities; the variable {@code SSL_CERT_FILE} does the same. */
    public static final String CERTIFICATES_PROPERTY = "tokenless.certificates";

    public HttpSettings {
        environment = Map.copyOf(environment);
    }

    /** A way to wait. */
    @FunctionalInterface
    public interface Pause {
        /** Waits, or less where the thread is interrupted. */
        void spend(Duration duration) throws InterruptedException;
    }

    /** What the program runs with. */
    public static HttpSettings standard() {
        Map<String, String> environment = System.getenv();
        String certificates = System.getProperty(CERTIFICATES_PROPERTY, environment.getOrDefault("SSL_CERT_FILE", ""));
        return new HttpSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                3,
                Duration.ofSeconds(15),
                System.getProperty(NETWORK_PROPERTY, "").equals("loopback"),
                certificates.isBlank() ? null : Path.of(certificates),
                environment,
                Thread::sleep);
    }

    /** The same with another limit for a whole attempt. */
    public HttpSettings callLimit(Duration limit) {
        return new HttpSettings(
                connectLimit, limit, attempts, longestWait, loopbackOnly, certificates, environment, pause);
    }

    /** The same, for this machine alone. */
    public HttpSettings onlyLoopback() {
        return new HttpSettings(connectLimit, callLimit, attempts, longestWait, true, certificates, environment, pause);
    }

    /** The same with another way to wait. */
    public HttpSettings pause(Pause other) {
        return new HttpSettings(
                connectLimit, callLimit, attempts, longestWait, loopbackOnly, certificates, environment, other);
    }
}
