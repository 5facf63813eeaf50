package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.SecondFactor;
import dev.tokenless.ui.VirtualThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.event.Event;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window is closed. */
class LeavingTest {
    @TempDir
    Path folder;

    @Test
    void a_window_is_not_closed_on_a_request_that_is_on_its_way_without_a_word() {
        VirtualThreads background = new VirtualThreads();
        Screen screen = Screen.open(
                folder.resolve("settings"), Screen.ground("", Map.of(), folder), background, SecondFactor.none());
        assertThat(stays(screen)).isFalse();
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        Screen.run(() -> background.start(
                "Reading the files",
                progress -> {
                    reading.await();
                    return 0;
                },
                outcome -> {}));
        assertThat(stays(screen)).as("what only reads is ended with the window").isFalse();
        Screen.run(() -> background.start(
                "Registering the publisher at RubyGems",
                progress -> {
                    progress.sends();
                    answered.await();
                    return 0;
                },
                outcome -> {}));
        Screen.until(() -> background.running().stream().anyMatch(VirtualThreads.Task::sending));
        assertThat(stays(screen)).isTrue();
        assertThat(screen.words())
                .contains("Registering the publisher at RubyGems goes on. Close the window once more");
        assertThat(stays(screen)).as("who closes it again means it").isFalse();
        answered.countDown();
        reading.countDown();
        Screen.until(() -> background.running().isEmpty());
        screen.close();
    }

    @Test
    void the_folder_of_the_sample_goes_with_the_window() {
        Screen screen = Screen.open(folder.resolve("settings"), dev.tokenless.ui.settings.Settings.Theme.LIGHT);
        screen.press("openSample");
        Path sample =
                Screen.on(() -> screen.composition.session().now().reading().folder());
        assertThat(sample).exists();
        screen.close();
        assertThat(sample).doesNotExist();
        assertThat(Files.exists(sample.getParent())).isTrue();
    }

    private static boolean stays(Screen screen) {
        return Screen.on(() -> {
            WindowEvent[] seen = new WindowEvent[1];
            WindowEvent close = new WindowEvent(screen.stage, WindowEvent.WINDOW_CLOSE_REQUEST);
            screen.stage.setOnCloseRequest(event -> {
                seen[0] = event;
                event.consume(); // the test closes it itself
            });
            Event.fireEvent(screen.stage, close);
            return seen[0] == null;
        });
    }
}
