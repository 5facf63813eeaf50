package dev.tokenless.ui.release;

import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Preflight;
import dev.tokenless.migration.PreflightOffer;
import dev.tokenless.migration.PreflightStart;
import dev.tokenless.migration.PullRequestDraft;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.ChecklistView.Task;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.ProofFacts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.checklist.Steps;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.TriggerWords;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Puts the step Release into words. */
final class ReleaseScene {
    private final Session session;
    private final StepBase base;
    private final ReleaseModel model;
    private final Staged staged;
    private final GitHubAccess gitHub;
    private final GitHubLine account;
    private final ProofFacts proofs;
    private final ReleaseSide beside;
    private final ReleaseAnswer answers;
    private final TriggerWords triggers;
    private final Texts texts;

    ReleaseScene(Session session, StepBase base, ReleaseModel model, Staged staged, GitHubAccess gitHub, Texts texts) {
        this.session = session;
        this.base = base;
        this.model = model;
        this.staged = staged;
        this.gitHub = gitHub;
        this.account = new GitHubLine(gitHub, texts);
        this.proofs = new ProofFacts(texts);
        this.triggers = new TriggerWords(texts);
        this.beside = new ReleaseSide(staged, gitHub, account, texts);
        this.answers = new ReleaseAnswer(staged, texts);
        this.texts = texts;
    }

    void show(SessionState state, Reading open, Upload upload, MigrationPlan plan) {
        String waits = plan.pullRequestHeldBack();
        String held = !ReleaseModel.migrated(upload) ? texts.text("release.held.workflow") : waits == null ? "" : waits;
        ReleaseSight scene = new ReleaseSight(state, open, upload, plan, held);
        Steps steps = steps(scene);
        boolean kept = state.kept().trouble().isEmpty();
        PreflightStart.Ready flight = model.preflights().shown().orElse(null);
        Rich success = model.success(plan);
        Rich notice = !success.spans().isEmpty()
                ? success
                : kept ? texts.rich("release.notice") : Rich.plain(state.kept().trouble());
        base.show(
                ChecklistView.of(
                                answers.of(scene),
                                texts.text("release.title"),
                                texts.rich("checklist.done", steps.done(), steps.count()))
                        .with(steps.tasks())
                        .failing(model.failure())
                        .as(plan.host() == CiHost.GITLAB ? Rich.EMPTY : account.words())
                        .noticing(!success.spans().isEmpty() ? Sign.DONE : kept ? Sign.NOTE : Sign.WARNING, notice)
                        .beside(
                                texts.text(
                                        flight != null
                                                ? "release.preflight.side"
                                                : pullShown(scene)
                                                        ? "release.pull.title"
                                                        : scene.proved() ? "release.side.done" : "release.side"),
                                flight != null
                                        ? beside.preflight(flight)
                                        : beside.of(
                                                pullDraft(scene),
                                                scene.upload().examined(),
                                                scene.open().inspection().project(),
                                                left(scene)))
                        .asking(flight != null),
                answers.rail(scene),
                bar(scene));
    }

    private Bar bar(ReleaseSight scene) {
        PreflightStart.Ready flight = model.preflights().shown().orElse(null);
        if (flight != null) {
            return preflight(flight);
        }
        Action next = base.onward(texts.text("continue.retire"));
        Rich kept = texts.rich(scene.state().kept().trouble().isEmpty() ? "release.note" : "release.note.window");
        if (scene.proved()) {
            return new Bar(
                    base.back(),
                    kept,
                    List.of(Action.of(texts.text("retire.look"), Feather.REFRESH_CW, model::look)),
                    Action.primary(next.text(), next.icon(), next.run()));
        }
        boolean working = model.working() || staged.lookouts().looking();
        Action main = main(scene);
        List<Action> others = new ArrayList<>();
        if (scene.held().isEmpty()) {
            Action look = Action.of(texts.text("release.look"), Feather.SEARCH, model::look);
            if (!look.text().equals(main.text())) {
                others.add(working ? look.unless(texts.text("retire.waiting")) : look);
            }
        }
        Action on = scene.held().isEmpty() && scene.switched() ? goingOn(scene) : next;
        others.add(working && on != next ? on.unless(texts.text("retire.waiting")) : on);
        return new Bar(
                base.back(),
                pullShown(scene) ? pullNote() : kept,
                others,
                working ? main.unless(texts.text("retire.waiting")) : main);
    }

