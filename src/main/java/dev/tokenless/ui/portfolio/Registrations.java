package dev.tokenless.ui.portfolio;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.ui.session.Outside;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The registries' interfaces for many packages: the real ones with the user's credentials, or the sandbox. Blocking. */
public final class Registrations {
    private final Outside outside;
    private final SecondFactor asking;

    public Registrations(Outside outside, SecondFactor asking) {
        this.outside = outside;
        this.asking = asking;
    }

    /** Where the requests go. */
    enum Ground {
        REGISTRIES,
        SANDBOX
    }

    /** An interface with the credential for it. */
    record Access(PublisherApi api, Session session) {}

    /** The real interface with a credential; empty where the registry has a page only. */
    Optional<Access> real(RegistryId registry, Secret credential) {
        return outside.real().publishers(registry).map(api -> new Access(api, new Session(credential, asking)));
    }

    /**
     * The interface that this program plays, which knows the packages; empty where the registry has a page only.
     *
     * @throws IOException when no port on loopback is free
     */
    Optional<Access> played(RegistryId registry, List<String> packages) throws IOException {
        if (packages.isEmpty()) {
            return Optional.empty();
        }
        Sandbox sandbox = outside.sandboxes().with(registry, packages.getFirst());
        for (String one : packages) {
            sandbox.create(registry, one);
        }
        String credential = sandbox.account().credential(registry);
        if (credential.isEmpty()) {
            return Optional.empty();
        }
        Secret code = Secret.of(sandbox.account().oneTimePassword());
        Session session = new Session(Secret.of(credential), SecondFactor.given(code));
        session.accepted(code);
        return PublisherApis.of(registry, outside.http(), sandbox.url(registry).toString())
                .map(api -> new Access(api, session));
    }

    /** The request that would register a publisher, its secret masked; empty where the registry has a page only. */
    String preview(TrustedPublisher wanted) {
        RegistryId registry = wanted.registry();
        return registry == null
                ? ""
                : outside.real()
                        .publishers(registry)
                        .map(api -> api.addition(wanted, new Session(Secret.of("masked"), SecondFactor.none()))
                                .shown())
                        .orElse("");
    }

    /** What is public about the last release; empty where the registry tells nothing. */
    Optional<ReleaseProof.Reader> proof(RegistryId registry) {
        return outside.real().proof(registry);
    }

    /** A credential that the environment holds for a registry. */
    static Optional<Credentials.Found> fromEnvironment(RegistryId registry) {
        Credentials.Search search = Credentials.ofThisUser()
                .variable(PublisherApis.credentialVariables(registry).toArray(String[]::new));
        return search instanceof Credentials.Found found ? Optional.of(found) : Optional.empty();
    }
}
