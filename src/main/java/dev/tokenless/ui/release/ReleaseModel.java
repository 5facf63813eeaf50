package dev.tokenless.ui.release;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.PullRequests;
import dev.tokenless.migration.PullRequestDraft;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StepResult;
import dev.tokenless.publish.Authentication;
import dev.tokenless.sandbox.Rehearsal;
import dev.tokenless.sandbox.Rehearsed;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.checklist.Carrying;
import dev.tokenless.ui.checklist.ChecklistModel;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.signin.GitHubAccess;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the step Release does: the pull request, the preflight, and the look for the release. */
public final class ReleaseModel extends ChecklistModel {
    static final String BRANCH = "trusted-publishing";

    private final Keeping keeping;
    private final Outside outside;
    private final Staged staged;
    private final Writing writing;
    private final Clock clock;
    private final ReleaseScene scene;
    private final Carrying carrying;
    private final Asked<PullRequestDraft> draft;
    private final Asked<String> asides;
    private final PreflightDesk preflights;
    /** The package with whose proof the next step follows, by the user's press; null for none. */
    private Upload.@Nullable Key onward;
    /** What the pull request of a project carries that was opened in this window. */
    private final Map<java.nio.file.Path, List<PullRequests.Change>> opened = new ConcurrentHashMap<>();

    public ReleaseModel(
            Session session,
            Background background,
            Keeping keeping,
            Outside outside,
            GitHubAccess gitHub,
            Staged staged,
            Writing writing,
            Texts texts,
            Desktop desktop,
            Clock clock) {
        super(session, gitHub, texts, StepId.RELEASE);
        this.keeping = keeping;
        this.outside = outside;
        this.staged = staged;
        this.writing = writing;
        this.clock = clock;
        this.carrying = new Carrying(
                session, background, keeping, outside, gitHub, staged.lookouts(), texts, clock, this::show);
        this.draft = new Asked<>(background, texts, this::show);
        this.asides = new Asked<>(background, texts, this::show);
        this.preflights = new PreflightDesk(session, background, gitHub, texts, clock, this::show);
        this.scene = new ReleaseScene(session, base, this, staged, gitHub, texts, desktop);
        session.follow(this::follow);
        staged.lookouts().follow(this::looked);
        writing.refusal().addListener((p, old, now) -> show());
    }

    @Override
    protected void entered() {
        lookOnce();
    }

    private void follow(SessionState state) {
        carrying.follow();
        draft.about(about());
        asides.about(aside());
        preflights.follow();
        if (state.place() == Place.MIGRATION && state.step() == StepId.RELEASE) {
            lookOnce();
        }
        show();
    }

    /** A draft is for the files as they were read, and for who asks. */
    private record About(@Nullable Reading reading, Upload.Key upload, boolean signedIn) {}

    private @Nullable Object about() {
        SessionState state = session.now();
        return state.upload()
                .map(u -> new About(state.reading(), u.key(), gitHub.signedIn()))
                .orElse(null);
    }

    private @Nullable Object aside() {
        return session.now().upload().map(Upload::key).orElse(null);
    }

    /** A migration that has begun is looked at again by itself, and its pull request is prepared. */
    private void lookOnce() {
        SessionState state = session.now();
        Upload upload = state.upload().orElse(null);
        Reading open = state.reading();
        if (upload == null || open == null) {
            return;
        }
        staged.lookouts().lookOnce();
        Object about = about();
        boolean wanted = migrated(upload)
                && !staged.plan(state, open, upload)
                        .state(Stage.PRODUCTION_SWITCHED)
                        .passed();
        if (about != null && gitHub.signedIn() && wanted && !draft.wasAsked(about)) {
            prepare();
        }
    }

    /** Whether the files as they stand hand over no token. */
    static boolean migrated(Upload upload) {
        Examined examined = upload.examined();
        return examined != null && examined.job().authentication() instanceof Authentication.Trusted;
    }

    /** Prepares the pull request: nothing is sent but questions. */
    void prepare() {
        Reading open = session.now().reading();
        Object about = about();
        if (open == null || about == null) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        draft.ask(about, texts.text("release.pull.preparing"), progress -> {
            GitHubSession asking = talk.begin();
            PullRequestDraft made = PullRequestDraft.ofFolder(open.inspection(), keeping.store(open.sample()), asking);
            if (!(made instanceof PullRequestDraft.Ready ready)) {
                return new Asked.Told<>(made);
            }
            PullRequestDraft.Ready looked = ready.looked(asking, BRANCH);
            // What GitHub tells now counts more than what was sent once.
            progress.show(() -> opened.remove(open.folder()));
            return new Asked.Told<>(looked);
        });
    }

    /** What the pull request would carry; empty where that is not known. */
    Optional<PullRequestDraft> draft() {
        return draft.value();
    }

    /** Whether something is being done or asked. */
    boolean working() {
        return carrying.working() || draft.waiting() || asides.waiting() || preflights.working();
    }

