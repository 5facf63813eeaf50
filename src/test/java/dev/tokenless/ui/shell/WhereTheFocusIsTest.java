package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The focus stands where one goes on, and what is being typed stays. */
class WhereTheFocusIsTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void enter_on_the_recent_projects_opens_the_one_that_the_focus_stands_around() {
        SettingsFile settings = new SettingsFile(folder.resolve("settings"));
        Path here = Scenery.good(folder.resolve("here"));
        settings.put(new Settings(Settings.Theme.LIGHT, 1, Screen.recents(here)));
        settings.flush();
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.scene.getRoot().lookup(".row-table").requestFocus());
        key(KeyCode.ENTER);
        assertThat(Screen.on(() -> screen.composition.session().now().reading().folder()))
                .isEqualTo(here);
    }

    @Test
    void a_credential_that_is_wanted_has_the_focus_and_keeps_what_is_typed_while_files_are_read_again() {
        gem();
        assertThat(owner().getId()).isEqualTo("credential");
        Screen.run(() -> ((TextInputControl) owner()).setText("rubygems_pla"));
        key(KeyCode.F5);
        assertThat(owner().getId()).isEqualTo("credential");
        assertThat(Screen.on(() -> ((TextInputControl) owner()).getText())).isEqualTo("rubygems_pla");
    }

    @Test
    void another_credential_is_typed_where_the_first_one_was() {
        gem();
        Screen.run(() -> {
            ((TextInputControl) owner()).setText("rubygems_planted");
            ((PasswordField) owner()).getOnAction().handle(null);
        });
        screen.settle();
        assertThat(screen.buttons()).contains("Use another");
        Screen.run(() -> screen.scene.getRoot().lookupAll(".side-pane .button").stream()
                .map(Button.class::cast)
                .filter(b -> "Use another".equals(b.getText()))
                .forEach(b -> {
                    b.requestFocus();
                    b.fire();
                }));
        screen.settle();
        assertThat(owner().getId()).isEqualTo("credential");
        assertThat(Screen.on(() -> ((TextInputControl) owner()).getText())).isEmpty();
    }

    @Test
    void what_the_registry_holds_is_typed_from_the_first_field_on() {
        gem();
        screen.pressWords("Change");
        assertThat(owner().getAccessibleText()).isEqualTo("Repository owner");
        Screen.run(() -> ((TextInputControl) owner()).setText("octo-or"));
        key(KeyCode.F5);
        assertThat(Screen.on(() -> ((TextInputControl) owner()).getText())).isEqualTo("octo-or");
        key(KeyCode.ESCAPE);
        assertThat(screen.buttons()).contains("Change");
    }

    @Test
    void f1_opens_the_help() {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        key(KeyCode.F1);
        MenuButton help = Screen.on(() -> (MenuButton) screen.scene.getRoot().lookup(".no-arrow"));
        assertThat(Screen.on(help::isShowing)).isTrue();
        Screen.run(help::hide);
    }

    private void gem() {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Path repository = Scenery.of(
                folder.resolve("gem"),
                "gem",
                Map.of(
                        "gem.gemspec",
                        "Gem::Specification.new do |s|\n  s.name = \"octo_gem\"\n  s.version = \"1.0.0\"\nend\n",
                        ".github/workflows/release.yml",
                        """
                        on:
                          push:
                            tags: ["v*"]
                        jobs:
                          publish:
                            runs-on: ubuntu-latest
                            permissions:
                              id-token: write
                            steps:
                              - uses: rubygems/release-gem@v1
                        """));
        Screen.run(() -> screen.composition.open(repository));
        screen.settle();
        screen.go(StepId.PUBLISHER);
        screen.settle();
    }

    private Node owner() {
        return Screen.on(() -> screen.scene.getFocusOwner());
    }

    private void key(KeyCode code) {
        Screen.run(() -> Event.fireEvent(
                screen.scene.getFocusOwner(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
        screen.settle();
    }
}
