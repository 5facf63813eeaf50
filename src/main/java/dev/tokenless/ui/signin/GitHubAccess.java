package dev.tokenless.ui.signin;

import dev.tokenless.github.DeviceFlow;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Right;
import dev.tokenless.github.SignIn;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Secret;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.sandbox.github.PlayedGitHub;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in to GitHub, and the ways to sign in. Nothing is asked of GitHub, and no program run, before a press. The
 * token is held in memory alone and is forgotten by signing out, by closing the window, and by opening a project of another
 * GitHub.
 */
public final class GitHubAccess implements AutoCloseable {
    private static final int TOKEN_DAYS = 7;

    private final Session session;
    private final Background background;
    private final GitHubGround ground;
    private final Outside outside;
    private final Desktop desktop;
    private final Texts texts;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<SignInState> state =
            new ReadOnlyObjectWrapper<>(new SignInState.Nobody(Rich.EMPTY));
    private Background.@Nullable Running running;
    /** Counts the tries: which of them is the one that goes on. */
    private int turn;

    private Runnable asking = () -> {};
    private String host = "";

    public GitHubAccess(
            Session session,
            Background background,
            GitHubGround ground,
            Outside outside,
            Desktop desktop,
            Texts texts,
            Clock clock) {
        this.outside = outside;
        this.session = session;
        this.background = background;
        this.ground = ground;
        this.desktop = desktop;
        this.texts = texts;
        this.clock = clock;
        session.follow(now -> moved(now.reading()));
    }

    /** How far signing in has come. */
    public ReadOnlyObjectProperty<SignInState> state() {
        return state.getReadOnlyProperty();
    }

    /** A screen that asks GitHub comes into view: the sample's own GitHub needs no signing in. */
    public void enter() {
        Reading open = session.now().reading();
        if (open != null && open.sample() && ground.sample() && state.get() instanceof SignInState.Nobody) {
            begin(texts.text("signin.trying", host()), progress -> {
                PlayedGitHub gitHub = outside.sandboxes().gitHub();
                return tried(
                        signIn(GitHubAddress.at(gitHub.url().toString())),
                        Secret.of(PlayedGitHub.TOKEN),
                        texts.text("signin.from.sample"));
            });
        }
    }

    /** Whether the GitHub that is talked to is the sample's own, played by this program. */
    public boolean ofSample() {
        Reading open = session.now().reading();
        return open != null && open.sample() && ground.sample();
    }

    /** Says what opens the way to sign in: the header sets it, every screen may press it. */
    public void whenAsked(Runnable shows) {
        asking = shows;
    }

    /** Opens the way to sign in. */
    public void ask() {
        asking.run();
    }

    /** Whether somebody is signed in. */
    public boolean signedIn() {
        return state.get() instanceof SignInState.Here;
    }

    /** The host of the open project's GitHub; the public one where none is open. */
    public String host() {
        return host(session.now().reading());
    }

    private static String host(@Nullable Reading open) {
        if (open != null && open.sample()) {
            return "the sample's GitHub";
        }
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        return repository == null || repository.provider() != Provider.GITHUB ? "github.com" : repository.host();
    }

    /** A token is for one GitHub: it is not carried to another. */
    private void moved(@Nullable Reading open) {
        String now = host(open);
        if (host.isEmpty() || now.equals(host)) {
            host = now;
            return;
        }
        host = now;
        if (!(state.get() instanceof SignInState.Nobody)) {
            cancel();
            state.set(new SignInState.Nobody(Rich.EMPTY));
        }
    }

    private GitHubAddress address() {
        return ground.addresses().apply(host());
    }

    private SignIn signIn(GitHubAddress address) {
        return new SignIn(outside.http(), address, ground.credentials());
    }

    /** A conversation with the open project's GitHub, with the token where there is one; to be begun beside the window. */
    public Talk talk() {
        if (state.get() instanceof SignInState.Here here) {
            GitHubSession signedIn = here.account().session();
            return () -> signedIn;
        }
        if (ofSample()) {
            return () -> new GitHubSession(
                    outside.http(),
                    GitHubAddress.at(outside.sandboxes().gitHub().url().toString()),
                    null);
        }
        GitHubAddress address = address();
        return () -> new GitHubSession(outside.http(), address, null);
    }

    /** The conversation of who is signed in. */
    public Optional<GitHubSession> signedInSession() {
        return state.get() instanceof SignInState.Here here
                ? Optional.of(here.account().session())
                : Optional.empty();
    }

    /** A conversation that is about to begin. */
    public interface Talk {
        /**
         * Begins it. Blocking.
         *
         * @throws IOException when the sample's GitHub cannot be started
         */
        GitHubSession begin() throws IOException;
    }

    /** The variable that holds a token, in words; empty where none does. The token is not used before a press. */
    public Optional<String> variable() {
        return !ofSample() && variableToken() instanceof Credentials.Found(Secret _, String from)
                ? Optional.of(from)
                : Optional.empty();
    }

