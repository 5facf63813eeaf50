package dev.tokenless.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubSessionTest {
    private static final String REPOSITORY = "GET /repos/octo-org/sample";

    private ScriptedGitHub gitHub;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static <T> Trouble trouble(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<T>) outcome).trouble();
    }

    private Trouble asked(GitHubSession session) {
        return trouble(new Repositories(session).facts("octo-org", "sample"));
    }

    @Test
    void every_request_says_what_github_wants_to_hear() {
        gitHub.on(REPOSITORY, 200, ScriptedGitHub.repository("octo-org", "sample"));
        done(new Repositories(gitHub.session()).facts("octo-org", "sample"));
        var headers = gitHub.requests.getFirst().getHeaders();
        assertThat(headers.get("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(headers.get("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(headers.get("Authorization")).isEqualTo("Bearer " + ScriptedGitHub.FINE);
        assertThat(headers.get("User-Agent")).isNotBlank();
        done(new Repositories(gitHub.session(null)).facts("octo-org", "sample"));
        assertThat(gitHub.requests.getLast().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void what_did_not_change_is_not_sent_again() {
        gitHub.on(
                        REPOSITORY,
                        ScriptedGitHub.json(200, ScriptedGitHub.repository("octo-org", "sample"))
                                .addHeader("ETag", "W/\"abc\"")
                                .build())
                .on(REPOSITORY, ScriptedGitHub.json(304, "").build());
        GitHubSession session = gitHub.session();
        done(new Repositories(session).facts("octo-org", "sample"));
        assertThat(done(new Repositories(session).facts("octo-org", "sample")).id())
                .isEqualTo(1296269);
        assertThat(gitHub.requests.getLast().getHeaders().get("If-None-Match")).isEqualTo("W/\"abc\"");
    }

    @Test
    void lists_are_read_over_their_pages_and_never_elsewhere() {
        String path = "/repos/o/r/actions/secrets";
        gitHub.on(
                        "GET " + path + "?per_page=100",
                        ScriptedGitHub.json(200, "{\"secrets\":[{\"name\":\"A\"}]}")
                                .addHeader(
                                        "Link",
                                        "<" + gitHub.base() + path + "?page=2>; rel=\"next\", <x>; rel=\"last\"")
                                .build())
                .on(
                        "GET " + path + "?page=2",
                        ScriptedGitHub.json(200, "{\"secrets\":[{\"name\":\"B\"}]}")
                                .addHeader("Link", "<http://127.0.0.1:1/evil>; rel=\"next\"")
                                .build());
        assertThat(done(gitHub.session().list(path, "secrets", Right.READ_SECRETS, "x")))
                .hasSize(2);
    }

    @Test
    void the_rate_limit_and_the_scopes_are_kept_as_values() {
        gitHub.on(
                REPOSITORY,
                ScriptedGitHub.json(200, ScriptedGitHub.repository("octo-org", "sample"))
                        .addHeader("X-RateLimit-Limit", "5000")
                        .addHeader("X-RateLimit-Remaining", "4999")
                        .addHeader("X-RateLimit-Reset", "1700000000")
                        .addHeader("X-OAuth-Scopes", "repo, read:org")
                        .build());
        GitHubSession session = gitHub.session(ScriptedGitHub.CLASSIC);
        assertThat(session.missing(Right.WRITE_WORKFLOWS)).isEmpty();
        done(new Repositories(session).facts("octo-org", "sample"));
        assertThat(session.rateLimit()).contains(new RateLimit(5000, 4999, Instant.ofEpochSecond(1700000000)));
        assertThat(session.scopes()).contains(List.of("repo", "read:org"));
        assertThat(session.missing(Right.ofMigration())).contains(List.of(Right.WRITE_WORKFLOWS));
        assertThat(session.missing(Right.READ_ORGANIZATION)).contains(List.of());
        assertThat(session.missing(Right.WRITE_ORGANIZATION_SECRETS))
                .contains(List.of(Right.WRITE_ORGANIZATION_SECRETS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|Bad credentials|NotSignedIn|expired or revoked",
                "403|Resource not accessible by personal access token|MissingRight|Metadata: Read-only",
                "403|Must have admin rights to Repository.|MissingRight|by hand",
                "403|API rate limit exceeded for user ID 1.|RateLimited|Try again",
                "403|You have exceeded a secondary rate limit.|RateLimited|in a few minutes",
                "429|slow|RateLimited|Try again",
                "403|refusing to allow an OAuth App to create or update workflow `.github/workflows/x.yml` without"
                        + " `workflow` scope|MissingWorkflowScope|may not change files in .github/workflows",
                "404|Not Found|NotFound|the repository octo-org/sample",
                "422|Validation Failed|Refused|Validation Failed",
                "409|Conflict|Refused|(409)",
                "500|oops|Down|try again in a few minutes",
                "503|oops|Down|try again",
                "451|Repository access blocked|Refused|blocked",
            })
    void refusals_are_told_by_their_meaning(int status, String message, String kind, String words) {
        gitHub.on(REPOSITORY, status, "{\"message\": \"" + message + "\", \"documentation_url\": \"x\"}");
        Trouble trouble = asked(gitHub.session());
        assertThat(trouble.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(trouble.sentence()).contains(words).endsWith(".");
    }

    @Test
    void hidden_rights_are_told_by_the_scopes() {
        gitHub.on(
                REPOSITORY,
                ScriptedGitHub.json(404, "{\"message\":\"Not Found\"}")
                        .addHeader("X-OAuth-Scopes", "gist")
                        .build());
        assertThat(asked(gitHub.session(ScriptedGitHub.CLASSIC)).sentence()).contains("the scope “repo”");
        assertThat(asked(gitHub.session(null)).sentence()).contains("Sign in to see private");
    }

    @Test
    void single_sign_on_names_its_page_only_where_it_is_githubs() {
        gitHub.on(
                        REPOSITORY,
                        ScriptedGitHub.json(
                                        403, "{\"message\":\"Resource protected by organization SAML enforcement.\"}")
                                .addHeader("X-GitHub-SSO", "required; url=" + gitHub.base() + "/orgs/octo-org/sso?x=1")
                                .build())
                .on(
                        REPOSITORY,
                        ScriptedGitHub.json(403, "{}")
                                .addHeader("X-GitHub-SSO", "required; url=https://evil.example/")
                                .build());
        assertThat(asked(gitHub.session()))
                .isEqualTo(new Trouble.SingleSignOn(gitHub.base() + "/orgs/octo-org/sso?x=1"));
        assertThat(asked(gitHub.session())).isEqualTo(new Trouble.SingleSignOn(null));
    }

    @Test
    void a_spent_limit_says_until_when() {
        gitHub.on(
                REPOSITORY,
                ScriptedGitHub.json(403, "{\"message\":\"API rate limit exceeded\"}")
                        .addHeader("X-RateLimit-Limit", "60")
                        .addHeader("X-RateLimit-Remaining", "0")
                        .addHeader("X-RateLimit-Reset", "1700000000")
                        .build());
        assertThat(asked(gitHub.session(null)))
                .isEqualTo(new Trouble.RateLimited(Instant.ofEpochSecond(1700000000), false, false));
        assertThat(asked(gitHub.session(null)).sentence()).contains("sign in");
        assertThat(gitHub.asked).hasSize(2);
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void a_limit_that_keeps_coming_without_a_time_is_waited_for_longer_each_time_and_never_beyond_its_bound() {
        Hands hands = new Hands();
        for (int i = 0; i < 9; i++) {
            gitHub.on(REPOSITORY, 403, "{\"message\":\"You have exceeded a secondary rate limit.\"}");
        }
        gitHub.on(REPOSITORY, 200, ScriptedGitHub.repository("octo-org", "sample"))
                .on(REPOSITORY, 403, "{\"message\":\"You have exceeded a secondary rate limit.\"}");
        GitHubSession session = gitHub.sessionAt(hands);
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Trouble trouble = asked(session);
            assertThat(trouble.sentence()).contains(i == 0 ? "it does not say when" : "Try again after");
            Instant until = session.quietUntil().orElseThrow();
            minutes.add(Duration.between(hands.now, until).toMinutes());
            hands.now = until;
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 65L, 65L);
        done(new Repositories(session).facts("octo-org", "sample"));
        asked(session);
        assertThat(session.quietUntil()).as("an answer ends the row").contains(hands.now.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"403, You have exceeded a secondary rate limit.", "429, Too many requests"})
    void a_limit_without_a_time_holds_back_for_a_minute(int status, String message) {
        Hands hands = new Hands();
        gitHub.on(REPOSITORY, status, "{\"message\":\"" + message + "\"}")
                .on(REPOSITORY, 200, ScriptedGitHub.repository("octo-org", "sample"));
        GitHubSession session = gitHub.sessionAt(hands);
        Trouble first = asked(session);
        assertThat(first).isEqualTo(new Trouble.RateLimited(null, true, false));
        assertThat(first.sentence()).contains("it does not say when");
        hands.now = hands.now.plusSeconds(59);
        assertThat(asked(session)).isEqualTo(first);
        assertThat(session.quietUntil()).contains(hands.now.plusSeconds(1));
        assertThat(gitHub.asked).as("not asked again meanwhile").hasSize(1);
        hands.now = hands.now.plusSeconds(1);
        assertThat(session.quietUntil()).isEmpty();
        done(new Repositories(session).facts("octo-org", "sample"));
        assertThat(gitHub.asked).hasSize(2);
    }

    @Test
    void a_time_that_no_limit_lasts_is_said_and_believed_for_an_hour() {
        Hands hands = new Hands();
        Instant told = hands.now.plus(Duration.ofHours(9));
        gitHub.on(REPOSITORY, spent(told).build()).on(REPOSITORY, 200, ScriptedGitHub.repository("octo-org", "sample"));
        GitHubSession session = gitHub.sessionAt(hands);
        Trouble trouble = asked(session);
        assertThat(trouble).isEqualTo(new Trouble.RateLimited(told, true, true));
        assertThat(trouble.sentence()).contains("more than an hour ahead", "clock", "try again in an hour");
        hands.now = hands.now.plus(Duration.ofMinutes(64));
        assertThat(asked(session)).isEqualTo(trouble);
        assertThat(gitHub.asked).hasSize(1);
        hands.now = hands.now.plus(Duration.ofMinutes(1));
        done(new Repositories(session).facts("octo-org", "sample"));
    }

    @ParameterizedTest
    @CsvSource({"-5", "0", "5"})
    void how_long_a_limit_lasts_is_told_by_githubs_own_clock(int hoursWrong) {
        Hands hands = new Hands();
        Instant there = hands.now.plus(Duration.ofHours(hoursWrong));
        gitHub.on(
                REPOSITORY,
                spent(there.plus(Duration.ofMinutes(20)))
                        .addHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC)))
                        .build());
        GitHubSession session = gitHub.sessionAt(hands);
        assertThat(asked(session))
                .isEqualTo(new Trouble.RateLimited(hands.now.plus(Duration.ofMinutes(20)), true, false));
        assertThat(session.quietUntil()).contains(hands.now.plus(Duration.ofMinutes(20)));
    }

    private static MockResponse.Builder spent(Instant reset) {
        return ScriptedGitHub.json(403, "{\"message\":\"API rate limit exceeded\"}")
                .addHeader("X-RateLimit-Limit", "5000")
                .addHeader("X-RateLimit-Remaining", "0")
                .addHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
    }

    @Test
    void garbage_and_broken_answers_are_told() {
        gitHub.on(REPOSITORY, 200, "<html>login</html>")
                .on(REPOSITORY, 200, "{\"id\": \"x\"}")
                .on(REPOSITORY, 200, "");
        assertThat(asked(gitHub.session())).isInstanceOf(Trouble.Garbled.class);
        assertThat(asked(gitHub.session())).isInstanceOf(Trouble.Garbled.class);
        assertThat(asked(gitHub.session())).isInstanceOf(Trouble.Garbled.class);
        gitHub.on(
                "GET /users/x",
                ScriptedGitHub.json(200, "{\"login\": \"x\"".repeat(5000))
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build());
        assertThat(trouble(new Repositories(gitHub.session()).owner("x"))).isInstanceOf(Trouble.NoAnswer.class);
    }

    @Test
    void a_silent_server_is_told() {
        gitHub.on(
                REPOSITORY,
                new mockwebserver3.MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        var http = new dev.tokenless.net.Http(
                dev.tokenless.net.HttpSettings.standard().onlyLoopback().callLimit(Duration.ofMillis(150)));
        try (http) {
            assertThat(asked(new GitHubSession(http, gitHub.address(), null)).sentence())
                    .contains("did not answer");
        }
    }

    @Test
    void addresses_of_other_githubs() {
        assertThat(GitHubAddress.of("github.com").api()).isEqualTo("https://api.github.com");
        assertThat(GitHubAddress.of("Octo.ghe.com").api()).isEqualTo("https://api.octo.ghe.com");
        assertThat(GitHubAddress.of("github.example.com").api()).isEqualTo("https://github.example.com/api/v3");
        assertThat(GitHubAddress.PUBLIC.page("a b", "c/d")).isEqualTo("https://github.com/a%20b/c%2Fd");
    }

    @Test
    void a_session_does_not_show_its_token() {
        assertThat(gitHub.session().toString()).doesNotContain("github_pat").contains("signed in");
        assertThat(gitHub.session().request("GET", "/x").toString()).doesNotContain("0123456789abcdef");
    }
}
