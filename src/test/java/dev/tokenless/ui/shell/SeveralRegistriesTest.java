package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Held;
import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.FourRegistries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Wanted;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window claims of four packages at four registries, of which it asked some. */
class SeveralRegistriesTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    private SessionState now() {
        return Screen.on(() -> screen.composition.session().now());
    }

    private void open(Map<String, String> files) {
        Path project = Scenery.of(folder.resolve("four"), "four", files);
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(project));
    }

    private void choose(RegistryId registry) {
        List<Upload> uploads = Objects.requireNonNull(now().reading()).uploads();
        for (int i = 0; i < uploads.size(); i++) {
            if (uploads.get(i).registry().equals(registry)) {
                int index = i;
                Screen.run(() -> screen.composition.session().change(s -> s.choosing(index)));
            }
        }
        screen.settle();
    }

    /** npm was asked and holds the publisher that its job needs. */
    private void npmHolds(boolean it) {
        choose(RegistryId.NPM);
        Upload npm = now().upload().orElseThrow();
        TrustedPublisher wanted = Wanted.of(
                        Objects.requireNonNull(now().reading()).inspection().project(), npm)
                .orElseThrow();
        Held held = new Held(it ? List.of(wanted) : List.of(), Source.READ, Screen.CLOCK.instant());
        Screen.run(() -> screen.composition.opening().knowing(k -> k.with(npm.registry(), npm.packageName(), held)));
    }

    @Test
    void an_answer_of_one_registry_turns_no_other_package_red() {
        open(FourRegistries.trusted());
        for (boolean it : new boolean[] {true, false}) {
            npmHolds(it);
            screen.go(StepId.CHECK);
            assertThat(screen.sign(StepId.PUBLISHER)).isEqualTo(it ? Sign.DONE : Sign.ERROR);
            for (RegistryId other : List.of(RegistryId.PYPI, RegistryId.RUBYGEMS, RegistryId.CRATES_IO)) {
                choose(other);
                screen.go(StepId.CHECK);
                assertThat(screen.sign(StepId.PUBLISHER)).as(other.id()).isEqualTo(Sign.UNKNOWN);
                assertThat(screen.words())
                        .contains("what the registry holds is not known")
                        .doesNotContain("no publisher is registered", "nothing registered");
                screen.go(StepId.PUBLISHER);
                screen.answers("is not known yet");
                screen.go(StepId.RELEASE);
                assertThat(screen.words()).doesNotContain("none is registered for this package");
                screen.go(StepId.RETIRE);
                assertThat(screen.words()).doesNotContain("none is registered for this package");
            }
        }
        // F5, and signing out of GitHub, change nothing of it.
        Screen.run(() -> screen.composition.opening().reread());
        assertThat(now().publishers().asked())
                .containsOnlyKeys(new KnownPublishers.Of(RegistryId.NPM, "@octo-org/four"));
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.press("diagnoseButton");
        assertThat(screen.words()).doesNotContain("No publisher is registered at PyPI");
    }

    @Test
    void an_answer_of_one_registry_makes_no_diagnosis_pass_over_the_jobs_of_another() throws IOException {
        Map<String, String> files = new java.util.LinkedHashMap<>(FourRegistries.trusted());
        files.computeIfPresent(
                FourRegistries.WORKFLOW,
                (path, text) -> text.replace("  py:\n", "  py:\n    permissions:\n      contents: read\n"));
        // The repository's own file is no hint either of what is asked.
        files.put(".github/trusted-publishers.json", """
            [{"registry": "npm", "project": "@octo-org/four", "provider": "github", "owner": "octo-org",
              "repository": "four", "workflow": "release.yml", "environment": null}]
            """);
        open(files);
        npmHolds(true);
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.press("diagnoseButton");
        assertThat(screen.words()).contains("id-token-permission-shadowed");
        screen.close();

        files.remove(".github/trusted-publishers.json");
        Files.delete(folder.resolve("four/.github/trusted-publishers.json"));
        open(files);
        npmHolds(true);
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.press("diagnoseButton");
        assertThat(screen.words()).contains("id-token-permission-shadowed");
    }

    @Test
    void a_file_that_lists_one_package_leaves_what_was_said_of_another() throws IOException {
        open(FourRegistries.trusted());
        choose(RegistryId.PYPI);
        screen.go(StepId.RELEASE);
        screen.pressWords("I did this");
        assertThat(now().kept().remembered().marks("pypi/four-py")).isNotEmpty();
        Path file = folder.resolve("four/.github/trusted-publishers.json");
        Files.writeString(file, """
            [{"registry": "npm", "project": "@octo-org/four", "provider": "github", "owner": "octo-org",
              "repository": "four", "workflow": "release.yml", "environment": null}]
            """);
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        assertThat(screen.words()).contains("Publisher registered\nYou said so on ");
        screen.go(StepId.PUBLISHER);
        screen.answers("the repository's publishers file lists none for four-py");
        choose(RegistryId.NPM);
        screen.answers("npm trusts js for @octo-org/four");
        // What npm itself answers counts for more, and the file goes on speaking for the rest.
        npmHolds(false);
        assertThat(screen.sign(StepId.PUBLISHER)).isEqualTo(Sign.ERROR);
        choose(RegistryId.PYPI);
        screen.answers("the repository's publishers file lists none for four-py");
        // The file is read anew with each reading.
        Files.delete(file);
        Screen.run(() -> screen.composition.opening().reread());
        screen.settle();
        screen.answers("is not known yet");
    }

    @Test
    void a_project_opened_again_knows_only_what_was_seen_of_each_package() {
        open(FourRegistries.trusted());
        npmHolds(true);
        screen.close();
        screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.composition.open(folder.resolve("four")));
        assertThat(now().publishers()).isEqualTo(KnownPublishers.NOTHING);
        choose(RegistryId.NPM);
        screen.go(StepId.CHECK);
        assertThat(screen.sign(StepId.PUBLISHER)).isEqualTo(Sign.DONE);
        assertThat(screen.words()).contains("Seen on ");
        choose(RegistryId.PYPI);
        screen.go(StepId.CHECK);
        assertThat(screen.sign(StepId.PUBLISHER)).isEqualTo(Sign.UNKNOWN);
        assertThat(screen.words()).doesNotContain("Seen on ");
    }

    @Test
    void an_answer_that_comes_late_is_kept_for_the_package_that_was_asked_about() {
        Later later = new Later();
        screen = Screen.open(
                folder.resolve("settings"), Screen.ground("", Map.of(), folder), later, SecondFactor.none());
        Screen.run(() -> screen.composition.opening().openSample());
        later.all();
        choose(RegistryId.NPM);
        screen.go(StepId.PUBLISHER);
        assertThat(later.waiting()).anyMatch(w -> w.contains("npm"));
        screen.go(StepId.CHECK);
        choose(RegistryId.RUBYGEMS);
        later.all();
        assertThat(now().publishers().asked().keySet())
                .extracting(of -> of.registry().id())
                .containsExactly("npm");
        assertThat(now().publishers().asked().values()).allMatch(Held.class::isInstance);
        assertThat(now().publishers().knows(RegistryId.RUBYGEMS, "octo_sample")).isFalse();
    }
}
