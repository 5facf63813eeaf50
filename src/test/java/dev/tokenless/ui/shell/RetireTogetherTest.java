package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.github.PlayedGitHub;
import dev.tokenless.ui.session.StepId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is ready to be retired, in one press: refused in its middle, stopped in its middle, and gone on with. */
class RetireTogetherTest {
    private static final String NAME = "@octo-org/package";
    private static final String SECRET = "DELETE /repos/octo-org/package/actions/secrets/NPM_TOKEN";
    private static final String ALL = "All at once\u2026";
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "package");
    private static final String FILE = ".github/workflows/release.yml";
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

    private final Broken background = new Broken();
    private PlayedGitHub gitHub;
    private Sandbox sandbox;
    private Between toGitHub;
    private Between toNpm;
    private Screen screen;

    @BeforeEach
    void start() throws IOException {
        gitHub = PlayedGitHub.start("octo-org", "package", Map.of(FILE, WORKFLOW), List.of("NPM_TOKEN", "OTHER"));
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.NPM, NAME);
        toGitHub = new Between(gitHub.url().toString());
        toNpm = new Between(sandbox.url(RegistryId.NPM).toString());
        Scenery.of(folder.resolve("project"), "package", Map.of(FILE, WORKFLOW, "package.json", """
            {"name": "%s", "version": "1.0.0", "repository": "github:octo-org/package"}
            """.formatted(NAME)));
    }

    @AfterEach
    void close() {
        screen.close();
        toGitHub.close();
        toNpm.close();
        gitHub.close();
        sandbox.close();
    }

    /** A project whose first trusted release has come out; these stages are over, too. */
    private void open(Stage... over) {
        Remembered kept = Remembered.NOTHING.withSecretNames("npm/" + NAME, Set.of("NPM_TOKEN"));
        List<Stage> passed = new ArrayList<>(List.of(
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
        again();
    }

    private void again() {
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(
                        toGitHub.base(),
                        Map.of("GH_TOKEN", PlayedGitHub.TOKEN),
                        folder,
                        Map.of(RegistryId.NPM, toNpm.base())),
                background,
                new Coded(sandbox.account().oneTimePassword()));
        Screen.run(() -> screen.composition.open(folder.resolve("project")));
        Screen.run(() -> screen.composition.gitHub().useVariable());
        screen.pressWords("Look again");
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.RETIRE);
        type(sandbox.account().npmSession());
    }

    private record Coded(String code) implements SecondFactor {
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
            // It is asked for at the stage whose turn it is, where that one needs it.
            if (screen.scene.getRoot().lookup("#registryKey") instanceof PasswordField field) {
                field.setText(secret);
                field.getOnAction().handle(null);
            }
        });
        screen.settle();
    }

    private void escape() {
        Screen.run(() -> Event.fireEvent(
                screen.scene.getRoot(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        screen.settle();
    }

    private String failure() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".notice").stream()
                .filter(n -> n.isVisible() && n.getStyleClass().contains("danger"))
                .map(Screen::words)
                .reduce("", String::concat));
    }

    private long forbidden() {
        return toNpm.reached.stream()
                .filter(r -> r.startsWith("POST ") && r.contains("access"))
                .count();
    }

    @Test
    void a_refusal_in_the_middle_says_of_each_what_came_of_it_and_the_next_press_sends_the_rest() throws IOException {
        open();
        screen.pressWords(ALL);
        assertThat(screen.primary()).isEqualTo("Send these 3 requests");
        assertThat(screen.words())
                .contains("DELETE " + toGitHub.base())
                .contains("/-/npm/v1/tokens/token/")
                .contains("/access");
        toGitHub.answered(SECRET, 403, "{\"message\": \"Resource not accessible by personal access token\"}");
        screen.press();

        screen.picture("t-retire-all-refused");
        assertThat(sandbox.book(RegistryId.NPM).closed(NAME)).hasValue(true);
        assertThat(gitHub.secrets()).contains("NPM_TOKEN");
        long sent = forbidden();
        assertThat(toNpm.reached).noneMatch(r -> r.startsWith("DELETE"));
        assertThat(failure())
                .contains("The token may not delete secrets")
                .contains("One more request was not sent, because");
        assertThat(screen.words())
                .contains("What came of it")
                .contains("The registry refuses stored tokens for " + NAME)
                .contains("Not sent.");
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The registry refuses stored tokens"))
                .hasSize(1);
        assertThat(screen.activity()).noneMatch(d -> d.startsWith("The secret"));

        screen.pressWords(ALL);
        assertThat(screen.primary()).isEqualTo("Send these 2 requests");
        assertThat(failure()).isEmpty();
        screen.press();
        screen.shows("t-retire-all-done", "No stored token is left for");
        assertThat(forbidden()).isEqualTo(sent);
        assertThat(gitHub.secrets()).containsExactly("OTHER");
        assertThat(screen.activity())
                .anyMatch(d -> d.startsWith("The secret NPM_TOKEN of "))
                .anyMatch(d -> d.startsWith("The token ci-publish"));
        assertThat(screen.buttons()).doesNotContain(ALL);
    }

    @Test
    void stopped_in_the_middle_what_came_about_is_kept_and_what_may_have_is_looked_at() {
        open();
        screen.pressWords(ALL);
        toGitHub.lostBack(SECRET, background::cancel);
        screen.press();
        assertThat(sandbox.book(RegistryId.NPM).closed(NAME)).hasValue(true);
        assertThat(gitHub.secrets()).containsExactly("OTHER");
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The registry refuses stored tokens"))
                .hasSize(1);
        assertThat(screen.activity()).anyMatch(d -> d.startsWith("Stopped: Retiring the token of " + NAME));
        assertThat(screen.words())
                .contains("Stopped; it may have taken effect.")
                .contains("Not sent.")
                .contains("The registry refuses stored tokens");
        assertThat(toNpm.reached).noneMatch(r -> r.startsWith("DELETE"));
        long sent = forbidden();
        screen.close();

        again();
        assertThat(screen.words()).contains("The registry refuses stored tokens");
        assertThat(screen.primary()).isEqualTo("List my tokens");
        screen.press();
        screen.press();
        screen.press();
        screen.answers("No stored token is left for");
        assertThat(forbidden()).isEqualTo(sent);
        assertThat(toGitHub.reached(SECRET)).isOne();
    }

    @Test
    void nothing_is_sent_where_something_changed_while_the_list_was_read() {
        open();
        screen.pressWords(ALL);
        assertThat(screen.primary()).isEqualTo("Send these 3 requests");
        screen.pressWords("I did this");
        assertThat(failure()).contains("Something changed meanwhile. Nothing was sent;");
        assertThat(forbidden()).isZero();
        assertThat(gitHub.secrets()).contains("NPM_TOKEN");
        screen.pressWords(ALL);
        assertThat(failure()).isEmpty();
        assertThat(screen.primary()).isEqualTo("Send these 2 requests");
        escape();
        assertThat(screen.buttons()).contains(ALL);
        assertThat(gitHub.secrets()).contains("NPM_TOKEN");
    }

    @Test
    void of_several_tokens_the_owner_chooses_herself() {
        toNpm.answered("GET /-/npm/v1/tokens", 200, """
            {"objects": [{"key": "k1", "name": "ci", "token": "npm_abcd", "readonly": false},
                         {"key": "k2", "name": "laptop", "token": "npm_efgh", "readonly": false}], "total": 2, "urls": {}}
            """);
        open();
        screen.pressWords(ALL);
        assertThat(screen.primary()).isEqualTo("Send these 2 requests");
        assertThat(screen.words())
                .contains("npm lists 2 tokens that may publish. Choose afterwards which of them are revoked.");
        screen.press();
        assertThat(gitHub.secrets()).containsExactly("OTHER");
        assertThat(screen.primary()).isEqualTo("Open token page");
        assertThat(screen.buttons())
                .contains("Revoke ci\u2026", "Revoke laptop\u2026")
                .doesNotContain(ALL);
        assertThat(toNpm.reached).noneMatch(r -> r.startsWith("DELETE"));
    }

    @Test
    void a_secret_of_the_organisation_is_none_of_all_at_once_and_the_others_are_thought_of() {
        for (int look = 0; look < 4; look++) {
            toGitHub.answered("GET /repos/octo-org/package/actions/organization-secrets", 200, """
                {"total_count": 1, "secrets": [{"name": "NPM_TOKEN", "updated_at": "2026-01-02T03:04:05Z"}]}
                """);
            toGitHub.answered("GET /repos/octo-org/package/actions/secrets", 200, """
                {"total_count": 0, "secrets": []}
                """);
        }
        open(Stage.TOKENS_FORBIDDEN);
        assertThat(screen.buttons()).doesNotContain(ALL);
        assertThat(screen.words()).contains("keep it and say so");
        screen.pressWords("Delete secret NPM_TOKEN\u2026");
        assertThat(screen.words()).contains("for every repository that uses it");
        shown("retire-organisation");
        assertThat(toGitHub.came).noneMatch(r -> r.startsWith("DELETE"));
        escape();
        screen.pressWords("I did this");
        assertThat(screen.words()).contains("You said so on ");
        assertThat(screen.primary()).isNotEqualTo("Delete secret NPM_TOKEN\u2026");
    }

    private void shown(String name) {
        try {
            screen.picture(name);
            screen.look(dev.tokenless.ui.settings.Settings.Theme.DARK, 1024, 700, 200);
            screen.picture(name + "-dark-200");
            screen.look(dev.tokenless.ui.settings.Settings.Theme.LIGHT, 1440, 900, 100);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void escape_puts_a_deletion_away_and_nothing_was_sent() {
        open(Stage.TOKENS_FORBIDDEN);
        assertThat(screen.primary()).isEqualTo("Delete secret NPM_TOKEN\u2026");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Delete NPM_TOKEN for good");
        escape();
        assertThat(screen.primary()).isEqualTo("Delete secret NPM_TOKEN\u2026");
        escape();
        assertThat(screen.primary()).isEqualTo("Delete secret NPM_TOKEN\u2026");
        assertThat(toGitHub.came(SECRET)).isZero();
        assertThat(gitHub.secrets()).contains("NPM_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "409", "422", "500", "599"})
    void a_refused_deletion_leaves_the_secret_and_the_next_one_deletes_it(int status) {
        open(Stage.TOKENS_FORBIDDEN);
        screen.press();
        for (int attempt = 0; attempt < 5; attempt++) {
            toGitHub.answered(SECRET, status, "{\"message\": \"no\"}");
        }
        screen.press();
        assertThat(failure()).matches("(?s).*[a-z0-9}]\\. [A-Z].*").contains("By hand: ");
        assertThat(screen.activity()).noneMatch(d -> d.startsWith("The secret"));
        assertThat(screen.primary()).isEqualTo("Delete secret NPM_TOKEN\u2026");
        assertThat(gitHub.secrets()).contains("NPM_TOKEN");
        toGitHub.forget();
        screen.press();
        assertThat(failure()).isEmpty();
        screen.press();
        assertThat(gitHub.secrets()).containsExactly("OTHER");
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The secret NPM_TOKEN"))
                .hasSize(1);
        assertThat(screen.primary()).isEqualTo("Open token page");
    }

    @ParameterizedTest
    @CsvSource({"there", "back"})
    void a_deletion_that_is_stopped_is_listed_and_looked_at_and_done_once(String way) {
        open(Stage.TOKENS_FORBIDDEN);
        screen.press();
        if (way.equals("there")) {
            toGitHub.lostThere(SECRET, background::cancel);
        } else {
            toGitHub.lostBack(SECRET, background::cancel);
        }
        screen.press();
        assertThat(screen.activity()).anyMatch(d -> d.startsWith("Stopped: Deleting the secret NPM_TOKEN"));
        if (way.equals("there")) {
            assertThat(screen.primary()).isEqualTo("Delete secret NPM_TOKEN\u2026");
            screen.press();
            screen.press();
        }
        assertThat(gitHub.secrets()).containsExactly("OTHER");
        assertThat(screen.primary()).isEqualTo("Open token page");
        assertThat(toGitHub.reached(SECRET)).isOne();
    }
}
