package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {
    private static final String BASE = "/repos/octo-org/sample";
    private static final String FILE = ".github/workflows/release.yml";
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
    private static final String PLAIN = """
        on:
          push: {tags: ["v*"]}
        jobs:
          publish:
            runs-on: ubuntu-latest
            environment: pypi
            permissions: {id-token: write}
            steps:
              - uses: pypa/gh-action-pypi-publish@release/v1
        """;
    private static final String WORKFLOW = """
        on:
          push: {tags: ["v*"]}
          workflow_dispatch:
            inputs:
              preflight: {type: boolean, default: true}
        jobs:
          publish:
            name: Publish sample to PyPI
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
    private static final String BELIEVED = """
        2026-03-01T10:00:00.1Z ##[group]Run jwt="$(curl)"
        2026-03-01T10:00:00.1Z \u001b[36;1mecho "pypi.org believes this job. The token that it minted is not used and expires."\u001b[0m
        2026-03-01T10:00:00.1Z ##[endgroup]
        2026-03-01T10:00:01.2Z pypi.org believes this job. The token that it minted is not used and expires.
        """;

    private final Http http = new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {}));
    private ScriptedGitHub gitHub;
    private GitHubSession session;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        session = new GitHubSession(http, GitHubAddress.at(gitHub.base()), Secret.of(ScriptedGitHub.FINE));
        gitHub.on("GET " + BASE, 200, ScriptedGitHub.repository("octo-org", "sample"));
    }

    @AfterEach
    void stop() {
        gitHub.close();
        http.close();
    }

    private static Inspection inspect(String workflow) {
        MemoryTree tree = new MemoryTree(
                Map.of(FILE, workflow, "pyproject.toml", "[project]\nname = \"sample\"\nversion = \"1.0\"\n"));
        return Inspector.inspect(ProjectReader.read(tree, "sample", REPOSITORY), null);
    }

    private static PreflightOffer offer(String workflow) {
        Inspection inspection = inspect(workflow);
        return PreflightOffer.of(inspection, inspection.jobs().getFirst().job());
    }

    private static Preflight preflight() {
        return (Preflight) offer(WORKFLOW);
    }

    /** A branch at GitHub with one file. */
    private void branch(String ref, String text) {
        String sha = Integer.toHexString(ref.hashCode()).repeat(40).substring(0, 40);
        gitHub.on("GET " + BASE + "/git/trees/" + ref + "?recursive=1", 200, """
            {"tree": [{"path": "%s", "type": "blob", "mode": "100644", "sha": "%s"}], "truncated": false}
            """.formatted(FILE, sha))
                .on("GET " + BASE + "/git/blobs/" + sha, 200, """
                    {"encoding": "base64", "content": "%s"}
                    """.formatted(java.util.Base64.getEncoder()
                        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    private PreflightStart plan() {
        return ((Outcome.Done<PreflightStart>)
                        PreflightStart.plan(session, REPOSITORY, preflight(), "trusted-publishing"))
                .value();
    }

    @Test
    void a_workflow_offers_its_preflight_only_where_every_upload_is_passed_over() {
        assertThat(preflight().steps()).containsExactly("Preflight with PyPI");
        assertThat(preflight().environment()).isEqualTo("pypi");
        assertThat(preflight().jobName()).isEqualTo("Publish sample to PyPI");
        assertThat(offer(PLAIN)).isInstanceOf(PreflightOffer.None.class);
        String uploads = WORKFLOW.replace("        if: ${{ !inputs.preflight }}\n", "");
        assertThat(offer(uploads))
                .isInstanceOfSatisfying(
                        PreflightOffer.Unsafe.class,
                        unsafe -> assertThat(unsafe.sentence()).contains("publish uploads in a preflight, too"));
        String or = WORKFLOW.replace("!inputs.preflight }}", "!inputs.preflight || github.actor == 'x' }}");
        assertThat(offer(or)).isInstanceOf(PreflightOffer.Unsafe.class);
    }

    @Test
    void it_is_started_on_the_default_branch_where_that_holds_it() {
        branch("main", WORKFLOW);
        gitHub.on("GET " + BASE + "/environments/pypi", 200, """
            {"name": "pypi", "protection_rules": [], "deployment_branch_policy": null}
            """);
        assertThat(plan()).isInstanceOfSatisfying(PreflightStart.Ready.class, ready -> {
            assertThat(ready.ref()).isEqualTo("main");
            assertThat(ready.notes()).isEmpty();
            assertThat(ready.blocked()).isFalse();
            assertThat(ready.request().shown())
                    .contains("/actions/workflows/release.yml/dispatches")
                    .contains("{\"ref\":\"main\",\"inputs\":{\"preflight\":\"true\"}}");
        });
        assertThat(gitHub.asked).allMatch(a -> a.startsWith("GET"));
    }

    @Test
    void it_is_started_on_the_branch_where_the_default_branch_holds_the_file_without_it() {
        branch("main", PLAIN);
        branch("trusted-publishing", WORKFLOW);
        gitHub.on("GET " + BASE + "/environments/pypi", 200, """
            {"name": "pypi", "protection_rules": [{"type": "required_reviewers", "reviewers": [
               {"type": "User", "reviewer": {"id": 1, "login": "octocat"}}]}],
             "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}}
            """)
                .on("GET " + BASE + "/environments/pypi/deployment-branch-policies?per_page=100", 200, """
                    {"branch_policies": [{"name": "v*", "type": "tag"}]}
                    """);
        assertThat(plan()).isInstanceOfSatisfying(PreflightStart.Ready.class, ready -> {
            assertThat(ready.ref()).isEqualTo("trusted-publishing");
            assertThat(ready.blocked()).isTrue();
            assertThat(String.join(" ", ready.notes()))
                    .contains("main holds release.yml without the preflight")
                    .contains("would be refused")
                    .contains("waits until a reviewer");
        });
    }

    @Test
    void what_github_cannot_start_yet_names_what_comes_first() {
        gitHub.on("GET " + BASE + "/git/trees/main?recursive=1", 200, "{\"tree\": [], \"truncated\": false}");
        assertThat(plan())
                .isInstanceOfSatisfying(
                        PreflightStart.NotYet.class,
                        not -> assertThat(not.sentence())
                                .contains("only when its file is on the default branch")
                                .contains("Merge the pull request first"));
    }

    @Test
    void where_neither_branch_holds_it_it_is_to_be_pushed_first() {
        branch("main", PLAIN);
        assertThat(plan())
                .isInstanceOfSatisfying(
                        PreflightStart.NotYet.class,
                        not -> assertThat(not.sentence())
                                .contains("neither main nor trusted-publishing")
                                .contains("Push it first"));
    }

    /** A run that was started by hand; its step and its end as GitHub writes them. */
    private void run(String conclusion, String step, String ended) {
        String quoted = ended.isEmpty() ? "null" : "\"" + ended + "\"";
        gitHub.on(
                        "GET " + BASE + "/actions/workflows/release.yml/runs?event=workflow_dispatch&per_page=10",
                        200,
                        """
                        {"workflow_runs": [{"id": 7, "path": "%s", "event": "workflow_dispatch", "head_branch": "main",
                          "head_sha": "abc", "conclusion": %s, "html_url": "https://github.example/runs/7"}]}
                        """.formatted(FILE, conclusion.isEmpty() ? "null" : "\"" + conclusion + "\""))
                .on("GET " + BASE + "/actions/runs/7/jobs?filter=latest&per_page=100", 200, """
                    {"jobs": [
                      {"id": 70, "name": "Publish other to PyPI", "steps": [{"name": "Preflight with PyPI", "number": 2, "conclusion": "failure"}]},
                      {"id": 71, "name": "Publish sample to PyPI", "conclusion": %s,
                       "steps": [{"name": "%s", "number": 2, "conclusion": %s}]}]}
                    """.formatted(
                                quoted, step, quoted));
    }

    private Optional<Observed.Preflown> newest() {
        Repositories.Facts facts =
                ((Outcome.Done<Repositories.Facts>) new Repositories(session).facts("octo-org", "sample")).value();
        return ((Outcome.Done<Optional<Observed.Preflown>>) new PreflightRuns(session, facts).newest(preflight()))
                .value();
    }

    @Test
    void the_words_of_the_step_in_the_log_prove_it() {
        run("success", "Preflight with PyPI", "success");
        branch("abc", WORKFLOW);
        gitHub.on("GET " + BASE + "/actions/jobs/71/logs", 200, BELIEVED);
        assertThat(newest()).hasValueSatisfying(flown -> {
            assertThat(flown.flight()).isEqualTo(Observed.Flight.PROVED);
            assertThat(flown.sentence()).contains("main").contains("https://github.example/runs/7");
        });
    }

    @Test
    void a_step_that_made_no_exchange_proves_nothing() {
        run("success", "Preflight with PyPI", "success");
        branch("abc", WORKFLOW);
        String script = BELIEVED.lines().limit(3).reduce("", (a, b) -> a + b + "\n");
        gitHub.on(
                "GET " + BASE + "/actions/jobs/71/logs",
                200,
                script
                        + "2026-03-01T10:00:01.2Z sample does not exist at pypi.org yet: an exchange would create it,"
                        + " so none is made.\n");
        assertThat(newest()).hasValueSatisfying(flown -> {
            assertThat(flown.flight()).isEqualTo(Observed.Flight.PROVES_NOTHING);
            assertThat(flown.sentence()).contains("no exchange");
        });
    }

    @Test
    void the_script_alone_is_not_taken_for_its_words_and_a_lost_log_is_said() {
        run("success", "Preflight with PyPI", "success");
        branch("abc", WORKFLOW);
        String script = BELIEVED.lines().limit(3).reduce("", (a, b) -> a + b + "\n");
        gitHub.on("GET " + BASE + "/actions/jobs/71/logs", 200, script)
                .on("GET " + BASE + "/actions/jobs/71/logs", 410, "{}");
        assertThat(newest().orElseThrow().sentence()).contains("does not say that the registry believed");
        assertThat(newest().orElseThrow().sentence()).contains("could not be read");
    }

    @Test
    void a_preflight_in_another_environment_proves_nothing_of_this_one() {
        run("success", "Preflight with PyPI", "success");
        branch("abc", WORKFLOW.replace("environment: pypi", "environment: release"));
        gitHub.on("GET " + BASE + "/actions/jobs/71/logs", 200, BELIEVED);
        assertThat(newest().orElseThrow().flight()).isEqualTo(Observed.Flight.PROVES_NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"failure, failure, FAILED", "failure, cancelled, FAILED", "'', '', GOES_ON"})
    void a_preflight_that_failed_or_goes_on_is_told(String conclusion, String ended, Observed.Flight flight) {
        run(conclusion, "Preflight with PyPI", ended);
        assertThat(newest().orElseThrow().flight()).isEqualTo(flight);
    }

    @Test
    void a_release_that_was_started_by_hand_is_no_preflight() {
        run("success", "Preflight with PyPI", "skipped");
        Preflight other = new Preflight(FILE, "publish", "Publish sample to PyPI", List.of("Preflight with npm"), null);
        Repositories.Facts facts =
                ((Outcome.Done<Repositories.Facts>) new Repositories(session).facts("octo-org", "sample")).value();
        assertThat(((Outcome.Done<Optional<Observed.Preflown>>) new PreflightRuns(session, facts).newest(other))
                        .value())
                .isEmpty();
    }

    @Test
    void a_proved_preflight_is_the_test_release_until_the_job_is_another() {
        run("success", "Preflight with PyPI", "success");
        branch("main", WORKFLOW);
        branch("abc", WORKFLOW);
        gitHub.on("GET " + BASE + "/actions/jobs/71/logs", 200, BELIEVED);
        Inspection inspection = inspect(WORKFLOW);
        Lookout lookout = new Lookout(inspection, new RegistryServices(http, Map.of()), session);
        Observed observed = lookout.look(RegistryId.PYPI, "sample").observed();
        Remembered kept = MigrationPlan.remembering(
                inspection, RegistryId.PYPI, "sample", Remembered.NOTHING, observed, Instant.EPOCH);
        StageState now = MigrationPlan.of(inspection, RegistryId.PYPI, "sample", kept, Observed.NOTHING)
                .state(Stage.TEST_RELEASE);
        assertThat(now).isInstanceOf(StageState.Done.class);
        assertThat(now.sentence()).contains("believed the job").contains("runs/7");

        Inspection other = inspect(WORKFLOW.replace("environment: pypi", "environment: release"));
        assertThat(MigrationPlan.of(other, RegistryId.PYPI, "sample", kept, Observed.NOTHING)
                        .state(Stage.TEST_RELEASE)
                        .passed())
                .isFalse();
        Observed failed = Observed.NOTHING.preflown(new Observed.Preflown(Observed.Flight.FAILED, "It failed."));
        assertThat(MigrationPlan.of(inspection, RegistryId.PYPI, "sample", kept, failed)
                        .state(Stage.TEST_RELEASE)
                        .passed())
                .isFalse();
        assertThat(List.of(kept.toString())).noneMatch(text -> text.contains(ScriptedGitHub.FINE));
    }
}
