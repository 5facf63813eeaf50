package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Draws every screen in its states into {@code target/screens}: always light at 1440 x 900 and dark at 1024 x 700; with
 * {@code -Dpictures=all} in both themes, three sizes and two sizes of text, with {@code -Dpictures=TEXT} those whose name
 * holds the text; {@code -Dscenes=TEXT} leaves the other scenes out.
 */
class PicturesTest {
    private static final String WANTED = System.getProperty("pictures", "");

    private static final String REFUSAL = """
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

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void each_scene_is_drawn(Scene scene) throws IOException {
        List<Look> looks = Look.all().filter(look -> wanted(scene, look)).toList();
        if (looks.isEmpty() || !scene.name(looks.getFirst()).contains(System.getProperty("scenes", ""))) {
            return;
        }
        SettingsFile settings = new SettingsFile(folder.resolve("settings"));
        if (scene == Scene.WELCOME) {
            settings.put(new Settings(Settings.Theme.LIGHT, 1, Screen.recents(folder)));
        }
        settings.flush();
        List<String> faults = new ArrayList<>();
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        try {
            scene.arrange.accept(new Stage(screen, folder.resolve("repository")));
            for (Look look : looks) {
                look.put(screen);
                Path picture = screen.picture(scene.name(look));
                assertThat(picture).isNotEmptyFile();
                Looks.faults(screen).forEach(fault -> faults.add(look + ": " + fault));
            }
        } finally {
            screen.close();
        }
        assertThat(faults).isEmpty();
    }

    private static boolean wanted(Scene scene, Look look) {
        return look.usual()
                || WANTED.equals("all")
                || !WANTED.isEmpty() && scene.name(look).contains(WANTED);
    }

    /** How the window looks. */
    private record Look(Settings.Theme theme, int width, int height, int percent) {
        static java.util.stream.Stream<Look> all() {
            return java.util.stream.Stream.of(Settings.Theme.LIGHT, Settings.Theme.DARK)
                    .flatMap(theme -> java.util.stream.Stream.of(
                            new Look(theme, 1024, 700, 100),
                            new Look(theme, 1440, 900, 100),
                            new Look(theme, 2560, 1440, 100),
                            new Look(theme, 1024, 700, 200),
                            new Look(theme, 1440, 900, 200),
                            new Look(theme, 2560, 1440, 200)));
        }

        /** Whether it is drawn in every run. */
        boolean usual() {
            return percent == 100 && width == (theme == Settings.Theme.LIGHT ? 1440 : 1024);
        }

        void put(Screen screen) {
            Screen.run(() -> {
                screen.composition.themes().choose(theme);
                screen.composition.themes().scaleTo(percent / 100.0);
            });
            screen.size(width, height);
        }

        @Override
        public String toString() {
            String tone = theme.name().toLowerCase(Locale.ROOT);
            return tone + "-" + width + (percent == 100 ? "" : "-" + percent);
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

        void migrateSample(int upload) {
            openSample();
            choose(upload);
            screen.go(StepId.WORKFLOW);
            screen.press();
        }
    }

    /** A screen in one of its states. */
    enum Scene {
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
        REHEARSE_READY(s -> {
            s.open(Scenery.good(s.repository()));
            s.screen().go(StepId.REHEARSE);
        }),
        REHEARSE_REFUSED(s -> {
            s.open(Scenery.refused(s.repository()));
            s.screen().go(StepId.REHEARSE);
            s.screen().press();
        }),
        REHEARSE_PASSED(s -> {
            s.open(Scenery.good(s.repository()));
            s.screen().go(StepId.REHEARSE);
            s.screen().press();
        }),
        RELEASE(s -> {
            s.open(Scenery.good(s.repository()));
            s.screen().go(StepId.RELEASE);
        }),
        RELEASE_HELD(s -> {
            s.openSample();
            s.screen().go(StepId.RELEASE);
        }),
        RETIRE(s -> {
            s.openSample();
            s.screen().go(StepId.RETIRE);
        }),
        DIAGNOSE_ASK(s -> s.at(Place.DIAGNOSE)),
        DIAGNOSE(s -> {
            s.open(Scenery.refused(s.repository()));
            s.at(Place.DIAGNOSE);
            Screen.run(() -> {
                s.screen().find("#text", TextArea.class).setText(REFUSAL);
                s.screen().find("#diagnoseButton", Button.class).fire();
            });
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
        });

        private final Consumer<Stage> arrange;

        Scene(Consumer<Stage> arrange) {
            this.arrange = arrange;
        }

        private String name(Look look) {
            return "p-%02d-%s-%s"
                    .formatted(ordinal() + 1, name().toLowerCase(Locale.ROOT).replace('_', '-'), look);
        }

        private static Path emptied(Path folder) {
            try {
                return Files.createDirectories(folder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
