package dev.tokenless.ui.release;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Stage;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
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
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.TriggerWords;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import dev.tokenless.ui.sheet.Sheet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the step Release shows and does. */
public final class ReleaseModel implements StepModel {
    private final Session session;
    private final Staged staged;
    private final Texts texts;
    private final Desktop desktop;
    private final StepBase base;
    private final TriggerWords triggers;

    public ReleaseModel(Session session, Staged staged, Texts texts, Desktop desktop) {
        this.session = session;
        this.staged = staged;
        this.texts = texts;
        this.desktop = desktop;
        this.base = new StepBase(session, texts, StepId.RELEASE);
        this.triggers = new TriggerWords(texts);
        session.follow(this::show);
    }

    @Override
    public StepId id() {
        return StepId.RELEASE;
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
        Examined examined = upload.examined();
        PublishJob job = examined == null ? null : examined.job();
        boolean migrated = job != null && job.authentication() instanceof Authentication.Trusted;
        MigrationPlan plan = staged.plan(state, open, upload);
        boolean rehearsed = state.progress().rehearsal() == Walked.Rehearsal.PASSED;
        String registry = RegistryNames.of(upload.registry());
        String waits = plan.pullRequestHeldBack();
        String held = !migrated ? texts.text("release.held.workflow") : waits == null ? "" : waits;
        Steps steps = steps(open.inspection().project().repository(), plan, upload, job, rehearsed, held);
        boolean proved = Staged.done(plan, Stage.FIRST_TRUSTED_RELEASE);
        Answer answer = proved
                ? new Answer(Sign.DONE, texts.rich("release.answer.proved", Rich.code(name(upload))), Rich.EMPTY)
                : held.isEmpty()
                        ? new Answer(
                                Sign.CURRENT,
                                texts.rich("release.answer.ready"),
                                texts.rich("release.answer.ready.below", registry))
                        : new Answer(Sign.WARNING, texts.rich("release.answer.held"), Rich.plain(held));
        RailLine line = proved
                ? new RailLine(Sign.DONE, texts.text("release.rail.proved"))
                : new RailLine(
                        Sign.WAITING,
                        held.isEmpty() ? texts.text("release.rail.ready") : texts.text("release.rail.held"));
        Bar next = base.goingOn(
                texts.text("continue.retire"),
                texts.rich(state.kept().trouble().isEmpty() ? "release.note" : "release.note.window"));
        base.show(
                ChecklistView.of(
                                answer,
                                texts.text("release.title"),
                                texts.rich(
                                        "checklist.done",
                                        steps.done(),
                                        steps.tasks().size()))
                        .with(steps.tasks())
                        .noticing(
                                state.kept().trouble().isEmpty() ? Sign.NOTE : Sign.WARNING,
                                state.kept().trouble().isEmpty()
                                        ? texts.rich("release.notice")
                                        : Rich.plain(state.kept().trouble()))
                        .beside(
                                texts.text("release.side"),
                                List.of(new ChecklistView.Block(
                                        "", Sheet.named(texts.text("release.side"), commands(job))))),
                line,
                proved ? next : look(upload, next));
    }

    private Bar look(Upload upload, Bar next) {
        Action look = Action.primary(
                texts.text("release.look"),
                Feather.EXTERNAL_LINK,
                () -> desktop.openPage(page(upload.registry(), name(upload))));
        Action onward = next.primary();
        return new Bar(
                next.back(),
                next.note(),
                onward == null ? List.of() : List.of(Action.of(onward.text(), onward.icon(), onward.run())),
                look);
    }

    private Steps steps(
            @Nullable RepositoryId repository,
            MigrationPlan plan,
            Upload upload,
            @Nullable PublishJob job,
            boolean rehearsed,
            String held) {
        Steps steps = new Steps(session, texts, desktop);
        stage(steps, plan, Stage.PUBLISHER_REGISTERED, Rich.EMPTY, List.of(go("step.publisher", StepId.PUBLISHER)));
        stage(steps, plan, Stage.TOKEN_KEPT_AS_FALLBACK, Rich.EMPTY, List.of(go("step.workflow", StepId.WORKFLOW)));
        stage(
                steps,
                plan,
                Stage.TEST_RELEASE,
                texts.rich(rehearsed ? "release.rehearsed.done" : "release.rehearsed.open"),
                rehearsed ? List.of() : List.of(go("step.rehearse", StepId.REHEARSE)));
        String pulls = repository == null ? "" : Steps.gitHubPage(repository, "/compare");
        Action pull = Action.of(texts.text("release.pull"), Feather.GIT_PULL_REQUEST, () -> desktop.openPage(pulls));
        stage(
                steps,
                plan,
                Stage.PRODUCTION_SWITCHED,
                held.isEmpty() ? Rich.EMPTY : Rich.plain(held),
                pulls.isEmpty() ? List.of() : List.of(held.isEmpty() ? pull : pull.unless(held)));
        String starts = job == null ? "" : texts.list(triggers.of(job));
        stage(
                steps,
                plan,
                Stage.FIRST_TRUSTED_RELEASE,
                texts.rich("release.first.more", starts, RegistryNames.of(upload.registry())),
                List.of());
        return steps;
    }

    private void stage(Steps steps, MigrationPlan plan, Stage stage, Rich more, List<Action> own) {
        steps.stage(staged.task(plan, stage, more, own), Staged.passed(plan, stage));
    }

    private Action go(String words, StepId step) {
        return Action.of(texts.text(words), Feather.ARROW_RIGHT, () -> session.change(s -> s.at(step)));
    }

    private static String name(Upload upload) {
        return String.valueOf(upload.packageName());
    }

    private String commands(@Nullable PublishJob job) {
        boolean tag = job != null && job.triggers().contains("push");
        return texts.text("release.commands.commit")
                + "\n"
                + "git switch -c trusted-publishing\n"
                + "git commit -am \"Publish without a stored token\"\n"
                + "git push -u origin trusted-publishing\n"
                + (tag ? "\n" + texts.text("release.commands.tag") + "\ngit tag v1.2.3\ngit push origin v1.2.3\n" : "");
    }

    /** The page on which the registry shows what was published. */
    private static String page(RegistryId registry, String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return switch (registry.id()) {
            case "pypi" -> "https://pypi.org/project/" + encoded + "/";
            case "testpypi" -> "https://test.pypi.org/project/" + encoded + "/";
            case "npm" ->
                "https://www.npmjs.com/package/" + encoded.replace("%40", "@").replace("%2F", "/");
            case "rubygems" -> "https://rubygems.org/gems/" + encoded;
            default -> "https://crates.io/crates/" + encoded;
        };
    }
}
