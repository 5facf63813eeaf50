package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.github.OpenPullRequests.Standing;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.PullRequests.Change;
import dev.tokenless.github.PullRequests.Wanted;
import dev.tokenless.github.RememberingGitHub;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pull request that is open already: what its branch lacks is shown, then added as one commit, or it is said why not. */
class PullRequestStepTest {
    private static final String FILE = ".github/workflows/release.yml";
    private static final String OTHER = ".github/workflows/crate.yml";
    private static final String BRANCH = "trusted-publishing";
    private static final Wanted WANTED = new Wanted(
            BRANCH,
            "title",
            "body",
            "message",
            List.of(new Change(FILE, "old\n", "new\n"), new Change(OTHER, "token\n", "identity\n")),
            false);

    private final Http http = new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {}));
    private RememberingGitHub gitHub;
    private GitHubSession session;

    @BeforeEach
    void start() throws IOException {
        gitHub = new RememberingGitHub();
        gitHub.holding(Map.of(FILE, "old\n", OTHER, "token\n"));
        session = new GitHubSession(http, GitHubAddress.at(gitHub.url()), Secret.of(RememberingGitHub.TOKEN));
    }

    @AfterEach
    void stop() {
        http.close();
        gitHub.close();
    }

    /** A pull request is open whose branch holds the first file only. */
    private void isOpenOn(String branch) {
        gitHub.push(branch, Map.of(FILE, "new\n", OTHER, "token\n"));
        gitHub.pulls.add(branch);
    }

    private Standing looked() {
        Outcome<Optional<Standing>> outcome = new OpenPullRequests(session, "octo-org", "sample").look(WANTED);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Optional<Standing>>) outcome).value().orElseThrow();
    }

    private StepResult take(@Nullable Standing shown) {
        return new PullRequestStep(session, new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"))
                .take(WANTED, shown);
    }

    private void nothingWasWritten() {
        assertThat(gitHub.asked).allMatch(asked -> asked.startsWith("GET "));
    }

    @ParameterizedTest
    @CsvSource({"trusted-publishing", "trusted-publishing-2", "trusted-publishing-9"})
    void what_the_branch_lacks_is_seen_and_added_as_one_commit(String branch) {
        isOpenOn(branch);
        Standing shown = looked();
        assertThat(shown.pull().branch()).isEqualTo(branch);
        assertThat(shown.changes()).containsExactly(new Change(OTHER, "token\n", "identity\n"));
        assertThat(shown.lacks().getFirst().replaced()).isEmpty();
        nothingWasWritten();

        StepResult result = take(shown);
        assertThat(result).isInstanceOf(StepResult.Done.class);
        assertThat(result.sentence())
                .isEqualTo("The pull request 7 has one commit more, with " + OTHER
                        + ": https://github.com/octo-org/sample/pull/7");
        assertThat(gitHub.files(branch)).isEqualTo(Map.of(FILE, "new\n", OTHER, "identity\n"));
        assertThat(gitHub.files("main")).containsEntry(OTHER, "token\n");
        assertThat(gitHub.pulls).containsExactly(branch);
        assertThat(gitHub.asked).filteredOn(a -> a.startsWith("PATCH ")).hasSize(1);

        assertThat(looked().complete()).isTrue();
        assertThat(take(null).sentence()).startsWith("The pull request 7 is open: ");
        assertThat(take(shown)).isInstanceOf(StepResult.Done.class);
        assertThat(gitHub.asked).filteredOn(a -> a.startsWith("PATCH ")).hasSize(1);
    }

    @Test
    void a_branch_of_another_name_is_not_taken_for_ours() {
        isOpenOn("trusted-publishing-docs");
        assertThat(new OpenPullRequests(session, "octo-org", "sample").look(WANTED))
                .isEqualTo(Outcome.done(Optional.empty()));
        assertThat(take(null).sentence()).startsWith("The pull request 7 is open: ");
        assertThat(gitHub.pulls).containsExactly("trusted-publishing-docs", BRANCH);
    }

    @Test
    void lines_that_only_the_branch_holds_are_shown_before_they_are_replaced() {
        isOpenOn(BRANCH);
        gitHub.push(BRANCH, Map.of(FILE, "new\n", OTHER, "token\nsomebody else's\n"));
        assertThat(looked().lacks().getFirst().replaced()).containsExactly("somebody else's");
    }

    @Test
    void nothing_is_added_that_was_not_shown() {
        isOpenOn(BRANCH);
        StepResult unshown = take(null);
        assertThat(unshown).isInstanceOf(StepResult.Held.class);
        assertThat(unshown.sentence()).contains("lacks " + OTHER, "nothing was sent", "try again");

        Standing shown = looked();
        gitHub.push(BRANCH, Map.of(FILE, "new\n", OTHER, "other\n"));
        assertThat(take(shown)).isInstanceOf(StepResult.Held.class);
        assertThat(gitHub.files(BRANCH)).containsEntry(OTHER, "other\n");
        nothingWasWritten();
    }

    @ParameterizedTest
    @CsvSource({"merged, was merged meanwhile", "closed, was closed meanwhile", "'', is no longer there"})
    void a_pull_request_that_ended_or_lost_its_branch_is_told_with_the_next_step(String ended, String words) {
        isOpenOn(BRANCH);
        Standing shown = looked();
        gitHub.pulls.clear();
        gitHub.ended = ended;
        if (ended.isEmpty()) {
            gitHub.branches.remove(BRANCH);
        }
        StepResult result = take(shown);
        assertThat(result).isInstanceOf(StepResult.Held.class);
        assertThat(result.sentence()).contains(words, "Nothing was sent", "try again");
        nothingWasWritten();
    }

    @Test
    void a_push_or_a_deletion_in_between_leaves_the_branch_as_it_is() {
        for (boolean deleted : new boolean[] {false, true}) {
            gitHub.reset();
            gitHub.holding(Map.of(FILE, "old\n", OTHER, "token\n"));
            isOpenOn(BRANCH);
            Standing shown = looked();
            gitHub.instead = (request, real) -> {
                if (request.getMethod().equals("PATCH")) {
                    if (deleted) {
                        gitHub.branches.remove(BRANCH);
                    } else {
                        gitHub.push(BRANCH, Map.of(FILE, "theirs\n"));
                    }
                }
                return null;
            };
            StepResult result = take(shown);
            assertThat(result).isInstanceOf(StepResult.Held.class);
            assertThat(result.sentence())
                    .contains(deleted ? "was deleted meanwhile" : "Somebody pushed to the branch", "try again");
            if (!deleted) {
                assertThat(gitHub.files(BRANCH)).isEqualTo(Map.of(FILE, "theirs\n"));
            }
        }
    }

    @Test
    void an_answer_that_is_lost_after_the_commit_arrived_is_no_failure() {
        isOpenOn(BRANCH);
        Standing shown = looked();
        gitHub.instead = (request, real) -> request.getMethod().equals("PATCH") ? lost(real) : null;
        assertThat(take(shown)).isInstanceOf(StepResult.Done.class);
        assertThat(gitHub.files(BRANCH)).containsEntry(OTHER, "identity\n");
    }

    private static MockResponse lost(Supplier<MockResponse> real) {
        real.get();
        return new MockResponse.Builder().code(502).build();
    }

    @Test
    void a_rule_of_the_branch_is_told_in_its_own_words() {
        isOpenOn(BRANCH);
        Standing shown = looked();
        gitHub.instead = (request, real) -> request.getMethod().equals("PATCH")
                ? gitHub.json(
                        422,
                        new com.fasterxml.jackson.databind.ObjectMapper()
                                .createObjectNode()
                                .put("message", "Repository rule violations found"))
                : null;
        StepResult result = take(shown);
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(result.sentence()).contains("Repository rule violations found");
    }

    @Test
    void a_missing_scope_stops_it_before_anything_is_written() {
        isOpenOn(BRANCH);
        gitHub.scopes = "repo";
        session = new GitHubSession(
                http, GitHubAddress.at(gitHub.url()), Secret.of("ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"));
        StepResult result = take(looked());
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        assertThat(result.sentence()).contains("the scope “workflow”");
        nothingWasWritten();
    }
}
