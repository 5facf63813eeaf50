package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.net.Credentials;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Place;
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
import dev.tokenless.ui.session.Walked;
import dev.tokenless.ui.session.Wanted;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.signin.GitHubAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the step Publisher shows and does. */
public final class PublisherModel implements StepModel {
    private final Session session;
    private final Background background;
    private final Opening opening;
    private final Desktop desktop;
    private final Texts texts;
    private final Registrar registrar;
    private final ReadOnlyObjectWrapper<PublisherView> view = new ReadOnlyObjectWrapper<>(PublisherView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;
    private final CredentialDesk credentials;
    private final Writing writing;
    private final Errands errands;
    private Mode mode = Mode.ONE;
    private boolean pending;
    private boolean working;
    /** What is being done while it works, in words. */
    private String doing = "";

    private final SeveralDesk together;
    private final Clock clock;
    private @Nullable FileEdit fileEdit;
    private final Spelling spelling;
    private Rich failure = Rich.EMPTY;
    private String raw = "";
    private List<String> warnings = List.of();
    private Upload.@Nullable Key lastUpload;
    private @Nullable Path lastFolder;
    private boolean opened;
    private final PlayedPage played;

    public PublisherModel(
            Session session,
            Background background,
            Opening opening,
            Desktop desktop,
            Texts texts,
            Outside outside,
            SecondFactor asking,
            Credentials ofUser,
            GitHubAccess gitHub,
            Writing writing,
            Errands errands,
            Clock clock) {
        this.clock = clock;
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.desktop = desktop;
        this.texts = texts;
        this.registrar = new Registrar(outside);
        this.spelling = new Spelling(session, background, gitHub, texts);
        this.played = new PlayedPage(session, background, registrar, texts);
        this.writing = writing;
        this.errands = errands;
        this.credentials = new CredentialDesk(ofUser, asking, registrar, background, texts, clock, this::ended);
        this.together = new SeveralDesk(
                session, background, opening, texts, clock, registrar, credentials, this::proposed, this::ended);
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

    private void ended(Rich wrong) {
        failure = wrong;
        show();
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
            mode = mode == Mode.SEVERAL && sameRegistry ? mode : Mode.ONE;
            if (!sameRegistry) {
                together.forget();
            }
            fileEdit = null;
            pending = false;
            failure = Rich.EMPTY;
            raw = "";
            warnings = List.of();
            opened = false;
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
            read();
        }
        if (open != null && open.sample() && !api && !name().isEmpty()) {
            played.prepare(state.upload().orElseThrow(), name(), this::show);
        }
    }

    private static boolean heldUnknown(SessionState state) {
        Upload upload = state.upload().orElseThrow();
        return !(PublisherWords.of(state, upload) instanceof Held held)
                || held.publishers().isEmpty();
    }

    /** Shows the fields for what the registry holds, or the request again. */
    void type(boolean on) {
        mode(on ? Mode.TYPING : Mode.ONE);
    }

    /** Shows something else at the right. */
    void mode(Mode other) {
        mode = other;
        failure = other == Mode.RAW ? failure : Rich.EMPTY;
        raw = other == Mode.RAW ? raw : "";
        show();
    }

    /** What the step shows. */
    enum Mode {
        ONE,
        TYPING,
        /** The request that removes the publisher that is shown. */
        REMOVING,
        /** What the publishers file would say. */
        FILE,
        /** The registry's last answer, as it came. */
        RAW,
        /** All packages at the registry. */
        SEVERAL
    }

    /** Whether the credential is the user's own, not the sample's. */
    boolean ofUser() {
        Reading open = session.now().reading();
        return open != null && !open.sample();
    }

    /** Where the credential in use can be deleted by hand, where it was made here. */
    Optional<String> credentialPage() {
        return registry().flatMap(credentials::of).map(Keyring.Key::page).filter(page -> !page.isEmpty());
    }

    /** The user's session at a registry, where she gave a credential here: nobody is asked for a second factor by it. */
    public Optional<dev.tokenless.registry.Session> quietSession(RegistryId registry) {
        return credentials
                .of(registry)
                .filter(key -> !key.ownNpm())
                .map(key -> key.session().unasked());
    }

    /** Another credential is to be given. */
    void forgetCredential() {
        registry().ifPresent(credentials::forget);
    }

    CredentialDesk credentials() {
        return credentials;
    }

    /** The registry of the chosen package. */
    Optional<RegistryId> registry() {
        return session.now().upload().map(Upload::registry);
    }

    /** Says whether the package exists at the registry. */
    void pending(boolean on) {
        pending = on;
        show();
    }

    /** Takes what the user typed for what the registry holds; null for nothing registered. */
    void typed(@Nullable TrustedPublisher held) {
        mode = Mode.ONE;
        know(held == null ? List.of() : List.of(held), Source.TYPED, false);
    }

    /**
     * The user registered the wanted publisher on the registry's page.
     *
     * @param on whether the next step follows, where nothing is left to do in this one
     */
    void added(boolean on) {
        wanted().ifPresent(w -> {
            List<TrustedPublisher> took =
                    session.now().upload().map(u -> played.took(u, name())).orElse(List.of());
            if (played.plays() && took.isEmpty()) {
                // The page is played on this computer: what it did not take is known not to be there.
                failure = texts.rich("publisher.played.not-there", Rich.code(name()));
                show();
                return;
            }
            mark(true);
            if (took.isEmpty()) {
                know(List.of(stored(w)), Source.TYPED, on);
            } else {
                know(took, Source.PLAYED, on);
            }
        });
    }

    private static TrustedPublisher stored(TrustedPublisher typed) {
        RegistryId registry = typed.registry();
        return registry == null
                ? typed
                : Registries.byId(registry).map(r -> r.stored(typed)).orElse(typed);
    }

    /** Opens the registry's page. */
    void openPage() {
        if (view.get().side() instanceof PublisherView.Form form) {
            opened = true;
            failure = errands.open(form.address(), StepId.PUBLISHER, "publisher", this::awaitsPage, this::tookPage)
                    ? Rich.EMPTY
                    : texts.rich("publisher.page.not-opened");
            show();
        }
    }

    /** A real registry shows nobody what its page took; the played one lies on this computer. */
    private boolean awaitsPage() {
        return played.plays() && !(comparison() instanceof Comparison.Same);
    }

    private void tookPage() {
        Upload upload = session.now().upload().orElse(null);
        if (upload != null && !played.took(upload, name()).isEmpty()) {
            added(false);
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
        String name = name();
        ask("publisher.reading", access -> Registrar.read(access, name), Doing.READ);
    }

    /**
     * Registers the wanted publisher, spelt as GitHub spells it.
     *
     * @param on whether the next step follows, where nothing is left to do in this one
     */
    void register(boolean on) {
        spelled(() -> wanted().ifPresent(w -> ask(
                "publisher.registering",
                access -> Registrar.register(access, w),
                on ? Doing.REGISTER_AND_GO_ON : Doing.REGISTER)));
    }

    /** Whether a registration leaves something to be read, so that nothing may go on by itself. */
    boolean tellsAfterwards() {
        return registry().map(registrar::tellsAfterwards).orElse(false);
    }

    /** Removes the publisher whose removal was shown. */
    void remove() {
        shownStored()
                .ifPresent(stored -> ask(
                        "publisher.removing",
                        access -> Registrar.remove(access, stored, others(stored)),
                        Doing.REMOVE));
    }

    private List<TrustedPublisher> others(TrustedPublisher removed) {
        return session.now().publishers().all().stream()
                .filter(p -> Objects.equals(p.registry(), removed.registry())
                        && Objects.equals(p.project(), removed.project())
                        && !p.equals(removed))
                .toList();
    }

    /** The registered publisher that the screen compares with, where it can be removed. */
    Optional<TrustedPublisher> shownStored() {
        TrustedPublisher there = switch (comparison()) {
            case null -> null;
            case Comparison.Same same -> same.there();
            case Comparison.Differs differs -> differs.nearest();
            case Comparison.Absent _ -> null;
        };
        return Optional.ofNullable(there).filter(t -> t.id() != null);
    }

    private @Nullable Comparison comparison() {
        return comparison(session.now());
    }

    /** The same at the next step, where registry and workflow agree and nothing else is registered. */
    private SessionState onward(SessionState known, Upload.Key registered) {
        boolean here = known.place() == Place.MIGRATION
                && known.step() == StepId.PUBLISHER
                && known.upload().map(Upload::key).filter(registered::equals).isPresent();
        boolean settled = here
                && comparison(known) instanceof Comparison.Same
                && PublisherWords.of(known, known.upload().orElseThrow()) instanceof Held held
                && held.publishers().size() == 1;
        return settled ? known.at(StepId.ENVIRONMENT) : known;
    }

    private @Nullable Comparison comparison(SessionState state) {
        Upload upload = state.upload().orElse(null);
        Registry registry =
                upload == null ? null : Registries.byId(upload.registry()).orElse(null);
        TrustedPublisher wanted = wanted().orElse(null);
        if (upload == null
                || registry == null
                || wanted == null
                || !(PublisherWords.of(state, upload) instanceof Held held)) {
            return null;
        }
        return Comparison.of(registry, wanted, held.publishers());
    }

    /** Does something for the package that is shown now, with GitHub's spelling of the repository. */
    private void spelled(Runnable then) {
        Upload.Key pressed = lastUpload;
        // What was pressed was for this package: nothing is sent for another one.
        spelling.look(() -> session.now().reading() != null && Objects.equals(pressed, lastUpload), then, this::ended);
    }

    private enum Doing {
        READ,
        REGISTER,
        REGISTER_AND_GO_ON,
        REMOVE
    }

    private interface Asking {
        Outcome<Registrar.Now> ask(Registrar.Access access);
    }

    /** What was asked of which package: the user may look at another one by the time of the answer. */
    private record Question(Path folder, boolean sample, Upload.Key upload, String name, Doing doing) {
        String registry() {
            return RegistryNames.of(upload.registry());
        }
    }

    private void ask(String key, Asking asking, Doing doing) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null || working() || !open.sample() && ended(upload.registry())) {
            return;
        }
        Question question = new Question(open.folder(), open.sample(), upload.key(), name(), doing);
        String words = texts.text(key, question.registry());
        working = true;
        this.doing = words;
        failure = Rich.EMPTY;
        raw = "";
        show();
        background.start(
                words,
                progress -> asking.ask(
                        question.sample()
                                ? registrar.played(upload.registry(), question.name())
                                : credentials.access(upload.registry())),
                outcome -> {
                    working = false;
                    Reading now = session.now().reading();
                    if (now != null && now.folder().equals(question.folder())) {
                        answered(outcome, question, words);
                    }
                    show();
                });
    }

