package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.HelpPages;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tour of the sample, by keys; and the help pages in their window. */
class TourTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void the_tour_leads_through_every_step_and_lights_what_it_speaks_of() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        begin();
        List<StepId> seen = new ArrayList<>();
        for (TourStop stop : TourStop.values()) {
            screen.settle();
            assertThat(title()).isEqualTo(new Texts().text(stop.titleKey()));
            assertThat(lit()).as("what " + stop + " speaks of").isNotEmpty();
            seen.add(Screen.on(() -> screen.composition.session().now().step()));
            if (stop == TourStop.VERDICT) {
                screen.picture("t-tour-light");
            }
            type(KeyCode.SPACE);
        }
        assertThat(seen).containsAll(List.of(StepId.values()));
        assertThat(on()).isFalse();
        assertThat(lit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200})
    void each_stop_stands_whole_in_a_small_window(int percent) throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT).dress();
        Screen.run(() -> screen.composition.themes().scaleTo(percent / 100.0));
        screen.size(1024, 700);
        begin();
        for (TourStop stop : TourStop.values()) {
            screen.settle();
            screen.picture("t-tour-1024-" + percent + "-" + stop.ordinal());
            assertThat(Looks.faults(screen)).as(stop.name()).isEmpty();
            Bounds card = Screen.on(() -> {
                Node node = screen.scene.getRoot().lookup(".tour");
                return node.localToScene(node.getLayoutBounds());
            });
            assertThat(card.getMinX()).as(stop.name()).isNotNegative();
            assertThat(card.getMinY()).as(stop.name()).isNotNegative();
            assertThat(card.getMaxX()).as(stop.name()).isLessThanOrEqualTo(1024);
            assertThat(card.getMaxY()).as(stop.name()).isLessThanOrEqualTo(700);
            type(KeyCode.SPACE);
        }
        assertThat(on()).isFalse();
    }

    @Test
    void the_tour_follows_the_user_is_left_by_escape_and_begins_anew() {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        begin();
        screen.go(StepId.REHEARSE);
        assertThat(title()).isEqualTo(new Texts().text(TourStop.REHEARSE.titleKey()));
        type(KeyCode.ESCAPE);
        assertThat(on()).isFalse();
        Screen.run(() -> screen.composition.startTour());
        Screen.until(this::on);
        assertThat(title()).isEqualTo(new Texts().text(TourStop.PROJECT.titleKey()));
    }

    @Test
    void the_help_pages_are_those_that_explain_prints() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        Screen.run(() -> new HelpBook(new Texts(), screen.composition.themes(), screen.stage).show());
        Stage book = Screen.on(() -> (Stage) Window.getWindows().stream()
                .filter(w -> w instanceof Stage stage && stage.getOwner() == screen.stage)
                .findFirst()
                .orElseThrow());
        ListView<?> list = Screen.on(() -> (ListView<?>) book.getScene().lookup("#helpPages"));
        assertThat(Screen.on(() -> list.getItems().size()))
                .isEqualTo(HelpPages.ids().size());
        Screen.run(() -> ((TextField) book.getScene().lookup(".text-field")).setText("environment-mismatch"));
        assertThat(Screen.on(() -> list.getItems().size())).isEqualTo(1);
        screen.settle();
        String words = Screen.on(() -> book.getScene().lookup("#helpPage").lookupAll(".rich").stream()
                .map(Node::getAccessibleText)
                .reduce("", (one, other) -> one + "\n" + other));
        assertThat(words).contains(HelpPages.title("environment-mismatch").orElseThrow());
        Screen.run(book::close);
    }

    private void begin() {
        Screen.run(() -> screen.find("#startTour", Button.class).fire());
        Screen.until(this::on);
        Screen.until(() -> screen.find("#tourNext", Button.class).isFocused());
    }

    private boolean on() {
        return Screen.on(() -> screen.scene
                .getRoot()
                .lookup("#tourNext")
                .getParent()
                .getParent()
                .getParent()
                .isVisible());
    }

    private String title() {
        return Screen.on(() -> ((Label) screen.scene.getRoot().lookup(".tour-title")).getText());
    }

    private List<Node> lit() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll("*").stream()
                .filter(n -> n.getPseudoClassStates().contains(PseudoClass.getPseudoClass("toured")))
                .toList());
    }

    private void type(KeyCode key) {
        Screen.run(() -> new Robot().keyType(key));
        screen.settle();
        Screen.run(() -> {});
    }
}
