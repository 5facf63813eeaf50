package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.sandbox.github.PlayedGitHub;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole migration of a package of the sample through the window, from its token to the revoked token, against the
 * registries and the GitHub that this program plays on loopback.
 */
class WholeMigrationTest {
    private static final int NPM = 1;
    private static final int RUBYGEMS = 2;

    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void the_npm_package_goes_from_its_token_to_a_revoked_one() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        released(NPM, "w-npm");

        press("Continue to Retire");
        screen.shows("w-npm-retire-proof", "was published without a token. The old key can go.");
        assertThat(screen.primary()).isEqualTo("Forbid tokens");
        assertThat(screen.words()).contains("Request to npm, not sent yet").contains("trustedPublisher.id");
        screen.press();
        screen.shows("w-npm-retire-forbidden", "The old key can go.");
        assertThat(screen.words()).contains("The registry refuses stored tokens");
        assertThat(labels()).contains("Undo");
        press("Undo");
        assertThat(screen.primary()).isEqualTo("Forbid tokens");
        screen.press();

        retired("NPM_TOKEN", "w-npm");
    }

    @Test
    void the_gem_has_no_rule_against_tokens_and_its_secret_goes_next() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        released(RUBYGEMS, "w-gem");
        press("Continue to Retire");
        screen.shows("w-gem-retire-proof", "was published without a token");
        retired("RUBYGEMS_API_KEY", "w-gem");
    }

    /** From the token to the proof of the first release without it. */
    private void released(int upload, String pictures) throws IOException {
        Screen.run(() -> screen.composition.opening().openSample());
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(upload)));
        screen.go(StepId.RELEASE);
        screen.shows(pictures + "-release-held", "The pull request is held back.");
        assertThat(screen.primary()).isEqualTo("To Workflow");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Write file");
        screen.press();
        screen.go(StepId.RELEASE);
        assertThat(screen.primary()).isEqualTo("To Publisher");
        assertThat(screen.words()).contains("merged now, it would make the next release fail");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Register publisher");
        screen.press();
        screen.press();
        assertThat(screen.primary()).isEqualTo("Create environment");
        screen.press();
        screen.press();
        assertThat(screen.primary()).contains("Rehearse");
        screen.press();
        screen.press();

        screen.shows(pictures + "-release-ready", "Everything is ready for the first trusted release.");
        assertThat(screen.primary()).isEqualTo("Open pull request");
        assertThat(screen.words())
                .contains("trusted-publishing")
                .contains(".github/workflows/release.yml")
                .contains("Before this is merged, these publishers have to be registered");
        assertThat(gitHub().asked()).noneMatch(a -> a.startsWith("POST") && a.endsWith("/pulls"));
        screen.press();
        screen.picture(pictures + "-release-opened");
        assertThat(gitHub().asked())
                .filteredOn(a -> a.startsWith("POST") && a.endsWith("/pulls"))
                .hasSize(1);
        assertThat(screen.primary()).isEqualTo("Merge it");
        screen.press();
        screen.shows(pictures + "-release-merged", "The default branch publishes without a token");
        assertThat(screen.primary()).isEqualTo("Play the release");
        screen.press();
        screen.shows(pictures + "-release-proved", "was published without a token. The old key can go.");
        assertThat(screen.sign(StepId.RELEASE)).isEqualTo(Sign.DONE);
    }

    /** From the proof to the revoked token. */
    private void retired(String secret, String pictures) throws IOException {
        assertThat(screen.primary()).isEqualTo("Delete secret " + secret + "\u2026");
        assertThat(screen.words())
                .contains("DELETE " + gitHub().url() + "/repos/octo-org/sample/actions/secrets/" + secret)
                .contains("Who reads " + secret)
                .contains("nobody");
        screen.picture(pictures + "-retire-secret");
        screen.press();
        assertThat(gitHub().secrets()).contains(secret);
        assertThat(screen.primary()).isEqualTo("Delete " + secret + " for good");
        screen.picture(pictures + "-retire-confirm");
        press("Keep it");
        assertThat(screen.primary()).isEqualTo("Delete secret " + secret + "\u2026");
        screen.press();
        screen.press();
        assertThat(gitHub().secrets()).doesNotContain(secret).contains("CODECOV_TOKEN");
        screen.picture(pictures + "-retire-revoke");
        assertThat(screen.primary()).isEqualTo("Open token page");
        screen.press();
        assertThat(screen.desktop.pages).last().asString().startsWith("https://");
        press("I did this");
        screen.shows(pictures + "-retire-done", "No stored token is left for");
        assertThat(screen.sign(StepId.RETIRE)).isEqualTo(Sign.DONE);
        assertThat(folder.resolve("state")).doesNotExist();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(f -> assertThat(Files.readString(f)).doesNotContain(PlayedGitHub.TOKEN));
        }
    }

    private PlayedGitHub gitHub() throws IOException {
        return screen.composition.sandboxes().gitHub();
    }

    private List<String> labels() {
        return Screen.on(() -> {
            List<String> all = new ArrayList<>();
            screen.scene.getRoot().lookupAll(".button").forEach(n -> {
                if (n instanceof Button b && b.getText() != null) {
                    all.add(b.getText());
                }
            });
            return all;
        });
    }

    private void press(String words) {
        Screen.run(() -> screen.scene.getRoot().lookupAll(".button").stream()
                .filter((Node n) -> n instanceof Button b && words.equals(b.getText()) && !b.isDisabled())
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words + " among " + labels()))
                .fire());
        screen.settle();
    }
}
