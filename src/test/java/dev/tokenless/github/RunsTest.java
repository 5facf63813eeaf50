package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static final String BASE = "/repos/octo-org/sample/actions";
    private static final Runs.Job JOB = new Runs.Job(8, "publish", "failure", List.of(), "");

    private ScriptedGitHub gitHub;
    private Runs runs;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        runs = new Runs(gitHub.session(), "octo-org", "sample");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void failed_runs_and_their_jobs_are_listed() {
        gitHub.on("GET " + BASE + "/runs?status=failure&per_page=30", 200, """
            {"total_count": 1, "workflow_runs": [{"id": 30433642, "name": "Release", "path": ".github/workflows/release.yml@refs/heads/main",
              "display_title": "v1.4.0", "event": "push", "head_branch": "v1.4.0", "head_sha": "abc", "conclusion": "failure",
              "created_at": "2026-01-22T19:33:08Z", "html_url": "https://github.com/octo-org/sample/actions/runs/30433642",
              "referenced_workflows": [{"path": "octo-org/shared/.github/workflows/publish.yml@main", "sha": "x"}]}]}
            """)
                .on("GET " + BASE + "/runs/30433642/jobs?filter=latest&per_page=100", 200, """
                    {"total_count": 1, "jobs": [{"id": 8, "name": "publish", "conclusion": "failure", "html_url": "x",
                      "steps": [{"name": "Publish", "number": 3, "conclusion": "failure"}]}]}
                    """);
        Runs.Run run = done(runs.failed()).getFirst();
        assertThat(run.path()).isEqualTo(".github/workflows/release.yml");
        assertThat(run.called()).containsExactly("octo-org/shared/.github/workflows/publish.yml@main");
        assertThat(done(runs.jobs(run.id())).getFirst().steps())
                .containsExactly(new Runs.Step(3, "Publish", "failure"));
        gitHub.on("GET " + BASE + "/workflows/release.yml/runs?per_page=30", 200, "{\"workflow_runs\":[]}");
        assertThat(done(runs.ofWorkflow("release.yml"))).isEmpty();
    }

    @Test
    void a_log_comes_from_the_storage_without_the_token() throws IOException, InterruptedException {
        try (MockWebServer storage = Undelayed.server()) {
            storage.start();
            storage.enqueue(new MockResponse.Builder()
                    .code(200)
                    .body("2026-01-01T00:00:00Z ##[error]boom")
                    .build());
            gitHub.on(
                    "GET " + BASE + "/jobs/8/logs",
                    new MockResponse.Builder()
                            .code(302)
                            .addHeader("Location", storage.url("/log?sig=x").toString())
                            .build());
            assertThat(done(runs.log(JOB)).text()).endsWith("boom");
            assertThat(storage.takeRequest().getHeaders().get("Authorization")).isNull();
        }
    }

    @Test
    void the_archive_of_a_run_is_unpacked_in_memory() throws IOException {
        byte[] zip = zip(Map.of("publish/3_Publish.txt", "boom", "../../evil.txt", "harmless"));
        gitHub.on(
                        "GET " + BASE + "/runs/1/logs",
                        new MockResponse.Builder()
                                .code(200)
                                .body(new Buffer().write(zip))
                                .build())
                .on("GET " + BASE + "/runs/2/logs", 200, "no zip")
                .on("GET " + BASE + "/runs/3/logs", 410, "{\"message\":\"Gone\"}");
        assertThat(done(runs.logs(1))).extracting(Runs.Log::text).containsExactlyInAnyOrder("boom", "harmless");
        assertThat(trouble(runs.logs(2))).isInstanceOf(Trouble.Garbled.class);
        assertThat(trouble(runs.logs(3)).sentence()).contains("no longer");
        assertThat(trouble(runs.logs(4)).sentence()).contains("no longer, or the token may not see it");
    }

    @Test
    void an_archive_that_unpacks_to_too_much_is_refused() throws IOException {
        assertThat(LogArchive.read(zip(Map.of("bomb", "0".repeat(17 * 1024 * 1024)))))
                .isEmpty();
        byte[] cut = zip(Map.of("a", "text".repeat(1000)));
        assertThat(LogArchive.read(java.util.Arrays.copyOf(cut, cut.length / 2)))
                .isEmpty();
        assertThat(LogArchive.read(new byte[0])).isEmpty();
    }

    @Test
    void a_workflow_is_started_by_a_request_that_was_shown() {
        gitHub.on("POST " + BASE + "/workflows/release.yml/dispatches", 204, "");
        var request = runs.dispatch("release.yml", "main", Map.of("preflight", "true"));
        assertThat(request.shown()).contains("{\"ref\":\"main\",\"inputs\":{\"preflight\":\"true\"}}");
        assertThat(done(runs.start(request))).isTrue();
    }
}
