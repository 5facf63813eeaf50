package dev.tokenless.ui.publisher;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Credentials.Consent;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.CredentialFile;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.repo.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's credentials for this run, one a registry, with the second factor that was accepted last. They lie in memory
 * alone and serve every package of the registry.
 */
final class Keyring {
    private final Credentials credentials;
    private final SecondFactor asking;
    private final Clock clock;
    private final Map<RegistryId, Key> keys = new HashMap<>();

    Keyring(Credentials credentials, SecondFactor asking, Clock clock) {
        this.clock = clock;
        this.credentials = credentials;
        this.asking = asking;
    }

    /**
     * A credential in use.
     *
     * @param from where it comes from, in words
     * @param ownNpm whether the user's own npm sends the requests, with the session that it holds itself
     * @param page where it can be deleted by hand, empty where it was not made here
     * @param ends when it ends by itself, null where that is not known
     */
    record Key(
            Session session,
            String from,
            boolean ownNpm,
            String page,
            @Nullable Instant ends) {
        Key(Session session, String from) {
            this(session, from, false, "", null);
        }
    }

    /** The credential in use; none where it has ended by itself. */
    Optional<Key> of(RegistryId registry) {
        return Optional.ofNullable(keys.get(registry)).filter(key -> !ended(key));
    }

    private boolean ended(Key key) {
        return key.ends() != null && !clock.instant().isBefore(key.ends());
    }

    /** The credential that was in use and has ended by itself: told once, then it is forgotten. */
    Optional<Key> over(RegistryId registry) {
        Optional<Key> over = Optional.ofNullable(keys.get(registry)).filter(this::ended);
        over.ifPresent(key -> keys.remove(registry));
        return over;
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
    void keep(RegistryId registry, Session session, String from, String page, Instant ends) {
        keys.put(registry, new Key(session, from, false, page, ends));
    }

    /** The user's own npm is asked to do it, which is signed in already. */
    void keepOwnNpm(String from) {
        keys.put(RegistryId.NPM, new Key(new Session(Secret.of(""), asking), from, true, "", null));
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
