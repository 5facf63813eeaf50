package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.Credentials;
import dev.tokenless.net.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private ScriptedGitHub gitHub;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private SignIn signIn(GitHubAddress address, Map<String, String> environment) {
        return new SignIn(gitHub.http, address, new Credentials(environment, Path.of("none")));
    }

    @Test
    void a_token_is_tried_before_it_counts() {
        gitHub.on(
                        "GET /user",
                        ScriptedGitHub.json(200, "{\"login\":\"octocat\",\"id\":1}")
                                .addHeader("X-OAuth-Scopes", "repo")
                                .build())
                .on("GET /user", 401, "{\"message\":\"Bad credentials\"}");
        SignIn signIn = signIn(gitHub.address(), Map.of());
        SignIn.Account account = done(signIn.with(Secret.of(ScriptedGitHub.CLASSIC), "a paste"));
        assertThat(account.login()).isEqualTo("octocat");
        assertThat(account.session().missing(Right.WRITE_CONTENTS, Right.WRITE_WORKFLOWS))
                .contains(List.of(Right.WRITE_WORKFLOWS));
        assertThat(account.toString()).doesNotContain("0123456789");
        assertThat(trouble(signIn.with(Secret.of("wrong"), "a paste")).sentence())
                .contains("wrong, expired or revoked");
        assertThat(trouble(signIn.with(Secret.of(" "), "a paste"))).isInstanceOf(Trouble.NotSignedIn.class);
    }

    @Test
    void a_workflows_own_token_has_no_user() {
        gitHub.on("GET /user", 403, "{\"message\":\"Resource not accessible by integration\"}");
        assertThat(done(signIn(gitHub.address(), Map.of()).with(Secret.of("ghs_" + "x".repeat(36)), "env"))
                        .login())
                .isEmpty();
        assertThat(trouble(signIn(gitHub.address(), Map.of()).with(Secret.of(ScriptedGitHub.FINE), "env")))
                .isInstanceOf(Trouble.MissingRight.class);
    }

    @Test
    void the_variable_fits_the_host() {
        Map<String, String> both = Map.of("GITHUB_TOKEN", "open", "GH_ENTERPRISE_TOKEN", "own");
        assertThat(signIn(GitHubAddress.PUBLIC, both).fromEnvironment())
                .isEqualTo(new Credentials.Found(Secret.of("open"), "the environment variable GITHUB_TOKEN"));
        assertThat(((Credentials.Found) signIn(GitHubAddress.of("git.example.com"), both)
                                .fromEnvironment())
                        .secret())
                .isEqualTo(Secret.of("own"));
    }

    @Test
    void the_page_for_a_new_token_is_filled_in() {
        assertThat(signIn(GitHubAddress.PUBLIC, Map.of()).tokenPage("octo-org", "sample", 7, Right.ofMigration()))
                .isEqualTo("https://github.com/settings/personal-access-tokens/new?name=Tokenless+sample"
                        + "&description=Moves+octo-org%2Fsample+to+trusted+publishing&target_name=octo-org&expires_in=7"
                        + "&metadata=read&actions=read&administration=write&secrets=write&environments=write&contents=write"
                        + "&workflows=write&pull_requests=write");
        assertThat(signIn(GitHubAddress.PUBLIC, Map.of()).tokenPage("a&b=c", "x#y", 7))
                .contains("target_name=a%26b%3Dc")
                .doesNotContain("#");
    }

    @Test
    void kinds_of_tokens_are_told_by_their_first_letters() {
        assertThat(TokenKind.of(Secret.of(ScriptedGitHub.FINE))).isEqualTo(TokenKind.FINE_GRAINED);
        assertThat(TokenKind.of(Secret.of(ScriptedGitHub.CLASSIC))).isEqualTo(TokenKind.CLASSIC);
        assertThat(TokenKind.of(Secret.of("gho_x"))).isEqualTo(TokenKind.OAUTH);
        assertThat(TokenKind.of(Secret.of("x"))).isEqualTo(TokenKind.UNKNOWN);
    }

    private static final String CODE = """
        {"device_code": "3584d83530557fdd1f46af8289938c8ef79f9dc5", "user_code": "WDJB-MJHT",
         "verification_uri": "BASE/login/device", "expires_in": 900, "interval": 5}
        """;

    @Test
    void a_code_is_shown_and_waited_for_at_githubs_pace() {
        List<Duration> waits = new ArrayList<>();
        DeviceFlow flow = new DeviceFlow(gitHub.http, gitHub.address(), "Iv1.client", waits::add);
        gitHub.on("POST /login/device/code", 200, CODE.replace("BASE", gitHub.base()))
                .on("POST /login/oauth/access_token", 200, "{\"error\":\"authorization_pending\"}")
                .on("POST /login/oauth/access_token", 200, "{\"error\":\"slow_down\",\"interval\":10}")
                .on(
                        "POST /login/oauth/access_token",
                        200,
                        "{\"access_token\":\"gho_granted\",\"token_type\":\"bearer\",\"scope\":\"repo\"}");
        DeviceFlow.Code code = done(flow.begin());
        assertThat(code.userCode()).isEqualTo("WDJB-MJHT");
        assertThat(code.toString()).doesNotContain("3584d835");
        assertThat(flow.await(code)).isEqualTo(new DeviceFlow.Granted(Secret.of("gho_granted"), "repo"));
        assertThat(waits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(gitHub.body("POST /login/device/code")).isEqualTo("client_id=Iv1.client&scope=repo+workflow");
        assertThat(gitHub.body("POST /login/oauth/access_token"))
                .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code");
    }

    @Test
    void every_end_of_the_device_flow_is_told() {
        gitHub.on("POST /login/device/code", 200, CODE.replace("BASE", gitHub.base()));
        for (String error : List.of(
                "expired_token",
                "access_denied",
                "device_flow_disabled",
                "incorrect_client_credentials",
                "incorrect_device_code",
                "unsupported_grant_type")) {
            gitHub.on("POST /login/oauth/access_token", 200, "{\"error\":\"" + error + "\"}");
        }
        DeviceFlow flow = new DeviceFlow(gitHub.http, gitHub.address(), "Iv1.client", _ -> {});
        DeviceFlow.Code code = done(flow.begin());
        for (String words : List.of(
                "not typed in time",
                "refused at GitHub",
                "does not allow",
                "client id",
                "does not know this code",
                "unsupported_grant_type")) {
            assertThat(flow.await(code))
                    .isInstanceOfSatisfying(
                            DeviceFlow.NotGranted.class,
                            no -> assertThat(no.sentence()).contains(words));
        }
    }

    @Test
    void a_code_that_nobody_types_grows_old_and_a_page_elsewhere_is_not_opened() {
        gitHub.on(
                        "POST /login/device/code",
                        200,
                        CODE.replace("BASE", gitHub.base()).replace("900", "20"))
                .on("POST /login/device/code", 200, CODE.replace("BASE", "https://evil.example"))
                .on("POST /login/device/code", 404, "{}")
                .on("POST /login/oauth/access_token", 200, "{\"error\":\"authorization_pending\"}");
        DeviceFlow flow = new DeviceFlow(gitHub.http, gitHub.address(), "Iv1.client", _ -> {});
        assertThat(flow.await(done(flow.begin())))
                .isInstanceOfSatisfying(
                        DeviceFlow.NotGranted.class,
                        no -> assertThat(no.sentence()).contains("in time"));
        assertThat(gitHub.asked.stream().filter(a -> a.contains("access_token")))
                .hasSize(4);
        assertThat(trouble(flow.begin())).isInstanceOf(Trouble.Garbled.class);
        assertThat(trouble(flow.begin())).isInstanceOf(Trouble.Refused.class);
    }

    @Test
    void without_a_configured_client_there_is_no_device_flow() {
        assertThat(DeviceFlow.configuredClientId()).isEmpty();
    }
}
