package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.sandbox.github.PlayedGitHub;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pull request is stopped while it is sent: said, recorded, and brought to its end by the next press, once. */
class PullRequestStoppedTest {
    private static final String BASE = "/repos/octo-org/sample";
    private static final String FILE = ".github/workflows/release.yml";

    @TempDir
    Path folder;

    private final Broken background = new Broken();
    private PlayedGitHub gitHub;
    private Between between;
    private Path project;
    private Screen screen;

    @BeforeEach
    void start() throws IOException {
        project = SampleProject.layOut(folder.resolve("project"));
        gitHub = PlayedGitHub.start(
                "octo-org", "sample", Map.of(FILE, Files.readString(project.resolve(FILE))), List.of());
        between = new Between(gitHub.url().toString());
    }

    @AfterEach
    void close() {
        screen.close();
        between.close();
        gitHub.close();
    }

    private void open() {
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(between.base(), Map.of("GH_TOKEN", PlayedGitHub.TOKEN), folder),
                background,
                SecondFactor.none());
        Screen.run(() -> screen.composition.open(project));
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(2)));
        Screen.run(() -> screen.composition.gitHub().useVariable());
    }

    /** At the step Release, with the workflow written and the publisher registered. */
    private void ready() {
        open();
        screen.go(StepId.WORKFLOW);
        screen.press();
        screen.go(StepId.RELEASE);
        screen.pressWords("I did this");
        screen.settle();
        assertThat(screen.primary()).isEqualTo("Open pull request");
    }

    private long posted(String what) {
        return gitHub.asked().stream().filter(("POST " + BASE + what)::equals).count();
    }

    @ParameterizedTest
    @CsvSource({
        "lost,   GET,  /git/ref/heads/main",
        "lost,   POST, /git/trees",
        "done,   POST, /git/trees",
        "lost,   POST, /git/commits",
        "done,   POST, /git/commits",
        "lost,   POST, /git/refs",
        "done,   POST, /git/refs",
        "lost,   POST, /pulls",
        "done,   POST, /pulls"
    })
    void wherever_it_is_stopped_the_next_press_brings_it_to_its_end_once(String how, String method, String path)
            throws IOException {
        ready();
        String key = method + " " + BASE + path;
        if (how.equals("lost")) {
            between.lostThere(key, background::cancel);
        } else {
            between.lostBack(key, background::cancel);
        }
        screen.press();
        assertThat(between.came(key)).isPositive();
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith(
                        "Stopped: Opening the pull request. What had been sent by then may have taken effect"))
                .hasSize(1);
        assertThat(screen.activity()).noneMatch(d -> d.startsWith("The pull request"));
        assertThat(screen.words()).doesNotContain("The pull request 1 is open");
        assertThat(screen.primary()).isEqualTo("Open pull request");
        screen.picture("pull-request-stopped");

        screen.press();
        assertThat(screen.words()).contains("The pull request 1 is open: ");
        screen.picture("pull-request-open");
        assertThat(posted("/pulls")).isOne();
        assertThat(posted("/git/refs")).isLessThanOrEqualTo(2);
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The pull request 1 is open"))
                .hasSize(1);
        assertThat(screen.primary()).isEqualTo("Look again");
        gitHub.merge();
        assertThat(gitHub.file(FILE)).doesNotContain("RUBYGEMS_API_KEY");
    }

    @Test
    void a_window_that_is_closed_in_its_middle_opens_there_again_and_sends_nothing_twice() {
        ready();
        between.lostBack("POST " + BASE + "/pulls", background::cancel);
        screen.press();
        screen.close();

        open();
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.RELEASE);
        screen.go(StepId.RELEASE);
        // GitHub tells that it is open and holds everything.
        assertThat(screen.primary()).isEqualTo("Look again");
        assertThat(screen.words()).contains("The pull request 1 is open and holds the migrated files");
        screen.press();
        assertThat(posted("/pulls")).isOne();
    }

    @Test
    void what_the_open_one_lacks_is_shown_and_added_by_the_next_press() throws IOException {
        ready();
        screen.press();
        assertThat(screen.words()).contains("The pull request 1 is open: ");
        screen.close();
        Path file = project.resolve(FILE);
        Files.writeString(file, Files.readString(file) + "# one line more\n");

        open();
        screen.go(StepId.RELEASE);
        assertThat(screen.primary()).isEqualTo("Add to pull request 1");
        assertThat(screen.words())
                .contains("Its branch holds an older text of " + FILE + ".")
                .contains("one commit more, in the open pull request 1")
                .contains("1 line new or changed")
                .doesNotContain("a new branch with one commit");
        assertThat(gitHub.asked()).noneMatch(a -> a.startsWith("PATCH"));
        // The look as a stranger, before she signed in, was repeated.
        assertThat(screen.words()).doesNotContain("only to people who are signed in");
        screen.picture("pull-request-add");
        screen.look(Settings.Theme.DARK, 1024, 700, 200);
        screen.picture("pull-request-add-dark-200");
        screen.look(Settings.Theme.LIGHT, 1440, 900, 100);

        screen.press();
        assertThat(screen.words()).contains("The pull request 1 has one commit more, with " + FILE);
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The pull request 1 has one commit more"))
                .hasSize(1);
        assertThat(screen.primary()).isEqualTo("Look again");
        assertThat(posted("/pulls")).isOne();
        gitHub.merge();
        assertThat(gitHub.file(FILE)).isEqualTo(Files.readString(file));
    }

    @Test
    void what_became_of_it_is_seen_by_looking_again() {
        ready();
        screen.press();
        assertThat(screen.primary()).isEqualTo("Look again");
        long before = between.came("GET " + BASE + "/pulls");
        screen.press();
        assertThat(between.came("GET " + BASE + "/pulls")).isGreaterThan(before);
        assertThat(screen.primary()).isEqualTo("Look again");

        // Somebody closed it at GitHub.
        between.answered("GET " + BASE + "/pulls", 200, "[]");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Open pull request");
        assertThat(screen.words()).doesNotContain("is open and holds the migrated files");
        assertThat(posted("/pulls")).isOne();
    }

    @Test
    void an_open_one_that_was_not_shown_is_shown_first() throws IOException {
        ready();
        between.lostBack("POST " + BASE + "/pulls", background::cancel);
        screen.press();
        Path file = project.resolve(FILE);
        String mine = Files.readString(file);
        between.answered("GET " + BASE + "/git/matching-refs/heads/trusted-publishing", 500, "{}");
        Files.writeString(file, mine + "# one line more\n");
        screen.close();

        open();
        screen.go(StepId.RELEASE);
        assertThat(screen.words()).contains("Whether a pull request is open already could not be seen");
        assertThat(screen.primary()).isEqualTo("Open pull request");
        screen.press();
        assertThat(screen.words()).contains("That is not what was shown, so nothing was sent");
        assertThat(gitHub.asked()).noneMatch(a -> a.startsWith("PATCH"));
        assertThat(screen.primary()).isEqualTo("Add to pull request 1");
        screen.press();
        assertThat(screen.words()).contains("The pull request 1 has one commit more");
    }
}
