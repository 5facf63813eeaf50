package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.github.PlayedGitHub;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step Environment against a GitHub on loopback: looked at, shown before it is changed, changed. */
class EnvironmentStepTest {
    private static final String REPOSITORY = "/repos/octo-org/sampleproject";
    private static final String ENVIRONMENT = REPOSITORY + "/environments/pypi";

    @TempDir
    Path folder;

    private @Nullable Screen screen;
    private final List<AutoCloseable> open = new java.util.ArrayList<>();

    @AfterEach
    void close() throws Exception {
        if (screen != null) {
            screen.close();
        }
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Screen at(String base, String token) {
        Screen opened = Screen.open(
                folder.resolve("settings"),
                Settings.Theme.LIGHT,
                Screen.ground(base, Map.of("GH_TOKEN", token), folder));
        screen = opened;
        Screen.run(() -> opened.composition.open(Scenery.good(folder.resolve("project"))));
        return opened;
    }

    @Test
    void a_missing_environment_is_made_by_the_requests_that_were_shown() throws IOException {
        PlayedGitHub gitHub = PlayedGitHub.start("octo-org", "sampleproject", Map.of(), List.of());
        open.add(gitHub);
        Screen at = at(gitHub.url().toString(), PlayedGitHub.TOKEN);
        at.go(StepId.ENVIRONMENT);
        at.shows("6-environment-hand-light", "GitHub needs an environment pypi");
        assertThat(gitHub.asked()).isEmpty();
        assertThat(at.words()).contains("Not signed in to GitHub.").contains("gh api --method PUT");

        Screen.run(() -> at.composition.gitHub().useVariable());
        at.shows("6-environment-absent-light", "GitHub has no environment pypi");
        assertThat(at.primary()).isEqualTo("Create environment");
        assertThat(at.words())
                .contains("PUT " + gitHub.url() + ENVIRONMENT)
                .contains("\"id\" : 583231")
                .contains("deployment-branch-policies")
                .contains("\"name\" : \"v*\"")
                .doesNotContain(PlayedGitHub.TOKEN);
        assertThat(gitHub.asked()).noneMatch(a -> a.startsWith("PUT") || a.startsWith("POST"));

        at.press();
        at.shows("6-environment-done-light", "The environment pypi lets the tag v1.4.0 through.");
        assertThat(at.words()).contains("octo-maintainer must approve").contains("Nothing has to be changed");
        assertThat(at.sign(StepId.ENVIRONMENT)).isEqualTo(Sign.DONE);
        assertThat(at.primary()).isEqualTo("Continue to Rehearse");
        assertThat(at.activity()).anyMatch(d -> d.contains("Create the environment pypi in octo-org/sampleproject"));

        Screen.run(() -> at.composition.gitHub().signOut());
        at.settle();
        assertThat(at.words())
                .contains("The environment pypi lets the tag v1.4.0 through.")
                .contains("Read from GitHub before you signed out.")
                .doesNotContain("You said");
        assertThat(at.sign(StepId.ENVIRONMENT)).isEqualTo(Sign.DONE);
    }

    @Test
    void without_a_reviewer_only_the_rule_is_planned() throws IOException {
        PlayedGitHub gitHub = PlayedGitHub.start("octo-org", "sampleproject", Map.of(), List.of());
        open.add(gitHub);
        Screen at = at(gitHub.url().toString(), PlayedGitHub.TOKEN);
        at.go(StepId.ENVIRONMENT);
        Screen.run(() -> at.composition.gitHub().useVariable());
        Screen.run(() -> {
            TextField reviewers = at.find("#reviewers", TextField.class);
            assertThat(reviewers.getText()).isEqualTo("octo-maintainer");
            reviewers.setText("");
            reviewers.getOnAction().handle(null);
        });
        assertThat(at.words()).contains("Create the environment pypi").doesNotContain("\"reviewers\"");
        at.press();
        assertThat(at.sign(StepId.ENVIRONMENT)).isEqualTo(Sign.DONE);
    }

    @Test
    void a_reviewer_who_was_typed_before_the_press_is_looked_up_and_shown_before_anything_is_sent() throws IOException {
        PlayedGitHub gitHub = PlayedGitHub.start("octo-org", "sampleproject", Map.of(), List.of());
        open.add(gitHub);
        Screen at = at(gitHub.url().toString(), PlayedGitHub.TOKEN);
        at.go(StepId.ENVIRONMENT);
        Screen.run(() -> at.composition.gitHub().useVariable());
        Button create = at.find(".action-bar .button.primary", Button.class);
        assertThat(create.getText()).isEqualTo("Create environment");
        Screen.run(() -> {
            TextField reviewers = at.find("#reviewers", TextField.class);
            reviewers.requestFocus();
            reviewers.setText("nobody-there, octo-maintainer");
            create.requestFocus(); // as a mouse does that is pressed on it
            create.fire();
        });
        at.settle();
        assertThat(gitHub.asked()).noneMatch(a -> a.startsWith("PUT") || a.startsWith("POST"));
        assertThat(at.words()).contains("nobody-there").contains("\"id\" : 583231");
        assertThat(at.primary()).isEqualTo("Create environment");
        at.press();
        assertThat(gitHub.asked()).anyMatch(a -> a.startsWith("PUT"));
    }

    @Test
    void a_rule_for_branches_alone_is_told_before_the_tag_is_pushed() throws IOException {
        ScriptedGitHub gitHub = scripted()
                .on("GET " + ENVIRONMENT, 200, """
                    {"id": 1, "name": "pypi", "protection_rules": [],
                     "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}}
                    """)
                .on(
                        "GET " + ENVIRONMENT + "/deployment-branch-policies?per_page=100",
                        200,
                        "{\"branch_policies\": [{\"name\": \"main\", \"type\": \"branch\"}]}");
        Screen at = at(gitHub.base(), ScriptedGitHub.FINE);
        at.go(StepId.ENVIRONMENT);
        Screen.run(() -> at.composition.gitHub().useVariable());
        at.shows("6-environment-blocks-light", "The environment pypi would refuse the tag v1.4.0.");
        assertThat(at.primary()).isEqualTo("Change environment");
        assertThat(at.sign(StepId.ENVIRONMENT)).isEqualTo(Sign.ERROR);
    }

    @Test
    void a_refusal_names_the_right_and_leaves_the_way_by_hand() throws IOException {
        ScriptedGitHub gitHub = scripted()
                .on("GET " + ENVIRONMENT, 404, "{\"message\": \"Not Found\"}")
                .on("GET " + REPOSITORY + "/environments?per_page=100", 200, "{\"environments\": []}")
                .on("PUT " + ENVIRONMENT, 403, "{\"message\": \"Resource not accessible by personal access token\"}");
        Screen at = at(gitHub.base(), ScriptedGitHub.FINE);
        at.go(StepId.ENVIRONMENT);
        Screen.run(() -> at.composition.gitHub().useVariable());
        assertThat(at.primary()).isEqualTo("Create environment");
        at.press();
        at.picture("6-environment-refused-light");
        assertThat(at.words())
                .contains("The token may not create and change environments")
                .contains("Administration: Read and write")
                .contains("Open GitHub");
        assertThat(at.sign(StepId.ENVIRONMENT)).isEqualTo(Sign.WARNING);
        assertThat(at.activity()).noneMatch(d -> d.contains("Create the environment"));
    }

    @Test
    void a_cancelled_look_or_change_leaves_nothing_behind_and_the_next_press_works() throws IOException {
        PlayedGitHub gitHub = PlayedGitHub.start("octo-org", "sampleproject", Map.of(), List.of());
        open.add(gitHub);
        Later later = new Later();
        Screen at = Screen.open(
                folder.resolve("settings"),
                Screen.ground(gitHub.url().toString(), Map.of("GH_TOKEN", PlayedGitHub.TOKEN), folder),
                later,
                SecondFactor.none());
        screen = at;
        Screen.run(() -> at.composition.open(Scenery.good(folder.resolve("project"))));
        later.all();
        at.go(StepId.ENVIRONMENT);
        at.pressWords("Look at GitHub");
        assertThat(later.waiting()).hasSize(1);
        later.cancel();
        at.settle();
        at.answers("GitHub needs an environment pypi");
        assertThat(at.buttons()).contains("Look at GitHub");

        Screen.run(() -> at.composition.gitHub().useVariable());
        later.cancel();
        at.settle();
        assertThat(at.words()).contains("Not signed in to GitHub.");
        Screen.run(() -> at.composition.gitHub().useVariable());
        later.all();
        at.settle();
        at.answers("GitHub has no environment pypi");

        at.press();
        at.press();
        assertThat(later.waiting()).containsExactly("Changing the environment pypi at GitHub");
        later.cancel();
        later.all();
        at.settle();
        at.answers("GitHub has no environment pypi");
        assertThat(gitHub.asked()).noneMatch(a -> a.startsWith("PUT"));
        assertThat(at.activity()).noneMatch(d -> d.contains("Create the environment"));
        assertThat(at.primary()).isEqualTo("Create environment");
        at.press();
        later.all();
        at.settle();
        at.answers("The environment pypi lets the tag v1.4.0 through.");
        assertThat(gitHub.asked()).filteredOn(a -> a.startsWith("PUT")).hasSize(1);
    }

    @Test
    void a_change_cancelled_after_it_left_is_listed_and_looked_at_again() throws IOException {
        PlayedGitHub gitHub = PlayedGitHub.start("octo-org", "sampleproject", Map.of(), List.of());
        open.add(gitHub);
        Later later = new Later();
        Screen at = Screen.open(
                folder.resolve("settings"),
                Screen.ground(gitHub.url().toString(), Map.of("GH_TOKEN", PlayedGitHub.TOKEN), folder),
                later,
                SecondFactor.none());
        screen = at;
        Screen.run(() -> at.composition.open(Scenery.good(folder.resolve("project"))));
        later.all();
        at.go(StepId.ENVIRONMENT);
        Screen.run(() -> at.composition.gitHub().useVariable());
        later.all();
        at.settle();
        at.answers("GitHub has no environment pypi");

        at.press();
        later.cancelLate();
        assertThat(gitHub.asked()).filteredOn(a -> a.startsWith("PUT")).hasSize(1);
        assertThat(at.activity())
                .anyMatch(d ->
                        d.contains("Stopped: Changing the environment pypi at GitHub. What had been sent by then"));
        later.all();
        at.settle();
        at.answers("The environment pypi lets the tag v1.4.0 through.");
        assertThat(gitHub.asked()).filteredOn(a -> a.startsWith("PUT")).hasSize(1);
    }

    @Test
    void a_folder_without_a_package_shows_nothing_of_the_project_before_it() throws IOException {
        Screen at = at("", "");
        assertThat(at.sign(StepId.WORKFLOW)).isNotEqualTo(Sign.WAITING);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Screen.run(() -> at.composition.open(empty));
        assertThat(at.sign(StepId.WORKFLOW)).isEqualTo(Sign.WAITING);
        assertThat(at.sign(StepId.PUBLISHER)).isEqualTo(Sign.WAITING);
    }

    @Test
    void what_a_registry_answered_outlives_a_reading_that_is_cancelled_or_begun_anew() {
        Later later = new Later();
        Screen at = Screen.open(
                folder.resolve("settings"), Screen.ground("", Map.of(), folder), later, SecondFactor.none());
        screen = at;
        Screen.run(() -> at.composition.open(Scenery.good(folder.resolve("project"))));
        later.all();
        KnownPublishers.Held none = new KnownPublishers.Held(List.of(), KnownPublishers.Source.READ, Instant.EPOCH);
        KnownPublishers.Held typed = new KnownPublishers.Held(List.of(), KnownPublishers.Source.TYPED, Instant.EPOCH);
        Screen.run(() -> at.composition.opening().knowing(k -> k.with(RegistryId.NPM, "a", none)));
        later.cancel();
        later.all();
        Screen.run(() -> at.composition.opening().knowing(k -> k.with(RegistryId.NPM, "b", typed)));
        Screen.run(() -> at.composition.opening().knowing(k -> k.with(RegistryId.RUBYGEMS, "a", typed)));
        Screen.run(() -> at.composition.opening().reread());
        later.all();
        assertThat(Screen.on(() -> at.composition.session().now().publishers().asked()))
                .containsOnly(
                        Map.entry(new KnownPublishers.Of(RegistryId.NPM, "a"), none),
                        Map.entry(new KnownPublishers.Of(RegistryId.NPM, "b"), typed),
                        Map.entry(new KnownPublishers.Of(RegistryId.RUBYGEMS, "a"), typed));
    }

    private ScriptedGitHub scripted() throws IOException {
        ScriptedGitHub gitHub = new ScriptedGitHub();
        open.add(gitHub);
        return gitHub.on("GET /user", 200, "{\"login\": \"octocat\", \"id\": 1}")
                .on("GET /users/octocat", 200, "{\"login\": \"octocat\", \"id\": 1, \"type\": \"User\"}");
    }
}
