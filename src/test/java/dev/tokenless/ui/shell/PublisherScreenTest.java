package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step Publisher beyond the straight way: removing, publishers as code, several packages, credentials. */
class PublisherScreenTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    private void sample(int upload) {
        screen = Screen.open(folder, Settings.Theme.LIGHT);
        Screen.run(() -> screen.find("#openSample", Button.class).fire());
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(upload)));
        screen.go(StepId.WORKFLOW);
        screen.press();
        screen.go(StepId.PUBLISHER);
    }

    @Test
    void a_publisher_is_removed_after_its_request_was_shown() throws Exception {
        sample(2);
        screen.press();
        assertThat(screen.words()).contains("RubyGems trusts");
        screen.size(1024, 700);

        pressOther("Remove\u2026");
        screen.picture("5-publisher-remove-light");
        assertThat(screen.words()).contains("DELETE http").contains("not sent yet");
        assertThat(screen.composition
                        .sandboxes()
                        .with(RegistryId.RUBYGEMS, "octo_sample")
                        .book(RegistryId.RUBYGEMS)
                        .publishers())
                .hasSize(1);
        pressOther("Remove publisher");

        assertThat(screen.composition
                        .sandboxes()
                        .with(RegistryId.RUBYGEMS, "octo_sample")
                        .book(RegistryId.RUBYGEMS)
                        .publishers())
                .isEmpty();
        assertThat(screen.activity()).anyMatch(a -> a.startsWith("Removed the publisher of octo_sample"));
        assertThat(screen.words()).contains("no publisher is registered");
        assertThat(screen.primary()).isEqualTo("Register publisher");
    }

    @Test
    void what_is_registered_is_kept_as_code_after_it_was_shown() throws Exception {
        sample(2);
        screen.press();
        Path file = screen.composition.session().now().reading().folder().resolve(".github/trusted-publishers.json");
        assertThat(file).doesNotExist();

        pressOther("Keep as code\u2026");
        screen.picture("5-publisher-code-light");
        assertThat(screen.words()).contains("trusted-publishers.json").contains("\"workflow\": \"release.yml\"");
        assertThat(file).doesNotExist();
        assertThat(screen.primary()).isEqualTo("Write file");
        screen.press();

        assertThat(Files.readString(file))
                .contains("\"registry\": \"rubygems\"")
                .doesNotContain("\"id\"");
        assertThat(screen.words()).contains("RubyGems trusts");
        pressOther("Keep as code\u2026");
        assertThat(screen.words()).contains("The publishers file says it already.");
    }

    @Test
    void what_goes_on_is_named_by_its_own_registry_whichever_is_looked_at_meanwhile() {
        Later later = new Later();
        screen = Screen.open(folder, Screen.ground("http://localhost:1", Map.of(), folder), later, SecondFactor.none());
        Screen.run(() -> screen.find("#openSample", Button.class).fire());
        later.all();
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(2)));
        screen.go(StepId.WORKFLOW);
        later.all();
        screen.press();
        later.all();
        screen.go(StepId.PUBLISHER);
        later.all();
        pressOther("More packages");
        screen.press();
        assertThat(later.waiting()).contains("Registering the publisher at RubyGems");
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(1).at(StepId.PUBLISHER)));
        assertThat(screen.words())
                .contains("Registering the publisher at RubyGems")
                .doesNotContain("Registering the publisher at npm");
    }

    @Test
    void packages_that_the_account_owns_are_listed_chosen_and_registered_in_one_go() throws Exception {
        sample(2);
        screen.composition.sandboxes().with(RegistryId.RUBYGEMS, "octo_other");
        screen.composition.sandboxes().with(RegistryId.RUBYGEMS, "octo_third");

        pressOther("More packages");
        screen.press("owned");
        assertThat(screen.words()).contains("octo_sample", "octo_other", "octo_third");
        assertThat(screen.primary()).isEqualTo("Register 1 publisher");
        tick("octo_other");
        assertThat(screen.primary()).isEqualTo("Register 2 publishers");
        screen.picture("5-publisher-several-light");
        screen.press();

        screen.picture("5-publisher-several-done-light");
        assertThat(screen.words()).contains("2 packages are registered at RubyGems");
        assertThat(screen.composition
                        .sandboxes()
                        .with(RegistryId.RUBYGEMS, "octo_sample")
                        .book(RegistryId.RUBYGEMS)
                        .publishers())
                .extracting(p -> String.valueOf(p.project()))
                .containsExactlyInAnyOrder("octo_sample", "octo_other");
        assertThat(screen.activity()).anyMatch(a -> a.startsWith("Registered the publishers of 2 packages"));

        // What is chosen later goes on where it stopped.
        tick("octo_third");
        assertThat(screen.primary()).isEqualTo("Go on with 1 package");
        screen.press();
        assertThat(screen.words()).contains("3 packages are registered at RubyGems");
        assertThat(screen.sign(StepId.PUBLISHER)).isIn(Sign.DONE, Sign.CURRENT);
    }

    /** Presses a button by its words. */
    private void pressOther(String words) {
        Screen.run(() -> screen.scene.getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(b -> words.equals(b.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words))
                .fire());
        screen.settle();
    }

    private void tick(String name) {
        Screen.run(() -> screen.scene.getRoot().lookupAll(".check-box").stream()
                .map(CheckBox.class::cast)
                .filter(c -> c.getText().equals(name))
                .findFirst()
                .orElseThrow()
                .fire());
        screen.settle();
    }

    @Test
    void twenty_packages_are_offered_together_and_nothing_is_sent_without_a_credential() throws Exception {
        Path repository = Scenery.twenty(folder.resolve("twenty"));
        screen = Screen.open(folder, Settings.Theme.DARK);
        Screen.run(() -> screen.composition.open(repository));
        screen.settle();
        screen.go(StepId.PUBLISHER);
        screen.size(1024, 700);
        screen.picture("5-publisher-npm-dark-1024");
        pressOther("All 20 packages");
        screen.picture("5-publisher-twenty-dark-1024");
        assertThat(screen.words()).contains("@octo-org/component-a", "@octo-org/component-t");
        assertThat(screen.words()).contains("A credential is needed first");
    }

    @Test
    void the_token_of_npms_own_file_is_taken_after_a_press_only() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                home.resolve(".npmrc"),
                "//" + dev.tokenless.registry.npm.NpmHost.REGISTRY + "/:_authToken=npm_fromTheFile\n");
        Path repository = Scenery.twenty(folder.resolve("twenty"));
        screen =
                Screen.open(folder, Settings.Theme.LIGHT, Screen.ground("", Map.of("NPM_TOKEN", "npm_variable"), home));
        Screen.run(() -> screen.composition.open(repository));
        screen.settle();
        screen.go(StepId.PUBLISHER);
        assertThat(screen.words())
                .contains("Use the environment variable NPM_TOKEN")
                .contains("Read ~/.npmrc");
        pressOther("Read ~/.npmrc");
        assertThat(screen.words())
                .contains("From ~/.npmrc, kept in memory only.")
                .doesNotContain("npm_fromTheFile");
        pressOther("Use another");
        pressOther("Use the environment variable NPM_TOKEN");
        assertThat(screen.words())
                .contains("From the environment variable NPM_TOKEN")
                .doesNotContain("npm_variable");
        screen.picture("5-publisher-npm-light");
    }
}
