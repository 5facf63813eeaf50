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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
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
        assertThat(looked().words()).isEqualTo("holds another text of " + OTHER);
    }

    @Test
    void it_is_told_apart_what_the_branch_lacks_and_what_it_holds_otherwise() {
        isOpenOn(BRANCH);
        assertThat(looked().words()).isEqualTo("holds an older text of " + OTHER);
        Standing standing = new Standing(
                looked().pull(),
                "head",
                List.of(
                        new OpenPullRequests.Lacking(new Change(FILE, null, "new\n"), List.of()),
                        new OpenPullRequests.Lacking(new Change(OTHER, "token\n", "", true), List.of())));
        assertThat(standing.words()).isEqualTo("lacks " + FILE + ", still holds " + OTHER);
    }

    @Test
    void nothing_is_added_that_was_not_shown() {
        isOpenOn(BRANCH);
        StepResult unshown = take(null);
        assertThat(unshown).isInstanceOf(StepResult.Held.class);
        assertThat(unshown.sentence()).contains("holds an older text of " + OTHER, "nothing was sent", "try again");

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

    /** Every way in which a request can go wrong; some of them after it was carried out. */
    private List<Function<Supplier<MockResponse>, MockResponse>> faults() {
        List<Function<Supplier<MockResponse>, MockResponse>> all = new ArrayList<>();
        for (int status : new int[] {401, 403, 404, 409, 422, 429, 500}) {
            all.add(_ -> refusal(status));
        }
        all.add(_ -> new MockResponse.Builder().body("<html>garbage</html>").build());
        all.add(_ -> new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        all.add(real -> {
            real.get();
            return refusal(500);
        });
        all.add(real -> {
            real.get();
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        });
        return all;
    }

    private static MockResponse refusal(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body("{\"message\":\"no\"}")
                .build();
    }

    /** Each request of the addition in turn, each fault in turn: told, nothing lost, and the next try gets to the end once. */
    @Test
    void whatever_is_answered_the_branch_stays_whole_and_the_next_try_adds_what_it_lacks_once() {
        try (Http once = once(Duration.ofSeconds(20));
                Http hasty = once(Duration.ofMillis(250))) {
            int requests = added(once, -1, _ -> refusal(500));
            assertThat(requests).isGreaterThanOrEqualTo(8);
            for (int at = 0; at < requests; at++) {
                for (Function<Supplier<MockResponse>, MockResponse> fault : faults()) {
                    added(once, at, fault);
                }
                added(
                        hasty,
                        at,
                        _ -> new MockResponse.Builder()
                                .onResponseStart(SocketEffect.Stall.INSTANCE)
                                .build());
            }
        }
    }

    /** A client that sends nothing again by itself: each failure is seen. */
    private static Http once(Duration limit) {
        return new Http(
                new HttpSettings(Duration.ofSeconds(2), limit, 1, Duration.ZERO, true, null, Map.of(), _ -> {}));
    }

    /** @return how many requests the first try made */
    private int added(Http client, int at, Function<Supplier<MockResponse>, MockResponse> fault) {
        gitHub.reset();
        gitHub.holding(Map.of(FILE, "old\n", OTHER, "token\n"));
        isOpenOn(BRANCH);
        session = session(http);
        Standing shown = looked();
        session = session(client);
        gitHub.asked.clear();
        AtomicInteger number = new AtomicInteger();
        gitHub.instead = (request, real) -> number.getAndIncrement() == at ? fault.apply(real) : null;

        StepResult result = take(shown);
        int requests = number.get();
        gitHub.instead = (request, real) -> null;
        Map<String, String> whole = Map.of(FILE, "new\n", OTHER, "identity\n");
        Map<String, String> before = Map.of(FILE, "new\n", OTHER, "token\n");
        assertThat(gitHub.files(BRANCH)).isIn(whole, before);
        assertThat(gitHub.pulls).containsExactly(BRANCH);
        if (result instanceof StepResult.Done) {
            assertThat(gitHub.files(BRANCH)).isEqualTo(whole);
        } else {
            assertThat(result.sentence())
                    .as("request " + at)
                    .endsWith(".")
                    .containsPattern("(?i)by hand|try again|sign in|make a token|pull the newest|look at|restore it");
        }

        // The user comes again; where GitHub had had enough, after its time.
        session = session(http);
        StepResult again = take(looked());
        assertThat(again).as("request " + at + ": " + result.sentence()).isInstanceOf(StepResult.Done.class);
        assertThat(gitHub.files(BRANCH)).isEqualTo(whole);
        assertThat(gitHub.files("main")).containsEntry(OTHER, "token\n");
        assertThat(gitHub.pulls).containsExactly(BRANCH);
        return requests;
    }

    private GitHubSession session(Http client) {
        return new GitHubSession(client, GitHubAddress.at(gitHub.url()), Secret.of(RememberingGitHub.TOKEN));
    }

    @Test
    void main_that_moved_on_while_it_was_stopped_is_neither_reverted_nor_lost() {
        // The branch and its commit were made, the answer to the pull request was lost, and somebody pushed to main.
        gitHub.instead = (request, real) ->
                request.getTarget().endsWith("/pulls") && request.getMethod().equals("POST") ? refusal(500) : null;
        assertThat(take(null)).isInstanceOf(StepResult.Failed.class);
        gitHub.instead = (request, real) -> null;
        gitHub.push("main", Map.of(FILE, "old\n", OTHER, "token\n", "README.md", "news\n"));

        StepResult again = take(null);
        assertThat(again).isInstanceOf(StepResult.Done.class);
        assertThat(gitHub.pulls).hasSize(1);
        String branch = gitHub.pulls.getFirst();
        assertThat(gitHub.files(branch)).containsEntry(FILE, "new\n").containsEntry(OTHER, "identity\n");
        assertThat(gitHub.files("main")).containsEntry("README.md", "news\n");
    }

    @Test
    void main_that_changed_the_same_file_meanwhile_is_not_overwritten() {
        gitHub.instead = (request, real) ->
                request.getTarget().endsWith("/git/refs") && request.getMethod().equals("POST") ? refusal(500) : null;
        assertThat(take(null)).isInstanceOf(StepResult.Failed.class);
        gitHub.instead = (request, real) -> null;
        gitHub.push("main", Map.of(FILE, "somebody changed it\n", OTHER, "token\n"));

        StepResult again = take(null);
        assertThat(again).as(again.sentence()).isNotInstanceOf(StepResult.Done.class);
        assertThat(again.sentence()).contains(FILE);
        assertThat(gitHub.pulls).isEmpty();
        assertThat(gitHub.files("main")).containsEntry(FILE, "somebody changed it\n");
    }
}