    /** What is left to be done by hand. */
    private ReleaseSide.Left left(ReleaseSight scene) {
        if (scene.proved()) {
            return ReleaseSide.Left.NOTHING;
        }
        return scene.switched() || model.pullOpened() ? ReleaseSide.Left.RELEASE : ReleaseSide.Left.ALL;
    }

    private Rich pullNote() {
        return model.draft().orElse(null) instanceof PullRequestDraft.Ready ready
                        && ready.adding().isPresent()
                ? texts.rich("release.note.add")
                : texts.rich("release.note.pull");
    }

    /** The proof of the release leads on, and only it: before it, the next step has nothing to do. */
    private Action goingOn(ReleaseSight scene) {
        return sample(scene)
                ? Action.of(texts.text("release.sample.play-on"), Feather.ARROW_RIGHT, () -> model.playRelease(true))
                : Action.of(texts.text("release.look-on"), Feather.ARROW_RIGHT, model::lookAndGoOn);
    }

    /** One request is shown and waits for its press. */
    private Bar preflight(PreflightStart.Ready flight) {
        Action start = Action.primary(
                texts.text("release.preflight.send"),
                Feather.SEND,
                () -> model.preflights().start(flight));
        return new Bar(
                        base.back(),
                        texts.rich("release.preflight.note"),
                        List.of(),
                        model.working()
                                ? start.unless(texts.text("retire.waiting"))
                                : flight.blocked() ? start.unless(texts.text("release.preflight.blocked")) : start)
                .leaving(Action.of(texts.text("release.preflight.not-now"), Feather.X, model.preflights()::putAway));
    }

    private static boolean sample(ReleaseSight scene) {
        return scene.open().sample();
    }

    /** The one action that goes on. */
    private Action main(ReleaseSight scene) {
        if (!scene.held().isEmpty() || !scene.known()) {
            return primary(
                    ReleaseModel.migrated(scene.upload())
                            ? go("release.to-publisher", StepId.PUBLISHER)
                            : go("release.to-workflow", StepId.WORKFLOW));
        }
        if (!scene.switched()) {
            Action pull = pull(scene);
            return model.pageOpened() && pull.icon().equals(Feather.EXTERNAL_LINK)
                    ? Action.primary(texts.text("retire.look"), Feather.REFRESH_CW, model::look)
                    : primary(pull);
        }
        return sample(scene)
                ? Action.primary(texts.text("release.sample.play"), Feather.TAG, () -> model.playRelease(false))
                : Action.primary(texts.text("release.look"), Feather.SEARCH, model::look);
    }

    private static Action primary(Action action) {
        return new Action(action.text(), action.icon(), Action.Kind.PRIMARY, action.reason(), action.run());
    }

    /** How the workflow comes to the default branch, from here. */
    private Action pull(ReleaseSight scene) {
        PullRequestDraft draft = model.draft().orElse(null);
        if (model.pullOpened()) {
            return sample(scene)
                    ? Action.of(texts.text("release.sample.merge"), Feather.GIT_MERGE, model::mergeSample)
                    : Action.of(texts.text("retire.look"), Feather.REFRESH_CW, model::look);
        }
        if (gitHub.signedIn() && draft instanceof PullRequestDraft.Ready ready) {
            String words = ready.adding()
                    .map(open -> texts.text("release.pull.add", open.pull().number()))
                    .orElseGet(() -> texts.text("release.pull"));
            return Action.of(words, Feather.GIT_PULL_REQUEST, () -> model.openPull(ready));
        }
        RepositoryId repository = scene.open().inspection().project().repository();
        boolean lab = scene.plan().host() == CiHost.GITLAB;
        String page = repository == null
                ? "https://github.com"
                : Steps.hostPage(repository, lab ? "/-/merge_requests/new" : "/compare");
        return Action.of(
                texts.text(lab ? "release.pull.page.lab" : "release.pull.page"),
                Feather.EXTERNAL_LINK,
                () -> model.openPullPage(page));
    }

