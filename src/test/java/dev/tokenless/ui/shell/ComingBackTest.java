package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.stage.WindowHelper;
import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.sandbox.RawHttp;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program sends the user to a web page; when the window has the focus again, the step looks again by itself. */
class ComingBackTest {
    private static final String BASE = "/repos/octo-org/sampleproject";
    private static final String ENVIRONMENT = BASE + "/environments/pypi";
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sampleproject");

    @TempDir
    Path folder;

    private ScriptedGitHub gitHub;
    private ScriptedGitHub crates;
    private Screen screen;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        crates = new ScriptedGitHub();
        gitHub.on("GET " + BASE, 200, ScriptedGitHub.repository("octo-org", "sampleproject"));
    }

    @AfterEach
    void close() {
        screen.close();
        gitHub.close();
        crates.close();
    }

    private void open(Path project) {
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(gitHub.base(), Map.of(), folder, Map.of(RegistryId.CRATES_IO, crates.base())),
                new AtOnce(),
                SecondFactor.none());
        Screen.run(() -> screen.composition.open(project));
    }

    /** The user was at her browser: the off-screen desktop has no other window that could take the focus. */
    private void awayAndBack() {
        Screen.run(() -> {
            WindowHelper.setFocused(screen.stage, false);
            WindowHelper.setFocused(screen.stage, true);
        });
        screen.settle();
    }

    @Test
    void an_environment_made_by_hand_is_seen_when_she_is_back() throws IOException {
        open(Scenery.good(folder.resolve("project")));
        screen.go(StepId.ENVIRONMENT);
        awayAndBack();
        assertThat(gitHub.asked).isEmpty();

        screen.pressWords("Open page");
        assertThat(screen.desktop.pages).hasSize(1);
        assertThat(gitHub.asked).isEmpty();
        gitHub.on("GET " + ENVIRONMENT, 200, """
            {"id": 1, "name": "pypi", "protection_rules": [],
             "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}}
            """)
                .on(
                        "GET " + ENVIRONMENT + "/deployment-branch-policies?per_page=100",
                        200,
                        "{\"branch_policies\": [{\"name\": \"v*\", \"type\": \"tag\"},"
                                + "{\"name\": \"main\", \"type\": \"branch\"}]}");
        Node focused = Screen.on(() -> screen.scene.getFocusOwner());
        awayAndBack();
        screen.shows("back-environment", "The environment pypi lets the tag v1.4.0 through.");
        assertThat(focused).isNotNull();
        long asked = gitHub.asked.size();
        awayAndBack();
        assertThat(gitHub.asked).hasSize((int) asked);
    }

    @Test
    void a_setting_made_on_the_page_is_seen_and_nothing_jumps_meanwhile() throws IOException {
        String name = "octo-crate";
        Path project = Scenery.of(
                folder.resolve("project"),
                "sampleproject",
                Map.of(
                        ".github/workflows/release.yml",
                        """
                        on:
                          push: {tags: ["v*"]}
                        jobs:
                          publish:
                            runs-on: ubuntu-latest
                            permissions: {id-token: write}
                            steps:
                              - uses: actions/checkout@v4
                              - uses: rust-lang/crates-io-auth-action@v1
                                id: auth
                              - run: cargo publish
                                env: {CARGO_REGISTRY_TOKEN: "${{ steps.auth.outputs.token }}"}
                        """,
                        "Cargo.toml",
                        "[package]\nname = \"octo-crate\"\nversion = \"1.0.0\"\n"));
        Remembered kept = Remembered.NOTHING.withSecretNames("crates-io/" + name, Set.of("CRATES_TOKEN"));
        for (Stage stage : new Stage[] {
            Stage.PUBLISHER_REGISTERED, Stage.TEST_RELEASE, Stage.PRODUCTION_SWITCHED, Stage.FIRST_TRUSTED_RELEASE
        }) {
            kept = kept.with(
                    "crates-io/" + name,
                    stage,
                    new Remembered.Mark(Remembered.Kind.SAID, "You said so.", Instant.EPOCH));
        }
        new MigrationStore(folder.resolve("settings").resolve("state")).write(REPOSITORY, kept);
        crate(false);
        open(project);
        screen.go(StepId.RETIRE);
        assertThat(screen.primary()).isEqualTo("Open the setting");
        screen.press();
        crate(true);
        double at = scrolled();
        awayAndBack();
        assertThat(screen.words()).contains("The registry refuses stored tokens.");
        assertThat(screen.primary()).isEqualTo("Open GitHub's secrets");
        assertThat(scrolled()).isEqualTo(at);
        screen.picture("back-retire");
    }

    @Test
    void what_the_samples_page_took_is_known_when_she_is_back() throws IOException {
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.opening().openSample());
        screen.go(StepId.WORKFLOW);
        screen.press();
        screen.go(StepId.PUBLISHER);
        assertThat(screen.primary()).isEqualTo("Open pre-filled form");
        screen.press();
        screen.answers("Whether PyPI trusts");
        URI page = URI.create(screen.desktop.pages.getLast());
        RawHttp.send(
                page.resolve("/"),
                "POST",
                page.getRawPath(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                page.getRawQuery().substring("provider=github&".length()));
        awayAndBack();
        screen.answers("PyPI trusts pypi for octo-sample.");
        assertThat(screen.words()).doesNotContain("Whether PyPI trusts");
    }

    private double scrolled() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".scroll-pane").stream()
                .filter(ScrollPane.class::isInstance)
                .mapToDouble(n -> ((ScrollPane) n).getVvalue())
                .sum());
    }

    /** What crates.io tells everyone. */
    private void crate(boolean forbids) {
        crates.answer("GET /api/v1/crates/octo-crate", """
            {"crate": {"id": "octo-crate", "name": "octo-crate", "max_version": "1.0.0", "newest_version": "1.0.0",
                       "trustpub_only": %s},
             "versions": [{"num": "1.0.0", "published_by": null, "trustpub_data": {"provider": "github",
               "repository": "octo-org/sampleproject", "run_id": "1", "sha": "abc"}}]}
            """.formatted(forbids));
    }
}
