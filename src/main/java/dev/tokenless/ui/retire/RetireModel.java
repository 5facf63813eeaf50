package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.migration.Stage;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.checklist.Carrying;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.signin.GitHubAccess;
import dev.tokenless.ui.signin.GitHubGround;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the step Retire does: what can be undone comes first, and nothing is deleted by one press. */
public final class RetireModel implements StepModel {
    private final Session session;
    private final GitHubAccess gitHub;
    private final Staged staged;
    private final Texts texts;
    private final Desktop desktop;
    private final Clock clock;
    private final StepBase base;
    private final RetireScene scene;
    private final Carrying carrying;
    private final TokenSwitch tokens;
    private final Asked<TokenSwitch.Requests> requests;
    private final Asked<List<TokenSwitch.Listed>> listed;
    private final Asked<String> signing;
    private @Nullable Pending pending;
    /** Whether all that is ready is to be confirmed as soon as the tokens are listed. */
    private boolean togetherNext;

    private Upload.@Nullable Key lastUpload;

    public RetireModel(
            Session session,
            Background background,
            Keeping keeping,
            Outside outside,
            GitHubAccess gitHub,
            GitHubGround ground,
            SecondFactor asking,
            Staged staged,
            Texts texts,
            Desktop desktop,
            Clock clock) {
        this.session = session;
        this.gitHub = gitHub;
        this.staged = staged;
        this.texts = texts;
        this.desktop = desktop;
        this.clock = clock;
        this.base = new StepBase(session, texts, StepId.RETIRE);
        this.tokens = new TokenSwitch(outside, ground, asking);
        this.carrying = new Carrying(
                session, background, keeping, outside, gitHub, staged.lookouts(), texts, clock, this::show);
        this.requests = new Asked<>(background, texts, this::show);
        this.listed = new Asked<>(background, texts, this::show);
        this.signing = new Asked<>(background, texts, this::show);
        this.scene = new RetireScene(session, base, this, staged, new GitHubLine(gitHub, texts), texts, desktop);
        session.follow(this::follow);
        staged.lookouts().follow(this::show);
    }

    @Override
    public StepId id() {
        return StepId.RETIRE;
    }

    @Override
    public ObservableValue<RailLine> rail() {
        return base.rail();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return base.bar();
    }

    ReadOnlyObjectProperty<ChecklistView> view() {
        return base.view();
    }

    @Override
    public void shown() {
        gitHub.enter();
        lookOnce();
    }

    private void follow(SessionState state) {
        Upload.Key key = state.upload().map(Upload::key).orElse(null);
        if (!java.util.Objects.equals(key, lastUpload)) {
            lastUpload = key;
            pending = null;
            togetherNext = false;
        }
        listed.about(about());
        signing.about(about());
        carrying.follow();
        if (state.place() == Place.MIGRATION && state.step() == StepId.RETIRE) {
            lookOnce();
        }
        show();
    }

    /** A migration that has begun is looked at again by itself; before that nobody is asked. */
    private void lookOnce() {
        SessionState state = session.now();
        Upload upload = state.upload().orElse(null);
        if (upload != null) {
            String key = MigrationPlan.key(upload.registry(), upload.name());
            staged.lookouts().lookOnce(!state.kept().remembered().marks(key).isEmpty());
        }
        askRequest();
    }

    private @Nullable Object about() {
        Upload upload = session.now().upload().orElse(null);
        Reading open = session.now().reading();
        return upload == null || open == null ? null : List.of(upload.key(), open.folder());
    }

    /** The requests are made beside the window: the client that knows how is made then, too. */
    private void askRequest() {
        Upload upload = session.now().upload().orElse(null);
        Reading open = session.now().reading();
        Object about = about();
        if (upload == null
                || open == null
                || about == null
                || !TokenSwitch.offered(upload.registry())
                || requests.wasAsked(about)) {
            return;
        }
        requests.ask(
                about,
                texts.text("retire.forbid.preparing"),
                progress -> tokens.requests(open.sample(), upload.registry(), upload.name())
                        .<Asked.Reply<TokenSwitch.Requests>>map(Asked.Told::new)
                        .orElse(new Asked.Refused<>("")));
    }

