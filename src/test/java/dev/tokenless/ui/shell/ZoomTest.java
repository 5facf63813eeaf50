package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.nio.file.Path;
import java.util.Locale;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys for the size of the text. */
class ZoomTest {
    @TempDir
    Path folder;

    private Screen screen;

    @BeforeEach
    void open() {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private static KeyEvent key(KeyCode code, String typed, boolean shift, boolean alt) {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", typed, code, shift, !mac, alt, mac);
    }

    private void press(KeyCode code, String typed, boolean shift, boolean alt) {
        Screen.run(() -> Event.fireEvent(screen.scene.getRoot(), key(code, typed, shift, alt)));
        screen.settle();
    }

    private long percent() {
        return Screen.on(() -> Math.round(screen.composition.themes().scale().get() * 100));
    }

    @ParameterizedTest
    @CsvSource({
        "EQUALS, '', false", // English, as it lies
        "EQUALS, '+', true", // English, as it is written
        "PLUS, '+', false", // German, Nordic
        "ADD, '', false", // numeric pad
        "DIGIT1, '+', true", // Swiss
        "SEMICOLON, '+', true" // Japanese
    })
    void plus_makes_the_text_larger_on_every_keyboard(KeyCode code, String typed, boolean shift) {
        press(code, typed, shift, false);
        assertThat(percent()).isEqualTo(125);
    }

    @Test
    void minus_and_zero_go_back_and_the_ends_hold() {
        for (long size : new long[] {125, 150, 200, 200}) {
            press(KeyCode.EQUALS, "", false, false);
            assertThat(percent()).isEqualTo(size);
        }
        press(KeyCode.SUBTRACT, "", false, false);
        assertThat(percent()).isEqualTo(150);
        press(KeyCode.MINUS, "-", false, false);
        assertThat(percent()).isEqualTo(125);
        press(KeyCode.NUMPAD0, "", false, false);
        assertThat(percent()).isEqualTo(100);
        press(KeyCode.MINUS, "-", false, false);
        assertThat(percent()).isEqualTo(100);
        press(KeyCode.ADD, "", false, false);
        press(KeyCode.DIGIT0, "0", false, false);
        assertThat(percent()).isEqualTo(100);
    }

    @Test
    void what_altgr_types_is_left_to_the_text() {
        press(KeyCode.DIGIT0, "}", false, true);
        press(KeyCode.PLUS, "~", false, true);
        assertThat(percent()).isEqualTo(100);
    }

    /** The rail with all its steps in a window of this size. */
    private ListView<?> rail(int width, int height) {
        screen.size(width, height);
        screen.settle();
        return screen.find(".step-rail", ListView.class);
    }

    @Test
    void every_step_is_named_again_when_the_window_grows() {
        Screen.run(() -> screen.composition.opening().openSample());
        rail(1440, 900);
        rail(1024, 700);
        String words = Screen.words(rail(1440, 900));
        for (StepId step : StepId.values()) {
            assertThat(words.lines()).contains(new Texts().text(step.nameKey()));
        }
    }

    @Test
    void the_current_step_is_in_sight_where_not_all_have_room() {
        Screen.run(() -> screen.composition.opening().openSample());
        Screen.run(() -> screen.composition.themes().scaleTo(2));
        ListView<?> rail = rail(1024, 700);
        for (StepId step : StepId.values()) {
            screen.go(step);
            screen.settle();
            Bounds seen = Screen.on(() -> rail.localToScene(rail.getLayoutBounds()));
            Bounds cell = Screen.on(() -> {
                Node current = rail.lookupAll(".list-cell").stream()
                        .filter(c -> ((ListCell<?>) c).isSelected())
                        .findFirst()
                        .orElseThrow();
                return current.localToScene(current.getLayoutBounds());
            });
            assertThat(cell.getMinY()).as(step.name()).isGreaterThanOrEqualTo(seen.getMinY() - 1);
            assertThat(cell.getMaxY()).as(step.name()).isLessThanOrEqualTo(seen.getMaxY() + 1);
        }
    }
}
