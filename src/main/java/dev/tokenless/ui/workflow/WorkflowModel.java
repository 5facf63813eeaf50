package dev.tokenless.ui.workflow;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.LineDiff;
import dev.tokenless.fix.Migration;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.sheet.DiffSheet;
import dev.tokenless.ui.sheet.Lines;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the step Workflow shows and does. */
public final class WorkflowModel implements StepModel {
    private static final List<String> PYTHON_TOOLS =
            List.of("build", "uv", "hatch", "poetry", "pdm", "flit", "maturin", "cibuildwheel");
    private static final List<String> NPM_TOOLS = List.of("npm", "pnpm", "yarn", "bun");

    private final Session session;
    private final Background background;
    private final Writing writing;
    private final Opening opening;
    private final Desktop desktop;
    private final Texts texts;
    private final WorkflowAnswers answers;
    private final ReadOnlyObjectWrapper<WorkflowView> view = new ReadOnlyObjectWrapper<>(WorkflowView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;
    private Choices choices = Choices.of("");
    private Proposal proposal = Proposal.NONE;
    private int current;
    private Background.@Nullable Running proposing;
    private @Nullable Reading lastReading;
    private Upload.@Nullable Key lastUpload;

    public WorkflowModel(
            Session session, Background background, Writing writing, Opening opening, Desktop desktop, Texts texts) {
        this.session = session;
        this.opening = opening;
        this.background = background;
        this.writing = writing;
        this.desktop = desktop;
        this.texts = texts;
        this.answers = new WorkflowAnswers(texts);
        this.rail = new ReadOnlyObjectWrapper<>(new RailLine(Sign.WAITING, texts.text(StepId.WORKFLOW.questionKey())));
        session.follow(this::follow);
        writing.refusal().addListener((p, old, now) -> show(session.now()));
    }

    @Override
    public StepId id() {
        return StepId.WORKFLOW;
    }

    @Override
    public ObservableValue<RailLine> rail() {
        return rail.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<WorkflowView> view() {
        return view.getReadOnlyProperty();
    }

    /** Proposes anew with other choices. */
    void choose(Choices other) {
        if (!other.equals(choices)) {
            choices = other;
            propose(session.now());
        }
    }

    /** Goes to another change, from the first to the last and round. */
    void goTo(int change) {
        if (proposal.diff().changes() > 0) {
            current = Math.floorMod(change, proposal.diff().changes());
            show(session.now());
        }
    }

    private void follow(SessionState state) {
        Upload.Key key = state.upload().map(Upload::key).orElse(null);
        if (state.reading() == lastReading && Objects.equals(key, lastUpload)) {
            show(state);
            return;
        }
        Reading before = lastReading;
        Reading open = state.reading();
        boolean other = open != null && (before == null || !before.folder().equals(open.folder()));
        if (!Objects.equals(key, lastUpload)) {
            choices = choices.forUpload();
        }
        if (open != null && other) {
            Set<RegistryId> registries =
                    open.uploads().stream().map(Upload::registry).collect(Collectors.toSet());
            // Where there are several registries, each has its gate of its own unless the user wants one.
            choices = choices.naming(
                    registries.size() > 1 ? Choices.Naming.EACH_REGISTRY : Choices.Naming.ONE, oneForAll(open));
        }
        lastReading = state.reading();
        lastUpload = key;
        propose(state);
    }

    /**
     * The name that is proposed for all packages, whichever of them is chosen: what the first publish job that names an
     * environment says today; else the registry where there is but one, and a name that fits any where there are several.
     */
    private static String oneForAll(Reading open) {
        for (Upload upload : open.uploads()) {
            Examined examined = upload.examined();
            if (examined != null && examined.job().environment() instanceof EnvironmentRef.Named named) {
                return named.name();
            }
        }
        List<String> registries =
                open.uploads().stream().map(u -> u.registry().id()).distinct().toList();
        return registries.size() == 1 ? registries.getFirst() : "release";
    }

    private void propose(SessionState state) {
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            proposal = Proposal.NONE;
            show(state);
            return;
        }
        Choices chosen = choices;
        Background.Running before = proposing;
        if (before != null) {
            before.cancel();
        }
        proposing = background.start(
                texts.text("workflow.proposing"), progress -> Proposal.of(open, upload, chosen), outcome -> {
                    if (open != session.now().reading()
                            || !chosen.equals(choices)
                            || !upload.key().equals(lastUpload)) {
                        return;
                    }
                    proposing = null;
                    switch (outcome) {
                        case Background.Done<Proposal>(Proposal made) -> proposal = made;
                        case Background.Cancelled<Proposal> _ -> {}
                        case Background.Failed<Proposal>(Throwable cause) ->
                            proposal = Proposal.fault(texts.text("fault", cause.toString()));
                    }
                    current = 0;
                    show(session.now());
                });
    }

    private void show(SessionState state) {
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            view.set(WorkflowView.NONE);
            rail.set(new RailLine(Sign.WAITING, texts.text(StepId.WORKFLOW.questionKey())));
            bar.set(Bar.NONE);
            return;
        }
        Examined examined = upload.examined();
        PublishJob job = examined == null ? null : examined.job();
        boolean written = state.progress().has(Walked.Mark.WORKFLOW_WRITTEN);
        Answer answer = answers.of(open, proposal, upload, job);
        List<FileEdit> edits = proposal.edits();
        view.set(new WorkflowView(
                answer,
                choices,
                offered(open, upload),
                edits,
                proposal.diff(),
                edits.isEmpty() ? "" : note(edits, false),
                edits.isEmpty() ? "" : note(edits, true),
                answers.reason(proposal, current),
                edits.isEmpty() ? -1 : current,
                proposal.manual(),
                writing.refusal().get(),
                job == null ? Sheet.NONE : Sheet.source(job.path(), open.text(job.path()), List.of(), 0)));
        rail.set(answers.line(proposal, written, state.step() == StepId.WORKFLOW));
        bar.set(bar(edits));
    }

