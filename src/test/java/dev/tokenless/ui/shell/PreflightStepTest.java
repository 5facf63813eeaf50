package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The preflight in the step Release: shown, sent by a second press, recorded, and recognised once it has passed. */
class PreflightStepTest {
    private static final String BASE = "/repos/octo-org/sampleproject";
    private static final String FILE = ".github/workflows/release.yml";
    private static final String DISPATCH = "POST " + BASE + "/actions/workflows/release.yml/dispatches";
    private static final String WORKFLOW = """
        on:
          push: {tags: ["v*"]}
          workflow_dispatch:
            inputs:
              preflight: {type: boolean, default: true}
        jobs:
          publish:
            runs-on: ubuntu-latest
            environment: pypi
            permissions: {id-token: write}
            steps:
              - name: Preflight with PyPI
                if: ${{ inputs.preflight }}
                run: ./exchange
              - uses: pypa/gh-action-pypi-publish@release/v1
                if: ${{ !inputs.preflight }}
        """;

    @TempDir
    Path folder;

    private ScriptedGitHub gitHub;
    private Sandbox sandbox;
    private Path project;
    private Screen screen;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        gitHub.on("GET /user", 200, "{\"login\": \"octocat\", \"id\": 1}")
                .on("GET " + BASE, 200, ScriptedGitHub.repository("octo-org", "sampleproject"))
                .on("GET " + BASE + "/environments/pypi", 200, """
                    {"name": "pypi", "protection_rules": [], "deployment_branch_policy": null}
                    """);
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.PYPI, "sampleproject");
        project = Scenery.of(
                folder.resolve("project"),
                "sampleproject",
                Map.of(
                        FILE,
                        WORKFLOW,
                        "pyproject.toml",
                        "[project]\nname = \"sampleproject\"\nversion = \"1.4.0\"\n",
                        ".github/trusted-publishers.json",
                        """
                        [{"registry": "pypi", "project": "sampleproject", "provider": "github", "owner": "octo-org",
                          "repository": "sampleproject", "workflow": "release.yml", "environment": "pypi"}]
                        """));
    }

    @AfterEach
    void close() {
        screen.close();
        gitHub.close();
        sandbox.close();
    }

    private void open() {
        screen = Screen.open(
                folder.resolve("settings"),
                Settings.Theme.LIGHT,
                Screen.ground(
                        gitHub.base(),
                        Map.of("GH_TOKEN", ScriptedGitHub.FINE),
                        folder,
                        Map.of(RegistryId.PYPI, sandbox.url(RegistryId.PYPI).toString())));
        Screen.run(() -> screen.composition.open(project));
        Screen.run(() -> screen.composition.gitHub().useVariable());
        screen.go(StepId.RELEASE);
    }

    private void branch(String ref, String text) {
        gitHub.on("GET " + BASE + "/git/trees/" + ref + "?recursive=1", 200, """
            {"tree": [{"path": "%s", "type": "blob", "mode": "100644", "sha": "%s"}], "truncated": false}
            """.formatted(FILE, sha(ref)))
                .on("GET " + BASE + "/git/blobs/" + sha(ref), 200, """
                    {"encoding": "base64", "content": "%s"}
                    """.formatted(
                                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String sha(String ref) {
        return Integer.toHexString(ref.hashCode()).repeat(40).substring(0, 40);
    }

    /** The run that GitHub made of it, ended well. */
    private void passed() {
        gitHub.on(
                        "GET " + BASE + "/actions/workflows/release.yml/runs?event=workflow_dispatch&per_page=10",
                        200,
                        """
                        {"workflow_runs": [{"id": 7, "path": "%s", "event": "workflow_dispatch", "head_branch": "main",
                          "head_sha": "main", "conclusion": "success", "html_url": "https://github.example/runs/7"}]}
                        """.formatted(FILE))
                .on("GET " + BASE + "/actions/runs/7/jobs?filter=latest&per_page=100", 200, """
                    {"jobs": [{"id": 71, "name": "publish", "conclusion": "success",
                       "steps": [{"name": "Preflight with PyPI", "number": 2, "conclusion": "success"}]}]}
                    """)
                .on("GET " + BASE + "/actions/jobs/71/logs", 200, """
                    2026-03-01T10:00:01.2Z pypi.org believes this job. The token that it minted is not used and expires.
                    """);
    }

    private long sent() {
        return gitHub.asked.stream().filter(DISPATCH::equals).count();
    }

    @Test
    void it_is_shown_then_sent_once_recorded_and_recognised_when_it_has_passed() throws IOException {
        branch("main", WORKFLOW);
        gitHub.on(DISPATCH, 204, "");
        open();
        screen.pressWords("Preflight\u2026");
        screen.picture("r-preflight-shown");
        assertThat(sent()).isZero();
        assertThat(screen.words())
                .contains("Request to GitHub, not sent yet")
                .contains("POST " + gitHub.base() + BASE + "/actions/workflows/release.yml/dispatches")
                .contains("\"ref\" : \"main\"")
                .contains("\"preflight\" : \"true\"")
                .contains("Runs release.yml as it stands on the branch main.")
                .doesNotContain(ScriptedGitHub.FINE);
        assertThat(screen.primary()).isEqualTo("Start the preflight");
        screen.pressWords("Not now");
        assertThat(screen.words()).doesNotContain("Request to GitHub, not sent yet");
        assertThat(sent()).isZero();

        screen.pressWords("Preflight\u2026");
        screen.press();
        assertThat(sent()).isOne();
        assertThat(gitHub.body(DISPATCH)).isEqualTo("{\"ref\":\"main\",\"inputs\":{\"preflight\":\"true\"}}");
        assertThat(screen.activity()).first().asString().contains("was started on main");
        assertThat(screen.words()).contains("It takes some minutes: then press Look again.");
        assertThat(screen.primary()).isNotEqualTo("Start the preflight");
        screen.picture("r-preflight-started");

        passed();
        screen.pressWords("Look again");
        screen.picture("r-preflight-passed");
        assertThat(screen.words())
                .contains("The registry believed the job: the preflight on main, https://github.example/runs/7.");
        screen.close();
        try (var files = Files.walk(folder.resolve("settings"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(Files.readString(f)).doesNotContain(ScriptedGitHub.FINE));
        }

        open();
        assertThat(screen.words()).contains("The registry believed the job");
        screen.close();
        Files.writeString(project.resolve(FILE), WORKFLOW.replace("environment: pypi", "environment: release"));
        open();
        assertThat(screen.words()).doesNotContain("The registry believed the job");
    }

    @Test
    void what_lies_on_the_branch_of_the_pull_request_alone_is_started_there() {
        branch("main", "on: push\njobs: {}\n");
        branch("trusted-publishing", WORKFLOW);
        open();
        screen.pressWords("Preflight\u2026");
        assertThat(screen.words())
                .contains("\"ref\" : \"trusted-publishing\"")
                .contains("main holds release.yml without the preflight");
    }

    @Test
    void what_github_cannot_start_yet_says_what_comes_first_and_sends_nothing() {
        gitHub.on("GET " + BASE + "/git/trees/main?recursive=1", 200, "{\"tree\": [], \"truncated\": false}");
        open();
        screen.pressWords("Preflight\u2026");
        assertThat(screen.words())
                .contains("only when its file is on the default branch")
                .contains("Merge the pull request first");
        assertThat(screen.primary()).isNotEqualTo("Start the preflight");
        assertThat(sent()).isZero();
    }

    @Test
    void a_branch_that_the_environment_would_refuse_is_not_started_in_vain() throws IOException {
        branch("main", WORKFLOW);
        gitHub.answer("GET " + BASE + "/environments/pypi", """
            {"name": "pypi", "protection_rules": [],
             "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}}
            """);
        gitHub.on("GET " + BASE + "/environments/pypi/deployment-branch-policies?per_page=100", 200, """
            {"branch_policies": [{"name": "v*", "type": "tag"}]}
            """);
        open();
        screen.pressWords("Preflight\u2026");
        screen.picture("r-preflight-blocked");
        assertThat(screen.words()).contains("The run would be refused").contains("No branch rule");
        screen.press();
        assertThat(sent()).isZero();
    }

    @Test
    void cancelled_questions_and_requests_leave_no_half_state_and_the_next_press_works() {
        branch("main", WORKFLOW);
        gitHub.on(DISPATCH, 204, "");
        Later later = new Later();
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(
                        gitHub.base(),
                        Map.of("GH_TOKEN", ScriptedGitHub.FINE),
                        folder,
                        Map.of(RegistryId.PYPI, sandbox.url(RegistryId.PYPI).toString())),
                later,
                SecondFactor.none());
        Screen.run(() -> screen.composition.open(project));
        later.all();
        Screen.run(() -> screen.composition.gitHub().useVariable());
        later.all();
        screen.go(StepId.RELEASE);
        later.all();
        screen.settle();

        screen.pressWords("Preflight\u2026");
        assertThat(later.waiting()).containsExactly("Looking up the preflight of release.yml");
        later.cancel();
        screen.settle();
        assertThat(screen.words()).doesNotContain("Request to GitHub, not sent yet");
        screen.pressWords("Preflight\u2026");
        later.all();
        screen.settle();
        assertThat(screen.primary()).isEqualTo("Start the preflight");
        screen.press();
        screen.press();
        assertThat(later.waiting()).containsExactly("Starting the preflight of release.yml");
        later.cancel();
        screen.settle();
        assertThat(sent()).isZero();
        assertThat(screen.primary()).isEqualTo("Start the preflight");
        screen.press();
        screen.go(StepId.RETIRE);
        screen.go(StepId.RELEASE);
        later.all();
        screen.settle();
        assertThat(sent()).isOne();
        assertThat(screen.activity())
                .filteredOn(d -> d.contains("was started on main"))
                .hasSize(1);
        screen.pressWords("Look again");
        later.cancel();
        screen.settle();
        assertThat(screen.words()).doesNotContain("Looking for sampleproject");
        assertThat(screen.buttons()).contains("Look again");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 'Bad credentials', does not accept the token",
        "403, 'Resource not accessible by personal access token', Actions: Read and write",
        "404, 'Not Found', the workflow",
        "422, 'No ref found for: main', No ref found for: main",
        "500, 'oops', 500"
    })
    void a_refused_start_is_a_sentence_and_can_be_tried_again(int status, String message, String sentence) {
        branch("main", WORKFLOW);
        gitHub.on(DISPATCH, status, "{\"message\": \"%s\"}".formatted(message)).on(DISPATCH, 204, "");
        open();
        screen.pressWords("Preflight\u2026");
        screen.press();
        assertThat(screen.words()).contains(sentence).contains("Request to GitHub, not sent yet");
        assertThat(screen.activity()).noneMatch(d -> d.contains("was started on"));
        assertThat(screen.primary()).isEqualTo("Start the preflight");
        screen.press();
        assertThat(screen.activity()).first().asString().contains("was started on main");
    }

    @Test
    void where_git_hub_has_had_enough_the_start_is_held_back() {
        branch("main", WORKFLOW);
        gitHub.on(DISPATCH, 429, "{\"message\": \"slow down\"}").on(DISPATCH, 204, "");
        open();
        screen.pressWords("Preflight\u2026");
        screen.press();
        assertThat(screen.words()).contains("GitHub answers no more requests for now");
        assertThat(screen.primary()).isEqualTo("Start the preflight");
        screen.press();
        assertThat(screen.words()).contains("GitHub answers no more requests for now");
        assertThat(screen.activity()).noneMatch(d -> d.contains("was started on"));
    }
}
