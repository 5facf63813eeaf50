package dev.tokenless.ui.publisher;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Publishers;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.SandboxHouse;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import dev.tokenless.ui.session.Wanted;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the step Publisher shows and does. */
public final class PublisherModel implements StepModel, AutoCloseable {
    private final Session session;
    private final Background background;
    private final Opening opening;
    private final Desktop desktop;
    private final Texts texts;
    private final Registrar registrar;
    private final ReadOnlyObjectWrapper<PublisherView> view = new ReadOnlyObjectWrapper<>(PublisherView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;
    private boolean typing;
    private boolean pending;
    private boolean working;
    private Secret credential = Secret.of("");
    private String credentialFrom = "";
    private Rich failure = Rich.EMPTY;
    private List<String> warnings = List.of();
    private Upload.@Nullable Key lastUpload;
    private boolean opened;
    private String playedHost = "";

    public PublisherModel(
            Session session,
            Background background,
            Opening opening,
            Desktop desktop,
            Texts texts,
            SandboxHouse sandboxes,
            SecondFactor asking) {
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.desktop = desktop;
        this.texts = texts;
        this.registrar = new Registrar(sandboxes, asking);
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

    @Override
    public void close() {
        registrar.close();
    }

    ReadOnlyObjectProperty<PublisherView> view() {
        return view.getReadOnlyProperty();
    }

    private void follow(SessionState state) {
        Upload.Key key = state.upload().map(Upload::key).orElse(null);
        if (!Objects.equals(key, lastUpload)) {
            lastUpload = key;
            typing = false;
            pending = false;
            failure = Rich.EMPTY;
            warnings = List.of();
            credential = Secret.of("");
            credentialFrom = "";
            opened = false;
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
            read();
        }
        if (open != null && open.sample() && !api && !name().isEmpty()) {
            Upload upload = state.upload().orElseThrow();
            String name = name();
            background.start(
                    texts.text("publisher.page.preparing"),
                    progress -> registrar.playedHost(upload.registry(), name),
                    outcome -> {
                        if (outcome instanceof Background.Done<String>(String host)) {
                            playedHost = host;
                        }
                        show();
                    });
        }
    }

    private static boolean heldUnknown(SessionState state) {
        Upload upload = state.upload().orElseThrow();
        return state.publishers().origin() == Publishers.Origin.NOT_KNOWN
                || state.publishers().all().stream().noneMatch(mine(upload));
    }

    /** Shows the fields for what the registry holds, or the request again. */
    void type(boolean on) {
        typing = on;
        show();
    }

    /** Says whether the package exists at the registry. */
    void pending(boolean on) {
        pending = on;
        show();
    }

    /** Keeps a credential in memory. */
    void credential(Secret secret, String from) {
        credential = secret;
        credentialFrom = from;
        show();
    }

    /** A credential that the environment holds for the chosen registry. */
    Optional<Credentials.Found> environmentCredential() {
        return session.now().upload().flatMap(u -> Registrar.fromEnvironment(u.registry()));
    }

    /** Takes what the user typed for what the registry holds; null for nothing registered. */
    void typed(@Nullable TrustedPublisher held) {
        typing = false;
        know(held == null ? List.of() : List.of(held), Publishers.Origin.TYPED);
    }

    /** The user registered the wanted publisher on the registry's page. */
    void added() {
        wanted().ifPresent(w -> {
            mark();
            List<TrustedPublisher> played = played();
            if (played.isEmpty()) {
                know(List.of(w), Publishers.Origin.TYPED);
            } else {
                know(played, Publishers.Origin.SANDBOX);
            }
        });
    }

    /** What the page that is played for the sample took; it lies in memory. */
    private List<TrustedPublisher> played() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null || !open.sample() || playedHost.isEmpty()) {
            return List.of();
        }
        try {
            return registrar.playedPublishers(upload.registry(), name());
        } catch (IOException notStarted) {
            return List.of();
        }
    }

    /** Opens the registry's page. */
    void openPage() {
        if (view.get().side() instanceof PublisherView.Form form) {
            opened = true;
            failure = desktop.openPage(form.address()) ? Rich.EMPTY : texts.rich("publisher.page.not-opened");
            show();
        }
    }

    /** Whether the registry's page was opened for this package, so that coming back is what is left to do. */
    boolean opened() {
        return opened;
    }

    /** Copies all values of the form. */
    void copyAll() {
        if (view.get().side() instanceof PublisherView.Form form) {
            StringBuilder all = new StringBuilder();
            form.fields()
                    .forEach(f ->
                            all.append(f.label()).append(": ").append(f.value()).append('\n'));
            desktop.copy(all.toString());
        }
    }

