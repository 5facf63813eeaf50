package dev.tokenless.ui.shell;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A screen in one of its states. */
enum ShownScene {
    WELCOME(s -> {}),
    WELCOME_FIRST(s -> {}),
    PROJECT(Stage::openSample),
    PROJECT_EMPTY(s -> s.open(emptied(s.repository()))),
    PROJECT_TWENTY(s -> s.open(Scenery.twenty(s.repository()))),
    CHECK_TOKEN(s -> {
        s.openSample();
        s.screen().go(StepId.CHECK);
    }),
    CHECK_REFUSED(s -> {
        s.open(Scenery.refused(s.repository()));
        s.screen().go(StepId.CHECK);
    }),
    CHECK_GOOD(s -> {
        s.open(Scenery.good(s.repository()));
        s.screen().go(StepId.CHECK);
    }),
    CHECK_TWENTY(s -> {
        s.open(Scenery.twenty(s.repository()));
        s.screen().go(StepId.CHECK);
    }),
    CHECK_FIX(s -> {
        s.open(Scenery.refused(s.repository()));
        s.screen().go(StepId.CHECK);
        s.screen().press();
    }),
    WORKFLOW(s -> {
        s.openSample();
        s.screen().go(StepId.WORKFLOW);
    }),
    WORKFLOW_NPM(s -> {
        s.openSample();
        s.choose(1);
        s.screen().go(StepId.WORKFLOW);
    }),
    WORKFLOW_NEW(s -> {
        s.openSample();
        s.screen().go(StepId.WORKFLOW);
        s.newWorkflow();
    }),
    WORKFLOW_CHANGED(s -> {
        s.open(Scenery.twenty(s.repository()));
        s.screen().go(StepId.WORKFLOW);
        s.touch(".", "publish.yml");
        s.screen().press();
    }),
    WORKFLOW_WRITTEN(s -> s.migrateSample(0)),
    PUBLISHER_FORM(s -> {
        s.migrateSample(0);
        s.screen().go(StepId.PUBLISHER);
    }),
    PUBLISHER_NPM(s -> {
        s.migrateSample(1);
        s.screen().go(StepId.PUBLISHER);
    }),
    PUBLISHER_GEM(s -> {
        s.migrateSample(2);
        s.screen().go(StepId.PUBLISHER);
    }),
    PUBLISHER_REGISTERED(s -> {
        s.migrateSample(2);
        s.screen().go(StepId.PUBLISHER);
        s.screen().press();
    }),
    PUBLISHER_DIFFERS(s -> {
        s.open(Scenery.refused(s.repository()));
        s.screen().go(StepId.PUBLISHER);
    }),
    ENVIRONMENT(s -> {
        s.open(Scenery.good(s.repository()));
        s.screen().go(StepId.ENVIRONMENT);
    }),
    ENVIRONMENT_ABSENT(s -> {
        s.migrateSample(2);
        s.screen().go(StepId.ENVIRONMENT);
    }),
    REHEARSE_READY(s -> {
        s.openSample();
        s.screen().go(StepId.REHEARSE);
    }),
    REHEARSE_REFUSED(s -> {
        s.open(Scenery.refused(s.repository()));
        s.screen().go(StepId.REHEARSE);
    }),
    REHEARSE_PASSED(s -> {
        s.open(Scenery.good(s.repository()));
        s.screen().go(StepId.REHEARSE);
    }),
    RELEASE(s -> {
        s.open(Scenery.good(s.repository()));
        s.screen().go(StepId.RELEASE);
    }),
    RELEASE_HELD(s -> {
        s.openSample();
        s.screen().go(StepId.RELEASE);
    }),
    RELEASE_PULL(s -> {
        s.migrateSample(2);
        s.registered();
        s.screen().go(StepId.RELEASE);
    }),
    RETIRE_FORBID(s -> {
        s.released(1);
        s.screen().go(StepId.RETIRE);
    }),
    RETIRE_CONFIRM(s -> {
        s.released(2);
        s.screen().go(StepId.RETIRE);
        s.screen().press();
    }),
    RETIRE(s -> {
        s.openSample();
        s.screen().go(StepId.RETIRE);
    }),
    DIAGNOSE_ASK(s -> s.at(Place.DIAGNOSE)),
    DIAGNOSE_RUNS(s -> {
        s.openSample();
        s.at(Place.DIAGNOSE);
    }),
    DIAGNOSE(s -> {
        s.open(Scenery.refused(s.repository()));
        s.at(Place.DIAGNOSE);
        s.diagnose(refusal());
    }),
    PORTFOLIO_EMPTY(s -> s.at(Place.PORTFOLIO)),
    PORTFOLIO(Stage::openClones),
    PORTFOLIO_CHOSEN(s -> {
        s.openClones();
        s.chooseRows(5);
    }),
    PORTFOLIO_FIXES(s -> {
        s.openClones();
        s.screen().press();
    }),
    PORTFOLIO_FIXED(s -> {
        s.openClones();
        s.screen().press();
        s.touch("refused", "release.yml");
        s.screen().press();
    }),
    PORTFOLIO_PUBLISHERS(s -> {
        s.openClones();
        s.pressOther("Publishers");
    }),
    LOADING_FIRST(s -> s.held(0, s::openSample)),
    LOADING_AGAIN(s -> {
        s.open(Scenery.refused(s.repository()));
        s.screen().go(StepId.CHECK);
        s.held(0, () -> Screen.run(() -> s.screen().composition.opening().reread()));
    }),
    LOADING_PUBLISHER(s -> {
        s.migrateSample(2);
        s.screen().go(StepId.PUBLISHER);
        s.held(0, s.screen()::press);
    }),
    LOADING_ENVIRONMENT(s -> {
        s.migrateSample(2);
        s.screen().go(StepId.ENVIRONMENT);
        s.held(0, s.screen()::press);
    }),
    LOADING_REHEARSE(s -> {
        s.open(Scenery.good(s.repository()));
        s.held(3, () -> s.screen().go(StepId.REHEARSE));
    }),
    LOADING_RELEASE(s -> {
        s.migrateSample(2);
        s.registered();
        s.screen().go(StepId.RELEASE);
        s.held(0, s.screen()::press);
    }),
    LOADING_DIAGNOSE(s -> {
        s.open(Scenery.refused(s.repository()));
        s.at(Place.DIAGNOSE);
        s.held(0, () -> s.diagnose(refusal()));
    }),
    LOADING_PORTFOLIO(s -> s.held(2, s::openClones)),
    LONG_CHECK(s -> {
        s.open(Scenery.lengthy(s.repository()));
        s.screen().go(StepId.CHECK);
    }),
    LONG_PUBLISHER(s -> {
        s.open(Scenery.lengthy(s.repository()));
        s.screen().go(StepId.PUBLISHER);
    }),
    LONG_REHEARSE(s -> {
        s.open(Scenery.lengthy(s.repository()));
        s.screen().go(StepId.REHEARSE);
    }),
    RETIRE_TOKENS(s -> {
        s.released(1);
        s.screen().go(StepId.RETIRE);
        for (int i = 0; i < 4; i++) {
            s.screen().press();
        }
    }),
    RETIRE_ALL(s -> {
        s.released(1);
        s.screen().go(StepId.RETIRE);
        s.screen().pressWords("All at once\u2026");
    });

