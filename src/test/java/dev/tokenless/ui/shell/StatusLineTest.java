package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.settings.Settings;
import java.nio.file.Path;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bar at the bottom of the window. */
class StatusLineTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    private void did(Deed.Kind kind, int times) {
        Screen.run(() -> screen.composition
                .session()
                .change(s -> s.did(new Deed(Screen.CLOCK.instant(), kind, "done", null, times))));
    }

    private String counted() {
        return Screen.on(() -> screen.find(".activity", Button.class).getText());
    }

    @Test
    void what_one_press_did_many_times_is_counted_as_often() {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        assertThat(counted()).isEqualTo("Activity: nothing read, nothing written");
        did(Deed.Kind.WRITTEN, 3);
        assertThat(counted()).isEqualTo("Activity: no reads, 3 writes, no requests sent");
        did(Deed.Kind.SENT, 1);
        did(Deed.Kind.WRITTEN, 1);
        did(Deed.Kind.READ, 2);
        assertThat(counted()).isEqualTo("Activity: 2 reads, 4 writes, 1 request sent");
    }
}