    private Steps steps(ReleaseSight scene) {
        MigrationPlan plan = scene.plan();
        Steps steps = new Steps(session, texts, model::openPage);
        add(steps, plan, task(plan, Stage.PUBLISHER_REGISTERED, Rich.EMPTY, go("step.publisher", StepId.PUBLISHER)));
        add(steps, plan, fallback(scene));
        add(steps, plan, testing(scene));
        add(steps, plan, switching(scene));
        add(steps, plan, releasing(scene));
        return steps;
    }

    private record Staging(Stage stage, Task task) {}

    private static void add(Steps steps, MigrationPlan plan, Staging one) {
        steps.stage(one.task(), Staged.passed(plan, one.stage()));
    }

    private Staging task(MigrationPlan plan, Stage stage, Rich more, Action... own) {
        return new Staging(stage, staged.task(plan, stage, more, List.of(own)));
    }

    /** The way back is kept until the first release has proved that it is not needed. */
    private Staging fallback(ReleaseSight scene) {
        Staging fallback =
                task(scene.plan(), Stage.TOKEN_KEPT_AS_FALLBACK, Rich.EMPTY, go("step.workflow", StepId.WORKFLOW));
        Remembered.Written written = model.written().orElse(null);
        if (written == null || !Staged.done(scene.plan(), Stage.TOKEN_KEPT_AS_FALLBACK) || scene.proved()) {
            return fallback;
        }
        Task task = fallback.task();
        List<Action> actions = new ArrayList<>(task.actions());
        actions.add(Action.of(
                texts.text("release.put-back", Writing.names(written)),
                Feather.ROTATE_CCW,
                () -> model.takeBack(written)));
        return new Staging(fallback.stage(), new Task(task.sign(), task.what(), task.more(), actions));
    }

    private Staging testing(ReleaseSight scene) {
        boolean rehearsed = scene.state().progress().rehearsal() == Walked.Rehearsal.PASSED;
        List<Action> own = new ArrayList<>();
        if (!rehearsed) {
            own.add(go("step.rehearse", StepId.REHEARSE));
        }
        Rich more = texts.rich(rehearsed ? "release.rehearsed.done" : "release.rehearsed.open");
        switch (model.preflights().offer()) {
            case Preflight preflight -> {
                more = more.then(texts.rich("release.preflight.more"));
                own.add(start(preflight));
                own.add(busy(Action.of(texts.text("retire.look"), Feather.REFRESH_CW, model::look)));
            }
            case PreflightOffer.Unsafe(String sentence) -> more = more.then(Rich.plain(sentence));
            case PreflightOffer.None _ -> {}
        }
        return new Staging(Stage.TEST_RELEASE, staged.task(scene.plan(), Stage.TEST_RELEASE, more, own));
    }

    private Action start(Preflight preflight) {
        Action start = Action.of(
                texts.text("release.preflight"),
                Feather.PLAY,
                () -> model.preflights().prepare(preflight));
        return gitHub.signedIn() ? busy(start) : start.unless(texts.text("release.preflight.sign-in"));
    }

    private Action busy(Action action) {
        return model.working() || staged.lookouts().looking() ? action.unless(texts.text("retire.waiting")) : action;
    }

