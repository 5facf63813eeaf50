package dev.tokenless.ui.retire;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Stage;
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
import dev.tokenless.ui.checklist.Staged;
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
    private final Staged staged;
    private final Texts texts;
    private final Desktop desktop;
    private final StepBase base;
    /** The secrets that the job used before it was migrated: afterwards the files no longer name them. */
    private final TreeSet<String> seen = new TreeSet<>();

    private java.nio.file.Path of = java.nio.file.Path.of("");

    public RetireModel(Session session, Staged staged, Texts texts, Desktop desktop) {
        this.session = session;
        this.staged = staged;
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
        MigrationPlan plan = staged.plan(state, open, upload);
        boolean proved = Staged.done(plan, Stage.FIRST_TRUSTED_RELEASE);
        boolean over = proved
                && Staged.done(plan, Stage.TOKEN_REVOKED)
                && used.isEmpty()
                && Staged.done(plan, Stage.SECRETS_DELETED);
        Steps steps = steps(open.inspection().project().repository(), plan, upload, secrets);
        String name = upload.packageName() == null ? texts.text("upload.unnamed") : upload.packageName();
        Answer answer = over
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
        RailLine line = over
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
                ChecklistView.of(
                                answer,
                                texts.text("retire.title"),
                                texts.rich(
                                        "checklist.done",
                                        steps.done(),
                                        steps.tasks().size()))
                        .with(steps.tasks())
                        .noticing(
                                state.kept().trouble().isEmpty() ? Sign.NOTE : Sign.WARNING,
                                state.kept().trouble().isEmpty()
                                        ? texts.rich("retire.notice", RegistryNames.of(upload.registry()))
                                        : Rich.plain(state.kept().trouble()))
                        .beside(
                                texts.text("retire.side"),
                                List.of(
                                        new ChecklistView.Values(secrets.stream()
                                                .map(s -> new ChecklistView.Value(texts.text("retire.value"), s))
                                                .toList()),
                                        new ChecklistView.Block("", readers(open)))),
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
            MigrationPlan plan,
            Upload upload,
            List<String> secrets) {
        Steps steps = new Steps(session, texts, desktop);
        stage(
                steps,
                plan,
                Stage.FIRST_TRUSTED_RELEASE,
                texts.rich("retire.proof.open"),
                List.of(Action.of(
                        texts.text("step.release"),
                        Feather.ARROW_RIGHT,
                        () -> session.change(s -> s.at(StepId.RELEASE)))));
        stage(steps, plan, Stage.TOKENS_FORBIDDEN, texts.rich("retire.forbid.more"), List.of(page(settings(upload))));
        String named = secrets.isEmpty() ? texts.text("retire.secret.unnamed") : String.join(", ", secrets);
        stage(
                steps,
                plan,
                Stage.SECRETS_DELETED,
                texts.rich("retire.secret.more", named),
                repository == null
                        ? List.of()
                        : List.of(page(Steps.gitHubPage(repository, "/settings/secrets/actions"))));
        stage(
                steps,
                plan,
                Stage.TOKEN_REVOKED,
                texts.rich("retire.revoke.more"),
                List.of(page(tokens(upload.registry()))));
        return steps;
    }

    private Action page(String address) {
        return Action.of(texts.text("retire.open"), Feather.EXTERNAL_LINK, () -> desktop.openPage(address));
    }

    private void stage(Steps steps, MigrationPlan plan, Stage stage, Rich more, List<Action> own) {
        steps.stage(staged.task(plan, stage, more, own), Staged.passed(plan, stage));
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