    /** Signs in with the variable's token. */
    public void useVariable() {
        trying(this::variableToken);
    }

    private Credentials.Search variableToken() {
        return SignIn.fromEnvironment(address(), ground.credentials());
    }

    /** Runs {@code gh auth token} once: the press is the user's consent. */
    public void useCommand() {
        GitHubAddress address = address();
        trying(() -> signIn(address).fromCommandLine(new Credentials.Consent("gh auth token")));
    }

    /** Signs in with a pasted token. */
    public void paste(Secret token) {
        trying(() -> new Credentials.Found(token, texts.text("signin.from.pasted")));
    }

    private interface Finding {
        Credentials.Search find();
    }

    private void trying(Finding finding) {
        GitHubAddress address = address();
        begin(texts.text("signin.trying", host()), progress -> switch (finding.find()) {
            case Credentials.Found(Secret token, String from) -> tried(signIn(address), token, from);
            case Credentials.NotFound(String sentence) -> new SignInState.Nobody(Rich.plain(sentence));
        });
    }

    private static SignInState tried(SignIn ways, Secret token, String from) {
        return switch (ways.with(token, from)) {
            case Outcome.Done<SignIn.Account>(SignIn.Account account) ->
                new SignInState.Here(
                        account, account.session().missing(Right.ofMigration()).orElse(null));
            case Outcome.Failed<SignIn.Account>(var trouble) -> new SignInState.Nobody(Rich.plain(trouble.sentence()));
        };
    }

    /** Whether signing in by a code is offered. */
    public boolean codeOffered() {
        return ground.clientId().isPresent();
    }

    /** Signs in by a code that is typed at GitHub. */
    public void useCode() {
        GitHubAddress address = address();
        String client = ground.clientId().orElseThrow();
        begin(texts.text("signin.trying", host()), progress -> byCode(address, client, progress));
    }

    private SignInState byCode(GitHubAddress address, String client, Background.Progress progress) {
        DeviceFlow flow = new DeviceFlow(outside.http(), address, client, ground.pause());
        return switch (flow.begin()) {
            case Outcome.Failed<DeviceFlow.Code>(var trouble) -> new SignInState.Nobody(Rich.plain(trouble.sentence()));
            case Outcome.Done<DeviceFlow.Code>(DeviceFlow.Code code) -> {
                progress.show(() -> state.set(new SignInState.Code(code.userCode(), code.page())));
                yield switch (flow.await(code)) {
                    case DeviceFlow.Granted(Secret token, String _) ->
                        tried(signIn(address), token, texts.text("signin.from.code"));
                    case DeviceFlow.NotGranted(String sentence) -> new SignInState.Nobody(Rich.plain(sentence));
                };
            }
        };
    }

    private void begin(String words, Background.Work<SignInState> work) {
        cancel();
        int mine = ++turn;
        state.set(new SignInState.Trying(words));
        Background.Running begun = background.start(words, work, outcome -> {
            if (mine != turn) {
                return; // she signed out, or tried another way, before this one came to its end
            }
            running = null;
            turn++;
            switch (outcome) {
                case Background.Done<SignInState>(SignInState now) -> ended(now);
                case Background.Cancelled<SignInState> _ -> {
                    if (!signedIn()) {
                        state.set(new SignInState.Nobody(Rich.EMPTY));
                    }
                }
                case Background.Failed<SignInState>(Throwable cause) ->
                    state.set(new SignInState.Nobody(texts.rich("fault", Rich.code(cause.toString()))));
            }
        });
        if (mine == turn) {
            running = begun;
        }
    }

    private void ended(SignInState now) {
        state.set(now);
        if (now instanceof SignInState.Here here) {
            session.change(s -> s.did(
                    new Deed(clock.instant(), Deed.Kind.READ, texts.text("signin.did", here.name(), host()), null)));
        }
    }

    /** Ends a try that goes on. */
    public void cancel() {
        Background.Running before = running;
        running = null;
        if (before != null) {
            turn++;
            before.cancel();
            if (!signedIn()) {
                state.set(new SignInState.Nobody(Rich.EMPTY));
            }
        }
    }

    /** Forgets the token. */
    public void signOut() {
        cancel();
        state.set(new SignInState.Nobody(Rich.EMPTY));
    }

    /** Opens the page that makes a token, filled in for the open project. */
    public void openTokenPage() {
        desktop.openPage(tokenPage());
    }

    String tokenPage() {
        Reading open = session.now().reading();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        return repository == null
                ? address().page("settings", "personal-access-tokens", "new")
                : SignIn.tokenPage(address(), repository.owner(), repository.name(), TOKEN_DAYS, Right.ofMigration());
    }

    @Override
    public void close() {
        cancel();
    }
}
