package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.signin.SignInButton;
import dev.tokenless.ui.signin.SignInPane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(words()).contains("a refusal will name the one that is missing");
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
