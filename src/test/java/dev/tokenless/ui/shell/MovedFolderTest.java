package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose folder is moved while it is open. */
class MovedFolderTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void what_was_read_stays_and_the_folder_is_said_to_be_gone_until_it_is_back() throws IOException {
        Path project = Scenery.good(folder.resolve("project"));
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(project));
        screen.go(StepId.CHECK);
        String before = screen.words();
        Path moved = Files.move(project, folder.resolve("moved"));
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        assertThat(screen.words())
                .contains(project + " is no longer there.")
                .contains(before.lines().toList().get(5));
        assertThat(Screen.on(() -> screen.composition.session().now().reading().uploads()))
                .hasSize(1);
        Files.move(moved, project);
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        assertThat(screen.words()).doesNotContain("is no longer there.");
    }
}