    /** The requests that forbid tokens and allow them, where they are known. */
    Optional<TokenSwitch.Requests> switching() {
        return requests.value();
    }

    TokenSwitch tokens() {
        return tokens;
    }

    /** Whether something is being done or asked. */
    boolean working() {
        return carrying.working() || listed.waiting() || signing.waiting();
    }

    /** Why the last thing did not come about, empty where it did. */
    Rich failure() {
        for (Rich why : List.of(carrying.failure(), listed.trouble(), signing.trouble())) {
            if (!why.spans().isEmpty()) {
                return why;
            }
        }
        return staged.lookouts().trouble();
    }

    /** What the last step did. */
    Rich success() {
        return carrying.success();
    }

    /** What waits for its confirmation. */
    @Nullable
    Pending pending() {
        return pending;
    }

    /** Keeps the credential with which tokens are forbidden, listed and revoked. */
    void credential(Secret secret, String from) {
        session.now().upload().ifPresent(u -> tokens.give(u.registry(), secret, from));
        show();
    }

    /** Forgets the credential, and what was told to its owner. */
    void forgetCredential() {
        session.now().upload().ifPresent(u -> tokens.forget(u.registry()));
        carrying.forget();
        listed.forget();
        signing.forget();
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
        list(false);
    }

    private void list(boolean thenTogether) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        Object about = about();
        if (open == null || upload == null || about == null || working()) {
            return;
        }
        pending = null;
        carrying.forget();
        togetherNext = thenTogether;
        String registry = RegistryNames.of(upload.registry());
        listed.ask(about, texts.text("retire.tokens.running", registry), progress -> {
            Asked.Reply<List<TokenSwitch.Listed>> reply = Asked.of(tokens.list(
                    open.sample(),
                    upload.registry(),
                    upload.name(),
                    tokens.session(open.sample(), upload.registry(), upload.name())));
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

    /** Shows all that is ready as one list, to be confirmed at once; the tokens are listed before where that is needed. */
    void confirmTogether(RetireSight sight) {
        if (Piece.listsFirst(this, sight)) {
            list(true);
        } else {
            confirm(new Pending.Together(Piece.ready(this, sight)));
        }
    }

    /** Forbids stored tokens, or allows them again. */
    void forbid(boolean forbidden) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null || working()) {
            return;
        }
        pending = null;
        String registry = RegistryNames.of(upload.registry());
        PlannedPackages.Key key = new PlannedPackages.Key(upload.registry(), upload.name());
        carrying.carry(
                texts.text(forbidden ? "retire.forbid.running" : "retire.allow.running", registry),
                (steps, inspection) -> steps.forbidTokens(
                        inspection, key, forbidden, tokens.session(open.sample(), upload.registry(), upload.name())),
                forbidden ? () -> askAllowing(open.folder(), upload.key()) : null);
    }

    /** The way back of a setting is a request, too: it is shown before it is sent, with the package that is meant. */
    private void askAllowing(Path folder, Upload.Key key) {
        Reading open = session.now().reading();
        if (open == null || !open.folder().equals(folder)) {
            return;
        }
        for (int i = 0; i < open.uploads().size(); i++) {
            if (open.uploads().get(i).key().equals(key)) {
                int meant = i;
                session.change(s -> s.choosing(meant).at(StepId.RETIRE));
                confirm(new Pending.Allowing());
                return;
            }
        }
    }

    /** Asks whether something is to be done; null for no. */
    void confirm(@Nullable Pending what) {
        pending = what;
        if (what != null) {
            carrying.forget();
        }
        show();
    }

