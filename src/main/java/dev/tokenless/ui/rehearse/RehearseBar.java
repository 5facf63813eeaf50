package dev.tokenless.ui.rehearse;

import dev.tokenless.sandbox.RehearsalStep;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** What can be done in Rehearse, and where it leads on. */
final class RehearseBar {
    private final Session session;
    private final RehearseModel model;
    private final Texts texts;

    RehearseBar(Session session, RehearseModel model, Texts texts) {
        this.session = session;
        this.model = model;
        this.texts = texts;
    }

    /**
     * The actions.
     *
     * @param possible whether there is a job that can be rehearsed
     * @param registry its name
     */
    Bar of(Played played, boolean possible, String registry) {
        Action back = Action.of(texts.text("back"), Feather.ARROW_LEFT, () -> go(StepId.ENVIRONMENT));
        Action next = Action.primary(texts.text("continue.release"), Feather.ARROW_RIGHT, () -> go(StepId.RELEASE));
        Action again = Action.of(texts.text("rehearse.again"), Feather.ROTATE_CW, model::rehearse);
        if (!possible) {
            return new Bar(back, Rich.EMPTY, List.of(), next);
        }
        if (played.running()) {
            return new Bar(
                    back,
                    texts.rich("rehearse.wait"),
                    List.of(Action.of(texts.text("cancel"), Feather.X, model::giveUp)),
                    next.unless(texts.text("rehearse.wait")));
        }
        if (played.accepted()) {
            return new Bar(back, texts.rich("rehearse.proved"), List.of(again), next);
        }
        RehearsalStep.Stopped stopped = played.stopped().orElse(null);
        if (stopped == null) {
            return new Bar(
                    back,
                    texts.rich("rehearse.before"),
                    List.of(Action.of(next.text(), next.icon(), next.run())),
                    Action.primary(texts.text("rehearse.start"), Feather.PLAY, model::rehearse));
        }
        boolean workflow = stopped.stage() == RehearsalStep.Stage.JOB;
        return new Bar(
                back,
                Rich.marked(stopped.next()),
                List.of(
                        again,
                        Action.of(
                                texts.text("rehearse.registry-side", registry),
                                Feather.SHIELD,
                                () -> go(StepId.PUBLISHER))),
                Action.primary(
                        texts.text(workflow ? "rehearse.migrate" : "rehearse.fix"),
                        Feather.TOOL,
                        () -> go(workflow ? StepId.WORKFLOW : StepId.CHECK)));
    }

    private void go(StepId step) {
        session.change(s -> s.at(step));
    }
}
