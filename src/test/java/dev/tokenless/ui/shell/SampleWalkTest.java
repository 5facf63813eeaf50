package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleWalkTest {
    @TempDir
    Path folder;

    @Test
    void the_sample_is_walked() throws IOException {
        Screen screen = Screen.open(folder, Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.opening().openSample());
        assertThat(screen.picture("2-project-light")).isNotEmptyFile();
        Screen.run(() -> screen.composition.session().change(s -> s.at(StepId.CHECK)));
        assertThat(screen.picture("3-check-light")).isNotEmptyFile();
        screen.size(1024, 700);
        assertThat(screen.picture("3-check-light-1024")).isNotEmptyFile();
        screen.close();
    }
}
