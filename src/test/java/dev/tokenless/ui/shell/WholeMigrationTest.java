package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.RawHttp;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.github.PlayedGitHub;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole migration of a package of the sample through the window, from its token to the revoked token, against the
 * registries and the GitHub that this program plays on loopback.
 */
class WholeMigrationTest {
    private static final int PYPI = 0;
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
    void the_python_package_is_registered_on_the_page_and_its_token_revoked_there() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        released(PYPI, "w-pypi");
        screen.pressWords("Continue to Retire");
        screen.answers("was published without a token");
        assertThat(screen.words()).contains("This registry has no setting that refuses tokens.");
        deleted("PYPI_API_TOKEN", "w-pypi");
        revokedOnThePage("https://pypi.org/manage/account/#api-tokens", "w-pypi");
    }

    @Test
    void the_npm_package_goes_from_its_token_to_a_revoked_one() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        merged(NPM, "w-npm");
        releasedByToken();
        played("w-npm");
        screen.pressWords("Continue to Retire");
        screen.shows("w-npm-retire-proof", "was published without a token. The old token can go.");
        forbidden("w-npm", "Request to npm, not sent yet");
        deleted("NPM_TOKEN", "w-npm");

        assertThat(screen.primary()).isEqualTo("List my tokens");
        screen.press();
        assertThat(screen.words())
                .contains("ci-publish (npm_")
                .contains("may publish")
                .contains("needs no second factor");
        assertThat(screen.primary()).isEqualTo("Revoke ci-publish\u2026");
        screen.picture("w-npm-retire-tokens");
        screen.press();
        assertThat(screen.words())
                .contains("Request to npm, not sent yet")
                .contains("DELETE ")
                .contains("/-/npm/v1/tokens/token/");
        screen.picture("w-npm-retire-revoking");
        screen.pressWords("Keep it");
        assertThat(screen.primary()).isEqualTo("Revoke ci-publish\u2026");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Revoke ci-publish for good");
        screen.press();
        screen.shows("w-npm-retire-done", "No stored token is left for");
        assertThat(screen.words()).contains("npm lists the token ci-publish");
        assertThat(screen.activity()).anyMatch(d -> d.startsWith("The token ci-publish"));
        ended();
    }

    @Test
    void the_gem_has_no_rule_against_tokens_and_its_secret_goes_next() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        released(RUBYGEMS, "w-gem");
        screen.pressWords("Continue to Retire");
        screen.answers("was published without a token");
        deleted("RUBYGEMS_API_KEY", "w-gem");
        revokedOnThePage("https://rubygems.org/profile/api_keys", "w-gem");
    }

    @Test
    void the_crate_forbids_tokens_and_loses_its_secret() throws IOException {
        screen = Screen.open(folder, new CrateSample());
        screen.composition.sandboxes().gitHub(CrateSample.files(), List.of(CrateSample.SECRET, "CODECOV_TOKEN"));
        released(0, "w-crate");
        screen.pressWords("Continue to Retire");
        screen.answers("was published without a token");
        forbidden("w-crate", "Request to crates.io, not sent yet");
        deleted(CrateSample.SECRET, "w-crate");
        revokedOnThePage("https://crates.io/settings/tokens", "w-crate");
    }

    @Test
    void a_second_package_of_the_repository_gets_a_pull_request_of_its_own() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        merged(NPM, "w-first");
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(RUBYGEMS)));
        screen.go(StepId.WORKFLOW);
        assertThat(screen.primary()).isEqualTo("Write file");
        screen.press();
        screen.go(StepId.PUBLISHER);
        registered();
        screen.go(StepId.RELEASE);
        assertThat(screen.primary()).isEqualTo("Open pull request");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Merge it");
        screen.press();
        screen.answers("The default branch publishes without a token");
        assertThat(gitHub().asked())
                .filteredOn(a -> a.startsWith("POST") && a.endsWith("/pulls"))
                .hasSize(2);
    }

    /** A release that still used the token is told apart, and the next one proves the migration. */
    private void releasedByToken() throws IOException {
        screen.composition
                .sandboxes()
                .with(RegistryId.NPM, "@octo-org/sample")
                .book(RegistryId.NPM)
                .publish(
                        "@octo-org/sample",
                        new Release("1.3.9", "sample-1.3.9.tgz", Map.of(), Map.of(), Instant.now(), null));
        screen.pressWords("Look for the release");
        screen.shows("w-npm-release-token", "Version 1.3.9 still came out with a stored token.");
        assertThat(screen.words()).contains("Release once more from the migrated files");
        assertThat(screen.sign(StepId.RELEASE)).isEqualTo(Sign.CURRENT);
        screen.go(StepId.RETIRE);
        assertThat(screen.words()).contains("Keep the old token: no release is proven to have come out without it");
        assertThat(screen.primary()).isEqualTo("Back to Release");
        screen.press();
    }

    /** From the token to the merged pull request. */
    private void merged(int upload, String pictures) throws IOException {
        Screen.run(() -> screen.composition.opening().openSample());
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(upload)));
        screen.go(StepId.RELEASE);
        shows(pictures + "-release-held", "The pull request is held back.");
        assertThat(screen.primary()).isEqualTo("To Workflow");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Write file");
        screen.press();
        screen.go(StepId.RELEASE);
        assertThat(screen.primary()).isEqualTo("To Publisher");
        assertThat(screen.words()).contains("merged now, it would make the next release fail");
        screen.press();
        registered();
        assertThat(screen.primary()).isEqualTo("Continue to Environment");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Create environment");
        screen.press();
        screen.press();
        assertThat(screen.primary()).isEqualTo("Continue to Release");
        screen.press();

        shows(pictures + "-release-ready", "Everything is ready for the first trusted release.");
        assertThat(screen.primary()).isEqualTo("Open pull request");
        assertThat(screen.words())
                .contains("trusted-publishing")
                .contains(".github/workflows/release.yml")
                .contains("Before this is merged, these publishers have to be registered");
        assertThat(gitHub().asked()).noneMatch(a -> a.startsWith("POST") && a.endsWith("/pulls"));
        screen.press();
        picture(pictures + "-release-opened");
        assertThat(gitHub().asked())
                .filteredOn(a -> a.startsWith("POST") && a.endsWith("/pulls"))
                .hasSize(1);
        assertThat(screen.primary()).isEqualTo("Merge it");
        screen.press();
        shows(pictures + "-release-merged", "The default branch publishes without a token");
        assertThat(screen.words())
                .doesNotContain("is open")
                .doesNotContain("git switch")
                .doesNotContain("git commit");
    }

    /** Through the registry's interface, or on the page that was opened with everything filled in. */
    private void registered() throws IOException {
        if (screen.primary().equals("Register publisher")) {
            screen.press();
            return;
        }
        assertThat(screen.primary()).isEqualTo("Open pre-filled form");
        screen.press();
        URI page = URI.create(screen.desktop.pages.getLast());
        RawHttp.send(
                page.resolve("/"),
                "POST",
                page.getRawPath(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                page.getRawQuery().substring("provider=github&".length()));
        screen.pressWords("I added it");
    }

    /** From the token to the proof of the first release without it. */
    private void released(int upload, String pictures) throws IOException {
        merged(upload, pictures);
        played(pictures);
    }

    private void played(String pictures) throws IOException {
        assertThat(screen.primary()).isEqualTo("Play the release");
        screen.press();
        shows(pictures + "-release-proved", "was published without a token. The old token can go.");
        assertThat(screen.sign(StepId.RELEASE)).isEqualTo(Sign.DONE);
        assertThat(screen.words())
                .contains("5 of 5 done", "Nothing is left to be done by hand here.")
                .doesNotContain("is open")
                .doesNotContain("git push")
                .doesNotContain("Look at RubyGems's page");
    }

    /** The registry refuses tokens; taken back by a request that is shown, and forbidden again. */
    private void forbidden(String pictures, String heading) throws IOException {
        assertThat(screen.primary()).isEqualTo("Forbid tokens");
        assertThat(screen.words()).contains(heading);
        screen.press();
        shows(pictures + "-retire-forbidden", "The old token can go.");
        assertThat(screen.words()).contains("The registry refuses stored tokens");
        screen.pressWords("Undo");
        assertThat(screen.words()).contains(heading);
        assertThat(screen.primary()).isEqualTo("Allow tokens again");
        picture(pictures + "-retire-allowing");
        screen.pressWords("Keep them forbidden");
        assertThat(screen.words()).contains("The registry refuses stored tokens");
        screen.pressWords("Undo");
        screen.press();
        assertThat(screen.primary()).isEqualTo("Forbid tokens");
        screen.press();
    }

    /** From the proof to the deleted secret. */
    private void deleted(String secret, String pictures) throws IOException {
        assertThat(screen.primary()).isEqualTo("Delete secret " + secret + "\u2026");
        assertThat(screen.words())
                .contains("DELETE " + gitHub().url() + "/repos/octo-org/sample/actions/secrets/" + secret)
                .contains("Who reads " + secret)
                .contains("nobody");
        picture(pictures + "-retire-secret");
        screen.press();
        assertThat(gitHub().secrets()).contains(secret);
        assertThat(screen.primary()).isEqualTo("Delete " + secret + " for good");
        picture(pictures + "-retire-confirm");
        screen.pressWords("Keep it");
        assertThat(screen.primary()).isEqualTo("Delete secret " + secret + "\u2026");
        screen.press();
        screen.press();
        assertThat(gitHub().secrets()).doesNotContain(secret).contains("CODECOV_TOKEN");
        picture(pictures + "-retire-revoke");
    }

    private void revokedOnThePage(String page, String pictures) throws IOException {
        assertThat(screen.primary()).isEqualTo("Open token page");
        screen.press();
        assertThat(screen.desktop.pages).last().isEqualTo(page);
        assertThat(screen.primary()).isEqualTo("I revoked it");
        screen.pressWords("Open token page");
        assertThat(screen.desktop.pages).last().isEqualTo(page);
        assertThat(screen.primary()).isEqualTo("I revoked it");
        screen.press();
        assertThat(screen.words()).contains("4 of 4 done", "You said so on ");
        shows(pictures + "-retire-done", "No stored token is left for");
        ended();
    }

    private void ended() throws IOException {
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

    /** Four walks look alike: the pictures of one are enough. */
    private void shows(String picture, String words) throws IOException {
        if (picture.startsWith("w-npm")) {
            screen.shows(picture, words);
        } else {
            screen.answers(words);
        }
    }

    private void picture(String name) throws IOException {
        if (name.startsWith("w-npm")) {
            screen.picture(name);
        }
    }
}
