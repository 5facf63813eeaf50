package dev.tokenless.ui.publisher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.registry.cratesio.CratesIoApi;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.npm.NpmHost;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.registry.rubygems.RubyGemsApi;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.ui.session.SandboxHouse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and adds publishers through a registry's interface: the real one with the user's credential, or for the sample the
 * one that this program plays. Blocking.
 */
final class Registrar implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxHouse sandboxes;
    private final SecondFactor asking;
    private final Map<RegistryId, String> addresses = new ConcurrentHashMap<>();
    private @Nullable Http http;

    Registrar(SandboxHouse sandboxes, SecondFactor asking) {
        this.sandboxes = sandboxes;
        this.asking = asking;
    }

    /** What came of reading or adding: all publishers of the package now. */
    record Now(List<TrustedPublisher> publishers, List<String> warnings) {}

    /** An interface with the credential for it. */
    record Access(PublisherApi api, Session session) {}

    private synchronized Http http() {
        Http open = http;
        if (open == null) {
            open = Http.standard();
            http = open;
        }
        return open;
    }

    /** The real interface with a credential. */
    Access real(RegistryId registry, Secret credential) {
        return new Access(api(registry, publicAddress(registry)), new Session(credential, asking));
    }

    /** The request that would add a publisher, as it would be sent, with its secret masked. */
    String preview(RegistryId registry, TrustedPublisher wanted, boolean sample) {
        String played = addresses.get(registry);
        String address = sample && played != null ? played : publicAddress(registry);
        Session shown = new Session(Secret.of("masked"), SecondFactor.none());
        String text = api(registry, address).addition(wanted, shown).shown();
        int body = text.indexOf("\n\n");
        if (body < 0) {
            return text;
        }
        try {
            Object tree = JSON.readValue(text.substring(body + 2), Object.class);
            return text.substring(0, body + 2)
                    + JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    private PublisherApi api(RegistryId registry, String address) {
        return switch (registry.id()) {
            case "npm" -> new NpmApi(http(), address, Thread::sleep);
            case "rubygems" -> new RubyGemsApi(http(), address);
            default -> new CratesIoApi(http(), address);
        };
    }

    private static String publicAddress(RegistryId registry) {
        return switch (registry.id()) {
            case "npm" -> NpmHost.ADDRESS;
            case "rubygems" -> RubyGems.ADDRESS;
            default -> CratesIo.ADDRESS;
        };
    }

    /** The interface that this program plays, with the credential of its one maintainer. */
    Access played(RegistryId registry, String packageName) throws IOException {
        Sandbox sandbox = sandboxes.with(registry, packageName);
        Account account = sandbox.account();
        String address = sandbox.url(registry).toString();
        Secret code = Secret.of(account.oneTimePassword());
        Secret credential = Secret.of(
                switch (registry.id()) {
                    case "npm" -> account.npmSession();
                    case "rubygems" -> account.rubygemsKey();
                    default -> account.cratesToken();
                });
        Session session = new Session(credential, SecondFactor.given(code));
        session.accepted(code);
        addresses.put(registry, address);
        return new Access(api(registry, address), session);
    }

    /** Where the registry's own pages are played for the sample; the package is there from now on. */
    String playedHost(RegistryId registry, String packageName) throws IOException {
        String host = sandboxes.with(registry, packageName).url(registry).toString();
        return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
    }

    /** What was registered on the played page. */
    List<TrustedPublisher> playedPublishers(RegistryId registry, String packageName) throws IOException {
        return sandboxes.with(registry, packageName).book(registry).publishersOf(packageName);
    }

    /** The publishers that are there. */
    static Outcome<Now> read(Access access, String packageName) {
        return access.api().list(packageName, access.session()).map(all -> new Now(all, List.of()));
    }

    /** Adds a publisher unless it is there, and reads what is there then. */
    static Outcome<Now> register(Access access, TrustedPublisher wanted) {
        String name = String.valueOf(wanted.project());
        return new PublisherRegistration(access.api())
                .register(wanted, access.session())
                .then(done -> access.api().list(name, access.session()).map(all -> new Now(all, done.warnings())));
    }

    /** The names of the environment variables in which the registry's own tools take a credential. */
    static List<String> variables(RegistryId registry) {
        return switch (registry.id()) {
            case "npm" -> List.of("NPM_TOKEN", "NODE_AUTH_TOKEN");
            case "rubygems" -> List.of("GEM_HOST_API_KEY", "RUBYGEMS_API_KEY");
            default -> List.of("CARGO_REGISTRY_TOKEN");
        };
    }

    /** A credential from the environment; empty where there is none. */
    static java.util.Optional<Credentials.Found> fromEnvironment(RegistryId registry) {
        Credentials.Search search =
                Credentials.ofThisUser().variable(variables(registry).toArray(String[]::new));
        return search instanceof Credentials.Found found ? java.util.Optional.of(found) : java.util.Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (http != null) {
            http.close();
        }
    }
}
