package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
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
        assertThat(tasks(first)).noneMatch(t -> t.contains("You said so"));
        first.pressWords("I did this");
        assertThat(tasks(first))
                .anyMatch(t -> t.equals("Publisher registered You said so on 2026-11-20; it was not seen."));
        first.close();

        Screen second = opened(project);
        assertThat(tasks(second))
                .anyMatch(t -> t.equals("Publisher registered You said so on 2026-11-20; it was not seen."));
        second.pressWords("Take back");
        assertThat(tasks(second)).noneMatch(t -> t.contains("You said so"));
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
        first.pressWords("I did this");
        first.close();

        Screen second = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> second.composition.open(project));
        assertThat(Screen.on(() -> second.composition.session().now().step())).isEqualTo(StepId.WORKFLOW);
        assertThat(Screen.on(() -> second.composition.session().now().chosen())).isEqualTo(2);
        second.close();
    }

    @Test
    void a_project_whose_workflow_was_written_and_nothing_else_opens_where_its_publisher_is_missing() {
        Path project = SampleProject.layOut(folder.resolve("project"));
        Screen first = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> first.composition.open(project));
        Screen.run(() -> first.composition.session().change(s -> s.choosing(2)));
        first.go(StepId.WORKFLOW);
        first.press();
        first.close();

        Screen second = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> second.composition.open(project));
        assertThat(Screen.on(() -> second.composition.session().now().step())).isEqualTo(StepId.PUBLISHER);
        assertThat(Screen.on(() -> second.composition.session().now().chosen())).isEqualTo(2);
        second.close();
    }

    @Test
    void what_was_written_is_put_back_by_the_next_window() throws IOException {
        Path project = SampleProject.layOut(folder.resolve("project"));
        Path workflow = project.resolve(".github/workflows/release.yml");
        String before = Files.readString(workflow);
        Screen first = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> first.composition.open(project));
        Screen.run(() -> first.composition.session().change(s -> s.choosing(2)));
        first.go(StepId.WORKFLOW);
        first.press();
        String migrated = Files.readString(workflow);
        assertThat(migrated).isNotEqualTo(before);
        first.close();

        Screen second = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> second.composition.open(project));
        Screen.run(() -> second.composition.session().change(s -> s.choosing(2)));
        second.go(StepId.RELEASE);
        assertThat(second.buttons()).contains("Put release.yml back");
        Files.writeString(workflow, "on: push\n");
        second.pressWords("Put release.yml back");
        assertThat(second.words()).contains("was changed since at the lines that were written");
        assertThat(Files.readString(workflow)).isEqualTo("on: push\n");
        Files.writeString(workflow, migrated);
        second.pressWords("Put release.yml back");
        assertThat(Files.readString(workflow)).isEqualTo(before);
        assertThat(second.buttons()).doesNotContain("Put release.yml back");
        assertThat(second.words()).contains("Held back: the job still logs in with a stored token.");
        second.close();

        Screen third = opened(project);
        assertThat(Screen.on(() ->
                        third.composition.session().now().kept().remembered().undo()))
                .isEmpty();
        third.close();
    }

    @Test
    void what_an_older_program_kept_is_shown() throws IOException {
        Path project = SampleProject.layOut(folder.resolve("project"));
        Path state = Files.createDirectories(folder.resolve("settings").resolve("state"));
        Files.writeString(state.resolve("github.com+octo-org+sample.json"), """
            {"schema": 1, "repository": "github.com/octo-org/sample",
             "packages": {"pypi/octo-sample": {"publisher-registered":
                 {"kind": "said", "evidence": "You said so.", "at": "2026-01-01T00:00:00Z"}}},
             "written": [], "of-a-later-version": true}
            """);
        Screen screen = opened(project);
        assertThat(tasks(screen))
                .anyMatch(t -> t.equals("Publisher registered You said so on 2026-01-01; it was not seen."));
        screen.close();
    }

    @Test
    void a_kept_file_that_is_damaged_is_said_and_left_as_it_is() throws IOException {
        Path project = SampleProject.layOut(folder.resolve("project"));
        Path state = Files.createDirectories(folder.resolve("settings").resolve("state"));
        Path file = state.resolve("github.com+octo-org+sample.json");
        Files.writeString(file, "{\"schema\": 2, \"packa");
        Screen screen = opened(project);
        assertThat(screen.words()).contains("is not a saved migration. Move it away to begin anew.");
        screen.pressWords("I did this");
        assertThat(Files.readString(file)).isEqualTo("{\"schema\": 2, \"packa");
        screen.close();
    }

    @Test
    void of_the_sample_nothing_is_written() {
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.opening().openSample());
        screen.go(StepId.RELEASE);
        screen.pressWords("I did this");
        assertThat(tasks(screen))
                .anyMatch(t -> t.equals("Publisher registered You said so on 2026-11-20; it was not seen."));
        assertThat(folder.resolve("settings").resolve("state")).doesNotExist();
        screen.close();
    }

    @Test
    void a_publisher_by_the_users_word_is_said_and_not_seen_with_its_day_wherever_it_is_spoken_of() throws IOException {
        Path project = Scenery.of(
                folder.resolve("project"),
                "sampleproject",
                Map.of(
                        ".github/workflows/release.yml",
                        """
                        on: {push: {tags: ["v*"]}}
                        jobs:
                          publish:
                            runs-on: ubuntu-latest
                            environment: pypi
                            permissions: {id-token: write}
                            steps:
                              - uses: pypa/gh-action-pypi-publish@release/v1
                        """,
                        "pyproject.toml",
                        "[project]\nname = \"sampleproject\"\nversion = \"1.0.0\"\n"));
        Screen first = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> first.composition.open(project));
        first.go(StepId.PUBLISHER);
        first.press();
        first.pressWords("I added it");
        assertThat(first.words()).contains("You said so on 2026-11-20. PyPI has no interface");
        first.go(StepId.RELEASE);
        assertThat(tasks(first)).anyMatch(KeptStagesTest::saidWithItsDay);
        first.close();

        Screen second = opened(project);
        assertThat(tasks(second)).anyMatch(KeptStagesTest::saidWithItsDay);
        assertThat(second.words()).contains("Said on 2026-11-20");
        second.go(StepId.PUBLISHER);
        assertThat(second.words())
                .contains("You said on 2026-11-20 that the publisher of sampleproject is registered; it was not seen.");
        Screen.run(() -> second.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        second.press("diagnoseButton");
        second.picture("k-diagnose-said");
        assertThat(second.words())
                .contains("You said on 2026-11-20 that the publisher of sampleproject is registered; it was not seen.")
                .doesNotContain("Nobody said");
        second.close();
    }

    private static boolean saidWithItsDay(String task) {
        return task.startsWith("Publisher registered You said ")
                && task.contains("on 2026-11-20")
                && task.endsWith("it was not seen.");
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
}
