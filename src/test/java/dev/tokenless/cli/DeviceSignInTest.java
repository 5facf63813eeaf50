package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.repo.sample.SampleProject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in from the terminal by a code that is typed at GitHub, against a scripted one. */
class DeviceSignInTest {
    private static final String TOKEN = "gho_" + "0123456789abcdefghijABCDEFGHIJ012345";
    private static final String ASK = "POST /login/device/code";
    private static final String WAIT = "POST /login/oauth/access_token";

    @TempDir
    private Path folder;

    private ScriptedGitHub gitHub;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Duration> waited = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        SampleProject.layOut(Files.createDirectory(folder.resolve("sample")));
        environment.put("TOKENLESS_GITHUB_API", gitHub.base());
        environment.put("TOKENLESS_STATE", folder.resolve("state").toString());
        environment.put("TOKENLESS_GITHUB_CLIENT_ID", "Iv1.0123456789abcdef");
        gitHub.on(
                ASK,
                200,
                "{\"device_code\":\"" + "d".repeat(40) + "\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\""
                        + gitHub.base() + "/login/device\",\"expires_in\":900,\"interval\":5}");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Run signIn() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream(new byte[0]),
                        environment,
                        folder,
                        true,
                        waited::add),
                "secret",
                "sample",
                "--sign-in",
                "device");
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_code_is_shown_and_github_is_asked_no_faster_than_it_wants() {
        gitHub.on(WAIT, 200, "{\"error\":\"authorization_pending\"}")
                .on(WAIT, 200, "{\"error\":\"slow_down\",\"interval\":10}")
                .on(
                        WAIT,
                        200,
                        "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"bearer\",\"scope\":\"repo,workflow\"}")
                .on("GET /user", 200, "{\"login\":\"octocat\",\"id\":1}");

        Run run = signIn();

        assertThat(run.err()).contains("type this code: WDJB-MJHT", "/login/device", "as octocat");
        assertThat(run.err() + run.out()).doesNotContain(TOKEN).doesNotContain("d".repeat(40));
        assertThat(waited).startsWith(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(gitHub.asked).contains("GET /user");
    }

    @Test
    void a_code_that_grew_old_or_a_refusal_signs_nobody_in_and_says_what_to_do() {
        gitHub.on(WAIT, 200, "{\"error\":\"expired_token\"}").on(WAIT, 200, "{\"error\":\"access_denied\"}");

        Run old = signIn();
        Run refused = signIn();

        assertThat(old.status()).isEqualTo(3);
        assertThat(old.err()).contains("not typed in time", "By hand:");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("refused at GitHub", "By hand:");
        assertThat(gitHub.asked).doesNotContain("GET /user");
    }

    @Test
    void without_a_client_id_it_is_not_tried() {
        environment.remove("TOKENLESS_GITHUB_CLIENT_ID");

        Run run = signIn();

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("TOKENLESS_GITHUB_CLIENT_ID");
        assertThat(gitHub.asked).isEmpty();
    }
}
