package dev.tokenless.ui.publisher;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Credentials.Consent;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.CredentialFile;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.repo.RegistryId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The user's credentials for this run, one a registry, with the second factor that was accepted last. They lie in memory
 * alone and serve every package of the registry.
 */
final class Keyring {
    private final Credentials credentials;
    private final SecondFactor asking;
    private final Map<RegistryId, Key> keys = new HashMap<>();

    Keyring(Credentials credentials, SecondFactor asking) {
        this.credentials = credentials;
        this.asking = asking;
    }

    /**
     * A credential in use.
     *
     * @param from where it comes from, in words
     * @param ownNpm whether the user's own npm sends the requests, with the session that it holds itself
     * @param page where it can be deleted by hand, empty where it was not made here
     */
    record Key(Session session, String from, boolean ownNpm, String page) {
        Key(Session session, String from) {
            this(session, from, false, "");
        }
    }

    Optional<Key> of(RegistryId registry) {
        return Optional.ofNullable(keys.get(registry));
    }

    void keep(RegistryId registry, Secret secret, String from) {
        if (secret.isEmpty()) {
            keys.remove(registry);
        } else {
            keys.put(registry, new Key(new Session(secret, asking), from));
        }
    }

    void keep(RegistryId registry, Session session, String from) {
        keys.put(registry, new Key(session, from));
    }

    /** A key that was made here, with the page on which it can be deleted by hand. */
    void keep(RegistryId registry, Session session, String from, String page) {
        keys.put(registry, new Key(session, from, false, page));
    }

    /** The user's own npm is asked to do it, which is signed in already. */
    void keepOwnNpm(String from) {
        keys.put(RegistryId.NPM, new Key(new Session(Secret.of(""), asking), from, true, ""));
    }

    void forget(RegistryId registry) {
        keys.remove(registry);
    }

    SecondFactor asking() {
        return asking;
    }

    /** A credential that the environment holds; it is not used before a press. */
    Optional<Credentials.Found> variable(RegistryId registry) {
        String[] names = PublisherApis.credentialVariables(registry).toArray(String[]::new);
        return names.length > 0 && credentials.variable(names) instanceof Credentials.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    /** The file in which the registry's own tools keep a credential, as it is named to the user. */
    static Optional<String> file(RegistryId registry) {
        return PublisherApis.credentialFile(registry).map(CredentialFile::name);
    }

    /** Reads that file. The press that named it is the consent. Blocking. */
    Credentials.Search read(RegistryId registry) {
        CredentialFile file = PublisherApis.credentialFile(registry).orElseThrow();
        return file.reader().read(credentials, new Consent(file.name()));
    }
}
