package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.sandbox.RawHttp;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole wizard on the sample, by its highlighted actions alone. */
class SampleWalkTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void the_sample_goes_from_its_tokens_to_a_rehearsed_release() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        Screen.run(() -> screen.find("#openSample", Button.class).fire());
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(2)));
        screen.shows("2-project-light", "uploads still log in with a stored token");
        assertThat(screen.primary()).isEqualTo("Continue to Check");

        screen.press();
        screen.shows("3-check-light", "logs in to RubyGems with RUBYGEMS_API_KEY");
        assertThat(screen.primary()).isEqualTo("Fix all safe findings");
        screen.press();
        screen.shows("3-check-fix-light", "");
        assertThat(screen.primary()).isEqualTo("Write file");
        screen.press();

        screen.go(StepId.WORKFLOW);
        screen.shows("4-workflow-light", "log in without RUBYGEMS_API_KEY");
        assertThat(screen.primary()).isEqualTo("Write file");
        screen.press();
        screen.shows("4-workflow-written-light", "needs no change");
        assertThat(screen.primary()).isEqualTo("Continue to Publisher");

        screen.press();
        screen.shows("5-publisher-absent-light", "RubyGems does not trust");
        assertThat(screen.primary()).isEqualTo("Register publisher");
        screen.press();
        screen.shows("5-publisher-registered-light", "RubyGems trusts");

        screen.press();
        screen.shows("6-environment-light", "GitHub has no environment");
        assertThat(screen.primary()).isEqualTo("Create environment");
        screen.press();
        screen.shows("6-environment-made-light", "through");
        screen.press();
        screen.shows("7-rehearse-passed-light", "would publish octo_sample to RubyGems without a stored token");
        assertThat(screen.sign(StepId.REHEARSE)).isIn(Sign.DONE, Sign.CURRENT);
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        screen.answers("would publish octo_sample to RubyGems without a stored token");
        Path workflow = screen.composition.session().now().reading().folder().resolve(".github/workflows/release.yml");
        Files.writeString(workflow, Files.readString(workflow) + "\n# a word more\n");
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        assertThat(screen.words()).contains("What was rehearsed has changed since");
        screen.press();
        screen.answers("would publish octo_sample to RubyGems without a stored token");

        screen.press();
        screen.shows("8-release-light", "Everything is ready for the first trusted release");
        assertThat(screen.words()).doesNotContain("v1.2.3");
        screen.go(StepId.RETIRE);
        screen.shows("9-retire-light", "Keep the old token: no release is proven to have come out without it");
    }

    /** PyPI has no interface for publishers: its form is played on this computer, and what was added there is read back. */
    @Test
    void the_form_of_pypi_is_played_for_the_sample_and_coming_back_is_the_way_forward() throws IOException {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        Screen.run(() -> screen.find("#openSample", Button.class).fire());
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(0)));
        screen.go(StepId.WORKFLOW);
        screen.press();

        screen.go(StepId.PUBLISHER);
        assertThat(screen.primary()).isEqualTo("Open pre-filled form");
        screen.press();
        screen.shows("5-publisher-form-open-light", "Whether PyPI trusts");
        assertThat(screen.primary()).isEqualTo("I added it");

        screen.press();
        assertThat(screen.words()).contains("The page of the sandbox took no publisher for octo-sample yet");
        screen.answers("Whether PyPI trusts");
        assertThat(screen.primary()).isEqualTo("I added it");

        URI page = URI.create(screen.desktop.pages.getFirst());
        assertThat(page.getHost()).isEqualTo("127.0.0.1");
        URI host = page.resolve("/");
        assertThat(RawHttp.get(host, page.getRawPath() + "?" + page.getRawQuery(), Map.of())
                        .body())
                .contains("value=\"octo-org\"", "value=\"release.yml\"", "value=\"pypi\"");
        RawHttp.send(
                host,
                "POST",
                page.getRawPath(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                page.getRawQuery().substring("provider=github&".length()));

        screen.press();
        screen.shows("5-publisher-form-added-light", "PyPI trusts pypi for octo-sample");
        SessionState now = screen.composition.session().now();
        assertThat(PublisherWords.of(now, now.upload().orElseThrow()))
                .isInstanceOfSatisfying(
                        KnownPublishers.Held.class,
                        held -> assertThat(held.source()).isEqualTo(KnownPublishers.Source.PLAYED));
    }
}
