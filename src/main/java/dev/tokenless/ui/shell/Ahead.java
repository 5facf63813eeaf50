package dev.tokenless.ui.shell;

import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.ui.session.StepId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import javafx.animation.PauseTransition;
import javafx.scene.Scene;
import javafx.util.Duration;

/**
 * Makes what the first press will need while the user reads the first screen: the first screens of a project are loaded one
 * by one, and then played through in a window that nobody sees, with room between for whatever the user does.
 */
final class Ahead {
    private static final Duration REST = Duration.millis(50);

    private final Screens screens;
    private final BooleanSupplier undisturbed;
    private final Scene scene;
    /** Each answers whether it is done; one that is not is asked again after a rest. */
    private final Queue<BooleanSupplier> deeds = new ArrayDeque<>();

    /**
     * What is to be made.
     *
     * @param undisturbed whether the user still looks at the first screen: the machine is his as soon as he presses something
     */
    Ahead(Screens screens, BooleanSupplier undisturbed, Scene scene) {
        this.screens = screens;
        this.undisturbed = undisturbed;
        this.scene = scene;
    }

    void begin() {
        for (StepId step : StepId.values()) {
            add(() -> screens.view(step));
        }
        play(() -> play(new Unseen(scene)));
        next();
    }

    private void play(Unseen unseen) {
        play(unseen::openSample);
        await(unseen);
        lookAt(unseen);
        play(unseen::toChecks);
        lookAt(unseen);
        play(unseen::readPortfolio);
        await(unseen);
        lookAt(unseen);
        add(unseen::close);
        play(Sandbox::makeKeyAhead);
        play(System::gc); // what was played with is garbage now, and the memory goes back to the system
    }

    private void await(Unseen unseen) {
        deeds.add(() -> unseen.rests() || !undisturbed.getAsBoolean());
    }

    private void lookAt(Unseen unseen) {
        play(unseen::style);
        play(unseen::layOut);
    }

    private void play(Runnable deed) {
        add(() -> {
            if (undisturbed.getAsBoolean()) {
                deed.run();
            }
        });
    }

    private void add(Runnable deed) {
        deeds.add(() -> {
            deed.run();
            return true;
        });
    }

    private void next() {
        PauseTransition rest = new PauseTransition(REST);
        rest.setOnFinished(e -> {
            BooleanSupplier deed = deeds.peek();
            if (deed != null) {
                if (deed.getAsBoolean()) {
                    deeds.remove(deed);
                }
                next();
            }
        });
        rest.play();
    }
}