    private static final String REFUSAL_OF_A_RELEASE = """
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.1Z Error: Trusted publishing exchange failure:
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.2Z Token request failed: the server refused the request for the following reasons:
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.3Z * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `sub`: `repo:octo-org/sampleproject:environment:release`
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `repository`: `octo-org/sampleproject`
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `repository_owner`: `octo-org`
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `workflow_ref`: `octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0`
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `job_workflow_ref`: `octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0`
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `ref`: `refs/tags/v1.4.0`
        publish\tRun pypa/gh-action-pypi-publish\t2026-11-19T10:12:01.4Z * `environment`: `release`
        """;

    private final Consumer<Stage> arrange;

    ShownScene(Consumer<Stage> arrange) {
        this.arrange = arrange;
    }

    private static String refusal() {
        return REFUSAL_OF_A_RELEASE;
    }

    /** Brings a fresh window to this scene; the folder is for its repository. */
    void arrange(Screen screen, Path repository) {
        arrange.accept(new Stage(screen, repository));
    }

    /** Whether it is one of the states that are looked at in one theme in every run: work that goes on, and long values. */
    boolean between() {
        return name().startsWith("LOADING_") || name().startsWith("LONG_");
    }

    /** The scene's name as a file's name is written. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Path emptied(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record Stage(Screen screen, Path repository) {
        void open(Path path) {
            Screen.run(() -> screen.composition.open(path));
        }

        void openSample() {
            Screen.run(() -> screen.composition.opening().openSample());
        }

        void choose(int upload) {
            Screen.run(() -> screen.composition.session().change(s -> s.choosing(upload)));
        }

        void at(Place place) {
            Screen.run(() -> screen.composition.session().change(s -> s.at(place)));
        }

        void openClones() {
            screen.desktop.folder = Scenery.clones(repository);
            at(Place.PORTFOLIO);
            screen.press();
        }

        @SuppressWarnings("unchecked")
        void chooseRows(int count) {
            Screen.run(() -> {
                TableView<Object> table = screen.scene.getRoot().lookup(".portfolio-table") instanceof TableView<?> t
                        ? (TableView<Object>) t
                        : new TableView<>();
                for (int i = 0; i < count; i++) {
                    table.getSelectionModel().clearAndSelect(i);
                    table.fireEvent(
                            new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
                }
            });
        }

        void newWorkflow() {
            Screen.run(() -> screen.scene.getRoot().lookupAll(".segment").stream()
                    .map(ToggleButton.class::cast)
                    .filter(b -> b.getText().equals("Make a new one"))
                    .findFirst()
                    .orElseThrow()
                    .fire());
        }

        void pressOther(String words) {
            Screen.run(() -> screen.scene.getRoot().lookupAll(".action-bar .button").stream()
                    .map(Button.class::cast)
                    .filter(b -> b.getText().startsWith(words))
                    .findFirst()
                    .orElseThrow()
                    .fire());
        }

        void diagnose(String pasted) {
            Screen.run(() -> {
                screen.find("#text", TextArea.class).setText(pasted);
                screen.find("#diagnoseButton", Button.class).fire();
            });
        }

        /** Lets the work of this action stand still in its middle. */
        void held(int shown, Runnable action) {
            screen.background.next(shown);
            action.run();
            screen.background.awaitStill();
            screen.settle();
        }

        /** Changes the workflow of a clone behind the program's back. */
        void touch(String clone, String name) {
            try {
                Path file =
                        repository.resolve(clone).resolve(".github/workflows").resolve(name);
                Files.writeString(file, Files.readString(file) + "# meanwhile\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void registered() {
            screen.go(StepId.PUBLISHER);
            screen.press();
        }

        /** The sample's package came out without a token: opened, merged, played. */
        void released(int upload) {
            migrateSample(upload);
            registered();
            screen.go(StepId.RELEASE);
            for (int i = 0; i < 3; i++) {
                screen.press();
            }
        }

        void migrateSample(int upload) {
            openSample();
            choose(upload);
            screen.go(StepId.WORKFLOW);
            screen.press();
        }
    }
}
