package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The window by the keyboard alone. */
class KeyboardTest {
    /** More stops than any screen has. */
    private static final int MOST_STOPS = 150;

    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void the_whole_wizard_is_walked_by_keys_alone() {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        waitForFocus();
        tabTo("#openSample");
        type(KeyCode.SPACE);
        Screen.until(() -> screen.composition.session().now().reading() != null);
        chord(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertStep(StepId.CHECK);
        press("Fix all safe findings");
        press("Write file");
        chord(KeyCode.CONTROL, KeyCode.DIGIT3);
        press("Write file");
        press("Continue to Publisher");
        assertStep(StepId.PUBLISHER);
        chord(KeyCode.ALT, KeyCode.LEFT);
        assertStep(StepId.WORKFLOW);
        chord(KeyCode.CONTROL, KeyCode.DIGIT6);
        assertThat(screen.sign(StepId.REHEARSE)).isEqualTo(Sign.DONE);
        press("Continue to Release");
        assertStep(StepId.RELEASE);
        chord(KeyCode.CONTROL, KeyCode.DIGIT8);
        assertStep(StepId.RETIRE);
        Screen.run(() -> {
            Robot robot = new Robot();
            robot.keyPress(KeyCode.CONTROL);
            robot.keyPress(KeyCode.SHIFT);
            robot.keyType(KeyCode.DIGIT2);
            robot.keyRelease(KeyCode.SHIFT);
            robot.keyRelease(KeyCode.CONTROL);
        });
        screen.settle();
        assertThat(Screen.on(() -> screen.composition.session().now().place())).isEqualTo(Place.DIAGNOSE);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "WELCOME_FIRST",
                "PROJECT",
                "CHECK_REFUSED",
                "WORKFLOW",
                "PUBLISHER_FORM",
                "PUBLISHER_NPM",
                "ENVIRONMENT",
                "REHEARSE_REFUSED",
                "RELEASE",
                "RELEASE_PULL",
                "RETIRE",
                "RETIRE_TOKENS",
                "RETIRE_ALL",
                "DIAGNOSE_ASK",
                "DIAGNOSE",
                "PORTFOLIO"
            })
    void every_stop_is_reached_left_and_seen(ShownScene scene) {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.DARK);
        scene.arrange(screen, folder.resolve("repository"));
        screen.dress();
        waitForFocus();
        Node first = owner();
        List<Node> reached = new ArrayList<>(List.of(first));
        List<String> unseen = new ArrayList<>();
        List<String> moving = new ArrayList<>();
        int[] focused = look(first);
        Insets room = room(first);
        for (int i = 0; i < MOST_STOPS; i++) {
            Node before = owner();
            type(KeyCode.TAB);
            Node now = owner();
            assertThat(now).as("Tab does not leave " + before).isNotSameAs(before);
            if (Arrays.equals(focused, look(before))) {
                unseen.add(before.toString());
            }
            if (!room(before).equals(room)) {
                moving.add(before.toString());
            }
            if (now == first) {
                break;
            }
            reached.add(now);
            focused = look(now);
            room = room(now);
        }
        assertThat(unseen).as("looks the same with the focus as without").isEmpty();
        assertThat(moving).as("takes more or less room with the focus").isEmpty();
        assertThat(owner()).as("Tab comes round").isSameAs(first);
        Node primary = screen.find(".action-bar .button.primary", Node.class);
        if (primary != null) {
            assertThat(reached).contains(primary);
        }
    }

    @Test
    void a_button_that_its_press_takes_away_leaves_the_focus_to_the_main_action() {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(Scenery.good(folder.resolve("repository"))));
        screen.go(StepId.ENVIRONMENT);
        waitForFocus();
        Node said = Screen.on(() -> screen.scene.getRoot().lookupAll(".task .button").stream()
                .filter(b -> ((Button) b).getText().equals("Done"))
                .findFirst()
                .orElseThrow());
        Screen.run(said::requestFocus);
        type(KeyCode.SPACE);
        screen.settle();
        assertThat(Screen.on(said::getScene)).isNull();
        assertThat(owner().getStyleClass()).contains("primary");
    }

    private void waitForFocus() {
        screen.settle();
        Screen.until(() -> {
            Node owner = screen.scene.getFocusOwner();
            return owner != null && owner.isFocused();
        });
    }

    private Node owner() {
        return Screen.on(() -> screen.scene.getFocusOwner());
    }

    /** What its borders and padding take. */
    private Insets room(Node node) {
        return Screen.on(() -> node instanceof Region region ? region.getInsets() : Insets.EMPTY);
    }

    /** What is painted where the node stands, and a little around it. */
    private int[] look(Node node) {
        return Screen.on(() -> {
            Bounds place = node.localToScene(node.getLayoutBounds());
            int width = (int) Math.ceil(Math.min(place.getWidth(), 600)) + 12;
            int height = (int) Math.ceil(Math.min(place.getHeight(), 400)) + 12;
            SnapshotParameters part = new SnapshotParameters();
            part.setViewport(new Rectangle2D(place.getMinX() - 6, place.getMinY() - 6, width, height));
            WritableImage image = screen.scene.getRoot().snapshot(part, null);
            int[] pixels = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            return pixels;
        });
    }

    private void tabTo(String selector) {
        Node wanted = screen.find(selector, Node.class);
        for (int i = 0; i < MOST_STOPS && owner() != wanted; i++) {
            type(KeyCode.TAB);
        }
        assertThat(owner()).isSameAs(wanted);
    }

    private void press(String words) {
        assertThat(screen.primary()).isEqualTo(words);
        chord(KeyCode.CONTROL, KeyCode.ENTER);
    }

    private void assertStep(StepId step) {
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(step);
    }

    private void type(KeyCode key) {
        Screen.run(() -> new Robot().keyType(key));
        screen.settle(); // the stop is scrolled into view, and stands where it is looked at only then
    }

    private void chord(KeyCode held, KeyCode key) {
        Screen.run(() -> {
            Robot robot = new Robot();
            robot.keyPress(held);
            robot.keyType(key);
            robot.keyRelease(held);
        });
        screen.settle();
    }
}