    /** Reads the publishers of the package from the registry. */
    void read() {
        ask("publisher.reading", access -> Registrar.read(access, name()), false);
    }

    /** Registers the wanted publisher. */
    void register() {
        wanted().ifPresent(w -> ask("publisher.registering", access -> Registrar.register(access, w), true));
    }

    private interface Asking {
        Outcome<Registrar.Now> ask(Registrar.Access access);
    }

    private void ask(String key, Asking asking, boolean sends) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null) {
            return;
        }
        String registry = RegistryNames.of(upload.registry());
        String name = name();
        boolean sample = open.sample();
        Secret secret = credential;
        working = true;
        failure = Rich.EMPTY;
        show();
        background.start(
                texts.text(key, registry),
                progress -> asking.ask(
                        sample ? registrar.played(upload.registry(), name) : registrar.real(upload.registry(), secret)),
                outcome -> {
                    working = false;
                    answered(outcome, registry, sample, sends);
                });
    }

    private void answered(
            Background.Outcome<Outcome<Registrar.Now>> outcome, String registry, boolean sample, boolean sends) {
        switch (outcome) {
            case Background.Done<Outcome<Registrar.Now>>(Outcome<Registrar.Now> answer) -> {
                switch (answer) {
                    case Outcome.Done<Registrar.Now>(Registrar.Now now) -> {
                        warnings = now.warnings();
                        session.change(s -> s.did(new Deed(
                                Instant.now(),
                                sends ? Deed.Kind.SENT : Deed.Kind.READ,
                                texts.text(sends ? "publisher.did.register" : "publisher.did.read", registry, name()),
                                null)));
                        if (sends) {
                            mark();
                        }
                        know(now.publishers(), sample ? Publishers.Origin.SANDBOX : Publishers.Origin.READ);
                    }
                    case Outcome.Failed<Registrar.Now>(Outcome.Failure why) ->
                        failure = Rich.plain(why.sentence() + " " + why.nextStep());
                }
            }
            case Background.Cancelled<Outcome<Registrar.Now>> _ -> failure = texts.rich("publisher.cancelled");
            case Background.Failed<Outcome<Registrar.Now>>(Throwable cause) ->
                failure = texts.rich("fault", Rich.code(cause.toString()));
        }
        show();
    }

    private void mark() {
        session.change(s -> s.walked(s.progress().with(Walked.Mark.PUBLISHER_REGISTERED, true)));
    }

    private void know(List<TrustedPublisher> held, Publishers.Origin origin) {
        Upload upload = session.now().upload().orElse(null);
        if (upload == null) {
            return;
        }
        Predicate<TrustedPublisher> mine = mine(upload);
        opening.knowing(session.now().publishers().replacing(mine, held, origin, Instant.now()));
    }

    private static Predicate<TrustedPublisher> mine(Upload upload) {
        return p -> (p.registry() == null || p.registry().equals(upload.registry()))
                && (p.project() == null || p.project().equals(upload.packageName()));
    }

    private String name() {
        return session.now().upload().map(Upload::packageName).orElse("");
    }

    /** The publisher that would accept the job. */
    Optional<TrustedPublisher> wanted() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null) {
            return Optional.empty();
        }
        return Wanted.of(open.inspection().project(), upload)
                .map(w -> pending
                        ? new TrustedPublisher(
                                w.registry(),
                                w.project(),
                                TrustedPublisher.Kind.PENDING,
                                w.identity(),
                                w.allowed(),
                                null,
                                false,
                                null)
                        : w);
    }

    private void show() {
        SessionState state = session.now();
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            view.set(PublisherView.NONE);
            bar.set(Bar.NONE);
            return;
        }
        Registry registry = Registries.byId(upload.registry()).orElse(null);
        TrustedPublisher wanted = wanted().orElse(null);
        List<TrustedPublisher> held = state.publishers().origin() == Publishers.Origin.NOT_KNOWN
                ? null
                : state.publishers().all().stream().filter(mine(upload)).toList();
        Comparison comparison =
                registry == null || wanted == null || held == null ? null : Comparison.of(registry, wanted, held);
        PublisherScene scene = new PublisherScene(
                texts,
                upload,
                registry,
                wanted,
                held,
                comparison,
                open.sample(),
                typing,
                pending,
                credential.isEmpty() ? "" : credentialFrom,
                failure,
                warnings,
                state.publishers().origin(),
                open.sample() ? playedHost : "",
                registry != null && wanted != null && registry.registration() instanceof Registry.Api
                        ? registrar.preview(upload.registry(), wanted, open.sample())
                        : "");
        view.set(scene.view());
        rail.set(scene.rail(state.step() == StepId.PUBLISHER));
        bar.set(new PublisherBar(session, this, texts).of(scene, working));
    }
}
