package dev.tokenless.ui.checklist;

import dev.tokenless.check.Inspection;
import dev.tokenless.migration.MigrationSteps;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.StepResult;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.signin.GitHubAccess;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries out one step of a migration beside the window, lists it among what was done, and looks outside again. */
public final class Carrying {
    private final Session session;
    private final Keeping keeping;
    private final Outside outside;
    private final GitHubAccess gitHub;
    private final Lookouts lookouts;
    private final Texts texts;
    private final Clock clock;
    private final Asked<StepResult> asked;

    /**
     * Carries out the steps of one screen.
     *
     * @param changed is called after each change
     */
    public Carrying(
            Session session,
            Background background,
            Keeping keeping,
            Outside outside,
            GitHubAccess gitHub,
            Lookouts lookouts,
            Texts texts,
            Clock clock,
            Runnable changed) {
        this.session = session;
        this.keeping = keeping;
        this.outside = outside;
        this.gitHub = gitHub;
        this.lookouts = lookouts;
        this.texts = texts;
        this.clock = clock;
        this.asked = new Asked<>(background, texts, changed);
    }

    /** One step. Blocking. */
    public interface Step {
        StepResult take(MigrationSteps steps, Inspection inspection) throws IOException;
    }

    /** Another package or project is meant: what was said of the last one is forgotten. */
    public void follow() {
        asked.about(about());
    }

    /** What was said of the last step has been read. */
    public void forget() {
        asked.forget();
    }

    private @Nullable Object about() {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        return open == null || upload == null ? null : java.util.List.of(open.folder(), upload.key());
    }

    /** Whether a step goes on. */
    public boolean working() {
        return asked.waiting();
    }

    /** Why the last step did not come about, empty where it did. */
    public Rich failure() {
        return switch (asked.state()) {
            case Asked.Known<StepResult>(StepResult.Held(String sentence)) -> Rich.plain(sentence);
            case Asked.Known<StepResult>(StepResult.Failed(String sentence)) -> Rich.plain(sentence);
            case Asked.State<StepResult> _ -> asked.trouble();
        };
    }

    /** What the last step did, empty where it did nothing. */
    public Rich success() {
        return asked.state() instanceof Asked.Known<StepResult>(StepResult.Done(String sentence, var notes))
                ? Rich.plain(notes.isEmpty() ? sentence : sentence + " " + String.join(" ", notes))
                : Rich.EMPTY;
    }

    /**
     * Carries a step out.
     *
     * @param undo what puts it back, null where nothing can
     */
    public void carry(String words, Step step, @Nullable Runnable undo) {
        Reading open = session.now().reading();
        Upload upload = session.now().upload().orElse(null);
        if (open == null || upload == null) {
            return;
        }
        GitHubAccess.Talk talk = gitHub.talk();
        Remembered before = session.now().kept().remembered();
        asked.ask(Objects.requireNonNull(about()), words, progress -> {
            MigrationStore store = keeping.store(open.sample());
            MigrationSteps steps = new MigrationSteps(
                    store, outside.registries(open.sample(), upload.registry(), upload.name()), talk.begin(), clock);
            StepResult result = step.take(steps, open.inspection());
            Remembered after =
                    keeping.again(open.sample(), open.inspection().project().repository(), before);
            progress.show(() -> ended(open, result, after, undo));
            return new Asked.Told<>(result);
        });
    }

    private void ended(Reading open, StepResult result, Remembered after, @Nullable Runnable undo) {
        Reading now = session.now().reading();
        if (now == null || !now.folder().equals(open.folder())) {
            return;
        }
        if (result instanceof StepResult.Done(String sentence, var _)) {
            keeping.show(after);
            session.change(s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, sentence, undo)));
            lookouts.look();
        }
    }
}
