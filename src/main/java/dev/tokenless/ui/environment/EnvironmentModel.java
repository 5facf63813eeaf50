package dev.tokenless.ui.environment;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Provider;
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
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked.Mark;
import dev.tokenless.ui.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;

/** What the step Environment shows and does. */
public final class EnvironmentModel implements StepModel {
    private final Session session;
    private final Texts texts;
    private final Desktop desktop;
    private final StepBase base;

    public EnvironmentModel(Session session, Texts texts, Desktop desktop) {
        this.session = session;
        this.texts = texts;
        this.desktop = desktop;
        this.base = new StepBase(session, texts, StepId.ENVIRONMENT);
        session.follow(this::show);
    }

    @Override
    public StepId id() {
        return StepId.ENVIRONMENT;
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
        RepositoryId repository = open.inspection().project().repository();
        if (examined == null || repository == null || repository.provider() != Provider.GITHUB) {
            nothing(texts.rich("environment.answer.no-job"), texts.rich("environment.answer.no-job.below"));
            return;
        }
        switch (examined.job().environment()) {
            case EnvironmentRef.None _ ->
                nothing(
                        texts.rich(
                                "environment.answer.none",
                                Rich.code(examined.job().job())),
                        texts.rich("environment.answer.none.below"));
            case EnvironmentRef.Computed computed ->
                nothing(
                        texts.rich("environment.answer.computed", Rich.code(computed.expression())),
                        texts.rich("environment.answer.computed.below"));
            case EnvironmentRef.Named named -> named(state, repository, examined.job(), named.name());
        }
    }

    private void nothing(Rich sentence, Rich below) {
        ChecklistView none = ChecklistView.NONE;
        base.show(
                new ChecklistView(
                        new Answer(Sign.NOTE, sentence, below),
                        texts.text("environment.title"),
                        Rich.EMPTY,
                        none.tasks(),
                        Sign.NOTE,
                        Rich.EMPTY,
                        texts.text("environment.side"),
                        none.values(),
                        none.sheet()),
                new RailLine(Sign.WAITING, texts.text("environment.rail.none")),
                base.goingOn(texts.text("continue.rehearse"), Rich.EMPTY));
    }

    private void named(SessionState state, RepositoryId repository, PublishJob job, String name) {
        String page = Steps.gitHubPage(repository, "/settings/environments");
        String open = texts.text("environment.open");
        List<String> tags = tags(job);
        Steps steps = new Steps(session, texts, desktop)
                .page(
                        Mark.ENVIRONMENT_MADE,
                        texts.rich("environment.make", Rich.code(name)),
                        texts.rich("environment.make.more"),
                        open,
                        page + "/new")
                .page(
                        Mark.ENVIRONMENT_REVIEWERS,
                        texts.rich("environment.reviewers"),
                        texts.rich("environment.reviewers.more"),
                        open,
                        page)
                .page(
                        Mark.ENVIRONMENT_TAGS,
                        texts.rich("environment.tags"),
                        tags.isEmpty()
                                ? texts.rich("environment.tags.branches")
                                : texts.rich("environment.tags.more", Rich.code(String.join(", ", tags))),
                        open,
                        page);
        boolean made = state.progress().has(Mark.ENVIRONMENT_MADE);
        Answer answer = steps.finished()
                ? new Answer(Sign.DONE, texts.rich("environment.answer.done", Rich.code(name)), Rich.EMPTY)
                : made
                        ? new Answer(
                                Sign.WARNING,
                                texts.rich("environment.answer.no-rule", Rich.code(name)),
                                texts.rich("environment.answer.said"))
                        : new Answer(
                                Sign.NOTE,
                                texts.rich("environment.answer.missing", Rich.code(name)),
                                texts.rich("environment.answer.missing.below"));
        RailLine line = steps.finished()
                ? new RailLine(Sign.DONE, texts.text("environment.rail.done", name))
                : made
                        ? new RailLine(Sign.WARNING, texts.text("environment.rail.no-rule", name))
                        : new RailLine(Sign.WAITING, texts.text(StepId.ENVIRONMENT.questionKey()));
        base.show(
                new ChecklistView(
                        answer,
                        texts.text("environment.title"),
                        texts.rich("checklist.done", steps.done(), steps.tasks().size()),
                        steps.tasks(),
                        Sign.NOTE,
                        tags.isEmpty() ? Rich.EMPTY : texts.rich("environment.notice", Rich.code(tags.getFirst())),
                        texts.text("environment.side"),
                        values(repository, name, tags),
                        Sheet.named(texts.text("environment.side"), command(repository, name))),
                line,
                new Bar(
                        base.back(),
                        texts.rich("environment.note"),
                        List.of(Action.of(
                                texts.text("environment.open-page"),
                                Feather.EXTERNAL_LINK,
                                () -> desktop.openPage(page + "/new"))),
                        base.goingOn(texts.text("continue.rehearse"), Rich.EMPTY)
                                .primary()));
    }

    /** The tags that start a release: those that the environment has to let through. */
    private static List<String> tags(PublishJob job) {
        return job.ci() instanceof PublishJob.GitHubJob github
                ? github.workflow()
                        .trigger("push")
                        .map(t -> t.filters().getOrDefault("tags", List.of()))
                        .orElse(List.of())
                : List.of();
    }

    private List<ChecklistView.Value> values(RepositoryId repository, String name, List<String> tags) {
        List<ChecklistView.Value> values = new ArrayList<>();
        values.add(new ChecklistView.Value(texts.text("environment.value.repository"), repository.slug()));
        values.add(new ChecklistView.Value(texts.text("environment.value.name"), name));
        tags.forEach(t -> values.add(new ChecklistView.Value(texts.text("environment.value.tag"), t)));
        return values;
    }

    private static String command(RepositoryId repository, String name) {
        return "gh api --method PUT repos/" + repository.slug() + "/environments/" + name + "\n";
    }
}
