package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.signin.GitHubGround;
import dev.tokenless.ui.signin.SignInButton;
import dev.tokenless.ui.signin.SignInPane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in to GitHub through the window, against a scripted one. */
class SigningInTest {
    private static final String USER = "{\"login\": \"octocat\", \"id\": 1}";

    @TempDir
    Path folder;

    private ScriptedGitHub gitHub;
    private Screen screen;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
    }

    @AfterEach
    void close() {
        screen.close();
        gitHub.close();
    }

    private void open(Map<String, String> environment) {
        screen = Screen.open(folder, Settings.Theme.LIGHT, Screen.ground(gitHub.base(), environment, folder));
    }

    @Test
    void a_variable_is_named_and_used_after_a_press_alone() throws IOException {
        gitHub.on(
                "GET /user",
                ScriptedGitHub.json(200, USER)
                        .addHeader("X-OAuth-Scopes", "repo")
                        .build());
        open(Map.of("GH_TOKEN", ScriptedGitHub.CLASSIC));
        assertThat(words()).contains("Use the environment variable GH_TOKEN").doesNotContain(ScriptedGitHub.CLASSIC);
        assertThat(gitHub.asked).isEmpty();
        screen.picture("b-signin-nobody-light", pane());
        press("useVariable");
        assertThat(header()).isEqualTo("octocat");
        assertThat(words())
                .contains("Signed in as octocat")
                .contains("from the environment variable GH_TOKEN")
                .contains("change workflow files (scope workflow)")
                .doesNotContain(ScriptedGitHub.CLASSIC);
        screen.picture("b-signin-here-light", pane());
        press("signOut");
        assertThat(header()).isEqualTo("Sign in");
    }

    @Test
    void the_ways_to_sign_in_are_seen_without_scrolling_where_the_window_has_room() {
        open(Map.of("GH_TOKEN", ScriptedGitHub.CLASSIC));
        screen.press("signIn");
        ScrollPane pane = Screen.on(() -> Window.getWindows().stream()
                .map(w -> (ScrollPane) w.getScene().getRoot().lookup(".sign-in-scroll"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
        screen.settle();
        Screen.run(() -> {
            double whole = pane.getContent().getLayoutBounds().getHeight();
            assertThat(whole).isGreaterThan(100);
            assertThat(pane.getViewportBounds().getHeight()).isGreaterThanOrEqualTo(whole);
        });
    }

    @Test
    void a_pasted_token_is_tried_and_forgotten_and_kept_nowhere() throws IOException {
        gitHub.on("GET /user", 401, "{\"message\": \"Bad credentials\"}").on("GET /user", 200, USER);
        open(Map.of());
        assertThat(words()).doesNotContain("environment variable");
        paste();
        assertThat(header()).isEqualTo("Sign in");
        assertThat(words()).contains("GitHub does not accept the token");
        screen.picture("b-signin-refused-light", pane());
        paste();
        assertThat(header()).isEqualTo("octocat");
        assertThat(words()).contains("a refusal will name the missing one");
        Screen.run(() -> screen.composition.opening().openSample());
        screen.close();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(f -> assertThat(Files.readString(f)).doesNotContain(ScriptedGitHub.FINE));
        }
        open(Map.of());
    }

    @Test
    void the_page_for_a_token_opens_with_the_rights_filled_in() {
        open(Map.of());
        Screen.run(() -> screen.composition.opening().openSample());
        press("openTokenPage");
        assertThat(screen.desktop.pages)
                .singleElement()
                .asString()
                .contains("/settings/personal-access-tokens/new?")
                .contains("workflows=write")
                .contains("secrets=write")
                .contains("environments=write");
    }

    @Test
    void the_command_line_of_gitHub_is_run_after_a_press_and_named_where_it_is_missing() {
        open(Map.of());
        press("useCommand");
        assertThat(words()).contains("gh is not installed").contains("Paste a token");
    }

    @Test
    void a_code_is_shown_and_signs_in() {
        gitHub.on("POST /login/device/code", 200, """
            {"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": "%s/login/device",
             "expires_in": 900, "interval": 5}
            """.formatted(gitHub.base()))
                .on("POST /login/oauth/access_token", 200, "{\"error\": \"authorization_pending\"}")
                .on(
                        "POST /login/oauth/access_token",
                        200,
                        "{\"access_token\": \"%s\", \"scope\": \"repo,workflow\"}".formatted(ScriptedGitHub.CLASSIC))
                .on(
                        "GET /user",
                        ScriptedGitHub.json(200, USER)
                                .addHeader("X-OAuth-Scopes", "repo, workflow")
                                .build());
        open(Map.of());
        press("useCode");
        assertThat(header()).isEqualTo("octocat");
        assertThat(words()).contains("The token has every right that the migration needs.");
    }

    private void code() {
        gitHub.on("POST /login/device/code", 200, """
            {"device_code": "d", "user_code": "WDJB-MJHT", "verification_uri": "%s/login/device",
             "expires_in": 900, "interval": 5}
            """.formatted(gitHub.base()));
    }

    @Test
    void the_code_is_shown_and_copied_while_it_is_waited_for_and_can_be_cancelled() throws Exception {
        code();
        gitHub.on("POST /login/oauth/access_token", 200, "{\"error\": \"slow_down\", \"interval\": 10}")
                .on(
                        "POST /login/oauth/access_token",
                        200,
                        "{\"access_token\": \"%s\", \"scope\": \"repo\"}".formatted(ScriptedGitHub.CLASSIC))
                .on("GET /user", 200, USER);
        Semaphore questions = new Semaphore(0);
        GitHubGround usual = Screen.ground(gitHub.base(), Map.of(), folder);
        GitHubGround slow = new GitHubGround(
                usual.http(),
                usual.addresses(),
                usual.credentials(),
                usual.clientId(),
                usual.sample(),
                usual.registries(),
                _ -> questions.acquire());
        screen = Screen.open(folder, slow, new VirtualThreads(), SecondFactor.none());
        press("useCode");
        Screen.until(() -> Screen.words(pane0()).contains("WDJB-MJHT"));
        screen.picture("b-signin-code-light", pane());
        press("copyCode");
        assertThat(screen.desktop.copied).isEqualTo("WDJB-MJHT");
        press("openCodePage");
        assertThat(screen.desktop.pages).containsExactly(gitHub.base() + "/login/device");
        press("cancelSignIn");
        Screen.until(() -> Screen.words(pane0()).contains("Get a code"));
        assertThat(header()).isEqualTo("Sign in");

        press("useCode");
        Screen.until(() -> Screen.words(pane0()).contains("WDJB-MJHT"));
        questions.release(2);
        Screen.until(() -> screen.find("#signIn", Button.class).getText().equals("octocat"));
        assertThat(words()).contains("from the code typed at GitHub").doesNotContain(ScriptedGitHub.CLASSIC);
    }

    @ParameterizedTest
    @CsvSource({
        "expired_token, The code was not typed in time. Ask for a new one.",
        "access_denied, 'The sign-in was refused at GitHub. Start it again, or paste a token.'",
        "device_flow_disabled, The configured app does not allow signing in by code. Paste a token instead."
    })
    void a_code_that_comes_to_nothing_says_why_and_can_be_asked_for_again(String error, String sentence) {
        code();
        gitHub.on("POST /login/oauth/access_token", 200, "{\"error\": \"%s\"}".formatted(error));
        open(Map.of());
        press("useCode");
        assertThat(words()).contains(sentence).contains("Get a code");
        assertThat(header()).isEqualTo("Sign in");
        press("useCode");
        assertThat(words()).contains(sentence);
    }

    @Test
    void a_code_is_offered_only_where_an_app_is_configured() {
        GitHubGround usual = Screen.ground(gitHub.base(), Map.of(), folder);
        screen = Screen.open(
                folder,
                Settings.Theme.LIGHT,
                new GitHubGround(
                        usual.http(),
                        usual.addresses(),
                        usual.credentials(),
                        Optional.empty(),
                        usual.sample(),
                        usual.registries(),
                        usual.pause()));
        assertThat(words()).contains("Paste a token").doesNotContain("Get a code");
    }

    @Test
    void a_pasted_token_that_lacks_rights_has_them_named() {
        gitHub.on(
                "GET /user",
                ScriptedGitHub.json(200, USER)
                        .addHeader("X-OAuth-Scopes", "public_repo")
                        .build());
        open(Map.of());
        SignInPane pane = pane();
        Screen.run(() -> {
            ((PasswordField) pane.lookup("#pasteToken")).setText(ScriptedGitHub.CLASSIC);
            ((Button) pane.lookup("#usePasted")).fire();
        });
        assertThat(words())
                .contains("The token lacks rights")
                .contains("change workflow files (scope workflow)")
                .contains("delete secrets (scope repo)")
                .contains("create and change environments (scope repo)")
                .doesNotContain(ScriptedGitHub.CLASSIC);
    }

    /** The pane, from the toolkit's thread. */
    private SignInPane pane0() {
        return ((SignInButton) screen.scene.getRoot().lookup("#signIn")).pane();
    }

    private SignInPane pane() {
        return Screen.on(() -> ((SignInButton) screen.scene.getRoot().lookup("#signIn")).pane());
    }

    private String words() {
        SignInPane pane = pane();
        return Screen.on(() -> Screen.words(pane));
    }

    private String header() {
        return Screen.on(() -> screen.find("#signIn", Button.class).getText());
    }

    private void press(String id) {
        SignInPane pane = pane();
        Screen.run(() -> ((Button) pane.lookup("#" + id)).fire());
    }

    private void paste() {
        SignInPane pane = pane();
        Screen.run(() -> {
            ((PasswordField) pane.lookup("#pasteToken")).setText(ScriptedGitHub.FINE);
            ((Button) pane.lookup("#usePasted")).fire();
        });
    }
}
