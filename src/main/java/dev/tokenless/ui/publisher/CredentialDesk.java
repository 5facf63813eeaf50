package dev.tokenless.ui.publisher;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.rubygems.ShortLivedKey;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the user says with which credential she comes: each way is a press of hers. */
final class CredentialDesk {
    private final Keyring keyring;
    private final Registrar registrar;
    private final Background background;
    private final Texts texts;
    private final Clock clock;
    private final Consumer<Rich> ended;
    /** Whether somebody signs in just now. */
    private boolean signing;

    /** @param ended told what went wrong, or nothing, once a way has come to its end */
    CredentialDesk(
            Credentials credentials,
            SecondFactor asking,
            Registrar registrar,
            Background background,
            Texts texts,
            Clock clock,
            Consumer<Rich> ended) {
        this.keyring = new Keyring(credentials, asking, clock);
        this.clock = clock;
        this.registrar = registrar;
        this.background = background;
        this.texts = texts;
        this.ended = ended;
    }

    Optional<Keyring.Key> of(RegistryId registry) {
        return keyring.of(registry);
    }

    /** Whether the credential that was in use has ended by itself meanwhile; the user is told so, once. */
    boolean over(RegistryId registry) {
        Optional<Keyring.Key> over = keyring.over(registry);
        over.ifPresent(key -> ended.accept(texts.rich("publisher.credential.ended", key.from())));
        return over.isPresent();
    }

    /** Where the credential in use can be deleted by hand, where it was made here. */
    Optional<String> page(RegistryId registry) {
        return keyring.of(registry).map(Keyring.Key::page).filter(page -> !page.isEmpty());
    }

    Optional<Credentials.Found> variable(RegistryId registry) {
        return keyring.variable(registry);
    }

    void use(RegistryId registry, Secret secret, String from) {
        keyring.keep(registry, secret, from);
        ended.accept(Rich.EMPTY);
    }

    void forget(RegistryId registry) {
        keyring.forget(registry);
        ended.accept(Rich.EMPTY);
    }

    /** Reads the file of the registry's own tools. */
    void readFile(RegistryId registry) {
        String file = Keyring.file(registry).orElse("");
        background.start(
                texts.text("publisher.credential.reading", file), progress -> keyring.read(registry), outcome -> {
                    switch (outcome) {
                        case Background.Done<Credentials.Search>(Credentials.Search search) -> {
                            switch (search) {
                                case Credentials.Found found -> use(registry, found.secret(), file);
                                case Credentials.NotFound none -> ended.accept(Rich.plain(none.sentence()));
                            }
                        }
                        case Background.Cancelled<Credentials.Search> _ -> ended.accept(Rich.EMPTY);
                        case Background.Failed<Credentials.Search>(Throwable cause) -> fault(cause);
                    }
                });
    }

    /** Lets the user's own npm send the requests, where it is on the path. */
    void useOwnNpm() {
        if (registrar.ownNpmThere()) {
            keyring.keepOwnNpm(texts.text("publisher.credential.own-npm.from"));
            ended.accept(Rich.EMPTY);
        } else {
            ended.accept(texts.rich("publisher.credential.own-npm.absent"));
        }
    }

    /** The interface for a registry as this user. */
    Registrar.Access access(RegistryId registry) {
        boolean own = keyring.of(registry).map(Keyring.Key::ownNpm).orElse(false);
        return own ? registrar.ownNpm(session(registry)) : registrar.real(registry, session(registry));
    }

    void signInToNpm() {
        if (signing) {
            return;
        }
        signing = true;
        background.start(
                texts.text("publisher.signing-in", "npm"),
                progress -> registrar.signInToNpm(keyring.asking()),
                outcome -> signedIn(
                        outcome,
                        session -> keyring.keep(RegistryId.NPM, session, texts.text("publisher.credential.browser"))));
    }

    void keyOfRubyGems(String user, Secret password) {
        if (signing) {
            return;
        }
        signing = true;
        background.start(
                texts.text("publisher.signing-in", "RubyGems"),
                progress -> registrar.keyOfRubyGems(user, password, keyring.asking(), clock),
                outcome -> signedIn(
                        outcome,
                        (ShortLivedKey.Made made) -> keyring.keep(
                                RegistryId.RUBYGEMS,
                                made.session(),
                                texts.text("publisher.credential.short", made.name(), local(made.expires())),
                                registrar.keysPage(),
                                made.expires())));
    }

    private static String local(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(time.atZone(ZoneId.systemDefault()));
    }

    private <T> void signedIn(Background.Outcome<Outcome<T>> outcome, Consumer<T> then) {
        signing = false;
        switch (outcome) {
            case Background.Done<Outcome<T>>(Outcome<T> answer) -> {
                switch (answer) {
                    case Outcome.Done<T>(T value) -> {
                        then.accept(value);
                        ended.accept(Rich.EMPTY);
                    }
                    case Outcome.Failed<T>(Outcome.Failure why) ->
                        ended.accept(Rich.plain(why.sentence() + " " + why.nextStep()));
                }
            }
            case Background.Cancelled<Outcome<T>> _ -> ended.accept(Rich.EMPTY);
            case Background.Failed<Outcome<T>>(Throwable cause) -> fault(cause);
        }
    }

    private void fault(Throwable cause) {
        ended.accept(texts.rich("fault", Rich.code(cause.toString())));
    }

    /** The session for a registry; one without a credential where none is in use. */
    Session session(RegistryId registry) {
        return keyring.of(registry)
                .map(Keyring.Key::session)
                .orElseGet(() -> new Session(Secret.of(""), keyring.asking()));
    }
}
