package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StepResult;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Wanted;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The place Diagnose: the most frequent causes walked through it, and every way in. */
class DiagnosePlaceTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/dev/tokenless/check");

    /** What PyPI says to a job whose values it does not know, with the claims that the official action prints. */
    private static String refusal(String workflow, String environment) {
        return """
            2026-11-19T10:12:01.1Z ##[error]Trusted publishing exchange failure:
            Token request failed: the server refused the request for the following reasons:
            * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
            * `sub`: `repo:octo-org/sample:ref:refs/tags/v1.4.0`
            * `repository`: `octo-org/sample`
            * `repository_owner`: `octo-org`
            * `workflow_ref`: `octo-org/sample/.github/workflows/%1$s@refs/tags/v1.4.0`
            * `job_workflow_ref`: `octo-org/sample/.github/workflows/%1$s@refs/tags/v1.4.0`
            * `ref`: `refs/tags/v1.4.0`
            * `environment`: `%2$s`
            """.formatted(workflow, environment);
    }

    /**
     * The frequent classes of facts/failure-causes.md: the id, an example, what was pasted, whether the program itself can
     * write the fix.
     */
    static Stream<Arguments> frequent() {
        return Stream.of(
                Arguments.of("environment-mismatch", refusal("release.yml", "release"), true),
                Arguments.of("environment-missing-in-job", refusal("release.yml", "MISSING"), true),
                Arguments.of("workflow-filename-mismatch", "", false),
                Arguments.of("workflow-extension-mismatch", "", false),
                Arguments.of(
                        "id-token-permission-missing",
                        "##[error]OpenID Connect token retrieval failed: GitHub: missing or insufficient OIDC token"
                                + " permissions, the ACTIONS_ID_TOKEN_REQUEST_TOKEN environment variable was unset",
                        true),
                Arguments.of("id-token-permission-shadowed", "", true),
                Arguments.of("token-disables-oidc", "", true),
                Arguments.of("reusable-workflow-not-supported", "", false),
                Arguments.of("npm-client-too-old", "", false),
                Arguments.of("repository-url-mismatch", "", false));
    }

    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void frequent(String id, String pasted, boolean written) throws IOException {
        open(example(id));
        diagnose(pasted);
        screen.picture("d-" + id);
        assertThat(screen.words()).contains(id);
        assertThat(answer()).isNotBlank().doesNotContain("Nothing");
        assertThat(labels()).contains("Copy report", "Diagnose another");
        if (written) {
            assertThat(labels()).contains("Show the change", "Write file");
            String before = Screen.on(() -> screen.words());
            press("Write file");
            assertThat(screen.words()).isEqualTo(before);
            press("Show the change");
            screen.picture("d-" + id + "-shown");
            press("Write file");
            screen.picture("d-" + id + "-mended");
            assertThat(screen.words()).doesNotContain(id);
            assertThat(screen.activity()).anyMatch(d -> d.contains("Wrote"));
        }
    }

    @Test
    void differing_characters_are_marked_and_named() throws IOException {
        open(example("environment-mismatch"));
        diagnose(refusal("release.yml", "release"));
        assertThat(Screen.on(() -> screen.scene
                        .getRoot()
                        .lookupAll(".marked-value .differs")
                        .size()))
                .isGreaterThanOrEqualTo(2);
        press("Diagnose another");
        diagnose("");
        assertThat(screen.words()).contains("environment-mismatch");
    }

    @Test
    void beside_a_file_that_could_not_be_read_nobody_says_that_nothing_is_wrong() throws IOException {
        Path project = example("environment-mismatch");
        Files.writeString(project.resolve(".github/workflows/broken.yml"), "on: [push\njobs:\n  a: : b\n");
        open(project);
        diagnose(refusal("release.yml", "release"));
        press("Show the change");
        press("Write file");
        screen.picture("d-mended-unread");
        assertThat(answer()).startsWith("Nothing that could be read says that a release would fail.");
        assertThat(screen.words())
                .contains(".github/workflows/broken.yml could not be read")
                .doesNotContain("Nothing speaks against the next release");
    }

    @Test
    void what_is_not_known_stands_apart_and_fixes_that_are_all_needed_are_called_so() throws IOException {
        Path project = folder.resolve("several");
        Files.createDirectories(project.resolve(".github/workflows"));
        Files.writeString(project.resolve("pyproject.toml"), "[project]\nname = \"sample\"\n");
        Files.writeString(project.resolve("package.json"), "{\"name\": \"@octo-org/sample\"}");
        open(project);
        diagnose("");
        assertThat(answer()).startsWith("There is nothing here to diagnose.");
        assertThat(screen.words()).contains("Not known", "no workflow").doesNotContain("in order");
        Files.writeString(
                project.resolve(".github/workflows/release.yml"),
                "on: {push: {tags: ['v*']}}\npermissions: {}\njobs:\n  py:\n    runs-on: ubuntu-latest\n    steps:\n"
                        + "      - uses: pypa/gh-action-pypi-publish@release/v1\n  js:\n    runs-on: ubuntu-latest\n"
                        + "    steps:\n      - uses: actions/setup-node@v6\n        with: {node-version: 24}\n"
                        + "      - run: npm publish\n");
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        press("Diagnose another");
        diagnose("");
        screen.picture("d-several");
        assertThat(answer()).contains("The same holds for js.");
        assertThat(screen.words())
                .contains("Fixes: all of these are needed", "Not known", "Nobody said which publishers npm holds.")
                .doesNotContain("Fix one side");
    }

    @Test
    void the_publisher_screen_opens_on_the_package_and_the_diagnosis_runs_again_after_it() throws IOException {
        open(example("environment-mismatch"));
        diagnose(refusal("release.yml", "release"));
        press("To Publisher");
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.PUBLISHER);
        assertThat(Screen.on(() -> screen.composition.session().now().place())).isEqualTo(Place.MIGRATION);
        Screen.run(() -> {
            SessionState now = screen.composition.session().now();
            Upload upload = now.upload().orElseThrow();
            TrustedPublisher wanted = Wanted.of(
                            Objects.requireNonNull(now.reading()).inspection().project(), upload)
                    .orElseThrow();
            screen.composition
                    .opening()
                    .knowing(known -> known.with(
                            upload.registry(),
                            upload.packageName(),
                            new KnownPublishers.Held(
                                    List.of(wanted), KnownPublishers.Source.TYPED, Screen.CLOCK.instant())));
        });
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.shows("d-after-publisher", "Nothing speaks against the next release any more.");
    }

    @Test
    void a_file_takes_the_registered_name_and_its_own_again_and_no_way_back_is_left() throws IOException {
        Path project = example("workflow-filename-mismatch", "other-file");
        Path workflows = project.resolve(".github/workflows");
        String text = Files.readString(workflows.resolve("release.yml"));
        open(project);
        diagnose("");
        press("Show the change");
        assertThat(screen.words()).contains("Rename the workflow file to publish.yml");
        press("Write file");
        assertThat(workflows.resolve("release.yml")).doesNotExist();
        assertThat(workflows.resolve("publish.yml")).hasContent(text);
        assertThat(screen.words()).doesNotContain("workflow-filename-mismatch");

        // Another project is open by now, and the deed is still among those that can be undone.
        Path kept = folder.resolve("settings/state/github.com+octo-org+sample.json");
        assertThat(Files.readString(kept)).contains("publish.yml");
        Path other = SampleProject.layOut(folder.resolve("other"));
        Path config = other.resolve(".git/config");
        Files.writeString(config, Files.readString(config).replace("octo-org/", "someone-else/"));
        Screen.run(() -> screen.composition.open(other));
        Screen.run(() -> screen.composition.session().now().deeds().stream()
                .map(Deed::undo)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .run());
        screen.settle();
        assertThat(Files.readString(kept)).doesNotContain("publish.yml");
        assertThat(workflows.resolve("release.yml")).hasContent(text);
        assertThat(workflows.resolve("publish.yml")).doesNotExist();
        assertThat(new WrittenFiles(
                                new MigrationStore(folder.resolve("settings").resolve("state")), Screen.CLOCK)
                        .takeBack(Inspector.inspect(ProjectReader.read(project), null), project))
                .as("what tokenless migration --undo does")
                .isInstanceOf(StepResult.Held.class);
    }

    @Test
    void a_failed_run_of_the_sample_is_picked() throws IOException {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.opening().openSample());
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.shows("d-runs", "What did the failed release say?");
        assertThat(screen.words()).contains("v1.4.0").contains(".github/workflows/release.yml, push of v1.4.0");
        pressRow();
        screen.picture("d-run-picked");
        assertThat(screen.words()).contains("invalid-publisher").contains("release");
        assertThat(labels()).contains("Copy report");
    }

    @Test
    void a_log_file_and_an_archive_are_read_and_tokens_in_them_masked() throws IOException {
        open(example("environment-mismatch"));
        Path log = folder.resolve("job.txt");
        Files.writeString(
                log, refusal("release.yml", "release") + "\npassword: pypi-AgEIcHlwaS5vcmcCJDEyMzQ1Njc4LTkwYWI\n");
        screen.desktop.file = log;
        press("Open log file\u2026");
        assertThat(screen.words()).contains("environment-mismatch").doesNotContain("pypi-AgEIcHlwaS5vcmc");
        press("Diagnose another");

        Path zip = folder.resolve("logs.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("publish/3_Publish.txt"));
            out.write(refusal("release.yml", "release").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        screen.desktop.file = zip;
        press("Open log file\u2026");
        assertThat(screen.words()).contains("environment-mismatch");
        press("Diagnose another");

        screen.desktop.file = folder.resolve("gone.txt");
        press("Open log file\u2026");
        screen.picture("d-file-gone");
        assertThat(screen.words()).contains("The file cannot be read").contains("paste the log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pasted", "file", "archive"})
    void a_log_takes_the_mark_of_a_refused_publisher_back_however_it_came(String way) throws IOException {
        RepositoryId repository = new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
        String key = "pypi/sample";
        MigrationStore store = new MigrationStore(folder.resolve("settings").resolve("state"));
        store.write(
                repository,
                Remembered.NOTHING.with(
                        key,
                        Stage.PUBLISHER_REGISTERED,
                        new Remembered.Mark(Remembered.Kind.SAID, "You said so.", Instant.EPOCH)));
        Path project = example("environment-mismatch");
        Files.deleteIfExists(project.resolve(".github/trusted-publishers.json"));
        open(project);
        String log = refusal("release.yml", "release");
        if (way.equals("pasted")) {
            diagnose(log);
        } else {
            Path file = folder.resolve("log." + way);
            byte[] text = log.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            try (OutputStream out = Files.newOutputStream(file)) {
                if (way.equals("archive")) {
                    try (ZipOutputStream zip = new ZipOutputStream(out)) {
                        zip.putNextEntry(new ZipEntry("publish/3_Publish.txt"));
                        zip.write(text);
                    }
                } else {
                    out.write(text);
                }
            }
            screen.desktop.file = file;
            press("Open log file\u2026");
        }
        assertThat(screen.words()).contains("publisher-not-found");
        assertThat(Screen.on(() ->
                        screen.composition.session().now().kept().remembered().marks(key)))
                .doesNotContainKey(Stage.PUBLISHER_REGISTERED);
        assertThat(((MigrationStore.Read) store.read(repository)).remembered().marks(key))
                .doesNotContainKey(Stage.PUBLISHER_REGISTERED);
    }

    private static Path first(String id) throws IOException {
        try (Stream<Path> list = Files.list(EXAMPLES.resolve(id))) {
            return list.filter(p -> !p.getFileName().toString().startsWith("near"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The example as a repository of its own. */
    private Path example(String id) throws IOException {
        return copied(first(id));
    }

    private Path example(String id, String name) throws IOException {
        return copied(EXAMPLES.resolve(id).resolve(name));
    }

    private Path copied(Path from) throws IOException {
        Path to = folder.resolve("project");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Files.createDirectories(to.resolve(".git"));
        Files.writeString(to.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                to.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://github.com/octo-org/sample.git\n");
        return to;
    }

    private void open(Path project) {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(project));
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
    }

    private void diagnose(String text) {
        Screen.run(() -> screen.find("#text", TextArea.class).setText(text));
        screen.press("diagnoseButton");
    }

    private String answer() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".answer").stream()
                .filter(n -> n.getScene() != null)
                .map(Node::getAccessibleText)
                .collect(Collectors.joining(" ")));
    }

    private List<String> labels() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".button").stream()
                .filter(n -> n instanceof Button b && b.getText() != null)
                .map(n -> ((Button) n).getText())
                .toList());
    }

    private void press(String words) {
        Screen.run(() -> screen.scene.getRoot().lookupAll(".button").stream()
                .filter((Node n) -> n instanceof Button b && words.equals(b.getText()) && !b.isDisabled())
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words))
                .fire());
        screen.settle();
    }

    /** Picks the first failed run. */
    private void pressRow() {
        Screen.run(() -> screen.scene.getRoot().lookupAll("#runs .button").stream()
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
        screen.settle();
    }
}
