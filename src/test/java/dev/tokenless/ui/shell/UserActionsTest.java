package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.publish.Authentication;
import dev.tokenless.sandbox.RawHttp;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Walked;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counts what a user does to move the sample's package from its stored token to the revoked one, by what can be pressed in
 * the window and by nothing else: every press, every typed field and every page that opens counts one, presses on the
 * registry's own page too. Two counts are printed. The first ends with the passed rehearsal, in one sitting; it is what the
 * aim is held to. The second goes on to the end, days later: the pull request, the first trusted release, and the retiring of
 * the old token. A press goes on by itself only where nothing is left to do or to read, and what cannot be undone is shown as a
 * list of requests and confirmed by a second press.
 */
class UserActionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PyPI, octo-sample, 58, 14, 16",
        "npm, @octo-org/sample, 53, 10, 13",
        "RubyGems, octo_sample, 46, 9, 14",
        "crates.io, octo-sample-rs, 47, 9, 13"
    })
    void moving_a_package_takes_few_actions_and_no_typed_value(
            String registry, String name, int byHand, int most, int mostToTheEnd) throws IOException {
        Screen screen = Screen.open(folder, registry.equals("crates.io") ? new CrateSample() : new LiveCore());
        if (registry.equals("crates.io")) {
            screen.composition.sandboxes().gitHub(CrateSample.files(), List.of(CrateSample.SECRET));
        }
        User user = new User(screen);
        try {
            user.press("Open sample");
            user.choose(name, registry);
            user.step(StepId.WORKFLOW);
            user.press("Write and continue");
            if (registry.equals("PyPI")) {
                user.press("Open pre-filled form");
                user.addOnThePage();
                user.press("I added it, continue");
            } else if (registry.equals("npm")) { // its warning of two days is to be read before one goes on
                user.press("Register publisher");
                user.press("Continue to Environment");
            } else {
                user.press("Register and continue");
            }
            user.press("Create and continue");

            Screen.run(() -> {
                var state = screen.composition.session().now();
                assertThat(state.upload().orElseThrow().packageName()).isEqualTo(name);
                assertThat(Objects.requireNonNull(state.upload().orElseThrow().examined())
                                .job()
                                .authentication())
                        .isInstanceOf(Authentication.Trusted.class);
                assertThat(state.progress().rehearsal()).isEqualTo(Walked.Rehearsal.PASSED);
                assertThat(state.publishers().all()).isNotEmpty();
            });
            System.out.println(user.table(registry + ", to the passed rehearsal", byHand, most));
            assertThat(user.typed).isZero();
            assertThat(user.count()).isLessThanOrEqualTo(most);

            user.press("Continue to Release");
            user.press("Open pull request");
            user.press("Merge it");
            user.press("Play and continue");
            user.press("All at once\u2026");
            user.press(user.words("Send "));
            if (!registry.equals(
                    "npm")) { // npm lists the tokens and revokes them by a request, the others on their page
                user.press("I did this");
            }
            Screen.run(() -> assertThat(screen.composition.sign(StepId.RETIRE)).isEqualTo(Sign.DONE));
            System.out.println(user.table(registry + ", to the revoked token", byHand, mostToTheEnd));
            assertThat(user.typed).isZero();
            assertThat(user.count()).isLessThanOrEqualTo(mostToTheEnd);
        } finally {
            screen.close();
        }
    }

    /** Presses only what can be seen, and writes down what it did. */
    private static final class User {
        private final Screen screen;
        private final List<String> presses = new ArrayList<>();
        private final int typed;

        User(Screen screen) {
            this.screen = screen;
            this.typed = 0;
        }

        int count() {
            return presses.size() + typed + screen.desktop.pages.size();
        }

        void press(String words) {
            Screen.run(() -> screen.scene.getRoot().lookupAll(".button").stream()
                    .map(Button.class::cast)
                    .filter(b -> words.equals(b.getText())
                            && shown(b)
                            && !b.getStyleClass().contains("waiting"))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("nothing to press is called " + words + " among " + buttons()))
                    .fire());
            screen.settle();
            presses.add(words);
        }

        /** The words of the button that begins so. */
        String words(String begin) {
            return Screen.on(() -> buttons().stream()
                    .filter(b -> b != null && b.startsWith(begin))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("nothing to press begins with " + begin + " among " + buttons())));
        }

        private List<String> buttons() {
            return screen.scene.getRoot().lookupAll(".button").stream()
                    .filter(User::shown)
                    .map(b -> ((Button) b).getText())
                    .toList();
        }

        /** Presses the row of a package, unless it is chosen already. */
        void choose(String name, String registry) {
            boolean there = Screen.on(() -> {
                var upload = screen.composition.session().now().upload().orElseThrow();
                return name.equals(upload.packageName());
            });
            if (there) {
                return;
            }
            Screen.run(() -> {
                Node row = screen.scene.getRoot().lookupAll(".row").stream()
                        .filter(n -> inTable(n)
                                && shown(n)
                                && String.valueOf(n.getAccessibleText()).contains(name)
                                && n.getAccessibleText().contains(registry))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no row of " + name));
                Event.fireEvent(
                        row,
                        new MouseEvent(
                                MouseEvent.MOUSE_PRESSED,
                                0,
                                0,
                                0,
                                0,
                                MouseButton.PRIMARY,
                                1,
                                false,
                                false,
                                false,
                                false,
                                true,
                                false,
                                false,
                                true,
                                false,
                                true,
                                new PickResult(row, 0, 0)));
            });
            screen.settle();
            presses.add("the row of " + name);
        }

        /** Presses a step of the rail. */
        void step(StepId step) {
            Screen.run(() -> ((StepRail) screen.scene.getRoot().lookup(".step-rail"))
                    .getSelectionModel()
                    .select(step.ordinal()));
            screen.settle();
            presses.add("the step " + step);
        }

        /** Presses the button of the registry's page, whose fields are filled in. */
        void addOnThePage() throws IOException {
            URI page = URI.create(screen.desktop.pages.getLast());
            RawHttp.send(
                    page.resolve("/"),
                    "POST",
                    page.getRawPath(),
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    page.getRawQuery().substring("provider=github&".length()));
            presses.add("Add, on the page");
        }

        String table(String registry, int byHand, int most) {
            return "%-35s %2d actions (at most %2d; by hand %2d): %d presses, %d typed fields, %d pages: %s"
                    .formatted(
                            registry,
                            count(),
                            most,
                            byHand,
                            presses.size(),
                            typed,
                            screen.desktop.pages.size(),
                            String.join(" > ", presses));
        }

        private static boolean inTable(Node node) {
            for (Node at = node; at != null; at = at.getParent()) {
                if (at instanceof RowTable) {
                    return true;
                }
            }
            return false;
        }

        private static boolean shown(Node node) {
            for (Node at = node; at != null; at = at.getParent()) {
                if (!at.isVisible()) {
                    return false;
                }
            }
            return true;
        }
    }
}
