package dev.tokenless.ui.release;

import dev.tokenless.github.Outcome;
import dev.tokenless.github.Runs;
import dev.tokenless.github.Trouble;
import dev.tokenless.migration.Preflight;
import dev.tokenless.migration.PreflightOffer;
import dev.tokenless.migration.PreflightStart;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Asked;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.signin.GitHubAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts a workflow's preflight at GitHub: looked up, shown, and sent by a second press. */
final class PreflightDesk {
    private final Session session;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final Clock clock;
    private final Asked<PreflightStart.Ready> plan;
    private final Asked<String> sent;

    /** @param changed is called after each change */
    PreflightDesk(
            Session session, Background background, GitHubAccess gitHub, Texts texts, Clock clock, Runnable changed) {
        this.session = session;
        this.gitHub = gitHub;
        this.texts = texts;
        this.clock = clock;
        this.plan = new Asked<>(background, texts, changed);
        this.sent = new Asked<>(background, texts, changed);
    }

    /** What is shown is for the files as they were read, and for who asks. */
    private record About(@Nullable Reading reading, Upload.Key upload, boolean signedIn) {}

    private @Nullable Object about() {
        return session.now()
                .upload()
                .map(u -> new About(session.now().reading(), u.key(), gitHub.signedIn()))
                .orElse(null);
    }

    /** Another package, another reading or another account: what was shown is put away. */
    void follow() {
        plan.about(about());
        sent.about(about());
    }

    /** What the chosen job's workflow offers. */
    PreflightOffer offer() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        return open == null || upload == null || upload.examined() == null
                ? new PreflightOffer.None()
                : PreflightOffer.of(open.inspection(), upload.examined().job());
    }

    /** Looks up how it would be started; only questions are sent. */
    void prepare(Preflight preflight) {
        RepositoryId repository = repository();
        Object about = about();
        if (repository == null || about == null || plan.waiting() || sent.waiting()) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        sent.forget();
        plan.ask(
                about,
                texts.text("release.preflight.preparing", preflight.file()),
                progress -> switch (PreflightStart.plan(talk.begin(), repository, preflight, ReleaseModel.BRANCH)) {
                    case Outcome.Done<PreflightStart>(PreflightStart.Ready ready) -> new Asked.Told<>(ready);
                    case Outcome.Done<PreflightStart>(PreflightStart.NotYet(String sentence)) ->
                        new Asked.Refused<>(sentence);
                    case Outcome.Failed<PreflightStart>(Trouble trouble) -> new Asked.Refused<>(trouble.sentence());
                });
    }

    private @Nullable RepositoryId repository() {
        Reading open = session.now().reading();
        return open == null ? null : open.inspection().project().repository();
    }

    /** What would be sent, while it is shown. */
    Optional<PreflightStart.Ready> shown() {
        return plan.value();
    }

    /** Shows it no longer; nothing was sent. */
    void putAway() {
        plan.forget();
        sent.forget();
    }

    /** Sends what is shown. */
    void start(PreflightStart.Ready ready) {
        RepositoryId repository = repository();
        Object about = about();
        if (repository == null || about == null || sent.waiting()) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        String file = ready.preflight().file();
        Path folder = folder();
        String done = texts.text("release.preflight.started", file, ready.ref());
        sent.ask(
                about,
                texts.text("release.preflight.starting", file),
                progress -> {
                    Runs runs = new Runs(talk.begin(), repository.owner(), repository.name());
                    return switch (runs.start(ready.request())) {
                        case Outcome.Done<Boolean> _ -> {
                            progress.show(() -> {
                                plan.forget();
                                session.change(s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, done, null)));
                            });
                            yield new Asked.Told<>(done);
                        }
                        case Outcome.Failed<Boolean>(Trouble trouble) -> new Asked.Refused<>(trouble.sentence());
                    };
                },
                () -> stopped(folder, texts.text("release.preflight.starting", file)));
    }

    private @Nullable Path folder() {
        Reading open = session.now().reading();
        return open == null ? null : open.folder();
    }

    /** What had left when it was stopped may have come about: it is listed. */
    private void stopped(@Nullable Path folder, String words) {
        if (folder != null && folder.equals(folder())) {
            session.change(
                    s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, texts.text("deed.stopped", words), null)));
        }
    }

    boolean working() {
        return plan.waiting() || sent.waiting();
    }

    /** Why the last thing did not come about, empty where it did. */
    Rich failure() {
        for (Rich why : List.of(sent.trouble(), plan.trouble())) {
            if (!why.spans().isEmpty()) {
                return why;
            }
        }
        return Rich.EMPTY;
    }

    /** What was started last. */
    Rich success() {
        return sent.value().map(Rich::plain).orElse(Rich.EMPTY);
    }
}
