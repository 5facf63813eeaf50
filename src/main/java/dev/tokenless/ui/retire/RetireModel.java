package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.migration.Stage;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.checklist.Carrying;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.checklist.StepBase;
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
import java.time.Clock;
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
    private final StepBase base;
    private final RetireScene scene;
    private final Carrying carrying;
    private final TokenSwitch tokens;
    private final Asked<Request> request;
    private Secrets.@Nullable Stored confirming;
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
        this.base = new StepBase(session, texts, StepId.RETIRE);
        this.tokens = new TokenSwitch(outside, ground, asking);
        this.carrying = new Carrying(
                session, background, keeping, outside, gitHub, staged.lookouts(), texts, clock, this::show);
        this.request = new Asked<>(background, texts, this::show);
        this.scene = new RetireScene(session, base, this, staged, gitHub, texts, desktop);
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
            confirming = null;
        }
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

    /** The request is made beside the window: the client that knows how is made then, too. */
    private void askRequest() {
        Upload upload = session.now().upload().orElse(null);
        Reading open = session.now().reading();
        if (upload == null || open == null || !TokenSwitch.offered(upload.registry())) {
            return;
        }
        Object about = java.util.List.of(upload.key(), open.folder());
        if (request.wasAsked(about)) {
            return;
        }
        request.ask(
                about,
                texts.text("retire.forbid.preparing"),
                progress -> tokens.request(open.sample(), upload.registry(), upload.name(), true)
                        .<Asked.Reply<Request>>map(Asked.Told::new)
                        .orElse(new Asked.Refused<>("")));
    }

    /** The request that forbids tokens, where it is known. */
    Optional<Request> switching() {
        return request.value();
    }

    TokenSwitch tokens() {
        return tokens;
    }

    Carrying carrying() {
        return carrying;
    }

    Secrets.@Nullable Stored confirming() {
        return confirming;
    }

    /** Keeps the credential with which tokens are forbidden. */
    void credential(Secret secret, String from) {
        session.now().upload().ifPresent(u -> tokens.give(u.registry(), secret, from));
        show();
    }

    /** Forbids stored tokens, or allows them again. */
    void forbid(boolean forbidden) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null) {
            return;
        }
        String registry = RegistryNames.of(upload.registry());
        PlannedPackages.Key key = new PlannedPackages.Key(upload.registry(), upload.name());
        carrying.carry(
                texts.text(forbidden ? "retire.forbid.running" : "retire.allow.running", registry),
                (steps, inspection) -> steps.forbidTokens(
                        inspection, key, forbidden, tokens.session(open.sample(), upload.registry(), upload.name())),
                forbidden ? () -> forbid(false) : null);
    }

    /** Asks whether a secret is to be deleted; null to keep it. */
    void confirm(Secrets.@Nullable Stored secret) {
        confirming = secret;
        show();
    }

    /** Deletes the secret that was confirmed. */
    void delete() {
        Secrets.Stored secret = confirming;
        if (secret == null) {
            return;
        }
        confirming = null;
        carrying.carry(
                texts.text("retire.secret.running", secret.name()),
                (steps, inspection) -> steps.deleteSecret(inspection, secret),
                null);
    }

    /** Looks outside again. */
    void look() {
        staged.lookouts().look();
    }

    /** The request that deletes a secret. */
    Request deletion(Secrets.Stored secret) {
        var repository = java.util.Objects.requireNonNull(session.now().reading())
                .inspection()
                .project()
                .repository();
        return gitHub.signedInSession()
                .filter(s -> repository != null)
                .map(s -> new Secrets(
                                s, java.util.Objects.requireNonNull(repository).owner(), repository.name())
                        .deletion(secret))
                .orElseThrow();
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
        if (confirming != null && plan.state(Stage.SECRETS_DELETED).passed()) {
            confirming = null;
        }
        scene.show(state, open, upload, plan);
    }
}
