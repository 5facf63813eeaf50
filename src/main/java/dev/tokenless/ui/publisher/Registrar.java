package dev.tokenless.ui.publisher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.rubygems.ShortLivedKey;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.ui.session.Outside;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads and adds publishers through a registry's interface: the real one with the user's credential, or for the sample the
 * one that this program plays. Blocking.
 */
final class Registrar {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outside outside;
    private final Map<RegistryId, String> addresses = new ConcurrentHashMap<>();

    Registrar(Outside outside) {
        this.outside = outside;
    }

    /**
     * What came of reading or adding: all publishers of the package now, as far as they could be read.
     *
     * @param wasThere whether what was to be added was there before, so that nothing was sent
     */
    record Now(List<TrustedPublisher> publishers, List<String> warnings, boolean wasThere) {}

    /** An interface with the credential for it. */
    record Access(PublisherApi api, Session session) {}

    private Http http() {
        return outside.http();
    }

    /** The real interface as this user. */
    Access real(RegistryId registry, Session session) {
        return new Access(api(registry, publicAddress(registry)), session);
    }

    /** Whether the user's own npm is on the path. */
    boolean ownNpmThere() {
        return PublisherApis.ownNpm(System.getenv(), http(), null).isPresent();
    }

    /** npm through the user's own program; the session brings the second factor only. */
    Access ownNpm(Session session) {
        return new Access(
                PublisherApis.ownNpm(System.getenv(), http(), null)
                        .orElseGet(() -> api(RegistryId.NPM, publicAddress(RegistryId.NPM))),
                session);
    }

    /** Signs in to npm through the browser. */
    Outcome<Session> signInToNpm(SecondFactor asking) {
        return new NpmApi(http(), publicAddress(RegistryId.NPM), Thread::sleep).signIn(asking);
    }

    /** Makes a key that dies by itself; the password is not kept. */
    Outcome<ShortLivedKey.Made> keyOfRubyGems(String user, Secret password, SecondFactor asking, Clock clock) {
        return new ShortLivedKey(http(), publicAddress(RegistryId.RUBYGEMS), clock).make(user, password, true, asking);
    }

    /** Where RubyGems lists the user's keys, to be deleted by hand. */
    String keysPage() {
        return publicAddress(RegistryId.RUBYGEMS) + ShortLivedKey.KEYS_PAGE;
    }

    /** The request that would add a publisher, as it would be sent, with its secret masked. */
    String preview(RegistryId registry, TrustedPublisher wanted, boolean sample) {
        return shown(api(registry, address(registry, sample)).addition(wanted, masked()));
    }

    /** The request that would remove a publisher. */
    String removal(RegistryId registry, TrustedPublisher stored, boolean sample) {
        return shown(api(registry, address(registry, sample)).removal(stored, masked()));
    }

    /** Whether something has to be read after each registration. */
    boolean tellsAfterwards(RegistryId registry) {
        return !api(registry, publicAddress(registry)).afterwards().isEmpty();
    }

    private String address(RegistryId registry, boolean sample) {
        String played = addresses.get(registry);
        return sample && played != null ? played : publicAddress(registry);
    }

    private static Session masked() {
        return new Session(Secret.of("masked"), SecondFactor.none());
    }

    private static String shown(PublisherRequest request) {
        String text = request.shown();
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
        return PublisherApis.of(registry, http(), address).orElseThrow();
    }

    private String publicAddress(RegistryId registry) {
        return outside.address(registry);
    }

    /** The interface that this program plays, with the credential of its one maintainer. */
    Access played(RegistryId registry, String packageName) throws IOException {
        Sandbox sandbox = outside.sandboxes().with(registry, packageName);
        Account account = sandbox.account();
        String address = sandbox.url(registry).toString();
        Secret code = Secret.of(account.oneTimePassword());
        Session session = new Session(Secret.of(account.credential(registry)), SecondFactor.given(code));
        session.accepted(code);
        addresses.put(registry, address);
        return new Access(api(registry, address), session);
    }

    /** Where the registry's own pages are played for the sample; the package is there from now on. */
    String playedHost(RegistryId registry, String packageName) throws IOException {
        String host =
                outside.sandboxes().with(registry, packageName).url(registry).toString();
        return host.endsWith("/") ? host.substring(0, host.length() - 1) : host;
    }

    /** What was registered on the played page. */
    List<TrustedPublisher> playedPublishers(RegistryId registry, String packageName) throws IOException {
        return outside.sandboxes().with(registry, packageName).book(registry).publishersOf(packageName);
    }

    /** The publishers that are there. */
    static Outcome<Now> read(Access access, String packageName) {
        return access.api().list(packageName, access.session()).map(all -> new Now(all, List.of(), false));
    }

    /** Adds a publisher unless it is there, and reads what is there then. */
    static Outcome<Now> register(Access access, TrustedPublisher wanted) {
        String name = String.valueOf(wanted.project());
        return new PublisherRegistration(access.api())
                .register(wanted, access.session())
                .map(done -> after(access, name, List.of(done.stored()), done.warnings(), done.wasThere()));
    }

    /** Removes a publisher, and reads what is there then. */
    static Outcome<Now> remove(Access access, TrustedPublisher stored, List<TrustedPublisher> others) {
        String name = String.valueOf(stored.project());
        return access.api().remove(stored, access.session()).map(gone -> after(access, name, others, List.of(), false));
    }

    /** What was done is done, whether the registry tells afterwards what it holds or not. */
    private static Now after(
            Access access, String name, List<TrustedPublisher> otherwise, List<String> warnings, boolean wasThere) {
        return switch (access.api().list(name, access.session())) {
            case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> all) -> new Now(all, warnings, wasThere);
            case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure why) -> {
                List<String> more = new ArrayList<>(warnings);
                more.add("It is done, but the publishers could not be read again: " + why.sentence() + " "
                        + why.nextStep());
                yield new Now(otherwise, more, wasThere);
            }
        };
    }

    /** The packages that the credential owns; {@code user} where a credential does not tell whose it is. */
    static Outcome<List<String>> owned(Access access, String user) {
        if (access.api() instanceof PublisherApi.Owner owner) {
            return owner.owned(access.session());
        }
        return access.api() instanceof PublisherApi.OwnedBy by ? by.ownedBy(user) : new Outcome.Done<>(List.of());
    }
}
