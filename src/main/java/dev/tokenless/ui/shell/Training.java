package dev.tokenless.ui.shell;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import java.util.ArrayDeque;
import java.util.Queue;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

/**
 * Walks once through the window for the start-up cache, which holds what was loaded on the way: the welcome screen, the
 * sample, each step, the other places. Run off-screen by the installer's build, never by a user.
 */
final class Training {
    /** Named as a system property: walk and end. */
    static final String PROPERTY = "tokenless.train";

    private static final Duration PAUSE = Duration.millis(150);
    private static final Duration PATIENCE = Duration.seconds(30);

    private final Composition whole;
    private boolean begun;
    private final Queue<Runnable> way = new ArrayDeque<>();

    Training(Composition whole) {
        this.whole = whole;
        way.add(() -> whole.opening().openSample());
        for (StepId step : StepId.values()) {
            way.add(() -> whole.session().change(s -> s.at(step)));
        }
        way.add(() -> whole.session().change(s -> s.at(Place.DIAGNOSE)));
        way.add(() -> whole.session().change(s -> s.at(Place.PORTFOLIO)));
        way.add(whole.themes()::toggle);
        way.add(whole.themes()::toggle);
    }

    /** Begins; the program ends when the way has been walked, or when that takes too long. */
    void begin() {
        PauseTransition late = new PauseTransition(PATIENCE);
        late.setOnFinished(e -> Platform.exit());
        late.play();
        next();
    }

    private void next() {
        boolean reading = begun && whole.session().now().reading() == null;
        Runnable step = reading ? () -> {} : way.poll();
        begun = true;
        if (step == null) {
            Platform.exit();
            return;
        }
        step.run();
        PauseTransition pause = new PauseTransition(PAUSE);
        pause.setOnFinished(e -> next());
        pause.play();
    }
}
