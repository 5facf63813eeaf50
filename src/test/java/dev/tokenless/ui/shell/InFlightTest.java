package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.GitHubAddress;
import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.OneGem;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.signin.GitHubGround;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is under way, and it is not answered, or the user signs out, or closes the window: what is known is said. */
class InFlightTest {
    private static final String BASE = "/repos/octo-org/octo-gem";
    private static final String DELETE = "DELETE " + BASE + "/actions/secrets/RUBYGEMS_KEY";
    private static final String GEM = "octo-gem";
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "octo-gem");

    @TempDir
    Path folder;

    private ScriptedGitHub gitHub;
    private Sandbox sandbox;
    private Path project;
    private Screen screen;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        gitHub.on("GET " + BASE, 200, ScriptedGitHub.repository("octo-org", "octo-gem"));
        gitHub.on("GET /user", 200, "{\"login\": \"octo-maintainer\", \"id\": 1}");
        secrets("{\"name\": \"RUBYGEMS_KEY\", \"updated_at\": \"2026-01-02T00:00:00Z\"}");
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.RUBYGEMS, GEM);
        project = Scenery.of(folder.resolve("project"), OneGem.NAME, OneGem.files());
    }

    private void secrets(String held) {
        gitHub.answer(
                "GET " + BASE + "/actions/secrets?per_page=100", "{\"total_count\": 1, \"secrets\": [" + held + "]}");
        gitHub.answer("GET " + BASE + "/actions/organization-secrets?per_page=100", "{\"secrets\": []}");
        gitHub.answer("GET " + BASE + "/dependabot/secrets?per_page=100", "{\"secrets\": []}");
    }

    @AfterEach
    void close() {
        screen.close();
        gitHub.close();
        sandbox.close();
    }

    private void open(Background background, Duration limit) {
        GitHubGround ground = new GitHubGround(
                () -> new Http(
                        HttpSettings.standard().onlyLoopback().callLimit(limit).pause(_ -> {})),
                host -> new GitHubAddress(host, gitHub.base(), gitHub.base()),
                new Credentials(
                        Map.of(
                                "GH_TOKEN",
                                ScriptedGitHub.FINE,
                                "GEM_HOST_API_KEY",
                                sandbox.account().credential(RegistryId.RUBYGEMS)),
                        folder),
                Optional.empty(),
                false,
                Map.of(RegistryId.RUBYGEMS, sandbox.url(RegistryId.RUBYGEMS).toString()),
                _ -> {});
        screen = Screen.open(
                folder.resolve("settings"),
                ground,
                background,
                SecondFactor.given(dev.tokenless.net.Secret.of(sandbox.account().oneTimePassword())));
        Screen.run(() -> screen.composition.open(project));
        all(background);
    }

    private void all(Background background) {
        if (background instanceof Later later) {
            later.all();
        }
        screen.settle();
    }

    /** At Retire, where the secret is the next to go. */
    private void retiring(Background background, Duration limit) {
        Remembered kept = Remembered.NOTHING.withSecretNames("rubygems/" + GEM, Set.of("RUBYGEMS_KEY"));
        for (Stage stage : List.of(
                Stage.PUBLISHER_REGISTERED,
                Stage.TEST_RELEASE,
                Stage.PRODUCTION_SWITCHED,
                Stage.FIRST_TRUSTED_RELEASE)) {
            kept = kept.with(
                    "rubygems/" + GEM, stage, new Remembered.Mark(Remembered.Kind.SAID, "You said so.", Instant.EPOCH));
        }
        new MigrationStore(folder.resolve("settings").resolve("state")).write(REPOSITORY, kept);
        open(background, limit);
        Screen.run(() -> screen.composition.gitHub().useVariable());
        all(background);
        screen.go(StepId.RETIRE);
        all(background);
        screen.pressWords("Look again");
        all(background);
        assertThat(screen.primary()).isEqualTo("Delete secret RUBYGEMS_KEY\u2026");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Delete RUBYGEMS_KEY for good");
    }

    private long asked(String what) {
        return gitHub.asked.stream().filter(what::equals).count();
    }

    private String failure() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".notice").stream()
                .filter(n -> n.isVisible() && n.getStyleClass().contains("danger"))
                .map(Screen::words)
                .reduce("", String::concat));
    }

    @Test
    void a_deletion_that_is_never_answered_is_told_with_what_is_known_and_can_be_pressed_again() throws IOException {
        gitHub.on(
                DELETE,
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        retiring(new AtOnce(), Duration.ofSeconds(1));
        screen.press();
        screen.picture("in-flight-timeout");
        assertThat(failure())
                .contains("did not answer within 1 second.", "It may be deleted anyway: look again to see.")
                .contains("By hand: ");
        assertThat(screen.activity()).noneMatch(d -> d.contains("is deleted"));
        assertThat(screen.primary()).isEqualTo("Delete secret RUBYGEMS_KEY\u2026");
        screen.close();

        // It had come about all the same: the next press finds that out.
        gitHub.asked.clear();
        gitHub.answer(DELETE, "");
        gitHub.on(DELETE, 404, "{\"message\": \"Not Found\"}");
        retiring(new AtOnce(), Duration.ofSeconds(20));
        secrets("");
        screen.press();
        assertThat(failure()).isEmpty();
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("The secret RUBYGEMS_KEY of the repository is deleted"))
                .hasSize(1);
        assertThat(screen.words()).contains("GitHub no longer holds RUBYGEMS_KEY.");
    }

    @Test
    void who_signs_out_in_the_middle_has_nothing_more_sent_with_her_token() {
        Later later = new Later();
        retiring(later, Duration.ofSeconds(20));
        screen.press();
        assertThat(later.waiting()).containsExactly("Deleting the secret RUBYGEMS_KEY");
        Screen.run(() -> screen.composition.gitHub().signOut());
        later.all();
        screen.settle();
        assertThat(asked(DELETE)).isZero();
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("Stopped: Deleting the secret RUBYGEMS_KEY."))
                .hasSize(1);
        assertThat(screen.activity()).noneMatch(d -> d.startsWith("The secret"));
        assertThat(screen.words()).contains("Not signed in to GitHub");
        assertThat(screen.primary()).isEqualTo("Open GitHub's secrets");
    }

    @Test
    void a_window_that_is_closed_while_it_registers_knows_afterwards_and_sends_nothing_twice() {
        Held held = new Held();
        open(held, Duration.ofSeconds(20));
        screen.go(StepId.PUBLISHER);
        screen.pressWords("Use the environment variable GEM_HOST_API_KEY");
        assertThat(screen.buttons()).contains("Register publisher");
        held.next(0);
        screen.pressWords("Register publisher");
        held.awaitStill();
        screen.close();
        assertThat(sandbox.book(RegistryId.RUBYGEMS).publishersOf(GEM)).isEmpty();

        open(new AtOnce(), Duration.ofSeconds(20));
        screen.go(StepId.PUBLISHER);
        screen.pressWords("Use the environment variable GEM_HOST_API_KEY");
        screen.pressWords("Register publisher");
        assertThat(sandbox.book(RegistryId.RUBYGEMS).publishersOf(GEM)).hasSize(1);
        screen.close();

        // What the registry told outlives the window, with its day.
        open(new AtOnce(), Duration.ofSeconds(20));
        screen.go(StepId.RELEASE);
        assertThat(screen.words()).contains("Seen on 2026-11-20, not looked at since.");
        screen.go(StepId.PUBLISHER);
        screen.pressWords("Use the environment variable GEM_HOST_API_KEY");
        screen.pressWords("Register publisher");
        assertThat(sandbox.book(RegistryId.RUBYGEMS).publishersOf(GEM)).hasSize(1);
    }

    @Test
    void a_registry_that_did_not_tell_is_not_one_that_nobody_asked() {
        new MigrationStore(folder.resolve("settings").resolve("state"))
                .write(REPOSITORY, Remembered.NOTHING.withSecretNames("rubygems/" + GEM, Set.of("RUBYGEMS_KEY")));
        open(new AtOnce(), Duration.ofSeconds(20));
        screen.go(StepId.RETIRE);
        screen.answers("Keep the old token: no release is proven to have come out without it."
                + " Nobody has looked at the registry yet.");
        sandbox.close();
        screen.pressWords("Look again");
        screen.answers("Keep the old token: no release is proven to have come out without it.");
        assertThat(screen.words()).doesNotContain("Nobody has looked").doesNotContain("no release has come out");
        // Nothing is known of the publisher either, and Release does not say that everything is ready.
        screen.go(StepId.RELEASE);
        assertThat(screen.words()).doesNotContain("Everything is ready");
    }

    @Test
    void a_log_in_which_the_registry_refused_the_job_later_takes_back_what_was_seen() throws IOException {
        Remembered kept = Remembered.NOTHING.with(
                "rubygems/" + GEM,
                Stage.PUBLISHER_REGISTERED,
                new Remembered.Mark(Remembered.Kind.SEEN, "It was there.", Instant.parse("2026-03-01T10:00:00Z")));
        new MigrationStore(folder.resolve("settings").resolve("state")).write(REPOSITORY, kept);
        open(new AtOnce(), Duration.ofSeconds(20));
        screen.go(StepId.RELEASE);
        screen.shows("dated-release", "not looked at since");
        assertThat(screen.words()).contains("It was there. Seen on 2026-03-01, not looked at since.");
        screen.look(dev.tokenless.ui.settings.Settings.Theme.DARK, 1024, 700, 200);
        screen.picture("dated-release-dark-200");
        screen.look(dev.tokenless.ui.settings.Settings.Theme.LIGHT, 1440, 900, 100);

        Screen.run(() -> screen.composition.session().change(s -> s.at(dev.tokenless.ui.session.Place.DIAGNOSE)));
        Screen.run(() -> screen.find("#text", javafx.scene.control.TextArea.class)
                .setText("2026-11-19T08:00:00.0000000Z ##[error]No trusted publisher configured for this workflow"
                        + " found on https://rubygems.org/ for audience rubygems.org\n"));
        screen.press("diagnoseButton");
        assertThat(screen.words()).contains("No trusted publisher configured");
        Screen.run(() -> screen.composition.session().change(s -> s.at(StepId.RELEASE)));
        screen.settle();
        assertThat(screen.words()).doesNotContain("It was there.");
    }

    @Test
    void a_window_that_is_closed_while_a_page_is_awaited_asks_nobody_when_it_opens_again() {
        retiring(new AtOnce(), Duration.ofSeconds(20));
        screen.pressWords("Keep it");
        secrets("");
        screen.pressWords("Look again");
        assertThat(screen.primary()).isEqualTo("Open token page");
        screen.press();
        assertThat(screen.desktop.pages).hasSize(1);
        screen.close();
        gitHub.asked.clear();
        open(new AtOnce(), Duration.ofSeconds(20));
        screen.go(StepId.RETIRE);
        assertThat(screen.primary()).isEqualTo("Open token page");
        assertThat(screen.words()).contains("GitHub no longer holds RUBYGEMS_KEY. Seen on 2026-11-20");
        assertThat(asked(DELETE)).isZero();
    }
}
