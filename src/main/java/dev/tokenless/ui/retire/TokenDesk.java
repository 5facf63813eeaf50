package dev.tokenless.ui.retire;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.signin.GitHubGround;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the chosen package's registry is asked about stored tokens: with which credential, by which requests, and its list. */
final class TokenDesk {
    private final Session session;
    private final Texts texts;
    private final Clock clock;
    private final TokenSwitch tokens;
    private final Asked<TokenSwitch.Requests> requests;
    private final Asked<List<TokenSwitch.Listed>> listed;
    /** The list asked for beside the one that is shown. */
    private final Asked<List<TokenSwitch.Listed>> beside;

    private final Asked<String> signing;

    /** @param changed is called after each change */
    TokenDesk(
            Session session,
            Background background,
            Outside outside,
            GitHubGround ground,
            SecondFactor asking,
            Texts texts,
            Clock clock,
            Runnable changed) {
        this.session = session;
        this.texts = texts;
        this.clock = clock;
        this.tokens = new TokenSwitch(outside, ground, asking);
        this.requests = new Asked<>(background, texts, changed);
        this.listed = new Asked<>(background, texts, changed);
        this.beside = new Asked<>(background, texts, () -> listedBeside(changed));
        this.signing = new Asked<>(background, texts, changed);
    }

    /** Another package or project is meant: what was told of the last one is forgotten. */
    void follow() {
        Object about = about();
        listed.about(about);
        beside.about(about);
        signing.about(about);
    }

    private @Nullable Object about() {
        return Chosen.of(session).map(Chosen::about).orElse(null);
    }

    /** The requests are made beside the window: the client that knows how is made then, too. */
    void askRequests() {
        Chosen.of(session)
                .filter(c -> TokenSwitch.offered(c.upload().registry()) && !requests.wasAsked(c.about()))
                .ifPresent(c -> requests.ask(
                        c.about(),
                        texts.text("retire.forbid.preparing"),
                        progress -> tokens.requests(
                                        c.open().sample(),
                                        c.upload().registry(),
                                        c.upload().name())
                                .<Asked.Reply<TokenSwitch.Requests>>map(Asked.Told::new)
                                .orElse(new Asked.Refused<>(""))));
    }

    /** The requests that forbid tokens and allow them, where they are known. */
    Optional<TokenSwitch.Requests> switching() {
        return requests.value();
    }

    /** Whether something is being asked. */
    boolean working() {
        return listed.waiting() || signing.waiting();
    }

    /** Why nothing was told, empty where something was. */
    Rich trouble() {
        return Rich.firstOf(listed.trouble(), signing.trouble());
    }

    /** Keeps the credential with which tokens are forbidden, listed and revoked. */
    void give(Secret secret, String from) {
        Chosen.of(session).ifPresent(c -> tokens.give(c.upload().registry(), secret, from));
        forgetTrouble();
    }

    /** Forgets the credential, and what was told to its owner. */
    void forget() {
        Chosen.of(session).ifPresent(c -> tokens.forget(c.upload().registry()));
        forgetListed();
        forgetTrouble();
    }

    private void forgetTrouble() {
        if (!listed.trouble().spans().isEmpty()) {
            listed.forget();
        }
        signing.forget();
    }

    /** What was listed is of before. */
    void forgetListed() {
        listed.forget();
    }

    /** Where the credential came from; empty where there is none yet. */
    String from(RegistryId registry) {
        return tokens.from(registry);
    }

    /** A credential that the environment holds, to be used after a press. */
    Optional<Credentials.Found> variable(RegistryId registry) {
        return tokens.variable(registry);
    }

    /**
     * The session in which the registry is talked to. Blocking.
     *
     * @throws IOException when the sample's registries cannot be started
     */
    dev.tokenless.registry.Session session(Chosen chosen) throws IOException {
        return tokens.session(
                chosen.open().sample(),
                chosen.upload().registry(),
                chosen.upload().name());
    }

    /** Signs in to npm through the browser. */
    void signInToNpm() {
        Object about = about();
        if (about == null || working()) {
            return;
        }
        String from = texts.text("publisher.credential.browser");
        signing.ask(about, texts.text("publisher.signing-in", "npm"), progress -> switch (Asked.of(
                tokens.signInToNpm())) {
            case Asked.Told<dev.tokenless.registry.Session>(dev.tokenless.registry.Session in) -> {
                progress.show(() -> tokens.give(RegistryId.NPM, in, from));
                yield new Asked.Told<>(from);
            }
            case Asked.Refused<dev.tokenless.registry.Session>(String sentence) -> new Asked.Refused<>(sentence);
        });
    }

    /** Asks the registry for the user's tokens. */
    void list() {
        list(listed, Chosen.of(session).orElse(null));
    }

    /** Asks for them by itself: those that were listed before stay on the screen until the answer is there. */
    void listBeside() {
        if (!working() && !beside.waiting()) {
            list(beside, Chosen.of(session).orElse(null));
        }
    }

    private void listedBeside(Runnable changed) {
        Object about = about();
        beside.about(about);
        if (about != null && !working()) {
            beside.value().ifPresent(told -> {
                listed.know(about, told);
                changed.run();
            });
        }
    }

    private void list(Asked<List<TokenSwitch.Listed>> asks, @Nullable Chosen chosen) {
        if (chosen == null) {
            return;
        }
        String registry = RegistryNames.of(chosen.upload().registry());
        asks.ask(chosen.about(), texts.text("retire.tokens.running", registry), progress -> {
            Asked.Reply<List<TokenSwitch.Listed>> reply = Asked.of(tokens.list(
                    chosen.open().sample(),
                    chosen.upload().registry(),
                    chosen.upload().name(),
                    session(chosen)));
            if (reply instanceof Asked.Told<List<TokenSwitch.Listed>>) {
                progress.show(() -> session.change(s -> s.did(
                        new Deed(clock.instant(), Deed.Kind.READ, texts.text("retire.tokens.did", registry), null))));
            }
            return reply;
        });
    }

    /** The user's tokens, where the registry listed them. */
    Optional<List<TokenSwitch.Listed>> listed() {
        return listed.value();
    }

    /** The listed tokens that may publish. */
    List<PublisherApi.StoredToken> able() {
        return listed().stream()
                .flatMap(List::stream)
                .map(TokenSwitch.Listed::token)
                .filter(PublisherApi.StoredToken::mayPublish)
                .toList();
    }

    /** Whether there is a credential to talk to the registry with. */
    boolean known(RetireSight sight) {
        return sight.open().sample() || !tokens.from(sight.registry()).isEmpty();
    }

    /** Whether the registry lists the user's tokens here. */
    boolean lists(RetireSight sight) {
        return TokenSwitch.lists(sight.registry()) && known(sight);
    }
}