    private void answered(Background.Outcome<Outcome<Registrar.Now>> outcome, Question question, String words) {
        boolean shown = session.now()
                .upload()
                .map(Upload::key)
                .filter(question.upload()::equals)
                .isPresent();
        Rich wrong = Rich.EMPTY;
        String answered = "";
        switch (outcome) {
            case Background.Done<Outcome<Registrar.Now>>(Outcome<Registrar.Now> answer) -> {
                switch (answer) {
                    case Outcome.Done<Registrar.Now>(Registrar.Now now) -> told(now, question, shown);
                    case Outcome.Failed<Registrar.Now>(Outcome.Failure why) -> {
                        notKnown(question, question.doing() != Doing.READ && mayBeDone(why), why.sentence());
                        wrong = Rich.plain(why.sentence() + " " + why.nextStep());
                        answered = why instanceof Outcome.Refused refused ? refused.raw() : "";
                    }
                }
            }
            case Background.Cancelled<Outcome<Registrar.Now>> _ -> {
                if (question.doing() != Doing.READ) {
                    session.change(s ->
                            s.did(new Deed(clock.instant(), Deed.Kind.SENT, texts.text("deed.stopped", words), null)));
                    notKnown(question, true, texts.text("deed.stopped", words));
                    wrong = texts.rich("publisher.cancelled");
                }
            }
            case Background.Failed<Outcome<Registrar.Now>>(Throwable cause) ->
                wrong = texts.rich("fault", Rich.code(cause.toString()));
        }
        if (shown) {
            failure = wrong;
            raw = answered;
        }
    }

