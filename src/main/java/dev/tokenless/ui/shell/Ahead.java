package dev.tokenless.ui.shell;

import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.session.StepId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Makes what the first press will need while the user reads the first screen: the rooms below are walked through once beside
 * the window, and the first screens of a project are loaded one by one, with room between for whatever the user does.
 */
final class Ahead {
    private static final Duration REST = Duration.millis(200);

    private final Screens screens;
    private final Queue<StepId> steps = new ArrayDeque<>(List.of(StepId.values()));

    Ahead(Screens screens) {
        this.screens = screens;
    }

    void begin() {
        Thread.ofPlatform().daemon().name("ahead").priority(Thread.MIN_PRIORITY).start(Ahead::walk);
        next();
    }

    private static void walk() {
        Rules.check(Inspector.inspect(ProjectReader.read(SampleProject.tree(), "sample", null), null));
    }

    private void next() {
        PauseTransition rest = new PauseTransition(REST);
        rest.setOnFinished(e -> {
            StepId step = steps.poll();
            if (step != null) {
                screens.view(step);
                next();
            }
        });
        rest.play();
    }
}
