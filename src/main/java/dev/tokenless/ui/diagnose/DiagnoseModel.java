package dev.tokenless.ui.diagnose;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.diagnose.Cause;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Given;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.github.Runs;
import dev.tokenless.migration.OnlineDiagnosis;
import dev.tokenless.migration.PublisherLook;
import dev.tokenless.migration.RefusedInLog;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.signin.GitHubAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the place Diagnose does. What is pasted stays in memory. */
public final class DiagnoseModel implements ScreenModel {
    private static final int LARGEST_FILE = 64 * 1024 * 1024;

    private final Session session;
    private final Background background;
    private final Writing writing;
    private final Keeping keeping;
    private final Opening opening;
    /** Whether the project is read again because of what a log refuted. */
    private boolean taking;

    private final GitHubAccess gitHub;
    private final Desktop desktop;
    private final Texts texts;
    private final FailedRuns runs;
    private final DiagnoseScene scene;
    private final ReadOnlyObjectWrapper<DiagnoseView> view = new ReadOnlyObjectWrapper<>(DiagnoseView.ASKING);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private Subject subject = new Subject.Nothing();
    private @Nullable Diagnosis diagnosis;
    private @Nullable Looked looked;
    private Rich fault = Rich.EMPTY;
    private int chosen;
    private boolean running;
    private boolean mended;

    public DiagnoseModel(
            Session session,
            Background background,
            Writing writing,
            Keeping keeping,
            Opening opening,
            GitHubAccess gitHub,
            Desktop desktop,
            Texts texts) {
        this.session = session;
        this.background = background;
        this.writing = writing;
        this.keeping = keeping;
        this.opening = opening;
        this.gitHub = gitHub;
        this.desktop = desktop;
        this.texts = texts;
        this.runs = new FailedRuns(session, background, gitHub, texts, this::show);
        this.scene = new DiagnoseScene(this, gitHub, texts);
        session.follow(this::follow);
        writing.refusal().addListener((p, old, now) -> show());
        gitHub.state().subscribe(state -> {
            if (session.now().place() == Place.DIAGNOSE) {
                runs.listOnce();
            }
            show();
        });
    }

    /** What was given to be diagnosed. */
    sealed interface Subject {
        /** The open project alone. */
        record Nothing() implements Subject {}

        /** Text, whatever it is. */
        record Pasted(String text) implements Subject {
            @Override
            public String toString() {
                return text.length() + " characters";
            }
        }

        /** A file, be it text or the archive of a run. */
        record LogFile(Path path) implements Subject {}
    }

    /** What the last diagnosis looked at beside its subject: where it changed, the diagnosis runs again. */
    private record Looked(@Nullable Reading reading, KnownPublishers publishers) {}

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DiagnoseView> view() {
        return view.getReadOnlyProperty();
    }

    @Override
    public void shown() {
        gitHub.enter();
        runs.listOnce();
        again();
        show();
    }

    private void follow(SessionState state) {
        if (state.place() == Place.DIAGNOSE) {
            again();
        }
        show();
    }

    /**
     * After a fix, here or at the registry, the diagnosis runs again: on the files and the publisher as they are now, since
     * the log is of the time before.
     */
    private void again() {
        Looked before = looked;
        SessionState state = session.now();
        if (before == null || diagnosis == null || running || state.reading() == null) {
            return;
        }
        if (taking && !Objects.equals(before.reading(), state.reading())) {
            // What this log itself refuted is no fix: the log stays on the screen.
            taking = false;
            looked = new Looked(state.reading(), state.publishers());
            return;
        }
        boolean files = !Objects.equals(before.reading(), state.reading());
        boolean sameProject = before.reading() != null
                && before.reading()
                        .folder()
                        .equals(Objects.requireNonNull(state.reading()).folder());
        boolean publishers = !before.publishers().equals(state.publishers());
        if ((files || publishers) && sameProject) {
            mended = true;
            run(new Subject.Nothing());
        }
    }

    /** Diagnoses whatever was pasted, with the open repository where there is one. */
    void diagnose(String text) {
        mended = false;
        begin(text.isBlank() ? new Subject.Nothing() : new Subject.Pasted(text));
    }

    /** Diagnoses a log file or an archive of logs. */
    void diagnose(Path file) {
        mended = false;
        begin(new Subject.LogFile(file));
    }

    /** Lets the user choose such a file. */
    void chooseFile() {
        desktop.chooseFile(texts.text("diagnose.file.choose")).ifPresent(this::diagnose);
    }

    /** Diagnoses a failed run. */
    void diagnose(Runs.Run run) {
        mended = false;
        runs.fetch(run, log -> begin(new Subject.Pasted(log)));
    }

    private void begin(Subject what) {
        subject = what;
        run(what);
    }