    private WorkflowView.Offered offered(Reading open, Upload upload) {
        boolean several = choices.everything();
        boolean python = upload.registry().equals(RegistryId.PYPI) || several && has(open, RegistryId.PYPI);
        boolean npm = upload.registry().equals(RegistryId.NPM) || several && has(open, RegistryId.NPM);
        List<String> tools = several
                ? List.of()
                : python || upload.registry().equals(RegistryId.TESTPYPI) ? PYTHON_TOOLS : npm ? NPM_TOOLS : List.of();
        return new WorkflowView.Offered(
                upload.examined() != null,
                open.uploads().size() > 1,
                tools,
                python,
                npm,
                upload.examined() != null
                        && !upload.examined().job().authentication().tokens().isEmpty(),
                proposal.fileName().isEmpty() ? Proposal.free(open.inspection()) : proposal.fileName());
    }

    private static boolean has(Reading open, RegistryId registry) {
        return open.uploads().stream().anyMatch(u -> u.registry().equals(registry));
    }

    /** Takes back what was written last here. */
    private void undo(Deed deed) {
        Runnable back = deed.undo();
        if (back != null) {
            session.change(s -> s.undone(deed).walked(s.progress().with(Walked.Mark.WORKFLOW_WRITTEN, false)));
            back.run();
        }
    }

    /** The file on disk is another than the one that was read: it is read again, and the choices stay. */
    void readAgain() {
        writing.forget();
        opening.reread();
    }

    private String note(List<FileEdit> edits, boolean after) {
        if (edits.size() > 1) {
            return texts.text("count.changed-files", edits.size());
        }
        FileEdit edit = edits.getFirst();
        int lines = Lines.of(after ? edit.after() : edit.before()).size();
        return edit.newFile() && !after
                ? texts.text("workflow.not-there")
                : texts.text(
                        "workflow.file-lines", FileNames.name(edit.path()), texts.plural("count.lines", lines, lines));
    }

    private Bar bar(List<FileEdit> edits) {
        Action back = Action.of(texts.text("back"), Feather.ARROW_LEFT, () -> session.change(s -> s.at(StepId.CHECK)));
        Action next = Action.primary(
                texts.text("continue.publisher"),
                Feather.ARROW_RIGHT,
                () -> session.change(s -> s.at(StepId.PUBLISHER)));
        if (edits.isEmpty()) {
            List<Action> others = lastWritten()
                    .map(deed -> List.of(Action.of(texts.text("undo"), Feather.CORNER_UP_LEFT, () -> undo(deed))))
                    .orElse(List.of());
            return new Bar(back, answers.barNote(proposal), others, next);
        }
        String names =
                edits.stream().map(e -> FileNames.name(e.path())).distinct().collect(Collectors.joining(", "));
        Rich note = texts.rich("workflow.note", Rich.code(names));
        if (!writing.refusal().get().spans().isEmpty()) {
            // what is shown is made from a text that is no longer there: writing it again would be refused again
            return new Bar(
                    back,
                    texts.rich("workflow.note.stale"),
                    List.of(),
                    Action.primary(texts.text("read-again"), Feather.REFRESH_CW, this::readAgain));
        }
        return new Bar(
                back,
                proposal.review() ? texts.rich("workflow.review").then(note) : note,
                List.of(
                        Action.of(texts.text("copy"), Feather.COPY, () -> desktop.copy(copied(edits))),
                        Action.of(texts.text("workflow.write-on"), Feather.ARROW_RIGHT, () -> write(edits, true))),
                Action.primary(
                        texts.plural("write.files", edits.size(), edits.size()),
                        Feather.SAVE,
                        () -> write(edits, false)));
    }

    /** The last writing, while it can be taken back and this step's file is among what it wrote. */
    private Optional<Deed> lastWritten() {
        return session.now().progress().has(Walked.Mark.WORKFLOW_WRITTEN)
                ? session.now().deeds().stream()
                        .filter(d -> d.kind() == Deed.Kind.WRITTEN)
                        .findFirst()
                        .filter(d -> d.undo() != null)
                : Optional.empty();
    }

    private static String copied(List<FileEdit> edits) {
        return edits.size() == 1
                ? edits.getFirst().after()
                : edits.stream().map(LineDiff::unified).collect(Collectors.joining());
    }

    /** Writes; goes on where that is wanted and it was written. */
    private void write(List<FileEdit> edits, boolean on) {
        writing.write(
                edits,
                () -> session.change(s -> {
                    SessionState written = s.walked(s.progress().with(Walked.Mark.WORKFLOW_WRITTEN, true));
                    return on ? written.at(StepId.PUBLISHER) : written;
                }));
    }

    /** What the proposal comes to, for tests. */
    @Nullable
    Migration migration() {
        return proposal.migration();
    }

    DiffSheet diff() {
        return proposal.diff();
    }
}
