package dev.tokenless.ui.project;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.TriggerWords;
import dev.tokenless.ui.session.UnreadAnswer;
import dev.tokenless.ui.session.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the step Project shows and does. */
public final class ProjectModel implements StepModel {
    private final Session session;
    private final Opening opening;
    private final Texts texts;
    private final TriggerWords triggers;
    private final ReadOnlyObjectWrapper<ProjectView> view = new ReadOnlyObjectWrapper<>(ProjectView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;

    public ProjectModel(Session session, Opening opening, Texts texts) {
        this.session = session;
        this.opening = opening;
        this.texts = texts;
        this.triggers = new TriggerWords(texts);
        this.rail = new ReadOnlyObjectWrapper<>(new RailLine(Sign.WAITING, texts.text(StepId.PROJECT.questionKey())));
        session.follow(this::show);
    }

    @Override
    public StepId id() {
        return StepId.PROJECT;
    }

    @Override
    public ObservableValue<RailLine> rail() {
        return rail.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ProjectView> view() {
        return view.getReadOnlyProperty();
    }

    /** Chooses the upload of a row. */
    void chooseUpload(int row) {
        session.change(s -> s.choosing(row));
    }

    /** Chooses the first upload of a job's row. */
    void chooseJob(int row) {
        Reading open = session.now().reading();
        if (open == null) {
            return;
        }
        Examined job = open.inspection().jobs().get(row);
        for (int i = 0; i < open.uploads().size(); i++) {
            if (open.uploads().get(i).examined() == job) {
                chooseUpload(i);
                return;
            }
        }
    }

    private void show(SessionState state) {
        Reading open = state.reading();
        if (open == null) {
            view.set(ProjectView.NONE);
            bar.set(Bar.NONE);
            return;
        }
        Inspection inspection = open.inspection();
        Upload chosen = state.upload().orElse(null);
        Examined job = chosen == null ? null : chosen.examined();
        long files =
                inspection.jobs().stream().map(e -> e.job().path()).distinct().count();
        view.set(new ProjectView(
                answer(open),
                facts(open),
                open.uploads().stream().map(u -> upload(open, u)).toList(),
                inspection.jobs().stream().map(this::job).toList(),
                texts.text(
                        "project.jobs.note",
                        texts.plural(
                                "count.jobs",
                                inspection.jobs().size(),
                                inspection.jobs().size()),
                        texts.plural("count.files", files, files)),
                inspection.problems().stream().map(ProjectModel::problem).toList(),
                state.chosen(),
                job == null ? -1 : inspection.jobs().indexOf(job),
                new ProjectSheet(texts).of(open, chosen)));
        rail.set(line(open, state));
        bar.set(new Bar(
                null,
                note(open),
                List.of(Action.of(texts.text("read-again"), Feather.REFRESH_CW, opening::reread)),
                Action.primary(
                        texts.text("continue.check"),
                        Feather.ARROW_RIGHT,
                        () -> session.change(s -> s.at(StepId.CHECK)))));
    }

    private RailLine line(Reading open, SessionState state) {
        int uploads =
                (int) open.uploads().stream().filter(u -> u.examined() != null).count();
        boolean unread = open.unread().isPresent();
        String words = uploads > 0
                ? texts.plural("project.rail", uploads, uploads)
                : texts.text(unread ? "project.rail.unread" : "project.rail.none");
        if (uploads == 0 && unread) {
            return new RailLine(Sign.UNKNOWN, words);
        }
        if (!open.inspection().problems().isEmpty()) {
            return new RailLine(Sign.WARNING, words);
        }
        return new RailLine(state.step() == StepId.PROJECT ? Sign.CURRENT : Sign.DONE, words);
    }

    private Rich note(Reading open) {
        List<String> others = open.inspection().workflows().stream()
                .map(w -> w.path())
                .filter(path -> open.inspection().jobs().stream()
                        .noneMatch(e -> e.job().path().equals(path)))
                .map(FileNames::name)
                .toList();
        int files = open.inspection().workflows().size();
        boolean lab = open.inspection().jobs().stream().anyMatch(e -> e.job().ci() instanceof PublishJob.GitLabJob);
        Rich read = files > 0
                ? texts.richPlural("project.note", files, files)
                : texts.rich(lab ? "project.note.lab" : "project.note.none");
        return others.isEmpty()
                ? read
                : read.then(texts.richPlural(
                        "project.note.others",
                        others.size(),
                        others.size() == 1 ? Rich.code(others.getFirst()) : texts.capitalCount(others.size())));
    }

    private static ProjectView.ProblemRow problem(Problem problem) {
        return new ProjectView.ProblemRow(FileNames.line(problem.place()), problem.message());
    }

    private List<ProjectView.Fact> facts(Reading open) {
        RepositoryId repository = open.inspection().project().repository();
        List<ProjectView.Fact> facts = new ArrayList<>();
        facts.add(new ProjectView.Fact(
                texts.text("project.remote"),
                repository == null ? texts.text("project.remote.none") : repository.host() + "/" + repository.slug()));
        facts.add(new ProjectView.Fact(
                texts.text("project.folder"),
                open.sample()
                        ? texts.text("project.folder.sample")
                        : open.folder().toString()));
        return facts;
    }

    private Answer answer(Reading open) {
        Answer read = answerOfRead(open);
        // What could not be read may log in in any way; the sentence is true of the rest alone.
        return read.sign() == Sign.UNKNOWN && open.uploads().stream().noneMatch(u -> u.examined() != null)
                ? read
                : new Answer(
                        read.sign() == Sign.TRUSTED && open.unread().isPresent() ? Sign.UNKNOWN : read.sign(),
                        read.sentence(),
                        read.below().then(UnreadAnswer.more(open, texts)));
    }

    private Answer answerOfRead(Reading open) {
        List<Upload> uploads =
                open.uploads().stream().filter(u -> u.examined() != null).toList();
        Problem unread = open.unread().orElse(null);
        if (uploads.isEmpty() && unread != null) {
            return new Answer(
                    Sign.UNKNOWN,
                    texts.rich("unread.answer", Rich.code(unread.place().path())),
                    UnreadAnswer.below(unread, texts));
        }
        if (uploads.isEmpty()) {
            return new Answer(
                    Sign.NOTE,
                    texts.rich("project.answer.nothing"),
                    texts.rich("project.answer.nothing.below", Rich.link(texts.text("project.make"))));
        }
        List<Upload> withToken = uploads.stream().filter(Upload::usesToken).toList();
        List<String> tokens = registries(withToken);
        List<String> trusted = registries(uploads.stream()
                .filter(u -> auth(u) instanceof Authentication.Trusted)
                .toList());
        if (withToken.isEmpty()) {
            boolean unknown = uploads.stream().anyMatch(u -> auth(u) instanceof Authentication.Unknown);
            return new Answer(
                    unknown ? Sign.UNKNOWN : Sign.TRUSTED,
                    texts.rich(unknown ? "project.answer.unknown" : "project.answer.none-left"),
                    trusted.isEmpty()
                            ? Rich.EMPTY
                            : texts.richPlural("project.answer.trusted", trusted.size(), texts.list(trusted)));
        }
        Rich sentence = uploads.size() == 1
                ? texts.rich("project.answer.only")
                : withToken.size() == uploads.size()
                        ? texts.rich("project.answer.all", texts.count(uploads.size()))
                        : texts.richPlural(
                                "project.answer.left",
                                withToken.size(),
                                texts.capitalCount(withToken.size()),
                                texts.count(uploads.size()));
        Rich below = trusted.isEmpty()
                ? texts.rich("project.answer.left.below", texts.list(tokens))
                : texts.richPlural("project.answer.left.some", trusted.size(), texts.list(tokens), texts.list(trusted));
        return new Answer(Sign.TOKEN, sentence, below);
    }

    private static List<String> registries(List<Upload> uploads) {
        return uploads.stream()
                .map(u -> RegistryNames.of(u.registry()))
                .distinct()
                .toList();
    }

    private static @Nullable Authentication auth(Upload upload) {
        Examined examined = upload.examined();
        return examined == null ? null : examined.job().authentication();
    }

    private ProjectView.UploadRow upload(Reading open, Upload upload) {
        Examined examined = upload.examined();
        String name = upload.packageName() == null ? texts.text("upload.unnamed") : upload.packageName();
        String manifest = upload.manifest() == null ? texts.text("project.manifest.none") : upload.manifest();
        String registry = RegistryNames.of(upload.registry());
        if (examined == null) {
            boolean unread = open.unread().isPresent();
            return new ProjectView.UploadRow(
                    name,
                    manifest,
                    registry,
                    "",
                    texts.text(unread ? "project.unpublished.unread" : "project.unpublished"),
                    unread ? Sign.UNKNOWN : Sign.NONE,
                    texts.text(unread ? "project.login.unknown" : "project.login.none"),
                    "");
        }
        PublishJob job = examined.job();
        String place = FileNames.line(job.place());
        String secrets = job.secrets().isEmpty() ? texts.text("project.key.unnamed") : String.join(", ", job.secrets());
        return switch (job.authentication()) {
            case Authentication.Trusted _ ->
                new ProjectView.UploadRow(
                        name,
                        manifest,
                        registry,
                        place,
                        jobWords(job),
                        Sign.TRUSTED,
                        texts.text("project.login.trusted"),
                        texts.text("project.key.none"));
            case Authentication.Token _ ->
                new ProjectView.UploadRow(
                        name,
                        manifest,
                        registry,
                        place,
                        jobWords(job),
                        Sign.TOKEN,
                        texts.text(job.authentication().ownToken() ? "project.login.own" : "project.login.token"),
                        job.authentication().ownToken() ? "GITHUB_TOKEN" : secrets);
            case Authentication.Both _ ->
                new ProjectView.UploadRow(
                        name,
                        manifest,
                        registry,
                        place,
                        jobWords(job),
                        Sign.WARNING,
                        texts.text("project.login.both"),
                        secrets);
            case Authentication.Unknown(String reason) ->
                new ProjectView.UploadRow(
                        name,
                        manifest,
                        registry,
                        place,
                        jobWords(job),
                        Sign.UNKNOWN,
                        texts.text("project.login.unknown"),
                        reason);
        };
    }

    private String jobWords(PublishJob job) {
        return texts.text("project.job", job.job());
    }

    private ProjectView.JobRow job(Examined examined) {
        PublishJob job = examined.job();
        List<String> starts = triggers.of(job);
        Sign sign = switch (job.idToken()) {
            case WRITE -> Sign.MATCH;
            case NONE -> Sign.NONE;
            case INHERITED_FROM_CALLER, UNKNOWN -> Sign.UNKNOWN;
        };
        String idToken = job.idToken() == IdToken.INHERITED_FROM_CALLER
                ? texts.text("project.id-token.caller")
                : job.idToken().id();
        String environment = switch (job.environment()) {
            case EnvironmentRef.None _ -> texts.text("none");
            case EnvironmentRef.Named named -> named.name();
            case EnvironmentRef.Computed computed -> computed.expression();
        };
        String others = starts.size() < 2 ? "" : texts.text("project.or", texts.list(starts.subList(1, starts.size())));
        return new ProjectView.JobRow(
                job.job(),
                job.tool(),
                sign,
                idToken,
                !(job.environment() instanceof EnvironmentRef.None),
                environment,
                candidates(examined),
                starts.isEmpty() ? texts.text("project.never") : starts.getFirst(),
                others);
    }

    /** The values that a computed environment can take, where the prediction knows them. */
    private String candidates(Examined examined) {
        if (!(examined.job().environment() instanceof EnvironmentRef.Computed)) {
            return "";
        }
        List<String> values = examined.presented().stream()
                .map(p -> p.prediction().claims().get("environment"))
                .flatMap(v -> switch (v) {
                    case ClaimValue.Unknown unknown -> unknown.candidates().stream();
                    case ClaimValue.Text text -> Stream.of(text.value());
                    case ClaimValue.Json _, ClaimValue.Absent _ -> Stream.<String>of();
                })
                .filter(v -> !v.isEmpty())
                .distinct()
                .toList();
        return values.isEmpty() ? "" : texts.text("project.candidates", texts.list(values));
    }

    /** What a press on a link of the answer does. */
    void pressed() {
        session.change(s -> s.at(StepId.WORKFLOW));
    }
}