    /** Why the last thing did not come about, empty where it did. */
    Rich failure() {
        for (Rich why : List.of(
                writing.refusal().get(), preflights.failure(), carrying.failure(), draft.trouble(), asides.trouble())) {
            if (!why.spans().isEmpty()) {
                return why;
            }
        }
        return staged.lookouts().trouble();
    }

    /** What the last step did. */
    Rich success() {
        Rich started = preflights.success();
        return !started.spans().isEmpty()
                ? started
                : asides.value().map(Rich::plain).orElseGet(carrying::success);
    }

    /** Whether a pull request is open that holds what there is to carry now: by GitHub's word, or opened in this window. */
    boolean pullOpened() {
        Reading open = session.now().reading();
        List<PullRequests.Change> carried = open == null ? null : opened.get(open.folder());
        if (draft().orElse(null) instanceof PullRequestDraft.Ready seen && seen.isOpen()) {
            return true;
        }
        return carried != null
                && !(draft().orElse(null) instanceof PullRequestDraft.Ready ready
                        && !ready.changes().equals(carried));
    }

    /** Opens the pull request that is shown, or adds to the open one what is shown. */
    void openPull(PullRequestDraft.Ready ready) {
        Reading open = session.now().reading();
        if (open == null) {
            return;
        }
        Carrying.Step step = (steps, inspection) -> {
            StepResult result = steps.pullRequest(ready.migrated(), ready.wanted(BRANCH, false), ready.open());
            if (result instanceof StepResult.Done) {
                opened.put(open.folder(), ready.changes());
            }
            return result;
        };
        carrying.carry(
                ready.adding()
                        .map(there ->
                                texts.text("release.pull.adding", there.pull().number()))
                        .orElseGet(() -> texts.text("release.pull.opening")),
                List.of(new Carrying.Part(step, null, result -> {
                    // What was shown is no longer so: what is now is shown before anything is sent.
                    if (result instanceof StepResult.Held) {
                        prepare();
                    }
                })),
                () -> {});
    }

    /** What this program wrote last here, while it can be taken back. */
    Optional<Remembered.Written> written() {
        return writing.lastKept();
    }

    /** Puts the files back as they were before that. */
    void takeBack(Remembered.Written written) {
        writing.takeBack(written);
    }

    /** Looks for the release. */
    void look() {
        staged.lookouts().look();
    }

    /** Looks for the release; the proof leads to the next step. */
    void lookAndGoOn() {
        onward = session.now().upload().map(Upload::key).orElse(null);
        look();
    }

    /** Only the proof leads on: whatever else was seen is read here. */
    private void looked() {
        show();
        SessionState state = session.now();
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        Upload.Key meant = onward;
        if (meant == null || staged.lookouts().looking()) {
            return;
        }
        onward = null;
        if (open != null
                && upload != null
                && upload.key().equals(meant)
                && state.place() == Place.MIGRATION
                && state.step() == StepId.RELEASE
                && staged.lookouts().trouble().spans().isEmpty()
                && Staged.done(staged.plan(state, open, upload), Stage.FIRST_TRUSTED_RELEASE)) {
            session.change(s -> s.at(StepId.RETIRE));
        }
    }

    /** The workflow's own preflight. */
    PreflightDesk preflights() {
        return preflights;
    }

    /** Merges the sample's pull request at the GitHub that this program plays. */
    void mergeSample() {
        Object about = Objects.requireNonNull(aside());
        String done = texts.text("release.sample.merged");
        asides.ask(about, texts.text("release.sample.merging"), progress -> {
            outside.sandboxes().gitHub().merge();
            progress.show(() -> {
                did(done);
                look();
                prepare(); // another package may have been migrated since it was opened
            });
            return new Asked.Told<>(done);
        });
    }

    /**
     * Plays the sample's release: its job runs against the registry that this program plays.
     *
     * @param on whether its proof leads to the next step
     */
    void playRelease(boolean on) {
        Upload upload = session.now().upload().orElse(null);
        Examined examined = upload == null ? null : upload.examined();
        if (upload == null || examined == null || examined.presented().isEmpty()) {
            return;
        }
        Rehearsal release =
                Rehearsal.of(examined.job(), examined.presented().getFirst().prediction(), upload.packageName());
        String done = texts.text("release.sample.played", upload.name());
        asides.ask(upload.key(), texts.text("release.sample.playing", upload.name()), progress -> {
            Rehearsed played = release.play(
                    outside.sandboxes().with(upload.registry(), upload.name()), step -> progress.say(step.sentence()));
            if (played.accepted()) {
                progress.show(() -> {
                    did(done);
                    if (on) {
                        lookAndGoOn();
                    } else {
                        look();
                    }
                });
                return new Asked.Told<>(done);
            }
            return new Asked.Refused<>(
                    played.stopped().map(s -> s.sentence() + " " + s.next()).orElse(done));
        });
    }

    private void did(String words) {
        session.change(s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, words, null)));
    }

    @Override
    protected void show(Chosen chosen) {
        scene.show(
                chosen.state(),
                chosen.open(),
                chosen.upload(),
                staged.plan(chosen.state(), chosen.open(), chosen.upload()));
    }
}
