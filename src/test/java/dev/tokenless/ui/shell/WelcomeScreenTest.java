package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.control.Button;
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
        Screen screen = Screen.open(folder, theme);
        String tone = theme.name().toLowerCase(java.util.Locale.ROOT);
        assertThat(screen.picture("1-welcome-" + tone)).isNotEmptyFile();
        screen.size(1024, 700);
        assertThat(screen.picture("1-welcome-" + tone + "-1024")).isNotEmptyFile();
        screen.close();
    }

    @Test
    void the_focus_begins_on_open_folder() {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        assertThat(Screen.on(() -> screen.scene.getFocusOwner())).isSameAs(screen.find("#openFolder", Button.class));
        screen.close();
    }
}
