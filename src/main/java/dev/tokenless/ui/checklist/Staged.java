package dev.tokenless.ui.checklist;

import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Upload;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** The stages of the chosen package's migration as tasks of a guided list. */
public final class Staged {
    /** The letters of a day at the beginning of a time. */
    private static final int DAY = 10;

    private final Keeping keeping;
    private final Lookouts lookouts;
    private final Texts texts;
    private final Clock clock;

    public Staged(Keeping keeping, Lookouts lookouts, Texts texts, Clock clock) {
        this.keeping = keeping;
        this.lookouts = lookouts;
        this.texts = texts;
        this.clock = clock;
    }

    /** The plan of the chosen package, by its files, what is remembered and what was seen outside. */
    public MigrationPlan plan(SessionState state, Reading open, Upload upload) {
        return MigrationPlan.of(
                open.inspection(),
                upload.registry(),
                upload.name(),
                state.kept().remembered(),
                lookouts.observed());
    }

    /** What is being looked for, and where. */
    public Rich looking(MigrationPlan plan, Rich name, String registry) {
        return texts.rich(plan.host() == CiHost.GITLAB ? "lookout.looking.lab" : "lookout.looking", name, registry);
    }

    /** What was seen outside. */
    public Lookouts lookouts() {
        return lookouts;
    }

    /** Whether a stage is done, by what was seen or said; one that was skipped is not. */
    public static boolean done(MigrationPlan plan, Stage stage) {
        return plan.state(stage) instanceof StageState.Done;
    }

    /** Whether a stage is done by what was seen at an earlier look, which nobody has repeated since. */
    public static boolean earlier(StageState state) {
        return state instanceof StageState.Done done && !done.said() && done.at() != null;
    }

    /** What is known of a stage; what was said, or seen at an earlier look, stands with its day. */
    public Rich sentence(StageState state) {
        return switch (state) {
            case StageState.Done(String evidence, Instant at, boolean said)
            when at != null ->
                said ? texts.rich("staged.said.on", day(at)) : texts.rich("staged.seen", Rich.plain(evidence), day(at));
            case StageState.Skipped(String _, Instant at) when at != null -> texts.rich("staged.skipped.on", day(at));
            case StageState.Done _,
                    StageState.Skipped _,
                    StageState.NotOffered _,
                    StageState.NotNeeded _,
                    StageState.Open _,
                    StageState.Waiting _ -> Rich.plain(state.sentence());
        };
    }

    /** The same; what was seen just now, and first on an earlier day, stands with that day. */
    private Rich sentence(MigrationPlan plan, Stage stage) {
        StageState state = plan.state(stage);
        Rich words = sentence(state);
        boolean now = state instanceof StageState.Done done && done.at() == null;
        return keeping.marked(plan.key(), stage)
                .filter(mark -> now && mark.kind() == Remembered.Kind.SEEN)
                .map(mark -> day(mark.at()))
                .filter(day -> !day.equals(day(clock.instant())))
                .map(day -> words.then(texts.rich("staged.first", day)))
                .orElse(words);
    }

    private static String day(Instant at) {
        return at.toString().substring(0, DAY);
    }

    /** Whether the following stages may go on. */
    public static boolean passed(MigrationPlan plan, Stage stage) {
        return plan.state(stage).passed();
    }

    /** One stage as a task, with actions of its own beside the presses that mark it. */
    public ChecklistView.Task task(MigrationPlan plan, Stage stage, Rich more, List<Action> own) {
        StageState state = plan.state(stage);
        String waits = texts.text("checklist.waits");
        List<Action> actions = new ArrayList<>();
        Sign sign = switch (state) {
            case StageState.Done _ -> Sign.DONE;
            case StageState.Skipped _ -> Sign.NOTE;
            case StageState.NotOffered _ -> Sign.NOTE;
            case StageState.NotNeeded _ -> Sign.NOTE;
            case StageState.Open _ -> Sign.CURRENT;
            case StageState.Waiting _ -> Sign.WAITING;
        };
        switch (state) {
            case StageState.Done seen -> {
                if (seen.said()) {
                    actions.add(takeBack(plan, stage));
                }
            }
            case StageState.Skipped _ -> actions.add(takeBack(plan, stage));
            case StageState.NotOffered _ -> {}
            case StageState.NotNeeded _ -> {}
            case StageState.Open _ -> {
                actions.addAll(own);
                actions.addAll(marks(plan, stage));
            }
            case StageState.Waiting _ -> {
                own.forEach(a -> actions.add(a.ready() ? a.unless(waits) : a));
                marks(plan, stage).forEach(a -> actions.add(a.unless(waits)));
            }
        }
        Rich below = state.passed() || more.words().isEmpty() ? sentence(plan, stage) : more;
        if (state instanceof StageState.Open && !more.words().isEmpty()) {
            below = Rich.plain(state.sentence() + " " + more.words());
        }
        return new ChecklistView.Task(sign, new Rich(List.of(Rich.bold(stage.title()))), below, actions);
    }

    /** A stage that waits for another one only by advice, as if it were its turn. */
    public ChecklistView.Task openTask(MigrationPlan plan, Stage stage, Rich more, List<Action> own) {
        List<Action> actions = new ArrayList<>(own);
        actions.addAll(marks(plan, stage));
        return new ChecklistView.Task(
                Sign.CURRENT,
                new Rich(List.of(Rich.bold(stage.title()))),
                more.spans().isEmpty() ? Rich.plain(plan.state(stage).sentence()) : more,
                actions);
    }

    private List<Action> marks(MigrationPlan plan, Stage stage) {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.of(
                texts.text("staged.did"),
                Feather.CHECK,
                () -> mark(plan, stage, Remembered.Kind.SAID, texts.text("staged.said"))));
        if (stage.skippable()) {
            actions.add(Action.of(
                    texts.text("staged.skip"),
                    Feather.SKIP_FORWARD,
                    () -> mark(plan, stage, Remembered.Kind.SKIPPED, texts.text("staged.skipped"))));
        }
        return actions;
    }

    private Action takeBack(MigrationPlan plan, Stage stage) {
        return Action.of(
                texts.text("staged.take-back"), Feather.ROTATE_CCW, () -> keeping.mark(plan.key(), stage, null));
    }

    /** The user's word that a stage is done, as the action that goes on. */
    public Action did(MigrationPlan plan, Stage stage, String words) {
        return Action.primary(
                words, Feather.CHECK, () -> mark(plan, stage, Remembered.Kind.SAID, texts.text("staged.said")));
    }

    private void mark(MigrationPlan plan, Stage stage, Remembered.Kind kind, String evidence) {
        keeping.mark(plan.key(), stage, new Remembered.Mark(kind, evidence, clock.instant()));
    }
}
