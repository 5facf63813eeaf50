package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many packages in one repository, and many repositories in one folder. */
class ManyPackagesTest {
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

    private static <T extends Node> T inPopup(String selector, Class<T> type) {
        return Screen.on(() -> Window.getWindows().stream()
                .filter(w -> w.getScene() != null)
                .map(w -> w.getScene().getRoot().lookup(selector))
                .filter(Objects::nonNull)
                .map(type::cast)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void from_twelve_packages_on_the_chooser_is_searched_by_keyboard() throws IOException {
        Screen.run(() -> screen.composition.open(Scenery.twenty(folder.resolve("twenty"))));
        screen.shows("2-project-twenty-light", "All 20 uploads");
        Screen.run(() -> screen.find(".package-choice .button", Button.class).fire());
        screen.settle();
        TextField search = inPopup(".package-search", TextField.class);
        ListView<?> list = inPopup(".package-list", ListView.class);
        assertThat(Screen.on(() -> list.getItems().size())).isEqualTo(20);
        Screen.run(() -> search.setText("rather COMPONENT-j"));
        assertThat(Screen.on(() -> list.getItems().size())).isEqualTo(1);
        Screen.run(() -> search.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false)));
        assertThat(Screen.on(() -> screen.composition
                        .session()
                        .now()
                        .upload()
                        .orElseThrow()
                        .packageName()))
                .startsWith("@octo-org/component-j");
    }

    @Test
    void a_few_packages_are_a_menu_and_two_jobs_of_one_package_are_told_apart() throws IOException {
        Path project = Scenery.good(folder.resolve("project"));
        Path workflow = project.resolve(".github/workflows/release.yml");
        Files.writeString(project.resolve(".github/workflows/nightly.yml"), Files.readString(workflow));
        Screen.run(() -> screen.composition.open(project));
        assertThat(Screen.on(() -> screen.find(".package-choice .menu-button", MenuButton.class).getItems().stream()
                        .map(i -> i.getText())
                        .toList()))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .anyMatch(t -> t.contains("nightly.yml"));
    }

    @Test
    void a_dropped_repository_opens_in_migration_and_a_folder_of_many_in_portfolio() {
        Scenery.good(folder.resolve("clones/good"));
        Scenery.refused(folder.resolve("clones/refused"));
        Screen.run(() -> screen.composition.drops().dropped(folder.resolve("clones/good")));
        assertThat(Screen.on(() -> screen.composition.session().now().place())).isEqualTo(Place.MIGRATION);
        Screen.run(() -> screen.composition.drops().dropped(folder.resolve("clones")));
        assertThat(Screen.on(() -> screen.composition.session().now().place())).isEqualTo(Place.PORTFOLIO);
        assertThat(Screen.on(() -> screen.find(".portfolio-table", javafx.scene.control.TableView.class)
                        .getItems()
                        .size()))
                .isEqualTo(2);
    }
}
