package dev.tokenless.ui.retire;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.checklist.Steps;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked.Mark;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;

/** What the step Retire shows and does: what can be undone comes first. */
public final class RetireModel implements StepModel {
    private final Session session;
    private final Texts texts;
    private final Desktop desktop;
    private final StepBase base;
    /** The secrets that the job used before it was migrated: afterwards the files no longer name them. */
    private final TreeSet<String> seen = new TreeSet<>();

    private java.nio.file.Path of = java.nio.file.Path.of("");

    public RetireModel(Session session, Texts texts, Desktop desktop) {
        this.session = session;
        this.texts = texts;
        this.desktop = desktop;
        this.base = new StepBase(session, texts, StepId.RETIRE);
        session.follow(this::show);
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

    private void show(SessionState state) {
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            base.clear();
            return;
        }
        if (!open.folder().equals(of)) {
            of = open.folder();
            seen.clear();
        }
        Examined examined = upload.examined();
        List<String> used = examined == null ? List.of() : examined.job().secrets();
        open.inspection().jobs().stream()
                .filter(e -> e.job().registry().equals(upload.registry()))
                .forEach(e -> seen.addAll(e.job().secrets().stream()
                        .map(s -> upload.registry().id() + " " + s)
                        .toList()));
        List<String> secrets = seen.stream()
                .filter(s -> s.startsWith(upload.registry().id() + " "))
                .map(s -> s.substring(upload.registry().id().length() + 1))
                .toList();
        boolean proved = state.progress().has(Mark.RELEASE_PROVED);
        Steps steps = steps(open.inspection().project().repository(), upload, secrets, proved);
        String name = upload.packageName() == null ? texts.text("upload.unnamed") : upload.packageName();
        Answer answer = steps.finished()
                ? new Answer(Sign.DONE, texts.rich("retire.answer.done", Rich.code(name)), Rich.EMPTY)
                : proved && used.isEmpty()
                        ? new Answer(
                                Sign.DONE, texts.rich("retire.answer.proof"), texts.rich("retire.answer.proof.below"))
                        : new Answer(
                                Sign.TOKEN,
                                texts.rich("retire.answer.waiting"),
                                used.isEmpty()
                                        ? Rich.EMPTY
                                        : texts.rich("retire.answer.used", Rich.code(String.join(", ", used))));
        RailLine line = steps.finished()
                ? new RailLine(Sign.DONE, texts.text("retire.rail.done"))
                : new RailLine(
                        Sign.WAITING,
                        proved
                                ? texts.text(
                                        "checklist.done",
                                        steps.done(),
                                        steps.tasks().size())
                                : texts.text("retire.rail.waiting"));
        base.show(
                new ChecklistView(
                        answer,
                        texts.text("retire.title"),
                        texts.rich("checklist.done", steps.done(), steps.tasks().size()),
                        steps.tasks(),
                        Sign.NOTE,
                        texts.rich("retire.notice", RegistryNames.of(upload.registry())),
                        texts.text("retire.side"),
                        secrets.stream()
                                .map(s -> new ChecklistView.Value(texts.text("retire.value"), s))
                                .toList(),
                        readers(open)),
                line,
                new Bar(
                        base.back(),
                        texts.rich("retire.note"),
                        List.of(),
                        Action.primary(
                                texts.text("retire.overview"),
                                Feather.GRID,
                                () -> session.change(s -> s.at(StepId.PROJECT)))));
    }

    private Steps steps(
            @org.jspecify.annotations.Nullable RepositoryId repository,
            Upload upload,
            List<String> secrets,
            boolean proved) {
        String registry = RegistryNames.of(upload.registry());
        Steps steps = new Steps(session, texts, desktop)
                .fact(
                        proved,
                        texts.rich("retire.proof"),
                        texts.rich(proved ? "retire.proof.done" : "retire.proof.open"),
                        proved
                                ? List.of()
                                : List.of(Action.of(
                                        texts.text("step.release"),
                                        Feather.ARROW_RIGHT,
                                        () -> session.change(s -> s.at(StepId.RELEASE)))));
        boolean forbids =
                upload.registry().equals(RegistryId.NPM) || upload.registry().equals(RegistryId.CRATES_IO);
        if (forbids) {
            steps.page(
                    Mark.TOKENS_FORBIDDEN,
                    texts.rich("retire.forbid"),
                    texts.rich("retire.forbid.more"),
                    texts.text("retire.open"),
                    settings(upload));
        }
        String named = secrets.isEmpty() ? texts.text("retire.secret.unnamed") : String.join(", ", secrets);
        if (repository != null) {
            steps.page(
                    Mark.SECRET_DELETED,
                    texts.rich("retire.secret", Rich.code(named)),
                    texts.rich("retire.secret.more"),
                    texts.text("retire.open"),
                    Steps.gitHubPage(repository, "/settings/secrets/actions"));
        }
        return steps.page(
                Mark.TOKEN_REVOKED,
                texts.rich("retire.revoke", registry),
                texts.rich("retire.revoke.more"),
                texts.text("retire.open"),
                tokens(upload.registry()));
    }

    /** The lines that still hand over a stored token, in all jobs. */
    private Sheet readers(Reading open) {
        String lines = open.inspection().jobs().stream()
                .map(Examined::job)
                .flatMap((PublishJob j) -> j.authentication().tokens().stream()
                        .map((TokenUse t) -> FileNames.line(t.place()) + "  " + t.name()))
                .distinct()
                .collect(Collectors.joining("\n"));
        return Sheet.named(
                texts.text("retire.side"),
                lines.isEmpty() ? texts.text("retire.readers.none") : texts.text("retire.readers") + "\n\n" + lines);
    }

    private static String settings(Upload upload) {
        return upload.registry().equals(RegistryId.NPM)
                ? "https://www.npmjs.com/package/" + upload.packageName() + "/access"
                : "https://crates.io/crates/" + upload.packageName() + "/settings";
    }

    private static String tokens(RegistryId registry) {
        return switch (registry.id()) {
            case "pypi" -> "https://pypi.org/manage/account/#api-tokens";
            case "testpypi" -> "https://test.pypi.org/manage/account/#api-tokens";
            case "npm" -> "https://www.npmjs.com/settings/~/tokens";
            case "rubygems" -> "https://rubygems.org/profile/api_keys";
            default -> "https://crates.io/settings/tokens";
        };
    }
}
