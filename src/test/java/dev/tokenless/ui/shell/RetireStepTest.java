package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.session.StepId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.PasswordField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The step Retire of a real project: with a credential that the user types, against a registry on loopback. */
class RetireStepTest {
    private static final String BASE = "/repos/octo-org/package";
    private static final String NAME = "@octo-org/package";
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "package");
    private static final String WORKFLOW = """
        on:
          push: {tags: ["v*"]}
        jobs:
          publish:
            runs-on: ubuntu-latest
            permissions: {id-token: write}
            steps:
              - uses: actions/setup-node@v7
                with: {node-version: 24}
              - run: npm publish
        """;

    @TempDir
    Path folder;

    private ScriptedGitHub gitHub;
    private ScriptedGitHub npm;
    private Sandbox sandbox;
    private Screen screen;
    private final Background atOnce = new AtOnce();

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        npm = new ScriptedGitHub();
        gitHub.on("GET " + BASE, 200, ScriptedGitHub.repository("octo-org", "package"));
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.NPM, NAME);
        Scenery.of(
                folder.resolve("project"),
                "package",
                Map.of(".github/workflows/release.yml", WORKFLOW, "package.json", """
                    {"name": "%s", "version": "1.0.0", "repository": "github:octo-org/package"}
                    """.formatted(NAME)));
    }

    @AfterEach
    void close() {
        screen.close();
        gitHub.close();
        npm.close();
        sandbox.close();
    }

    /** A project whose first trusted release has come out; these stages are over, too. */
    private void open(Background background, String registry, Stage... over) {
        Remembered kept = Remembered.NOTHING.withSecretNames("npm/" + NAME, Set.of("NPM_TOKEN"));
        List<Stage> passed = new java.util.ArrayList<>(List.of(
                Stage.PUBLISHER_REGISTERED,
                Stage.TEST_RELEASE,
                Stage.PRODUCTION_SWITCHED,
                Stage.FIRST_TRUSTED_RELEASE));
        passed.addAll(List.of(over));
        for (Stage stage : passed) {
            kept = kept.with(
                    "npm/" + NAME, stage, new Remembered.Mark(Remembered.Kind.SAID, "You said so.", Instant.EPOCH));
        }
        new MigrationStore(folder.resolve("settings").resolve("state")).write(REPOSITORY, kept);
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(
                        gitHub.base(),
                        Map.of("GH_TOKEN", ScriptedGitHub.FINE),
                        folder,
                        Map.of(RegistryId.NPM, registry)),
                background,
                new Typing(sandbox.account().oneTimePassword()));
        Screen.run(() -> screen.composition.open(folder.resolve("project")));
        if (background instanceof Later later) {
            later.all();
        }
        screen.settle();
    }

    private void open(Stage... over) {
        open(atOnce, sandbox.url(RegistryId.NPM).toString(), over);
    }

    /** A user who types the same code whenever she is asked, and opens no page. */
    private record Typing(String code) implements SecondFactor {
        @Override
        public Optional<Secret> type(String registry, boolean again) {
            return again ? Optional.empty() : Optional.of(Secret.of(code));
        }

        @Override
        public boolean open(String registry, String address) {
            return false;
        }

        @Override
        public Optional<Secret> beforehand() {
            return Optional.of(Secret.of(code));
        }
    }

    private void type(String secret) {
        Screen.run(() -> {
            PasswordField field = (PasswordField) screen.scene.getRoot().lookup("#registryKey");
            field.setText(secret);
            field.getOnAction().handle(null);
        });
        screen.settle();
    }

    private void nowhere(String secret) throws IOException {
        assertThat(screen.words()).doesNotContain(secret);
        assertThat(String.join(" ", screen.activity())).doesNotContain(secret);
        assertThat(screen.composition.session().now().toString()).doesNotContain(secret);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(Files.readString(f, StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret));
        }
    }

    @Test
    void a_typed_credential_forbids_tokens_and_revokes_one_and_is_left_nowhere() throws IOException {
        open();
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.RETIRE);
        assertThat(screen.primary()).isEqualTo("Open the setting");
        String typed = sandbox.account().npmSession();
        screen.picture("t-retire-credential");
        type(typed);
        assertThat(screen.words()).contains("pasted, kept in memory only").contains("Request to npm, not sent yet");
        nowhere(typed);
        assertThat(screen.primary()).isEqualTo("Forbid tokens");
        screen.press();
        assertThat(sandbox.book(RegistryId.NPM).closed(NAME)).hasValue(true);
        assertThat(screen.words()).contains("The registry refuses stored tokens");

        screen.pressWords("I did this");
        assertThat(screen.primary()).isEqualTo("List my tokens");
        screen.press();
        assertThat(screen.words()).contains("ci-publish (npm_");
        screen.press();
        screen.press();
        screen.shows("t-retire-done", "No stored token is left for");
        nowhere(typed);
        screen.close();

        open2();
        assertThat(screen.words()).contains("npm lists the token ci-publish").contains("no more");
    }

    /** The project opened again, with what was kept. */
    private void open2() {
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(gitHub.base(), Map.of(), folder, Map.of(RegistryId.NPM, npm.base())),
                atOnce,
                SecondFactor.none());
        Screen.run(() -> screen.composition.open(folder.resolve("project")));
        screen.go(StepId.RETIRE);
    }

    @ParameterizedTest
    @CsvSource({
        "401, '{\"message\": \"Unauthorized\"}'",
        "403, '{\"error\": \"no\"}'",
        "404, '{}'",
        "409, '{}'",
        "422, '{}'",
        "429, '{}'",
        "500, 'oops'",
        "200, '<html>'"
    })
    void whatever_the_registry_answers_nothing_is_lost_and_the_next_press_works(int status, String body)
            throws IOException {
        npm.on("GET /-/npm/v1/tokens", status, body).on("GET /-/npm/v1/tokens", 200, """
            {"objects": [{"key": "k1", "name": "ci", "token": "npm_abcd", "readonly": false}], "total": 1, "urls": {}}
            """);
        open(atOnce, npm.base(), Stage.TOKENS_FORBIDDEN, Stage.SECRETS_DELETED);
        type("npm_" + "x".repeat(36));
        assertThat(screen.primary()).isEqualTo("List my tokens");
        screen.press();
        String failure = failure();
        assertThat(failure).matches("(?s).*[a-z0-9}]\\. [A-Z].*\\.\\s*").doesNotContain("Exception");
        assertThat(screen.primary()).isEqualTo("List my tokens");
        screen.press();
        assertThat(failure()).isEmpty();
        assertThat(screen.words()).contains("ci (npm_abcd");

        npm.on("DELETE /-/npm/v1/tokens/token/k1", status, body);
        screen.press();
        screen.press();
        if (status == 404) {
            // A token that is gone is revoked; the list still has it here.
            assertThat(failure()).contains("still lists the token ci");
        } else if (status == 200) {
            // Whatever npm's words, it deleted nothing: the list still has it.
            assertThat(failure()).contains("still lists the token ci");
        } else {
            assertThat(failure()).matches("(?s).*[a-z0-9}]\\. [A-Z].*\\.\\s*");
        }
        assertThat(screen.activity()).noneMatch(d -> d.contains("is revoked"));
        assertThat(screen.primary()).isEqualTo("List my tokens");
        nowhere("npm_" + "x".repeat(36));
    }

    private String failure() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".notice").stream()
                .filter(n -> n.isVisible() && n.getStyleClass().contains("danger"))
                .map(Screen::words)
                .reduce("", String::concat));
    }

    @Test
    void a_token_that_is_still_listed_is_not_taken_for_revoked() {
        npm.on("GET /-/npm/v1/tokens", 200, """
            {"objects": [{"key": "k1", "name": "ci", "token": "npm_abcd", "readonly": false},
                         {"key": "k2", "name": "ci", "token": "npm_efgh", "readonly": false},
                         {"key": "k3", "name": "reader", "token": "npm_ijkl", "readonly": true}], "total": 3, "urls": {}}
            """).on("DELETE /-/npm/v1/tokens/token/k2", 204, "");
        open(atOnce, npm.base(), Stage.TOKENS_FORBIDDEN, Stage.SECRETS_DELETED);
        type("npm_" + "x".repeat(36));
        screen.press();
        assertThat(screen.primary()).isEqualTo("Open token page");
        assertThat(screen.words()).contains("reads only");
        assertThat(screen.buttons()).noneMatch(b -> b.contains("reader"));
        screen.pressWords("Revoke ci (npm_efgh\u2026)\u2026");
        assertThat(screen.words()).contains("DELETE " + npm.base() + "/-/npm/v1/tokens/token/k2");
        screen.press();
        assertThat(failure()).contains("still lists the token ci (npm_efgh");
        assertThat(screen.words()).doesNotContain("No stored token is left");
    }

    @Test
    void what_strangers_call_their_tokens_is_shown_with_marks_and_cut() throws IOException {
        String name = "ci\u202eevil\u200b" + "x".repeat(200);
        npm.on("GET /-/npm/v1/tokens", 200, """
            {"objects": [{"key": "../../-/user/x", "name": "%s", "token": "%s", "readonly": false},
                         {"key": "k2", "name": "%s", "token": "npm_efgh", "readonly": false}], "total": 2, "urls": {}}
            """.formatted(name, "npm_" + "z".repeat(36), name));
        open(atOnce, npm.base(), Stage.TOKENS_FORBIDDEN, Stage.SECRETS_DELETED);
        type("npm_" + "x".repeat(36));
        screen.press();
        screen.size(1024, 700);
        screen.picture("t-retire-hostile");
        assertThat(screen.words())
                .doesNotContain("\u202e")
                .doesNotContain("\u200b")
                .doesNotContain("z".repeat(20));
        assertThat(screen.buttons()).allSatisfy(words -> assertThat(words).hasSizeLessThan(80));
        String first = screen.buttons().stream()
                .filter(b -> b.startsWith("Revoke "))
                .findFirst()
                .orElseThrow();
        screen.pressWords(first);
        screen.picture("t-retire-hostile-sure");
        assertThat(screen.words()).contains("/-/npm/v1/tokens/token/..%2F..%2F-%2Fuser%2Fx");
    }

    @Test
    void what_is_cancelled_leaves_no_half_state_and_the_next_press_works() {
        Later later = new Later();
        open(later, sandbox.url(RegistryId.NPM).toString());
        type(sandbox.account().npmSession());
        later.all();
        screen.settle();

        screen.press();
        assertThat(later.waiting()).containsExactly("Forbidding stored tokens at npm");
        screen.press();
        assertThat(later.waiting()).hasSize(1);
        later.cancel();
        assertThat(screen.activity()).anyMatch(d -> d.startsWith("Stopped: Forbidding stored tokens at npm."));
        later.all();
        screen.settle();
        assertThat(sandbox.book(RegistryId.NPM).closed(NAME)).isNotEqualTo(Optional.of(true));
        assertThat(screen.activity()).noneMatch(d -> d.contains("refuses stored tokens"));
        assertThat(screen.primary()).isEqualTo("Forbid tokens");
        screen.press();
        later.all();
        screen.settle();
        assertThat(sandbox.book(RegistryId.NPM).closed(NAME)).hasValue(true);

        screen.pressWords("Look again");
        later.cancel();
        screen.settle();
        assertThat(screen.words()).doesNotContain("Looking for");
        screen.pressWords("I did this");
        later.all();
        screen.settle();
        screen.press();
        assertThat(later.waiting()).containsExactly("Listing your tokens at npm");
        later.cancel();
        screen.settle();
        assertThat(screen.primary()).isEqualTo("List my tokens");
        screen.press();
        later.all();
        screen.settle();
        screen.press();
        screen.press();
        assertThat(later.waiting()).singleElement().asString().startsWith("Revoking the token ci-publish");
        later.cancel();
        later.all();
        screen.settle();
        assertThat(screen.words()).doesNotContain("No stored token is left");
        assertThat(screen.primary()).isEqualTo("List my tokens");
    }

    @Test
    void another_step_while_a_call_runs_takes_nothing_along_and_loses_nothing() {
        Later later = new Later();
        open(later, sandbox.url(RegistryId.NPM).toString());
        type(sandbox.account().npmSession());
        later.all();
        screen.settle();
        screen.press();
        screen.go(StepId.RELEASE);
        screen.go(StepId.RETIRE);
        later.all();
        screen.settle();
        assertThat(sandbox.book(RegistryId.NPM).closed(NAME)).hasValue(true);
        assertThat(screen.words()).contains("The registry refuses stored tokens");
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The registry refuses"))
                .hasSize(1);
    }
}
