package dev.tokenless.sandbox;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Event;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.http.Limits;
import dev.tokenless.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
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
            Registries.all().stream().map(Registry::id).toList();

    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());

    private final Settings settings;
    private final List<LoopbackServer> servers = new ArrayList<>();
    private final Map<RegistryId, URI> addresses = new LinkedHashMap<>();
    private final Map<RegistryId, Book> books = new LinkedHashMap<>();
    private final List<Consumer<Event>> watchers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Http http = new Http(HttpSettings.standard().onlyLoopback());
    private final Issuer issuer;
    private final URI issuerUrl;

    /**
     * How a sandbox is started.
     *
     * @param port the issuer's port; the registries take the ones behind it, in the order of {@link #REGISTRIES}; 0 for
     *     any free ports
     * @param publishers what the registries know from the start; the package of an active one exists
     * @param state the folder that keeps publishers and packages from one start to the next; null to keep nothing
     * @param clock the time that issuer and registries live by
     * @param account the maintainer who manages publishers
     * @param owners the users and organizations of GitHub
     */
    public record Settings(
            int port,
            List<TrustedPublisher> publishers,
            @Nullable Path state,
            Clock clock,
            Account account,
            Owners owners) {
        public Settings {
            publishers = List.copyOf(publishers);
        }

        /** Free ports, nothing kept, the machine's clock; owners have the ids that the publishers give them. */
        public static Settings with(List<TrustedPublisher> publishers) {
            return new Settings(
                    0, publishers, null, Clock.systemUTC(), Account.usual(), StoredPublishers.owners(publishers));
        }

        /** The same on fixed ports. */
        public Settings on(int firstPort) {
            return new Settings(firstPort, publishers, state, clock, account, owners);
        }

        /** The same with a folder for its state. */
        public Settings keeping(Path folder) {
            return new Settings(port, publishers, folder, clock, account, owners);
        }

        /** The same by another clock. */
        public Settings at(Clock other) {
            return new Settings(port, publishers, state, other, account, owners);
        }

        /** The same with another maintainer. */
        public Settings as(Account other) {
            return new Settings(port, publishers, state, clock, other, owners);
        }
    }

    private Sandbox(Settings settings) throws IOException {
        this.settings = settings;
        Doorway door = new Doorway();
        LoopbackServer server = serve(settings.port(), door);
        this.issuerUrl = server.url();
        this.issuer = new Issuer(issuerUrl, settings.clock());
        door.open(issuer);
    }

    /** Makes the key pair of the played issuer beside the caller, so that the first rehearsal need not wait for it. */
    public static void makeKeyAhead() {
        Issuer.makeKey();
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
        Sandbox sandbox = new Sandbox(settings);
        boolean started = false;
        try {
            sandbox.open();
            started = true;
            return sandbox;
        } finally {
            if (!started) {
                sandbox.close();
            }
        }
    }

    private void open() throws IOException {
        Sites sites = new Sites(settings.account(), settings.owners(), issuer::discovery, http);
        int port = settings.port();
        for (Registry registry : Registries.all()) {
            Book book = new Book(registry.id(), settings.clock(), registry::normalName, this::tell);
            books.put(registry.id(), book);
            port = port == 0 ? 0 : port + 1;
            LoopbackServer server = serve(port, sites.site(registry, book));
            addresses.put(registry.id(), server.url());
        }
        Path folder = settings.state();
        if (folder == null) {
            settings.publishers().forEach(this::register);
            return;
        }
        KeptState state = new KeptState(folder, books);
        List<TrustedPublisher> kept = state.load();
        kept.forEach(this::register);
        // A publishers file that is given again must not add what is kept already.
        settings.publishers().stream()
                .filter(given -> kept.stream().noneMatch(there -> StoredPublishers.same(there, given)))
                .forEach(this::register);
        save(state);
        watch(event -> {
            if (!event.refused()) {
                save(state);
            }
        });
    }

    private static void save(KeptState state) {
        try {
            state.save();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The state of the sandbox could not be kept: " + e.getMessage());
        }
    }

    private LoopbackServer serve(int port, Handler handler) throws IOException {
        LoopbackServer server = LoopbackServer.start(port, Limits.usual(), handler);
        servers.add(server);
        return server;
    }

    public Issuer issuer() {
        return issuer;
    }

    /** The issuer's address, without a slash at its end. */
    public URI issuerUrl() {
        return issuerUrl;
    }

    /** A registry's address, without a slash at its end. */
    public URI url(RegistryId registry) {
        URI address = addresses.get(registry);
        if (address == null) {
            throw new IllegalArgumentException("not played: " + registry);
        }
        return address;
    }

    /** The maintainer whose credentials the registries take. */
    public Account account() {
        return settings.account();
    }

    /** The maintainer's key, token or session for managing publishers; PyPI has none. Worth nothing outside. */
    public String credential(RegistryId registry) {
        return account().credential(registry);
    }

    /** The maintainer's credentials by the variables that clients read them from. */
    public Map<String, String> credentials() {
        Map<String, String> credentials = new LinkedHashMap<>();
        credentials.put("GEM_HOST_API_KEY", account().rubygemsKey());
        credentials.put("GEM_HOST_OTP_CODE", account().oneTimePassword());
        credentials.put("CARGO_REGISTRIES_SANDBOX_TOKEN", account().cratesToken());
        credentials.put("NPM_TOKEN", account().npmSession());
        return credentials;
    }

    /**
     * The maintainer as our own clients meet her: her credential, her one-time password, and a press on the page where a
     * registry asks her to prove herself.
     */
    public Session session(RegistryId registry) {
        return new Session(Secret.of(credential(registry)), new SecondFactor() {
            @Override
            public Optional<Secret> type(String name, boolean again) {
                return again
                        ? Optional.empty()
                        : Optional.of(Secret.of(account().oneTimePassword()));
            }

            @Override
            public boolean open(String name, String address) {
                return http.send(Request.get(address)) instanceof Answer.Ok;
            }
        });
    }

    /**
     * The variables that point real clients here, with the identity of a job that the first known publisher believes.
     */
    public Map<String, String> environment() {
        List<TrustedPublisher> known =
                books.values().stream().flatMap(b -> b.publishers().stream()).toList();
        Map<String, String> environment = new LinkedHashMap<>(
                issuer.run(PublisherClaims.of(known, settings.owners())).environment());
        environment.put("TWINE_REPOSITORY_URL", url(RegistryId.PYPI) + "/legacy/");
        environment.put("UV_PUBLISH_URL", url(RegistryId.PYPI) + "/legacy/");
        environment.put("npm_config_registry", url(RegistryId.NPM) + "/");
        environment.put("RUBYGEMS_HOST", url(RegistryId.RUBYGEMS).toString());
        environment.put("CARGO_REGISTRIES_SANDBOX_INDEX", "sparse+" + url(RegistryId.CRATES_IO) + "/index/");
        return environment;
    }

    public Owners owners() {
        return settings.owners();
    }

    /** What a registry knows now. */
    public Book book(RegistryId registry) {
        Book book = books.get(registry);
        if (book == null) {
            throw new IllegalArgumentException("not played: " + registry);
        }
        return book;
    }

    /** Registers a publisher as if it had been done on the registry's site. */
    public TrustedPublisher register(TrustedPublisher publisher) {
        RegistryId registry = publisher.registry();
        if (registry == null || !books.containsKey(registry)) {
            throw new IllegalArgumentException("a publisher of a registry that is not played: " + registry);
        }
        return StoredPublishers.add(book(registry), publisher, settings.owners());
    }

    /** Makes a package known to a registry. */
    public void create(RegistryId registry, String name) {
        book(registry).create(name);
    }

    /** Lets somebody hear what the registries decide, and why. */
    public void watch(Consumer<Event> watcher) {
        watchers.add(watcher);
    }

    /** Ends what {@link #watch} began. */
    public void unwatch(Consumer<Event> watcher) {
        watchers.remove(watcher);
    }

    private void tell(Event event) {
        watchers.forEach(watcher -> watcher.accept(event));
    }

    /** Waits until the sandbox is closed. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        servers.forEach(LoopbackServer::close);
        http.close();
        closed.countDown();
    }
}