    /** Sends what was shown. */
    void carryOut() {
        Pending confirmed = pending;
        pending = null;
        switch (confirmed) {
            case null -> {}
            case Pending.Deletion(Secrets.Stored secret) ->
                carrying.carry(
                        texts.text("retire.secret.running", secret.name()),
                        (steps, inspection) -> steps.deleteSecret(inspection, secret),
                        null);
            case Pending.Allowing _ -> forbid(false);
            case Pending.Revoking(PublisherApi.StoredToken token) -> revoke(token);
            case Pending.Together(List<Piece> pieces) -> carryOut(pieces);
        }
    }

    private void carryOut(List<Piece> pieces) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null) {
            return;
        }
        PlannedPackages.Key key = new PlannedPackages.Key(upload.registry(), upload.name());
        List<Carrying.Part> parts = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Forbidding _ ->
                    parts.add(new Carrying.Part(
                            (steps, inspection) -> steps.forbidTokens(
                                    inspection,
                                    key,
                                    true,
                                    tokens.session(open.sample(), key.registry(), key.packageName())),
                            () -> askAllowing(open.folder(), upload.key())));
                case Piece.Deleting(Secrets.Stored secret) ->
                    parts.add(new Carrying.Part((steps, inspection) -> steps.deleteSecret(inspection, secret), null));
                case Piece.Revoking(PublisherApi.StoredToken token) -> {
                    listed.forget();
                    parts.add(new Carrying.Part(
                            (steps, inspection) -> steps.revokeToken(
                                    inspection,
                                    key,
                                    token,
                                    tokens.session(open.sample(), key.registry(), key.packageName())),
                            null));
                }
                case Piece.Page(String address) -> pages.add(address);
            }
        }
        carrying.carry(texts.text("retire.all.running", upload.name()), parts, () -> pages.forEach(desktop::openPage));
    }

    private void revoke(PublisherApi.StoredToken token) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null) {
            return;
        }
        PlannedPackages.Key key = new PlannedPackages.Key(upload.registry(), upload.name());
        // What was listed is of before: whatever comes of the request, the list is to be asked for anew.
        listed.forget();
        carrying.carry(
                texts.text("retire.tokens.revoking", token.words()),
                (steps, inspection) -> steps.revokeToken(
                        inspection, key, token, tokens.session(open.sample(), upload.registry(), upload.name())),
                null);
    }

    /** Looks outside again. */
    void look() {
        staged.lookouts().look();
    }

    /** The request that deletes a secret; empty where nobody is signed in. */
    Optional<Request> deletion(Secrets.Stored secret) {
        Reading open = session.now().reading();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        return repository == null
                ? Optional.empty()
                : gitHub.signedInSession()
                        .map(s -> new Secrets(s, repository.owner(), repository.name()).deletion(secret));
    }

    private void show() {
        SessionState state = session.now();
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            base.clear();
            return;
        }
        MigrationPlan plan = staged.plan(state, open, upload);
        pending = switch (pending) {
            case Pending.Deletion one -> plan.state(Stage.SECRETS_DELETED).passed() ? null : one;
            case Pending.Revoking one -> plan.state(Stage.TOKEN_REVOKED).passed() ? null : one;
            case Pending.Allowing one -> one;
            // What is confirmed is what was shown: where something else is ready meanwhile, it is asked anew.
            case Pending.Together all ->
                all.pieces().equals(Piece.ready(this, sight(state, open, upload, plan))) ? all : null;
            case null -> null;
        };
        if (togetherNext && listed.value().isPresent()) {
            togetherNext = false;
            pending = new Pending.Together(Piece.ready(this, sight(state, open, upload, plan)));
        }
        scene.show(sight(state, open, upload, plan));
    }

    private RetireSight sight(SessionState state, Reading open, Upload upload, MigrationPlan plan) {
        return RetireSight.of(
                state,
                open,
                upload,
                plan,
                staged.lookouts().observed(),
                staged.lookouts().looking(),
                working());
    }
}