    /** Whether the registry may have done what it was asked for, although it did not say so. */
    private static boolean mayBeDone(Outcome.Failure why) {
        return switch (why) {
            case Outcome.Invalid _, Outcome.SecondFactorMissing _ -> false;
            case Outcome.NotReached _ -> true;
            case Outcome.Refused refused -> refused.status() >= 500 || refused.reason() == Outcome.Reason.UNEXPECTED;
        };
    }

    /** What was answered before stays, unless the request may have changed it. */
    private void notKnown(Question question, boolean perhaps, String why) {
        Reading open = session.now().reading();
        RegistryId registry = question.upload().registry();
        String name = question.upload().packageName();
        if (open == null || !perhaps && session.now().publishers().knows(registry, name)) {
            return;
        }
        String reason = perhaps ? why + " " + texts.text("publisher.perhaps", question.registry()) : why;
        opening.knowing(known -> known.with(registry, name, new KnownPublishers.Unanswered(reason, clock.instant())));
    }

    private void told(Registrar.Now now, Question question, boolean shown) {
        List<String> notes = new ArrayList<>(now.warnings());
        if (now.wasThere()) {
            notes.addFirst(texts.text("publisher.was-there", question.registry(), question.name()));
        }
        if (shown) {
            warnings = List.copyOf(notes);
            mode = Mode.ONE;
        }
        did(question, now.wasThere());
        know(
                question.upload(),
                now.publishers(),
                question.sample() ? Source.PLAYED : Source.READ,
                question.doing() == Doing.REGISTER_AND_GO_ON && notes.isEmpty());
    }

