package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user says of a migration's stages outlives the window; of the sample nothing is kept. */
class KeptStagesTest {
    @TempDir
    Path folder;

    @Test
    void a_project_opened_again_shows_what_was_said_and_takes_it_back() throws IOException {
        Path project = SampleProject.layOut(folder.resolve("project"));
        Screen first = opened(project);
        assertThat(tasks(first)).noneMatch(t -> t.contains("You said so."));
        press(first, "I did this");
        assertThat(tasks(first)).anyMatch(t -> t.equals("Publisher registered You said so."));
        first.close();

        Screen second = opened(project);
        assertThat(tasks(second)).anyMatch(t -> t.equals("Publisher registered You said so."));
        press(second, "Take back");
        assertThat(tasks(second)).noneMatch(t -> t.contains("You said so."));
        second.close();
        try (var kept = Files.list(folder.resolve("settings").resolve("state"))) {
            assertThat(kept)
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).doesNotContain("publisher-registered"));
        }
    }

    @Test
    void a_project_that_was_worked_on_opens_at_its_step() throws IOException {
        Path project = SampleProject.layOut(folder.resolve("project"));
        Screen first = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> first.composition.open(project));
        assertThat(Screen.on(() -> first.composition.session().now().step())).isEqualTo(StepId.PROJECT);
        Screen.run(() -> first.composition.session().change(s -> s.choosing(2)));
        first.go(StepId.RELEASE);
        press(first, "I did this");
        first.close();

        Screen second = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> second.composition.open(project));
        assertThat(Screen.on(() -> second.composition.session().now().step())).isEqualTo(StepId.WORKFLOW);
        assertThat(Screen.on(() -> second.composition.session().now().chosen())).isEqualTo(2);
        second.close();
    }

    @Test
    void of_the_sample_nothing_is_written() {
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.opening().openSample());
        screen.go(StepId.RELEASE);
        press(screen, "I did this");
        assertThat(tasks(screen)).anyMatch(t -> t.equals("Publisher registered You said so."));
        assertThat(folder.resolve("settings").resolve("state")).doesNotExist();
        screen.close();
    }

    private Screen opened(Path project) {
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(project));
        screen.go(StepId.RELEASE);
        return screen;
    }

    private static List<String> tasks(Screen screen) {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".task").stream()
                .map(Node::getAccessibleText)
                .toList());
    }

    private static void press(Screen screen, String words) {
        Screen.run(() -> screen.scene.getRoot().lookupAll(".button").stream()
                .filter(n -> n instanceof Button b && words.equals(b.getText()) && !b.isDisabled())
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
        screen.settle();
    }
}
