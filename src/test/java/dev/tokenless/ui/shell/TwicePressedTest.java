package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quick hand or a resting finger does not carry out what nobody has read; what is chosen is opened as what it is. */
class TwicePressedTest {
    @TempDir
    Path folder;

    private Screen screen;

    @BeforeEach
    void open() {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void the_second_press_of_a_double_click_does_not_write_the_files_of_a_preview() throws IOException {
        ShownScene.PORTFOLIO.arrange(screen, folder.resolve("clones"));
        Path workflow = folder.resolve("clones/refused/.github/workflows/release.yml");
        String before = Files.readString(workflow);
        assertThat(screen.primary()).startsWith("Review safe fixes");
        click(1);
        assertThat(screen.primary()).startsWith("Write");
        click(2);
        assertThat(screen.primary()).startsWith("Write");
        assertThat(Files.readString(workflow)).isEqualTo(before);
        click(1);
        assertThat(screen.primary()).startsWith("Back");
        assertThat(Files.readString(workflow)).isNotEqualTo(before);
    }

    @Test
    void a_key_that_is_held_down_presses_the_main_action_once() {
        Screen.run(() -> screen.composition.open(Scenery.good(folder.resolve("repository"))));
        screen.settle();
        assertThat(step()).isEqualTo(StepId.PROJECT);
        key(KeyEvent.KEY_PRESSED, KeyCode.ENTER);
        assertThat(step()).isEqualTo(StepId.CHECK);
        String offered = screen.primary();
        key(KeyEvent.KEY_PRESSED, KeyCode.ENTER);
        assertThat(screen.primary()).isEqualTo(offered);
        key(KeyEvent.KEY_RELEASED, KeyCode.ENTER);
        key(KeyEvent.KEY_PRESSED, KeyCode.ENTER);
        assertThat(screen.primary()).isNotEqualTo(offered);
    }

    @Test
    void the_search_of_the_portfolio_is_reached_from_the_actions_below_it() {
        ShownScene.PORTFOLIO.arrange(screen, folder.resolve("clones"));
        Screen.run(() -> primary().requestFocus());
        key(KeyEvent.KEY_PRESSED, KeyCode.F);
        assertThat(Screen.on(() -> screen.scene.getFocusOwner())).isInstanceOf(TextField.class);
    }

    @Test
    void a_folder_of_clones_that_is_chosen_opens_in_the_portfolio() throws IOException {
        screen.desktop.folder = Scenery.clones(folder.resolve("clones"));
        screen.press("openFolder");
        assertThat(place()).isEqualTo(Place.PORTFOLIO);
        assertThat(screen.words()).contains("repositories of clones");

        screen.desktop.folder = folder.resolve("clones/good");
        key(KeyEvent.KEY_PRESSED, KeyCode.O);
        assertThat(place()).isEqualTo(Place.MIGRATION);
        assertThat(Screen.on(() -> screen.composition.session().now().reading().folder()))
                .isEqualTo(folder.resolve("clones/good"));

        screen.desktop.folder = folder.resolve("clones");
        key(KeyEvent.KEY_PRESSED, KeyCode.O);
        assertThat(place()).isEqualTo(Place.PORTFOLIO);
    }

    private Place place() {
        return Screen.on(() -> screen.composition.session().now().place());
    }

    private StepId step() {
        return Screen.on(() -> screen.composition.session().now().step());
    }

    private Button primary() {
        return (Button) screen.scene.getRoot().lookup(".action-bar .button.primary");
    }

    private void key(EventType<KeyEvent> type, KeyCode code) {
        Screen.run(() -> {
            Node owner = screen.scene.getFocusOwner();
            Event.fireEvent(
                    owner == null ? screen.scene.getRoot() : owner,
                    new KeyEvent(type, "", "", code, false, true, false, false));
        });
        screen.settle();
    }

    /** A press and a release of the mouse on the main action, the one that counts so many in a row. */
    private void click(int count) {
        Screen.run(() -> {
            Button button = primary();
            for (EventType<MouseEvent> type : java.util.List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
                boolean down = type == MouseEvent.MOUSE_PRESSED;
                Point2D at = button.localToScene(10, 10);
                Event.fireEvent(
                        button,
                        new MouseEvent(
                                type,
                                at.getX(),
                                at.getY(),
                                at.getX(),
                                at.getY(),
                                MouseButton.PRIMARY,
                                count,
                                false,
                                false,
                                false,
                                false,
                                down,
                                false,
                                false,
                                false,
                                false,
                                true,
                                new PickResult(button, at.getX(), at.getY())));
            }
        });
        screen.settle();
    }
}