    /** A test release is advised and not demanded: what follows does not wait for it. */
    private Staging unlessTested(ReleaseSight scene, Stage stage, Rich more, List<Action> own) {
        MigrationPlan plan = scene.plan();
        boolean onlyTest = plan.current() == Stage.TEST_RELEASE
                && plan.state(stage) instanceof StageState.Waiting
                && (stage == Stage.PRODUCTION_SWITCHED || scene.switched());
        if (!onlyTest) {
            return new Staging(stage, staged.task(plan, stage, more, own));
        }
        return new Staging(stage, staged.openTask(plan, stage, more, own));
    }

    private Staging switching(ReleaseSight scene) {
        Action pull = pull(scene);
        List<Action> own = new ArrayList<>();
        own.add(scene.held().isEmpty() ? pull : pull.unless(scene.held()));
        RepositoryId repository = scene.open().inspection().project().repository();
        if (scene.held().isEmpty()
                && !sample(scene)
                && repository != null
                && model.draft().orElse(null) instanceof PullRequestDraft.Ready ready) {
            OpenPullRequests.Standing open = ready.open();
            String page = open == null
                    ? ""
                    : Steps.hostPage(repository, "/pull/" + open.pull().number());
            if (!page.isEmpty()) {
                own.add(Action.of(texts.text("release.pull.see"), Feather.EXTERNAL_LINK, () -> model.openPage(page)));
            }
        }
        return unlessTested(scene, Stage.PRODUCTION_SWITCHED, switchingMore(scene), own);
    }

    private Rich switchingMore(ReleaseSight scene) {
        if (!scene.held().isEmpty()) {
            return Rich.plain(scene.held());
        }
        PullRequestDraft draft = model.draft().orElse(null);
        Observed.DefaultBranch branch = staged.lookouts().observed().defaultBranch();
        if (draft instanceof PullRequestDraft.Nothing(String sentence)) {
            return Rich.plain(sentence);
        }
        OpenPullRequests.Standing open = draft instanceof PullRequestDraft.Ready ready ? ready.open() : null;
        if (open != null && !scene.switched()) {
            int number = open.pull().number();
            return model.pullOpened()
                    ? texts.rich("release.pull.open", number)
                    : texts.rich("release.pull.lacks", number, open.words());
        }
        return branch != null && !branch.migrated()
                ? Rich.plain(branch.sentence())
                : texts.rich(scene.plan().host() == CiHost.GITLAB ? "release.pull.more.lab" : "release.pull.more");
    }

    private Staging releasing(ReleaseSight scene) {
        PublishJob job = scene.job();
        String starts = job == null ? "" : texts.list(triggers.of(job));
        List<Action> own = new ArrayList<>();
        if (sample(scene)) {
            own.add(Action.of(texts.text("release.sample.play"), Feather.TAG, () -> model.playRelease(false)));
        }
        own.add(Action.of(texts.text("release.look"), Feather.SEARCH, model::look));
        own.add(Action.of(
                texts.text("release.page"),
                Feather.EXTERNAL_LINK,
                () -> model.openPage(Steps.pages(scene.upload()).release())));
        ReleaseProof proof = staged.lookouts().observed().release();
        Staging made = unlessTested(
                scene,
                Stage.FIRST_TRUSTED_RELEASE,
                scene.switched() && proof != null && proof.state() == ReleaseProof.State.TOKEN
                        ? texts.rich("release.first.again")
                        : texts.rich(
                                "release.first.more",
                                starts,
                                RegistryNames.of(scene.upload().registry())),
                own);
        return new Staging(made.stage(), made.task().knowing(proofs.of(proof)));
    }

    private Action go(String words, StepId step) {
        return Action.of(texts.text(words), Feather.ARROW_RIGHT, () -> session.change(s -> s.at(step)));
    }

    private boolean pullShown(ReleaseSight scene) {
        return scene.held().isEmpty()
                && !scene.switched()
                && !model.pullOpened()
                && model.draft().orElse(null) instanceof PullRequestDraft.Ready;
    }

    private PullRequestDraft.@Nullable Ready pullDraft(ReleaseSight scene) {
        return pullShown(scene) && model.draft().orElse(null) instanceof PullRequestDraft.Ready ready ? ready : null;
    }
}
