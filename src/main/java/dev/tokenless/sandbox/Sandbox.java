package dev.tokenless.sandbox;

import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.http.Limits;
import dev.tokenless.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The identity-token issuer and the registries, played on 127.0.0.1. Each stands on a port of its own, because the
 * registries' clients keep only host and port of the address that they are given and the registries share paths.
 *
 * <p>It stops with {@link #close} or with the program.
 */
public final class Sandbox implements AutoCloseable {
    /** The registries that are played, in the order of their ports behind the issuer's. */
    public static final List<RegistryId> REGISTRIES =
            List.of(RegistryId.PYPI, RegistryId.TESTPYPI, RegistryId.NPM, RegistryId.RUBYGEMS, RegistryId.CRATES_IO);

    private final LoopbackServer issuerServer;
    private final Issuer issuer;
    private final Map<RegistryId, LoopbackServer> registries = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * How a sandbox is started.
     *
     * @param port the issuer's port; the registries take the ones behind it, in the order of {@link #REGISTRIES}; 0 for
     *     any free ports
     * @param publishers what the registries know from the start
     * @param state the folder that keeps publishers and packages from one start to the next; null to keep nothing
     * @param clock the time that issuer and registries live by
     */
    public record Settings(
            int port,
            List<TrustedPublisher> publishers,
            @Nullable Path state,
            Clock clock) {
        public Settings {
            publishers = List.copyOf(publishers);
        }

        /** Free ports, nothing kept, the machine's clock. */
        public static Settings with(List<TrustedPublisher> publishers) {
            return new Settings(0, publishers, null, Clock.systemUTC());
        }
    }

    private Sandbox(LoopbackServer issuerServer, Issuer issuer) {
        this.issuerServer = issuerServer;
        this.issuer = issuer;
    }

    /** Starts a sandbox on free ports that keeps nothing. */
    public static Sandbox start(List<TrustedPublisher> publishers) throws IOException {
        return start(Settings.with(publishers));
    }

    /**
     * Starts a sandbox.
     *
     * @throws IOException when a port is taken or the state cannot be read
     */
    public static Sandbox start(Settings settings) throws IOException {
        AtomicReference<@Nullable Issuer> answering = new AtomicReference<>();
        LoopbackServer server = LoopbackServer.start(settings.port(), Limits.usual(), request -> {
            Issuer there = answering.get();
            return there == null ? dev.tokenless.sandbox.http.Response.empty(503) : there.answer(request);
        });
        Issuer issuer = new Issuer(server.url(), settings.clock());
        answering.set(issuer);
        return new Sandbox(server, issuer);
    }

    public Issuer issuer() {
        return issuer;
    }

    /** The issuer's address, without a slash at its end. */
    public URI issuerUrl() {
        return issuerServer.url();
    }

    /** A registry's address, without a slash at its end. */
    public URI url(RegistryId registry) {
        LoopbackServer server = registries.get(registry);
        if (server == null) {
            throw new IllegalArgumentException("not played: " + registry);
        }
        return server.url();
    }

    /** Waits until the sandbox is closed. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        issuerServer.close();
        registries.values().forEach(LoopbackServer::close);
        closed.countDown();
    }
}
