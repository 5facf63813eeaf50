package dev.tokenless.ui.release;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.PullRequests;
import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.migration.PublisherLook;
import dev.tokenless.migration.PullRequestDraft;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StepResult;
import dev.tokenless.publish.Authentication;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Rehearsal;
import dev.tokenless.sandbox.Rehearsed;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.checklist.Carrying;
import dev.tokenless.ui.checklist.ChecklistModel;
import dev.tokenless.ui.checklist.Chosen;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.signin.GitHubAccess;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the step Release does: the pull request, the preflight, and the look for the release. */
public final class ReleaseModel extends ChecklistModel {
    static final String BRANCH = "trusted-publishing";

    private final Keeping keeping;
    private final Outside outside;
    private final Staged staged;
    private final Writing writing;
    private final Opening opening;
    private final Errands errands;
    private final Function<RegistryId, Optional<dev.tokenless.registry.Session>> sessions;
    private final Clock clock;
    private final ReleaseScene scene;
    private final Carrying carrying;
    private final Asked<PullRequestDraft> draft;
    /** The draft made anew beside the one that is shown. */
    private final Asked<PullRequestDraft> anew;

    private final Asked<String> asides;
    private final PreflightDesk preflights;
    /** The package with whose proof the next step follows, by the user's press; null for none. */
    private Upload.@Nullable Key onward;
    /** The package for whose change the page of pull requests was opened last; null for none. */
    private @Nullable Object paged;
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
            Opening opening,
            Function<RegistryId, Optional<dev.tokenless.registry.Session>> sessions,
            Texts texts,
            Errands errands,
            Clock clock) {
        super(session, gitHub, texts, StepId.RELEASE);
        this.keeping = keeping;
        this.outside = outside;
        this.staged = staged;
        this.writing = writing;
        this.opening = opening;
        this.errands = errands;
        this.sessions = sessions;
        this.clock = clock;
        this.carrying = new Carrying(
                session, background, keeping, outside, gitHub, staged.lookouts(), texts, clock, this::show);
        this.draft = new Asked<>(background, texts, this::show);
        this.anew = new Asked<>(background, texts, this::drawnAnew);
        this.asides = new Asked<>(background, texts, this::show);
        this.preflights = new PreflightDesk(session, background, gitHub, texts, clock, this::show);
        this.scene = new ReleaseScene(session, base, this, staged, gitHub, texts);
        session.follow(this::follow);
        staged.lookouts().follow(this::looked);
        gitHub.state().subscribe(state -> follow(session.now()));
        writing.refusal().addListener((p, old, now) -> show());
    }

    @Override
    protected void entered() {
        lookOnce();
    }

    private void follow(SessionState state) {
        carrying.follow();
        draft.about(about());
        anew.about(about());
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
                && CiHost.of(open.inspection().project().repository()) == CiHost.GITHUB
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
        prepare(draft);
    }

    /** Prepares it again where it was prepared before: it may have been merged, closed, or pushed to. */
    private void prepareAnew() {
        Object about = about();
        if (about != null && gitHub.signedIn() && draft.wasAsked(about) && !draft.waiting() && !anew.waiting()) {
            prepare(anew);
        }
    }

    private void drawnAnew() {
        Object about = about();
        anew.about(about);
        if (about != null && !draft.waiting()) {
            anew.value().ifPresent(made -> {
                draft.know(about, made);
                show();
            });
        }
    }

    private void prepare(Asked<PullRequestDraft> asks) {
        Reading open = session.now().reading();
        Object about = about();
        if (open == null || about == null) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        asks.ask(about, texts.text("release.pull.preparing"), progress -> {
            GitHubSession asking = talk.begin();
            PullRequestDraft made = PullRequestDraft.ofFolder(open.inspection(), keeping.store(open.sample()), asking);
            if (!(made instanceof PullRequestDraft.Ready ready)) {
                return new Asked.Told<>(made);
            }
            PullRequestDraft.Ready looked = ready.looked(asking, BRANCH);
            // What GitHub tells now counts more than what was sent once.
            if (looked.unseen().isEmpty()) {
                progress.show(() -> opened.remove(open.folder()));
            }
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

    /**
     * What the last step did, while it still leads on: of an open pull request until it is merged, of a preflight until the
     * test is over.
     */
    Rich success(MigrationPlan plan) {
        Rich started = plan.state(Stage.TEST_RELEASE).passed() ? Rich.EMPTY : preflights.success();
        if (!started.spans().isEmpty()) {
            return started;
        }
        return asides.value()
                .map(Rich::plain)
                .orElseGet(() -> plan.state(Stage.PRODUCTION_SWITCHED).passed() ? Rich.EMPTY : carrying.success());
    }

    /** Whether the page on which a pull request is opened was opened already. */
    boolean pageOpened() {
        return paged != null && paged.equals(aside());
    }

    /** Opens the page on which a pull request is opened; afterwards the default branch is to be looked at. */
    void openPullPage(String address) {
        paged = aside();
        openPage(address);
        show();
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
        Function<RegistryId, Optional<dev.tokenless.registry.Session>> credentials = asking(open, ready.migrated());
        AtomicReference<Map<PlannedPackages.Key, KnownPublishers.Held>> found = new AtomicReference<>(Map.of());
        Carrying.Step step = (steps, inspection) -> {
            // The publishers may have been removed since they were seen: merged then, the next release would fail.
            PublisherLook.Looked looked = steps.publishers(ready.migrated(), credentials);
            found.set(looked.seen());
            if (!looked.held().isEmpty()) {
                return new StepResult.Held(looked.held());
            }
            StepResult result = steps.pullRequest(ready.migrated(), ready.wanted(BRANCH, false), ready.open());
            if (result instanceof StepResult.Done(String sentence, List<String> notes)) {
                opened.put(open.folder(), ready.changes());
                List<String> all = new ArrayList<>(notes);
                all.addAll(looked.notes());
                return new StepResult.Done(sentence, all);
            }
            return result;
        };
        carrying.carry(
                ready.adding()
                        .map(there ->
                                texts.text("release.pull.adding", there.pull().number()))
                        .orElseGet(() -> texts.text("release.pull.opening")),
                List.of(new Carrying.Part(step, null, true, result -> {
                    know(found.get());
                    // What was shown is no longer so: what is now is shown before anything is sent.
                    if (result instanceof StepResult.Held) {
                        prepare();
                    }
                })),
                () -> {});
    }

    /** The credential at hand for a registry: the sample's own, or what the user gave in this window. */
    private Function<RegistryId, Optional<dev.tokenless.registry.Session>> asking(Reading open, Inspection migrated) {
        Map<RegistryId, dev.tokenless.registry.Session> given = new LinkedHashMap<>();
        PlannedPackages.of(migrated)
                .forEach(
                        key -> sessions.apply(key.registry()).ifPresent(session -> given.put(key.registry(), session)));
        String name = session.now().upload().map(Upload::packageName).orElse("");
        return registry -> {
            if (!open.sample()) {
                return Optional.ofNullable(given.get(registry));
            }
            try {
                return Sandbox.REGISTRIES.contains(registry)
                        ? Optional.of(outside.sandboxes().with(registry, name).session(registry))
                        : Optional.empty();
            } catch (IOException unable) {
                return Optional.empty();
            }
        };
    }

    /** What the registries were seen to hold counts from now on, here as in the other steps. */
    private void know(Map<PlannedPackages.Key, KnownPublishers.Held> seen) {
        seen.keySet()
                .forEach(key -> session.change(s -> s.did(new Deed(
                        clock.instant(),
                        Deed.Kind.READ,
                        texts.text("publisher.did.read", RegistryNames.of(key.registry()), key.packageName()),
                        null))));
        KnownPublishers present = session.now().publishers();
        boolean news = seen.entrySet().stream()
                .anyMatch(one ->
                        !(present.of(one.getKey().registry(), one.getKey().packageName())
                                        instanceof KnownPublishers.Held held)
                                || !held.publishers().equals(one.getValue().publishers()));
        if (news) {
            opening.knowing(known -> {
                KnownPublishers now = known;
                for (Map.Entry<PlannedPackages.Key, KnownPublishers.Held> one : seen.entrySet()) {
                    now = now.with(one.getKey().registry(), one.getKey().packageName(), one.getValue());
                }
                return now;
            });
        }
    }

    /** What this program wrote last here, while it can be taken back. */
    Optional<Remembered.Written> written() {
        return writing.lastKept();
    }

    /** Puts the files back as they were before that. */
    void takeBack(Remembered.Written written) {
        writing.takeBack(written);
    }

    /** Looks for the release, and what became of the pull request. */
    void look() {
        staged.lookouts().look();
        prepareAnew();
    }

    /** Opens a page on which the user does what this step waits for. */
    void openPage(String address) {
        errands.open(address, StepId.RELEASE, "release", this::unproved, this::lookBeside);
    }

    private boolean unproved() {
        return Chosen.of(session)
                .map(c -> !Staged.done(staged.plan(c.state(), c.open(), c.upload()), Stage.FIRST_TRUSTED_RELEASE))
                .orElse(false);
    }

    private void lookBeside() {
        staged.lookouts().lookBeside();
        prepareAnew();
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
                look(); // another package may have been migrated since it was opened
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
