package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.part.InSight;
import dev.tokenless.ui.part.Moment;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.sheet.Sheet;
import dev.tokenless.ui.sheet.SheetView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made before it is asked for, and what is not made before it is seen. */
class AheadTest {
    @TempDir
    Path folder;

    @Test
    void the_unseen_window_shows_the_sample_and_a_full_table_and_leaves_nothing_behind() throws IOException {
        Path before = Path.of(System.getProperty("java.io.tmpdir"));
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        Unseen unseen = Screen.on(() -> new Unseen(screen.scene));
        Screen.run(unseen::openSample);
        Screen.until(unseen::rests);
        Screen.run(unseen::style);
        Screen.run(unseen::layOut);
        assertThat(Screen.on(() -> unseen.root().lookup(".sheet-view") instanceof ListView<?> lines
                        ? lines.getItems().size()
                        : -1))
                .isGreaterThan(20);
        Screen.run(unseen::toChecks);
        Screen.run(unseen::readPortfolio);
        Screen.until(unseen::rests);
        Screen.run(unseen::style);
        Screen.run(unseen::layOut);
        assertThat(Screen.on(() -> unseen.root().lookup(".table-view") instanceof TableView<?> table
                        ? table.getItems().size()
                        : -1))
                .isGreaterThan(30);
        Screen.run(unseen::close);

        assertThat(screen.composition.session().now().reading())
                .as("the window that is seen")
                .isNull();
        assertThat(before.resolve("window.json")).doesNotExist();
        try (Stream<Path> kept = Files.list(folder)) {
            assertThat(kept.map(f -> f.getFileName().toString()).filter(name -> !name.equals("window.json")))
                    .isEmpty();
        }
        screen.close();
    }

    @Test
    void a_screen_that_nobody_sees_is_made_once_when_it_comes_back() {
        Screen.open(folder, Settings.Theme.LIGHT).close();
        List<String> shown = new ArrayList<>();
        Screen.run(() -> {
            Region screen = new Region();
            SimpleObjectProperty<String> value = new SimpleObjectProperty<>("a");
            InSight.follow(screen, value, shown::add);
            value.set("b");
            assertThat(shown).isEmpty();
            StackPane window = new StackPane(screen);
            new Scene(window);
            assertThat(shown).containsExactly("b");
            value.set("c");
            window.getChildren().clear();
            value.set("d");
            value.set("e");
            window.getChildren().add(screen);
            window.getChildren().clear();
            window.getChildren().add(screen);
        });
        assertThat(shown).containsExactly("b", "c", "e");
    }

    @Test
    void lines_that_wait_for_their_frame_come_when_a_hidden_window_comes_back() {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        SheetView lines = Screen.on(SheetView::new);
        Screen.run(() -> {
            ((StackPane) screen.scene.getRoot()).getChildren().add(lines);
            lines.show(Sheet.source("a.txt", "one\ntwo\n", List.of(), -1));
            screen.stage.hide();
        });
        screen.settle();
        assertThat(lines.getItems()).isEmpty();
        Screen.run(screen.stage::show);
        screen.settle();
        assertThat(lines.getItems()).hasSize(2);
        screen.close();
    }

    @Test
    void what_is_over_at_once_is_not_announced_and_what_goes_on_is() {
        Screen.open(folder, Settings.Theme.LIGHT).close();
        List<String> announced = new ArrayList<>();
        Screen.run(() -> {
            Moment brief = new Moment();
            brief.then(() -> announced.add("brief"));
            brief.stop();
            Moment twice = new Moment();
            twice.then(() -> announced.add("first"));
            twice.then(() -> announced.add("second"));
        });
        Screen.until(() -> !announced.isEmpty());
        assertThat(announced).containsExactly("second");
    }
}
