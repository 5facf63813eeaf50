package dev.tokenless.ui.retire;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.signin.GitHubGround;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The registry's setting that refuses stored tokens: with whose credential it is changed, and by which request. */
final class TokenSwitch {
    private final Outside outside;
    private final Credentials credentials;
    private final SecondFactor asking;
    private final Map<RegistryId, Given> given = new HashMap<>();

    TokenSwitch(Outside outside, GitHubGround ground, SecondFactor asking) {
        this.outside = outside;
        this.credentials = ground.credentials();
        this.asking = asking;
    }

    private record Given(Secret secret, String from) {}

    /** Whether the registry has such a setting. */
    static boolean offered(RegistryId registry) {
        return Registries.byId(registry).filter(r -> r.forbidsTokens()).isPresent();
    }

    /** Keeps a credential in memory. */
    void give(RegistryId registry, Secret secret, String from) {
        given.put(registry, new Given(secret, from));
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
        return new Session(one == null ? Secret.of("") : one.secret(), asking);
    }

    /**
     * The request that changes the setting, with its credential masked. Blocking.
     *
     * @throws IOException when the sample's registries cannot be started
     */
    Optional<Request> request(boolean sample, RegistryId registry, String packageName, boolean forbidden)
            throws IOException {
        return outside.registries(sample, registry, packageName)
                .publishers(registry)
                .filter(PublisherApi.TokenSwitch.class::isInstance)
                .map(api -> ((PublisherApi.TokenSwitch) api)
                        .switching(packageName, forbidden, new Session(Secret.of("masked"), SecondFactor.none()))
                        .request());
    }
}
