package dev.tokenless.ui.shell;

import dev.tokenless.ui.FakeDesktop;
import dev.tokenless.ui.part.ActionBar;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * The window as it is installed, driven and timed from inside, for the benchmark of starts: started with the installed
 * runtime, options, cache and class path, this class behind them. {@code sample} and {@code checks} press "Open sample" and tell
 * how long it takes until its first screen, or its checks, are painted; {@code portfolio FOLDER} tells how late the pulses are while a folder is read.
 */
public final class Probe extends Application {
    /** What a user takes to read the welcome screen; the program makes ready meanwhile what comes next. */
    private static final Duration READING = Duration.seconds(7);

    private static final Duration REST = Duration.seconds(1.5);

    private final FakeDesktop desktop = new FakeDesktop();

    /** Started by this class, which is no Application: JavaFX lies on the class path. */
    public static final class Start {
        private Start() {}

        public static void main(String[] args) {
            Application.launch(Probe.class, args);
        }
    }

    @Override
    public void start(Stage stage) throws IOException {
        Path settings = Files.createTempDirectory("tokenless-probe");
        SettingsFile file = new SettingsFile(settings);
        Themes themes = new Themes(file);
        Composition whole = new Composition(file, themes, desktop, Clock.systemDefaultZone());
        Scene scene = new Scene(whole.root(), 1440, 900);
        themes.dress(scene);
        whole.attach(scene);
        stage.setScene(scene);
        stage.show();
        whole.lookAhead(scene);
        List<String> args = getParameters().getUnnamed();
        after(READING, () -> {
            switch (args.getFirst()) {
                case "sample" -> openSample(whole, scene, false);
                case "checks" -> openSample(whole, scene, true);
                default -> readPortfolio(whole, scene, Path.of(args.get(1)));
            }
        });
    }

    private static void after(Duration pause, Runnable then) {
        PauseTransition waiting = new PauseTransition(pause);
        waiting.setOnFinished(e -> then.run());
        waiting.play();
    }

    /**
     * From the press to the second pulse after the sample stood in the window, when it has been painted: its first screen,
     * which counts what is wrong beside the steps, or the screen of its checks.
     */
    private static void openSample(Composition whole, Scene scene, boolean checks) {
        long pressed = System.nanoTime();
        whole.session().state().addListener((p, before, now) -> {
            if (before.reading() == null && now.reading() != null) {
                Platform.runLater(() -> {
                    if (checks) {
                        whole.session().change(s -> s.at(StepId.CHECK));
                    }
                    new AnimationTimer() {
                        private int pulses;

                        @Override
                        public void handle(long now) {
                            if (++pulses == 2) {
                                stop();
                                System.out.println("shown " + (System.nanoTime() - pressed) / 1_000_000);
                            }
                        }
                    }.start();
                });
            }
        });
        ((Button) scene.lookup("#openSample")).fire();
    }

    private void readPortfolio(Composition whole, Scene scene, Path folder) {
        desktop.folder = folder;
        whole.session().change(s -> s.at(Place.PORTFOLIO));
        after(REST, () -> {
            ((ActionBar) scene.lookup(".action-bar")).pressPrimary();
            List<Double> late = new ArrayList<>();
            new AnimationTimer() {
                private long last = System.nanoTime();
                private int quiet;

                @Override
                public void handle(long now) {
                    long at = System.nanoTime();
                    late.add((at - last) / 1e6);
                    last = at;
                    quiet = whole.working() ? 0 : quiet + 1;
                    if (quiet > 60) {
                        stop();
                        report(late.subList(1, late.size() - 60));
                        Platform.exit();
                    }
                }
            }.start();
        });
    }

    private static void report(List<Double> intervals) {
        List<Double> sorted = intervals.stream().sorted().toList();
        System.out.printf(
                java.util.Locale.ROOT,
                "pulses %d median %.1f p99 %.1f most %.1f over50 %d%n",
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.99)),
                sorted.getLast(),
                sorted.stream().filter(ms -> ms > 50).count());
    }
}