    private void did(Question question, boolean wasThere) {
        Doing doing = question.doing();
        boolean sent = doing != Doing.READ && !wasThere;
        String key = !sent
                ? "publisher.did.read"
                : doing == Doing.REMOVE ? "publisher.did.remove" : "publisher.did.register";
        session.change(s -> s.did(new Deed(
                clock.instant(),
                sent ? Deed.Kind.SENT : Deed.Kind.READ,
                texts.text(key, question.registry(), question.name()),
                null)));
        if (doing != Doing.READ) {
            session.change(s -> s.walked(
                    question.upload().registry(),
                    List.of(question.name()),
                    w -> w.with(Walked.Mark.PUBLISHER_REGISTERED, doing != Doing.REMOVE)));
        }
    }

    private void mark(boolean done) {
        session.change(s -> s.walked(s.progress().with(Walked.Mark.PUBLISHER_REGISTERED, done)));
    }

    /** Shows what the publishers file would say; a second press writes it. */
    void offerFile() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        Registry registry =
                upload == null ? null : Registries.byId(upload.registry()).orElse(null);
        if (open == null || upload == null || registry == null) {
            return;
        }
        List<TrustedPublisher> held =
                PublisherWords.of(session.now(), upload) instanceof Held there ? there.publishers() : List.of();
        background.start(
                texts.text("publisher.file.reading"),
                progress -> FileOffer.of(open.inspection().project(), registry, held),
                outcome -> {
                    if (outcome instanceof Background.Done<FileOffer>(FileOffer offer)) {
                        switch (offer) {
                            case FileOffer.Change(FileEdit edit) -> {
                                fileEdit = edit;
                                mode = Mode.FILE;
                            }
                            case FileOffer.SaysSo _ -> failure = texts.rich("publisher.file.says-so");
                            case FileOffer.Unreadable _ -> failure = texts.rich("publisher.file.unreadable");
                        }
                    }
                    show();
                });
    }

    /** Writes the publishers file as it was shown. */
    void writeFile() {
        FileEdit edit = fileEdit;
        if (edit != null) {
            writing.write(List.of(edit), () -> {
                fileEdit = null;
                mode = Mode.ONE;
            });
            failure = writing.refusal().get();
            show();
        }
    }

    /** All packages of the repository at the chosen registry, once each. */
    private List<TrustedPublisher> proposed() {
        Reading open = session.now().reading();
        RegistryId registry = registry().orElse(null);
        if (open == null || registry == null) {
            return List.of();
        }
        Map<String, TrustedPublisher> all = new LinkedHashMap<>();
        for (Upload upload : open.uploads()) {
            if (upload.registry().equals(registry) && upload.packageName() != null) {
                Wanted.of(open.inspection().project(), upload)
                        .map(spelling::of)
                        .ifPresent(w -> all.putIfAbsent(String.valueOf(w.project()), w));
            }
        }
        return List.copyOf(all.values());
    }

    /** Shows all packages at the registry, or the chosen one again. */
    void several(boolean on) {
        if (on) {
            together.open();
        }
        mode(on ? Mode.SEVERAL : Mode.ONE);
    }

    void choose(String name, boolean on) {
        together.choose(name, on);
    }

    /** Adds the packages that the credential owns to the list. */
    void listOwned(String user) {
        Reading open = session.now().reading();
        RegistryId registry = registry().orElse(null);
        if (open != null && registry != null && !working()) {
            together.listOwned(registry, name(), open.sample(), user);
        }
    }

    /** Registers what is chosen and not done yet, one after the other in one session. */
    void registerAll() {
        spelled(() -> {
            Reading open = session.now().reading();
            RegistryId registry = registry().orElse(null);
            if (open != null && registry != null && !working() && !ended(registry)) {
                together.register(registry, open);
            }
        });
    }

    /** Whether a request is under way. */
    private boolean working() {
        return working || together.working();
    }

    /** Whether the credential that was in use has ended by itself meanwhile; the user is told so. */
    private boolean ended(RegistryId registry) {
        Optional<Keyring.Key> over = credentials.over(registry);
        over.ifPresent(key -> {
            failure = texts.rich("publisher.credential.ended", key.from());
            show();
        });
        return over.isPresent();
    }

    private void know(List<TrustedPublisher> held, Source source, boolean on) {
        session.now().upload().ifPresent(upload -> know(upload.key(), held, source, on));
    }

    private void know(Upload.Key key, List<TrustedPublisher> held, Source source, boolean on) {
        Reading open = session.now().reading();
        if (open != null) {
            open.uploads().stream()
                    .filter(upload -> upload.key().equals(key))
                    .findFirst()
                    .ifPresent(upload -> opening.knowing(
                            known -> known.with(
                                    upload.registry(), upload.packageName(), new Held(held, source, clock.instant())),
                            known -> on ? onward(known, key) : known));
        }
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
                .map(spelling::of)
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
            rail.set(new RailLine(Sign.WAITING, texts.text(StepId.PUBLISHER.questionKey())));
            bar.set(Bar.NONE);
            return;
        }
        Registry registry = Registries.byId(upload.registry()).orElse(null);
        TrustedPublisher wanted = wanted().orElse(null);
        KnownPublishers.Answer known = PublisherWords.of(state, upload);
        Comparison comparison = registry == null || wanted == null || !(known instanceof Held held)
                ? null
                : Comparison.of(registry, wanted, held.publishers());
        Optional<Keyring.Key> key = credentials.of(upload.registry());
        TrustedPublisher stored = shownStored().orElse(null);
        FileEdit edit = fileEdit;
        PublisherScene scene = new PublisherScene(
                texts,
                upload,
                registry,
                wanted,
                known,
                comparison,
                open.sample(),
                mode,
                pending,
                key.map(Keyring.Key::from).orElse(""),
                failure,
                warnings,
                played.host(),
                registry != null && wanted != null && registry.registration() instanceof Registry.Api
                        ? registrar.preview(upload.registry(), wanted, open.sample())
                        : "",
                stored != null && registry != null && registry.registration() instanceof Registry.Api
                        ? registrar.removal(upload.registry(), stored, open.sample())
                        : "",
                edit == null ? "" : edit.after(),
                raw,
                proposed().size(),
                together.items(),
                upload.examined() == null ? UnreadAnswer.of(open, texts).orElse(null) : null);
        PublisherView whole = scene.view();
        view.set(
                working()
                        ? whole.doing(
                                working
                                        ? doing
                                        : texts.text("publisher.registering", RegistryNames.of(upload.registry())))
                        : whole);
        rail.set(scene.rail(state.step() == StepId.PUBLISHER));
        bar.set(new PublisherBar(session, this, texts).of(scene, working()));
    }
}