    private void run(Subject what) {
        SessionState state = session.now();
        Reading open = state.reading();
        KnownPublishers known = state.publishers();
        Diagnosis before = diagnosis;
        GitHubAccess.Talk talk = gitHub.signedIn() && !mended ? gitHub.talk() : null;
        looked = new Looked(open, known);
        running = true;
        fault = Rich.EMPTY;
        show();
        background.<Asked.Reply<Diagnosis>>start(
                texts.text("diagnose.running"),
                progress -> {
                    Given given;
                    try {
                        given = given(what);
                    } catch (IOException unreadable) {
                        return new Asked.Refused<Diagnosis>(
                                texts.text("diagnose.file.unreadable", String.valueOf(unreadable.getMessage())));
                    }
                    if (open != null) {
                        given = given.with(open.inspection().project());
                    }
                    // The project's own file is read with the project: it is no hint of what is meant.
                    given = given.knowing(
                            open == null
                                    ? known.withFile(null)
                                    : PublisherLook.recalled(
                                            open.inspection(), state.kept().remembered(), known.withFile(null)));
                    if (mended && before != null) {
                        given = given.withRegistry(before.registry());
                    }
                    return new Asked.Told<>(
                            talk == null || open == null
                                    ? Diagnosis.of(given)
                                    : OnlineDiagnosis.of(given, talk.begin()).diagnosis());
                },
                outcome -> {
                    running = false;
                    switch (outcome) {
                        case Background.Done<Asked.Reply<Diagnosis>>(Asked.Told<Diagnosis>(Diagnosis made)) -> {
                            diagnosis = made;
                            taken(made, open);
                            chosen = 0;
                        }
                        case Background.Done<Asked.Reply<Diagnosis>>(Asked.Refused<Diagnosis>(String sentence)) ->
                            fault = Rich.plain(sentence);
                        case Background.Cancelled<Asked.Reply<Diagnosis>> _ -> {}
                        case Background.Failed<Asked.Reply<Diagnosis>>(Throwable cause) ->
                            fault = texts.rich("fault", Rich.code(cause.toString()));
                    }
                    show();
                });
    }

    /** What the registry refused in this log is not taken for registered any more. */
    private void taken(Diagnosis made, @Nullable Reading open) {
        if (open != null && open.equals(session.now().reading())) {
            keeping.change(kept -> RefusedInLog.without(made, kept));
            List<RefusedInLog.Refusal> older = RefusedInLog.of(made).stream()
                    .filter(refusal -> session.now()
                                            .publishers()
                                            .asked()
                                            .get(new KnownPublishers.Of(refusal.registry(), refusal.packageName()))
                                    instanceof KnownPublishers.Held held
                            && held.at().isBefore(refusal.at()))
                    .toList();
            if (!older.isEmpty()) {
                taking = true;
                opening.knowing(known -> unanswered(known, older));
            }
        }
    }

    private KnownPublishers unanswered(KnownPublishers known, List<RefusedInLog.Refusal> refused) {
        KnownPublishers now = known;
        for (RefusedInLog.Refusal one : refused) {
            now = now.with(
                    one.registry(),
                    one.packageName(),
                    new KnownPublishers.Unanswered(texts.text("diagnose.refused-since"), one.at()));
        }
        return now;
    }

    private static Given given(Subject what) throws IOException {
        return switch (what) {
            case Subject.Nothing _ -> Given.nothing();
            case Subject.Pasted(String text) -> Given.nothing().withPasted(text);
            case Subject.LogFile(Path path) -> {
                try (InputStream in = Files.newInputStream(path)) {
                    byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
                    if (bytes.length > LARGEST_FILE) {
                        throw new IOException(path.getFileName() + ": larger than 64 MiB");
                    }
                    yield Given.nothing().withFile(bytes);
                }
            }
        };
    }

    /** Looks at another cause. */
    void choose(int index) {
        chosen = index;
        show();
    }

    /** Begins anew. */
    void another() {
        diagnosis = null;
        looked = null;
        mended = false;
        subject = new Subject.Nothing();
        fault = Rich.EMPTY;
        writing.forget();
        runs.listOnce();
        show();
    }

    /** Writes the edits of a cure. */
    void write(List<FileEdit> edits) {
        writing.write(edits, () -> {});
    }

    /** Opens a page. */
    void open(String page) {
        desktop.openPage(page);
    }

    /** Copies values. */
    void copy(String values) {
        desktop.copy(values);
    }

    /** Whether a cause's package can be shown at a step: a project is open that holds it. */
    boolean reaches(@Nullable Cause cause) {
        return upload(cause) >= 0;
    }

    /** Goes to the publisher, or to the environment, of the package that a cause concerns. */
    void go(@Nullable Cause cause, StepId step) {
        int index = upload(cause);
        if (index >= 0) {
            session.change(s -> s.choosing(index).at(step));
        }
    }

    private int upload(@Nullable Cause cause) {
        Reading open = session.now().reading();
        Diagnosis found = diagnosis;
        if (open == null || found == null) {
            return -1;
        }
        PublishJob job = cause == null ? null : cause.job();
        int first = -1;
        for (int i = 0; i < open.uploads().size(); i++) {
            Upload upload = open.uploads().get(i);
            var examined = upload.examined();
            boolean same = job != null
                    && examined != null
                    && examined.job().path().equals(job.path())
                    && examined.job().job().equals(job.job())
                    && upload.registry().equals(job.registry());
            if (same) {
                return i;
            }
            if (first < 0 && job == null && upload.registry().equals(found.registry())) {
                first = i;
            }
        }
        return first;
    }

    FailedRuns runs() {
        return runs;
    }

    private void show() {
        Diagnosis found = diagnosis;
        Reading open = session.now().reading();
        Rich refusal = fault.spans().isEmpty() ? runs.trouble() : fault;
        if (found == null) {
            view.set(scene.asking(open, refusal, running));
            bar.set(new Bar(null, texts.rich("diagnose.note"), List.of(), null));
            return;
        }
        int index = Math.clamp(chosen, 0, Math.max(0, found.causes().size() - 1));
        Rich written = writing.refusal().get();
        view.set(scene.found(
                found,
                index,
                new DiagnoseScene.Given(subject, mended, session.now().publishers(), open),
                written.spans().isEmpty() ? refusal : written));
        bar.set(new Bar(
                null,
                texts.rich("diagnose.note.found"),
                List.of(
                        Action.of(texts.text("diagnose.copy"), Feather.COPY, () -> desktop.copy(scene.report(found))),
                        Action.of(texts.text("diagnose.another"), Feather.PLUS, this::another)),
                null));
    }
}
