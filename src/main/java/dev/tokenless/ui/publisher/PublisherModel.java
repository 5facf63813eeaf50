package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.net.Credentials;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.publisher.Showing.Mode;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.UnreadAnswer;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.signin.GitHubAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the step Publisher shows and does. */
public final class PublisherModel implements StepModel {
    private final Session session;
    private final Texts texts;
    private final Registrar registrar;
    private final ReadOnlyObjectWrapper<PublisherView> view = new ReadOnlyObjectWrapper<>(PublisherView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;
    private final Showing showing = new Showing(this::show);
    private final Spelling spelling;
    private final Chosen chosen;
    private final Learning learning;
    private final CredentialDesk credentials;
    private final PackageDesk one;
    private final SeveralDesk several;
    private final PlayedPage played;
    private final PageDesk page;
    private final FileDesk file;
    private Upload.@Nullable Key lastUpload;
    private @Nullable Path lastFolder;

    public PublisherModel(
            Session session,
            Background background,
            Opening opening,
            Texts texts,
            Outside outside,
            SecondFactor asking,
            Credentials ofUser,
            GitHubAccess gitHub,
            Writing writing,
            Errands errands,
            Clock clock) {
        this.session = session;
        this.texts = texts;
        this.registrar = new Registrar(outside);
        this.spelling = new Spelling(session, background, gitHub, texts);
        this.chosen = new Chosen(session, spelling);
        this.learning = new Learning(session, opening, chosen, clock);
        this.credentials = new CredentialDesk(ofUser, asking, registrar, background, texts, clock, showing::ended);
        this.several = new SeveralDesk(
                session, background, texts, registrar, credentials, chosen, learning, showing, this::working);
        this.one = new PackageDesk(
                session, background, texts, registrar, credentials, chosen, learning, showing, this::working);
        this.played = new PlayedPage(session, background, registrar, texts);
        this.page = new PageDesk(session, errands, texts, played, chosen, learning, showing);
        this.file = new FileDesk(session, background, texts, writing, showing);
        this.rail = new ReadOnlyObjectWrapper<>(new RailLine(Sign.WAITING, texts.text(StepId.PUBLISHER.questionKey())));
        session.follow(this::follow);
    }

    @Override
    public StepId id() {
        return StepId.PUBLISHER;
    }

    @Override
    public ObservableValue<RailLine> rail() {
        return rail.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PublisherView> view() {
        return view.getReadOnlyProperty();
    }

    private void follow(SessionState state) {
        Upload.Key key = state.upload().map(Upload::key).orElse(null);
        Path folder = state.reading() == null ? null : state.reading().folder();
        boolean sameProject = Objects.equals(folder, lastFolder);
        if (!Objects.equals(key, lastUpload) || !sameProject) {
            boolean sameRegistry = sameProject
                    && key != null
                    && lastUpload != null
                    && key.registry().equals(lastUpload.registry());
            lastUpload = key;
            lastFolder = folder;
            if (!sameProject) {
                spelling.forget();
            }
            showing.turn(showing.mode() == Mode.SEVERAL && sameRegistry ? Mode.SEVERAL : Mode.ONE);
            showing.forget();
            if (!sameRegistry) {
                several.forget();
            }
            chosen.pending(false);
            one.forget();
            page.forget();
            file.forget();
        }
        if (state.reading() == null) {
            spelling.forget();
        }
        show();
    }

    /** The sample's registry is asked at once: it is on this computer. */
    @Override
    public void shown() {
        SessionState state = session.now();
        Reading open = state.reading();
        boolean api = state.upload()
                .flatMap(u -> Registries.byId(u.registry()))
                .map(r -> r.registration() instanceof Registry.Api)
                .orElse(false);
        if (open != null
                && open.sample()
                && api
                && state.upload().map(Upload::packageName).isPresent()
                && heldUnknown(state)) {
            one.read();
        }
        if (open != null && open.sample() && !api && !chosen.name().isEmpty()) {
            played.prepare(state.upload().orElseThrow(), chosen.name(), this::show);
        }
    }

    private static boolean heldUnknown(SessionState state) {
        Upload upload = state.upload().orElseThrow();
        return !(PublisherWords.of(state, upload) instanceof Held held)
                || held.publishers().isEmpty();
    }

    /** Shows something else at the right. */
    void mode(Mode other) {
        showing.turn(other);
        if (other != Mode.RAW) {
            showing.forget();
            one.forgetRefusal();
        }
        show();
    }

    /** The chosen package and what it wants. */
    Chosen chosen() {
        return chosen;
    }

    /** The user's credentials. */
    CredentialDesk credentials() {
        return credentials;
    }

    /** The chosen package at its registry's interface. */
    PackageDesk one() {
        return one;
    }

    /** Several packages at the registry. */
    SeveralDesk several() {
        return several;
    }

    /** The registry's own page. */
    PageDesk page() {
        return page;
    }

    /** The repository's publishers file. */
    FileDesk file() {
        return file;
    }

    /** The user's session at a registry, where she gave a credential here: nobody is asked for a second factor by it. */
    public Optional<dev.tokenless.registry.Session> quietSession(RegistryId registry) {
        return credentials
                .of(registry)
                .filter(key -> !key.ownNpm())
                .map(key -> key.session().unasked());
    }

    /** Says whether the package exists at the registry. */
    void pending(boolean on) {
        chosen.pending(on);
        show();
    }

    /** Takes what the user typed for what the registry holds; null for nothing registered. */
    void typed(@Nullable TrustedPublisher held) {
        showing.turn(Mode.ONE);
        chosen.upload()
                .ifPresent(upload ->
                        learning.holds(upload.key(), held == null ? List.of() : List.of(held), Source.TYPED, false));
    }

    /** Opens the registry's page. */
    void openPage() {
        if (view.get().side() instanceof PublisherView.Form form) {
            page.open(form.address());
        }
    }

    /** Shows all packages at the registry, or the chosen one again. */
    void several(boolean on) {
        if (on) {
            several.open();
        }
        mode(on ? Mode.SEVERAL : Mode.ONE);
    }

    /** Whether a request is under way. */
    private boolean working() {
        return one.working() || several.working();
    }

    private void show() {
        SessionState state = session.now();
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            view.set(PublisherView.NONE);
            rail.set(new RailLine(Sign.WAITING, texts.text(StepId.PUBLISHER.questionKey())));
            bar.set(Bar.NONE);
            return;
        }
        Registry registry = Registries.byId(upload.registry()).orElse(null);
        TrustedPublisher wanted = chosen.wanted().orElse(null);
        TrustedPublisher stored = chosen.stored().orElse(null);
        boolean api = registry != null && registry.registration() instanceof Registry.Api;
        PublisherScene scene = new PublisherScene(
                texts,
                upload,
                registry,
                wanted,
                PublisherWords.of(state, upload),
                chosen.comparison(),
                open.sample(),
                showing.mode(),
                chosen.pending(),
                credentials.of(upload.registry()).map(Keyring.Key::from).orElse(""),
                showing.failure(),
                one.warnings(),
                played.host(),
                api && wanted != null ? registrar.preview(upload.registry(), wanted, open.sample()) : "",
                api && stored != null ? registrar.removal(upload.registry(), stored, open.sample()) : "",
                file.text(),
                one.raw(),
                chosen.together().size(),
                new SeveralScene(texts, RegistryNames.of(upload.registry()), several.items()),
                upload.examined() == null ? UnreadAnswer.of(open, texts).orElse(null) : null);
        PublisherView whole = scene.view();
        view.set(working() ? whole.doing(one.working() ? one.doing() : several.doing()) : whole);
        rail.set(rail(scene, state, upload));
        bar.set(new PublisherBar(session, this, texts).of(scene, working()));
    }

    /** What an earlier look saw, or the user said then, stands with its day, as in the stages of the migration. */
    private RailLine rail(PublisherScene scene, SessionState state, Upload upload) {
        boolean here = state.step() == StepId.PUBLISHER;
        return PublisherWords.earlier(state, upload)
                .filter(_ -> scene.comparison() == null)
                .map(earlier -> new RailLine(
                        here ? Sign.CURRENT : Sign.DONE,
                        texts.text(
                                earlier.said() ? "publisher.rail.said" : "publisher.rail.seen",
                                PublisherWords.day(earlier.at()))))
                .orElseGet(() -> scene.rail(here));
    }
}
