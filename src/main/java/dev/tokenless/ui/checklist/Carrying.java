package dev.tokenless.ui.checklist;

import dev.tokenless.check.Inspection;
import dev.tokenless.migration.MigrationSteps;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.StepResult;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Untold;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.signin.GitHubAccess;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
    /** Whether the steps that go on ask GitHub as the one who was signed in when they began. */
    private boolean asTheUser;

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
        gitHub.state().subscribe(state -> {
            // Whoever signs out wants nothing more sent with her token.
            if (asTheUser && !gitHub.signedIn()) {
                asked.stop();
            }
        });
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
        return Chosen.of(session).map(Chosen::about).orElse(null);
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
     * One step among several.
     *
     * @param undo what puts it back, null where nothing can
     * @param atGitHub whether it asks GitHub as the one who is signed in
     * @param came told what came of it, where it came to an end
     */
    public record Part(Step step, @Nullable Runnable undo, boolean atGitHub, Consumer<StepResult> came) {
        public Part(Step step, @Nullable Runnable undo, boolean atGitHub) {
            this(step, undo, atGitHub, _ -> {});
        }
    }

    /** Carries one step out. */
    public void carry(String words, Part part) {
        carry(words, List.of(part), () -> {});
    }

    /**
     * Carries steps out one after the other, up to the first that does not come about. Each is kept and listed by itself as
     * soon as it is done, also where the work was stopped before that could be told.
     *
     * @param then is called when all are done
     */
    public void carry(String words, List<Part> parts, Runnable then) {
        Chosen chosen = Chosen.of(session).orElse(null);
        if (chosen == null) {
            return;
        }
        Reading open = chosen.open();
        Upload upload = chosen.upload();
        GitHubAccess.Talk talk = gitHub.talk();
        asTheUser = gitHub.signedIn() && parts.stream().anyMatch(Part::atGitHub);
        Remembered before = session.now().kept().remembered();
        Untold untold = new Untold();
        AtomicInteger done = new AtomicInteger();
        Background.Work<Asked.Reply<StepResult>> work = progress -> {
            progress.sends();
            MigrationStore store = keeping.store(open.sample());
            MigrationSteps steps = new MigrationSteps(
                    store, outside.registries(open.sample(), upload.registry(), upload.name()), talk.begin(), clock);
            List<String> sentences = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            StepResult result = new StepResult.Done("", List.of());
            for (Part part : parts) {
                StepResult came = part.step().take(steps, open.inspection());
                result = came;
                Remembered after =
                        keeping.again(open.sample(), open.inspection().project().repository(), before);
                if (!(came instanceof StepResult.Done(String sentence, List<String> more))) {
                    // Of a request that was stopped on its way nothing is known; it is no refusal.
                    if (!progress.cancelled()) {
                        untold.add(progress, () -> told(open, part, came, after));
                    }
                    break;
                }
                sentences.add(sentence);
                notes.addAll(more);
                done.incrementAndGet();
                untold.add(progress, () -> did(open, part, came, after));
                if (progress.cancelled()) {
                    break;
                }
            }
            boolean all = sentences.size() == parts.size();
            if (!sentences.isEmpty()) {
                progress.show(() -> ended(open, all ? then : () -> {}));
            }
            return new Asked.Told<>(all ? new StepResult.Done(String.join(" ", sentences), notes) : result);
        };
        asked.ask(chosen.about(), words, work, () -> {
            untold.tell();
            stopped(open, chosen.about(), done.get() == parts.size() ? "" : words);
        });
    }

    /**
     * What had left when the steps were stopped may have come about: it is listed, and looked at again.
     *
     * @param words what was being done; empty where all of it is known to have come about
     */
    private void stopped(Reading open, Object about, String words) {
        if (!stillOpen(open)) {
            return;
        }
        if (!words.isEmpty()) {
            session.change(
                    s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, texts.text("deed.stopped", words), null)));
        }
        if (about.equals(about())) {
            lookouts.look();
        }
    }

    private void told(Reading open, Part part, StepResult came, Remembered after) {
        if (stillOpen(open)) {
            keeping.show(after);
            part.came().accept(came);
        }
    }

    private void did(Reading open, Part part, StepResult came, Remembered after) {
        if (stillOpen(open)) {
            keeping.show(after);
            session.change(s -> s.did(new Deed(clock.instant(), Deed.Kind.SENT, came.sentence(), part.undo())));
            part.came().accept(came);
        }
    }

    private void ended(Reading open, Runnable then) {
        if (stillOpen(open)) {
            lookouts.look();
            then.run();
        }
    }

    private boolean stillOpen(Reading open) {
        Reading now = session.now().reading();
        return now != null && now.folder().equals(open.folder());
    }
}
