package dev.tokenless.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void what_was_kept_is_there_at_the_next_start() {
        SettingsFile file = new SettingsFile(folder);
        Recent recent = new Recent("/a", "octo/a", "1 upload", "DONE", "Done", Instant.parse("2026-11-20T14:02:00Z"));
        WindowPlace place = new WindowPlace(-20, 30, 1200, 800, true);
        file.put(new Settings(Settings.Theme.DARK, 1.5, List.of(recent), place));
        file.flush();
        assertThat(new SettingsFile(folder).get()).isEqualTo(file.get());
    }

    @Test
    void a_broken_file_counts_as_none() throws IOException {
        Files.writeString(folder.resolve("window.json"), "{\"theme\": \"PINK\"");
        assertThat(new SettingsFile(folder).get()).isEqualTo(Settings.FRESH);
    }

    @Test
    void a_place_that_is_none_is_let_go() throws IOException {
        Files.writeString(folder.resolve("window.json"), """
            {"theme": "DARK", "place": {"x": "left", "width": -3, "height": 1e300}}
            """);
        assertThat(new SettingsFile(folder).get()).isEqualTo(new Settings(Settings.Theme.DARK, 1, List.of()));
    }

    @Test
    void each_system_has_its_own_folder() {
        assertThat(SettingsFile.userFolder(Map.of("XDG_CONFIG_HOME", "/x"), "/home/a", "Linux"))
                .isEqualTo(Path.of("/x/tokenless"));
        assertThat(SettingsFile.userFolder(Map.of(), "/home/a", "Linux"))
                .isEqualTo(Path.of("/home/a/.config/tokenless"));
        assertThat(SettingsFile.userFolder(Map.of(), "/Users/a", "Mac OS X"))
                .isEqualTo(Path.of("/Users/a/Library/Application Support/Tokenless"));
    }
}
