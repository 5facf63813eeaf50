package dev.tokenless.ui.rehearse;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.publish.Authentication;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Provider;
import dev.tokenless.sandbox.Rehearsal;
import dev.tokenless.sandbox.Rehearsed;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Segments.Segment;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.RehearsedOn;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.TriggerWords;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Walked;
import dev.tokenless.ui.session.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the step Rehearse shows and does. */
public final class RehearseModel implements StepModel {
    private final Session session;
    private final Background background;
    private final Texts texts;
    private final Duration pace;
    private final Scenes scenes;
    private final RehearseBar bars;
    private final TriggerWords triggerWords;
    private final ReadOnlyObjectWrapper<RehearseView> view = new ReadOnlyObjectWrapper<>(RehearseView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;
    private Played played = Played.NOTHING;
    private Rich fault = Rich.EMPTY;
    private int trigger;
    private Background.@Nullable Running running;
    /** Whether the rehearsal of this reading began by itself already: what the user stopped stays stopped. */
    private boolean begun;

    private @Nullable Reading lastReading;
    private @Nullable RehearsedOn rehearsedOn;
    /** Whether a result was given up because what was rehearsed has changed. */
    private boolean forgotten;

    private Upload.@Nullable Key lastUpload;

    /**
     * The step.
     *
     * @param pace how long each step is held, so that the eye can follow
     */
    public RehearseModel(Session session, Background background, Texts texts, Duration pace) {
        this.session = session;
        this.background = background;
        this.texts = texts;
        this.pace = pace;
        this.scenes = new Scenes(texts);
        this.bars = new RehearseBar(session, this, texts);
        this.triggerWords = new TriggerWords(texts);
        this.rail = new ReadOnlyObjectWrapper<>(new RailLine(Sign.WAITING, texts.text(StepId.REHEARSE.questionKey())));
        session.follow(this::follow);
    }

    @Override
    public StepId id() {
        return StepId.REHEARSE;
    }

    @Override
    public ObservableValue<RailLine> rail() {
        return rail.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RehearseView> view() {
        return view.getReadOnlyProperty();
    }

    /**
     * Coming here with a workflow that logs in without a token begins the rehearsal: it is what one comes for, and nothing
     * leaves this computer by it.
     */
    @Override
    public void shown() {
        Upload upload = session.now().upload().orElse(null);
        Examined examined = upload == null ? null : upload.examined();
        if (examined != null
                && examined.job().authentication() instanceof Authentication.Trusted
                && played == Played.NOTHING
                && !begun) {
            rehearse();
        }
    }

    /** Takes another way in which the job is reached. */
    void chooseTrigger(int index) {
        cancel();
        trigger = index;
        played = Played.NOTHING;
        show(session.now());
    }

    /** Stops the rehearsal. */
    void cancel() {
        Background.Running now = running;
        if (now != null) {
            now.cancel();
        }
        running = null;
    }

    /** Stops the rehearsal and shows nothing of it. */
    void giveUp() {
        cancel();
        played = Played.NOTHING;
        show(session.now());
    }

    /** Plays the exchange. */
    void rehearse() {
        SessionState state = session.now();
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        Examined examined = upload == null ? null : upload.examined();
        if (open == null
                || upload == null
                || examined == null
                || examined.presented().isEmpty()
                || !Rehearsal.possible(examined.job())) {
            return;
        }
        cancel();
        begun = true;
        fault = Rich.EMPTY;
        played = Played.begun();
        forgotten = false;
        rehearsedOn = RehearsedOn.of(open, upload, state.publishers());
        Presented presented = examined.presented().get(trigger);
        List<TrustedPublisher> publishers = publishers(state, open, upload);
        Rehearsal rehearsal = Rehearsal.of(examined.job(), presented.prediction(), upload.packageName());
        running = background.start(
                texts.text("rehearse.running"),
                progress -> play(rehearsal, publishers, progress),
                outcome -> ended(outcome, open));
        show(session.now());
    }

    private Rehearsed play(Rehearsal rehearsal, List<TrustedPublisher> publishers, Background.Progress progress)
            throws Exception {
        long[] last = {System.nanoTime()};
        return rehearsal.play(publishers, step -> {
            long millis = (System.nanoTime() - last[0]) / 1_000_000;
            progress.show(() -> {
                if (played.running()) {
                    played = played.with(step, millis);
                    show(session.now());
                }
            });
            hold();
            last[0] = System.nanoTime();
        });
    }

    private void hold() {
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(Background.Outcome<Rehearsed> outcome, Reading open) {
        running = null;
        if (session.now().reading() != open) {
            return;
        }
        switch (outcome) {
            case Background.Done<Rehearsed>(Rehearsed rehearsed) -> {
                played = played.ended(rehearsed);
                Walked.Rehearsal how = rehearsed.accepted() ? Walked.Rehearsal.PASSED : Walked.Rehearsal.STOPPED;
                session.change(s -> s.walked(s.progress().with(how)));
            }
            case Background.Cancelled<Rehearsed> _ -> played = Played.NOTHING;
            case Background.Failed<Rehearsed>(Throwable cause) -> {
                played = Played.NOTHING;
                fault = texts.rich("fault", Rich.code(cause.toString()));
            }
        }
        show(session.now());
    }

    /** What the registry holds as far as it is known, else the publisher that the step before proposes. */
    private static List<TrustedPublisher> publishers(SessionState state, Reading open, Upload upload) {
        if (state.publishers().knows(upload.registry(), upload.packageName())) {
            return state.publishers().all();
        }
        return Wanted.of(open.inspection().project(), upload).map(List::of).orElse(List.of());
    }

    private void follow(SessionState state) {
        Upload.Key key = state.upload().map(Upload::key).orElse(null);
        Reading open = state.reading();
        RehearsedOn now = open == null
                ? null
                : state.upload()
                        .map(u -> RehearsedOn.of(open, u, state.publishers()))
                        .orElse(null);
        boolean again = open != lastReading && Objects.equals(key, lastUpload);
        if (again && played.over() && now != null && now.equals(rehearsedOn)) {
            lastReading = open; // read again, and nothing that was rehearsed is another
        } else if (open != lastReading || !Objects.equals(key, lastUpload)) {
            forgotten = again && played.over();
            lastReading = open;
            lastUpload = key;
            trigger = 0;
            begun = false;
            cancel();
            played = Played.NOTHING;
            fault = Rich.EMPTY;
        }
        show(state);
    }

    /** Says why the last result is not shown any more. */
    private Answer changed(Answer answer) {
        return forgotten
                ? new Answer(
                        answer.sign(),
                        answer.sentence(),
                        texts.rich("rehearse.forgotten").then(answer.below()))
                : answer;
    }

    private void show(SessionState state) {
        Reading open = state.reading();
        Upload upload = state.upload().orElse(null);
        if (open == null || upload == null) {
            view.set(RehearseView.NONE);
            bar.set(Bar.NONE);
            return;
        }
        Examined examined = upload.examined();
        String registry = RegistryNames.of(upload.registry());
        Examined playable = playable(examined);
        RehearseAnswers answers = new RehearseAnswers(texts, registry);
        String way = playable == null
                ? ""
                : triggerWords.way(
                        playable.presented().get(trigger).prediction().trigger());
        Answer answer = !fault.spans().isEmpty()
                ? new Answer(Sign.ERROR, fault, Rich.EMPTY)
                : playable == null
                        ? answers.impossible(open, examined != null)
                        : changed(answers.of(played, way, upload.packageName()));
        boolean assumed = !state.publishers().knows(upload.registry(), upload.packageName());
        var repository = open.inspection().project().repository();
        String provider = repository != null && repository.provider() == Provider.GITLAB ? "GitLab" : "GitHub";
        String packageName = upload.packageName() == null ? texts.text("upload.unnamed") : upload.packageName();
        view.set(new RehearseView(
                answer,
                playable == null
                        ? List.of()
                        : scenes.lanes(played, playable.job().job(), registry, packageName, provider),
                playable == null
                        ? Rich.EMPTY
                        : texts.rich(
                                "rehearse.note",
                                playable.job().job(),
                                FileNames.line(playable.job().place())),
                playable == null ? List.of() : segments(playable),
                trigger,
                playable == null ? List.of() : scenes.rows(played, registry),
                answers.assumption(played, assumed && playable != null),
                scenes.token(played),
                played.stopped()
                        .map(s -> s.answer().isEmpty() ? Rich.EMPTY : Rich.plain(s.status() + " " + s.answer()))
                        .orElse(Rich.EMPTY),
                registry));
        rail.set(answers.line(played, state.progress().rehearsal(), state.step() == StepId.REHEARSE));
        bar.set(bars.of(played, playable != null, registry));
    }

    /** The job where it can be rehearsed, else null. */
    private static @Nullable Examined playable(@Nullable Examined examined) {
        return examined != null && !examined.presented().isEmpty() && Rehearsal.possible(examined.job())
                ? examined
                : null;
    }

    private List<Segment> segments(Examined examined) {
        return examined.presented().stream()
                .map(p -> triggerWords.segment(p.prediction().trigger()))
                .map(words -> new Segment(words, null, words))
                .toList();
    }
}
