package dev.tokenless.ui.retire;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.signin.GitHubGround;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a registry does with stored tokens: a package's setting that refuses them, and the list of the user's own, from
 * which one is revoked. With whose credential it is done, and by which requests.
 */
final class TokenSwitch {
    private final Outside outside;
    private final Credentials credentials;
    private final SecondFactor asking;
    private final Map<RegistryId, Given> given = new ConcurrentHashMap<>();

    TokenSwitch(Outside outside, GitHubGround ground, SecondFactor asking) {
        this.outside = outside;
        this.credentials = ground.credentials();
        this.asking = asking;
    }

    private record Given(Session session, String from) {}

    /** The two requests of the setting. */
    record Requests(Request forbidding, Request allowing) {}

    /** A token of the user's list with the request that revokes it. */
    record Listed(PublisherApi.StoredToken token, Request revoking) {}

    /** Whether the registry has such a setting. */
    static boolean offered(RegistryId registry) {
        return Registries.byId(registry).filter(r -> r.forbidsTokens()).isPresent();
    }

    /** Whether the registry lists a user's tokens and revokes them; elsewhere its page does. */
    static boolean lists(RegistryId registry) {
        return Registries.byId(registry).filter(r -> r.listsTokens()).isPresent();
    }

    /** Keeps a credential in memory. */
    void give(RegistryId registry, Secret secret, String from) {
        give(registry, new Session(secret, asking), from);
    }

    /** Keeps a session in memory, with the second factor that it accepted. */
    void give(RegistryId registry, Session session, String from) {
        given.put(registry, new Given(session, from));
    }

    /** Forgets the credential. */
    void forget(RegistryId registry) {
        given.remove(registry);
    }

    /** Where the credential came from; empty where there is none yet. */
    String from(RegistryId registry) {
        Given one = given.get(registry);
        return one == null ? "" : one.from();
    }

    /** A credential that the environment holds, to be used after a press. */
    Optional<Credentials.Found> variable(RegistryId registry) {
        return credentials.variable(PublisherApis.credentialVariables(registry).toArray(String[]::new))
                        instanceof Credentials.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Signs in to npm through the browser. Blocking. */
    Outcome<Session> signInToNpm() {
        return new NpmApi(outside.http(), outside.address(RegistryId.NPM), Thread::sleep).signIn(asking);
    }

    /**
     * The session in which the setting is changed. Blocking.
     *
     * @throws IOException when the sample's registries cannot be started
     */
    Session session(boolean sample, RegistryId registry, String packageName) throws IOException {
        if (sample) {
            return outside.sandboxes().with(registry, packageName).session(registry);
        }
        Given one = given.get(registry);
        return one == null ? new Session(Secret.of(""), asking) : one.session();
    }

    /**
     * The requests that change the setting, with their credential masked. Blocking.
     *
     * @throws IOException when the sample's registries cannot be started
     */
    Optional<Requests> requests(boolean sample, RegistryId registry, String packageName) throws IOException {
        return outside.registries(sample, registry, packageName)
                .publishers(registry)
                .filter(PublisherApi.TokenSwitch.class::isInstance)
                .map(api -> new Requests(
                        ((PublisherApi.TokenSwitch) api)
                                .switching(packageName, true, masked())
                                .request(),
                        ((PublisherApi.TokenSwitch) api)
                                .switching(packageName, false, masked())
                                .request()));
    }

    private static Session masked() {
        return new Session(Secret.of("masked"), SecondFactor.none());
    }

    /**
     * The user's tokens, those that may publish first. Blocking.
     *
     * @throws IOException when the sample's registries cannot be started
     */
    Outcome<List<Listed>> list(boolean sample, RegistryId registry, String packageName, Session as) throws IOException {
        if (!(outside.registries(sample, registry, packageName)
                        .publishers(registry)
                        .orElse(null)
                instanceof PublisherApi.StoredTokens api)) {
            return new Outcome.Done<>(List.of());
        }
        return api.tokens(as)
                .map(all -> all.stream()
                        .sorted((a, b) -> Boolean.compare(b.mayPublish(), a.mayPublish()))
                        .map(token ->
                                new Listed(token, api.revoking(token, masked()).request()))
                        .toList());
    }
}
