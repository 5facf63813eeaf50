package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WelcomeScreenTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Settings.Theme.class,
            names = {"LIGHT", "DARK"})
    void the_welcome_screen_is_drawn(Settings.Theme theme) throws IOException {
        SettingsFile settings = new SettingsFile(folder);
        settings.put(new Settings(theme, 1, Screen.recents(folder)));
        settings.flush();
        Screen screen = Screen.open(folder, theme).dress();
        String tone = theme.name().toLowerCase(java.util.Locale.ROOT);
        screen.picture("1-welcome-" + tone);
        assertThat(Looks.faults(screen)).isEmpty();
        screen.size(1024, 700);
        screen.picture("1-welcome-" + tone + "-1024");
        assertThat(Looks.faults(screen)).isEmpty();
        screen.close();
    }

    @Test
    void two_clones_of_one_repository_are_told_apart_by_their_folders() throws IOException {
        SettingsFile settings = new SettingsFile(folder);
        java.util.List<dev.tokenless.ui.settings.Recent> recents = java.util.stream.Stream.of("first", "second")
                .map(name -> Screen.recents(folder.resolve(name)).getFirst())
                .toList();
        settings.put(new Settings(Settings.Theme.LIGHT, 1, recents));
        settings.flush();
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        assertThat(screen.words()).containsSubsequence("sampleproject", "first", "sampleproject", "second");
        screen.close();
    }

    @Test
    void a_narrow_window_leaves_the_way_out_instead_of_showing_a_column_of_numbers() {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT).dress();
        assertThat(screen.find(".way-rail", Node.class).localToScene(0, 0).getX())
                .isZero();
        double wide = Screen.on(
                () -> screen.scene.lookup(".welcome").localToScene(0, 0).getX());
        screen.size(1024, 700);
        double narrow = Screen.on(
                () -> screen.scene.lookup(".welcome").localToScene(0, 0).getX());
        assertThat(wide).isGreaterThan(200);
        assertThat(narrow).isLessThan(40);
        screen.close();
    }

    @Test
    void the_focus_begins_on_open_folder() {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        assertThat(Screen.on(() -> screen.scene.getFocusOwner())).isSameAs(screen.find("#openFolder", Button.class));
        screen.close();
    }

    @Test
    void a_project_that_is_gone_is_told_in_words_and_can_be_taken_from_the_list() throws Exception {
        SettingsFile settings = new SettingsFile(folder.resolve("settings"));
        Path here = Files.createDirectories(folder.resolve("here"));
        settings.put(new Settings(Settings.Theme.LIGHT, 1, Screen.recents(folder.resolve("vanished"))));
        settings.flush();
        int kept = settings.get().recents().size();
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(here));
        MenuButton project = Screen.on(() -> screen.find(".project-chooser", MenuButton.class));
        Screen.run(() -> {
            project.show();
            project.getItems().stream()
                    .filter(i -> "octo-org/sampleproject".equals(i.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            project.hide();
        });
        screen.settle();
        assertThat(screen.words()).contains("vanished is no longer there.");
        Screen.run(() -> screen.scene.getRoot().lookupAll(".hyperlink").stream()
                .map(Hyperlink.class::cast)
                .filter(link -> link.getText().equals("Remove it from the list"))
                .findFirst()
                .orElseThrow()
                .fire());
        screen.settle();
        assertThat(screen.words()).doesNotContain("is no longer there");
        screen.close();
        assertThat(new SettingsFile(folder.resolve("settings")).get().recents())
                .noneMatch(r -> r.name().equals("octo-org/sampleproject"))
                .hasSize(kept); // the one that is open came to the list
    }

    @Test
    void the_name_stands_in_the_first_frame_where_it_will_stand() {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT).dress();
        Bounds name = name(screen.scene.getRoot());
        Bounds first = Screen.on(() -> {
            FirstFrame frame = new FirstFrame();
            Scene alone = new Scene(frame, 1440, 900);
            alone.getStylesheets().setAll(screen.scene.getStylesheets());
            frame.setStyle(screen.scene.getRoot().getStyle());
            frame.applyCss();
            frame.layout();
            return name(frame);
        });
        assertThat(first.getMinX()).isCloseTo(name.getMinX(), within(1.0));
        assertThat(first.getMinY()).isCloseTo(name.getMinY(), within(1.0));
        screen.close();
    }

    private static Bounds name(Parent root) {
        Node name = root.lookup(".brand-name");
        return name.localToScene(name.getBoundsInLocal());
    }
}
