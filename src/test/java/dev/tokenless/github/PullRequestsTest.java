package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestsTest {
    private static final String R = "/repos/octo-org/sample";
    private static final String BASE = "b".repeat(40);
    private static final String TREE = "c".repeat(40);
    private static final String NEW_TREE = "d".repeat(40);
    private static final String COMMIT = "e".repeat(40);
    private static final String FILE = ".github/workflows/release.yml";

    private ScriptedGitHub gitHub;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        gitHub.on("GET " + R, 200, ScriptedGitHub.repository("octo-org", "sample"))
                .on(
                        "GET " + R + "/git/ref/heads/main",
                        200,
                        "{\"ref\":\"refs/heads/main\",\"object\":{\"type\":\"commit\",\"sha\":\"" + BASE + "\"}}")
                .on(
                        "GET " + R + "/git/commits/" + BASE,
                        200,
                        "{\"sha\":\"" + BASE + "\",\"tree\":{\"sha\":\"" + TREE + "\"}}");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private void fileIs(String text) {
        gitHub.on("GET " + R + "/contents/" + FILE + "?ref=" + BASE, 200, text);
    }

    private void all() {
        fileIs("old\r\n");
        gitHub.on("POST " + R + "/git/trees", 201, "{\"sha\":\"" + NEW_TREE + "\"}")
                .on("POST " + R + "/git/commits", 201, "{\"sha\":\"" + COMMIT + "\"}")
                .on(
                        "POST " + R + "/pulls",
                        201,
                        "{\"number\":12,\"html_url\":\"https://github.com/octo-org/sample/pull/12\"}");
    }

    private Outcome<PullRequests.Result> open(@Nullable String token) {
        return new PullRequests(gitHub.session(token), "octo-org", "sample")
                .open(new PullRequests.Wanted(
                        "trusted-publishing",
                        "Publish without tokens",
                        "the runbook",
                        "Publish by identity",
                        List.of(new PullRequests.Change(FILE, "old\r\n", "new\r\n")),
                        false));
    }

    @Test
    void one_commit_on_a_new_branch_and_a_pull_request() {
        all();
        gitHub.on("POST " + R + "/git/refs", 422, "{\"message\":\"Reference already exists\"}")
                .on("POST " + R + "/git/refs", 201, "{\"ref\":\"refs/heads/trusted-publishing-2\"}");
        assertThat(done(open(ScriptedGitHub.FINE)))
                .isEqualTo(new PullRequests.Opened(
                        12, "https://github.com/octo-org/sample/pull/12", "trusted-publishing-2"));
        assertThat(gitHub.body("POST " + R + "/git/trees"))
                .contains("\"base_tree\":\"" + TREE + "\"")
                .contains("\"content\":\"new\\r\\n\"")
                .contains(FILE);
        assertThat(gitHub.body("POST " + R + "/git/commits")).contains(BASE).contains("Publish by identity");
        assertThat(gitHub.body("POST " + R + "/pulls"))
                .contains("\"head\":\"trusted-publishing-2\"")
                .contains("\"base\":\"main\"");
    }

    @Test
    void a_renamed_file_leaves_its_old_name_in_the_same_commit() {
        all();
        String renamed = FILE.replace("release", "publish");
        gitHub.on("GET " + R + "/contents/" + renamed + "?ref=" + BASE, 404, "{\"message\":\"Not Found\"}")
                .on("POST " + R + "/git/refs", 201, "{\"ref\":\"refs/heads/b\"}");

        assertThat(done(new PullRequests(gitHub.session(ScriptedGitHub.FINE), "octo-org", "sample")
                        .open(new PullRequests.Wanted(
                                "b",
                                "t",
                                "b",
                                "m",
                                List.of(
                                        new PullRequests.Change(renamed, null, "old\r\n"),
                                        new PullRequests.Change(FILE, "old\r\n", "", true)),
                                false))))
                .isInstanceOf(PullRequests.Opened.class);
        assertThat(gitHub.body("POST " + R + "/git/trees"))
                .contains("\"content\":\"old\\r\\n\"")
                .contains("\"path\":\"" + FILE + "\",\"mode\":\"100644\",\"type\":\"blob\",\"sha\":null");
    }

    @Test
    void a_missing_workflow_scope_is_recognised_before_and_behind_a_not_found() {
        all();
        gitHub.on("POST " + R + "/git/refs", 404, "{\"message\":\"Not Found\"}");
        assertThat(trouble(open(ScriptedGitHub.FINE))).isInstanceOf(Trouble.MissingWorkflowScope.class);
        assertThat(trouble(open(ScriptedGitHub.FINE)).sentence()).contains("Workflows: Read and write");
    }

    @Test
    void known_scopes_stop_it_before_anything_is_written() throws IOException {
        try (ScriptedGitHub scoped = new ScriptedGitHub()) {
            scoped.on(
                    "GET " + R,
                    ScriptedGitHub.json(200, ScriptedGitHub.repository("octo-org", "sample"))
                            .addHeader("X-OAuth-Scopes", "repo")
                            .build());
            Outcome<PullRequests.Result> outcome = new PullRequests(
                            scoped.session(ScriptedGitHub.CLASSIC), "octo-org", "sample")
                    .open(new PullRequests.Wanted(
                            "b", "t", "b", "m", List.of(new PullRequests.Change(FILE, null, "x")), false));
            assertThat(trouble(outcome).sentence()).contains("the scope “workflow”");
            assertThat(scoped.asked).allMatch(a -> a.startsWith("GET "));
        }
    }

    @Test
    void a_file_that_changed_meanwhile_is_not_overwritten() {
        fileIs("somebody else's");
        assertThat(trouble(open(ScriptedGitHub.FINE)).sentence()).contains("Pull the newest state");
        assertThat(gitHub.asked).allMatch(a -> a.startsWith("GET "));
    }

    @Test
    void a_branch_without_a_pull_request_says_where_to_open_it() {
        fileIs("old\r\n");
        gitHub.on("POST " + R + "/git/trees", 201, "{\"sha\":\"" + NEW_TREE + "\"}")
                .on("POST " + R + "/git/commits", 201, "{\"sha\":\"" + COMMIT + "\"}")
                .on("POST " + R + "/git/refs", 201, "{}")
                .on("POST " + R + "/pulls", 403, "{\"message\":\"Resource not accessible by personal access token\"}");
        assertThat(done(open(ScriptedGitHub.FINE))).isInstanceOfSatisfying(PullRequests.BranchOnly.class, only -> {
            assertThat(only.page())
                    .isEqualTo(gitHub.base() + "/octo-org/sample/compare/main...trusted-publishing?expand=1");
            assertThat(only.trouble().sentence()).contains("Pull requests: Read and write");
        });
    }

    @Test
    void archived_and_foreign_repositories_are_refused_early() throws IOException {
        for (String[] change : new String[][] {
            {"\"archived\": false", "\"archived\": true", "archived"},
            {"\"push\": true", "\"push\": false", "push a branch"}
        }) {
            try (ScriptedGitHub other = new ScriptedGitHub()) {
                other.on(
                        "GET " + R,
                        200,
                        ScriptedGitHub.repository("octo-org", "sample").replace(change[0], change[1]));
                Outcome<PullRequests.Result> outcome = new PullRequests(other.session(), "octo-org", "sample")
                        .open(new PullRequests.Wanted(
                                "b", "t", "b", "m", List.of(new PullRequests.Change("a", null, "x")), false));
                assertThat(trouble(outcome).sentence()).contains(change[2]);
            }
        }
    }

    @Test
    void how_it_stands_is_told() {
        gitHub.on("GET " + R + "/pulls/1", 200, "{\"state\":\"open\",\"merged\":false}")
                .on("GET " + R + "/pulls/2", 200, "{\"state\":\"closed\",\"merged\":true}")
                .on("GET " + R + "/pulls/3", 200, "{\"state\":\"closed\",\"merged\":false}")
                .on(
                        "GET " + R + "/pulls?state=open&head=octo-org%3Atp&per_page=100",
                        200,
                        "[{\"number\":4,\"html_url\":\"u\"}]");
        PullRequests pulls = new PullRequests(gitHub.session(), "octo-org", "sample");
        assertThat(done(pulls.state(1))).isEqualTo(PullRequests.State.OPEN);
        assertThat(done(pulls.state(2))).isEqualTo(PullRequests.State.MERGED);
        assertThat(done(pulls.state(3))).isEqualTo(PullRequests.State.CLOSED);
        assertThat(done(pulls.ofBranch("tp"))).contains(new PullRequests.Opened(4, "u", "tp"));
    }
}
