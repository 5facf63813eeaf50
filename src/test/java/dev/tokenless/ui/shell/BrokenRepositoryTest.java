package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.scene.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a repository is said; the rest is read, and nothing is written. */
class BrokenRepositoryTest {
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

    @Test
    void broken_files_are_named_and_every_step_still_opens() throws IOException {
        Path workflows = Files.createDirectories(folder.resolve("repository/.github/workflows"));
        Files.writeString(workflows.resolve("broken.yml"), "on: [push\njobs:\n  a: : b\n");
        Files.writeString(workflows.resolve("empty.yml"), "");
        Files.write(workflows.resolve("binary.yml"), new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 0});
        Files.writeString(
                workflows.resolve("odd.yml"),
                "on: push\n"
                        + "jobs:\n"
                        + "  publish:\n"
                        + "    name: \"\u202egnp.exe\"\n"
                        + "    runs-on: ubuntu-latest\n"
                        + "    steps:\n"
                        + "      - run: twine upload dist/*\n"
                        + "        env:\n"
                        + "          TWINE_PASSWORD: ${{ secrets.A\u200bB }}\n",
                StandardCharsets.UTF_8);
        Screen.run(() -> screen.composition.open(folder.resolve("repository")));
        screen.shows("b-broken-project-light", "");
        String words = shownWords();
        assertThat(words).contains("broken.yml");
        for (StepId step : StepId.values()) {
            screen.go(step);
        }
        assertThat(Files.list(workflows)).hasSize(4);
    }

    @Test
    void of_a_workflow_that_cannot_be_read_nobody_says_that_it_publishes_nothing() throws IOException {
        Path workflows = Files.createDirectories(folder.resolve("repository/.github/workflows"));
        Files.writeString(workflows.resolve("release.yml"), "on: [push\njobs:\n  a: : b\n");
        Screen.run(() -> screen.composition.open(folder.resolve("repository")));
        screen.shows("b-unread-project-light", "What is published is not known: .github/workflows/release.yml");
        screen.go(StepId.CHECK);
        screen.shows("b-unread-check-light", "Not checked: .github/workflows/release.yml could not be read.");
        assertThat(screen.sign(StepId.CHECK)).isEqualTo(Sign.UNKNOWN);
        assertThat(screen.sign(StepId.PROJECT)).isEqualTo(Sign.UNKNOWN);
        assertThat(screen.words())
                .contains("Nothing to fix in what could be read.")
                .doesNotContain("rules were applied", "nothing is published");
    }

    @Test
    void every_step_of_a_declared_package_says_that_its_workflow_could_not_be_read() throws IOException {
        Path workflows = Files.createDirectories(folder.resolve("repository/.github/workflows"));
        Files.writeString(workflows.resolve("release.yml"), "on: [push\njobs:\n  a: : b\n");
        Files.writeString(folder.resolve("repository/pyproject.toml"), "[project]\nname = \"sample\"\n");
        Screen.run(() -> screen.composition.open(folder.resolve("repository")));
        String unknown = "What is published is not known: .github/workflows/release.yml could not be read.";
        screen.answers(unknown);
        assertThat(shownWords()).doesNotContain("no job publishes it", "nothing is published");
        screen.go(StepId.WORKFLOW);
        screen.shows("b-unread-workflow-light", "Whether a job publishes sample already is not known");
        screen.go(StepId.PUBLISHER);
        screen.answers(unknown);
        screen.go(StepId.ENVIRONMENT);
        screen.answers(unknown);
        screen.go(StepId.REHEARSE);
        screen.answers(unknown);
        assertThat(Files.list(workflows)).hasSize(1);
    }

    @Test
    void beside_a_job_that_was_read_it_is_said_that_there_may_be_more() throws IOException {
        Path workflows = Files.createDirectories(folder.resolve("repository/.github/workflows"));
        Files.writeString(workflows.resolve("broken.yml"), "on: [push\njobs:\n  a: : b\n");
        Files.writeString(
                workflows.resolve("release.yml"),
                "on: release\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:\n      id-token: write\n"
                        + "    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n");
        Screen.run(() -> screen.composition.open(folder.resolve("repository")));
        screen.shows("b-unread-more-light", "No upload of this repository uses a stored token.");
        assertThat(screen.words())
                .contains("What else is published is not known: .github/workflows/broken.yml could not be read.");
    }

    @Test
    void a_folder_that_is_not_there_is_refused_in_words() {
        Screen.run(() -> screen.composition.open(folder.resolve("nowhere")));
        assertThat(Screen.on(() -> screen.composition.opening().refusal().get().words()))
                .contains("is not a folder");
    }

    @Test
    void an_empty_folder_says_that_nothing_is_published() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Screen.run(() -> screen.composition.open(empty));
        screen.shows("b-empty-project-light", "No job in this repository publishes a package.");
        for (StepId step : StepId.values()) {
            screen.go(step);
        }
        screen.shows("b-empty-retire-light", "");
    }

    private String shownWords() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".label").stream()
                .filter(Node::isVisible)
                .map(n -> ((javafx.scene.control.Label) n).getText())
                .collect(Collectors.joining("\n")));
    }
}
