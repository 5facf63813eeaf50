package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At GitLab nobody speaks of GitHub, of pull requests or of workflow secrets, and GitHub is not asked. */
class GitLabStepsTest {
    private static final RepositoryId REPOSITORY =
            new RepositoryId(Provider.GITLAB, "gitlab.com", "acme/tools", "tool");
    private static final String MIGRATED = """
        publish:
          image: python:3.13
          environment: pypi
          id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}
          rules: [{if: $CI_COMMIT_TAG}]
          script:
            - pip install build twine==6.1.0
            - python -m build
            - twine upload dist/*
        """;

    /** Words of GitHub; the step Workflow is called so whatever it is about. */
    private static final Pattern FOREIGN =
            Pattern.compile("GitHub(?! Actions)|[Pp]ull request|\\bworkflows?\\b|\\bWorkflows\\b");

    @TempDir
    Path folder;

    private final ScriptedGitHub gitHub;
    private final ScriptedGitHub pypi;
    private Screen screen;

    GitLabStepsTest() throws IOException {
        gitHub = new ScriptedGitHub();
        pypi = new ScriptedGitHub();
    }

    @AfterEach
    void close() {
        screen.close();
        gitHub.close();
        pypi.close();
    }

    private static final String TOKEN = """
        publish:
          image: python:3.13
          rules: [{if: $CI_COMMIT_TAG}]
          variables: {TWINE_USERNAME: __token__, TWINE_PASSWORD: $PYPI_TOKEN}
          script:
            - pip install build twine==6.1.0
            - python -m build
            - twine upload dist/*
        """;

    private void open(Stage... said) throws IOException {
        open(MIGRATED, said);
    }

    private void open(String pipeline, Stage... said) throws IOException {
        Path project = Scenery.of(
                folder.resolve("project"),
                "tool",
                Map.of(
                        ".gitlab-ci.yml",
                        pipeline,
                        "pyproject.toml",
                        "[project]\nname = \"acme-tool\"\nversion = \"1.2.3\"\n"));
        Files.writeString(project.resolve(".git/config"), """
            [remote "origin"]
            \turl = https://gitlab.com/acme/tools/tool.git
            """);
        Remembered kept = Remembered.NOTHING.withSecretNames("pypi/acme-tool", Set.of("PYPI_TOKEN"));
        for (Stage stage : said) {
            kept = kept.with(
                    "pypi/acme-tool", stage, new Remembered.Mark(Remembered.Kind.SAID, "You said so.", Instant.EPOCH));
        }
        new MigrationStore(folder.resolve("settings").resolve("state")).write(REPOSITORY, kept);
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(
                        gitHub.base(),
                        Map.of("GH_TOKEN", ScriptedGitHub.FINE),
                        folder,
                        Map.of(RegistryId.PYPI, pypi.base())),
                new AtOnce(),
                SecondFactor.none());
        Screen.run(() -> screen.composition.open(project));
    }

    private void speaksOfGitLabAlone(StepId step) {
        screen.go(step);
        List<String> wrong = Arrays.stream(screen.words().split("\n"))
                .filter(line -> line.contains("GitHub")
                        || line.toLowerCase(java.util.Locale.ROOT).contains("pull request"))
                .toList();
        assertThat(wrong).as(step.name()).isEmpty();
        assertThat(gitHub.asked).isEmpty();
    }

    @Test
    void the_merge_request_is_held_back_until_the_publisher_is_known() throws IOException {
        open();
        speaksOfGitLabAlone(StepId.RELEASE);
        screen.shows("lab-release-held", "The merge request is held back.");
        assertThat(screen.words()).contains("The merge request waits until acme-tool has its trusted publisher");
    }

    @Test
    void the_environment_is_gitlabs_own() throws IOException {
        open();
        speaksOfGitLabAlone(StepId.ENVIRONMENT);
        screen.shows("lab-environment", "GitLab creates the environment pypi when the job first runs.");
    }

    @Test
    void the_way_to_the_default_branch_is_a_merge_request_at_gitlab() throws IOException {
        open(Stage.PUBLISHER_REGISTERED);
        speaksOfGitLabAlone(StepId.RELEASE);
        assertThat(screen.primary()).isEqualTo("Open GitLab");
        screen.press();
        assertThat(screen.desktop.pages).containsExactly("https://gitlab.com/acme/tools/tool/-/merge_requests/new");
        screen.picture("lab-release");
    }

    @Test
    void the_token_is_a_variable_there_and_who_reads_it_is_not_claimed() throws IOException {
        open(Stage.PUBLISHER_REGISTERED, Stage.TEST_RELEASE, Stage.PRODUCTION_SWITCHED, Stage.FIRST_TRUSTED_RELEASE);
        speaksOfGitLabAlone(StepId.RETIRE);
        assertThat(screen.words())
                .contains("Delete among GitLab's CI/CD variables: PYPI_TOKEN.")
                .contains("It belongs to the project or to a group above it.")
                .contains("whether a script reads it is not looked at")
                .doesNotContain("nobody");
        assertThat(screen.primary()).isEqualTo("Open GitLab\u2019s variables");
        screen.press();
        assertThat(screen.desktop.pages).containsExactly("https://gitlab.com/acme/tools/tool/-/settings/ci_cd");
        screen.picture("lab-retire");
        screen.look(Settings.Theme.DARK, 1024, 700, 200);
        screen.picture("lab-retire-dark-200");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void a_project_at_gitlab_reads_its_own_words_at_every_step(int passed) throws IOException {
        Stage[] stages = {
            Stage.PUBLISHER_REGISTERED,
            Stage.TEST_RELEASE,
            Stage.PRODUCTION_SWITCHED,
            Stage.FIRST_TRUSTED_RELEASE,
            Stage.SECRETS_DELETED,
            Stage.TOKEN_REVOKED
        };
        if (passed == 0) {
            open(TOKEN);
        } else {
            open(MIGRATED, Arrays.copyOf(stages, passed - 1));
        }
        List<String> wrong = new ArrayList<>();
        for (StepId step : StepId.values()) {
            screen.go(step);
            screen.settle();
            Arrays.stream(screen.words().split("\n"))
                    .filter(line -> FOREIGN.matcher(line).find())
                    .map(line -> step + ": " + line)
                    .forEach(wrong::add);
        }
        Screen.run(() -> screen.composition.session().change(s -> s.at(Place.DIAGNOSE)));
        screen.press("diagnoseButton");
        Arrays.stream(screen.words().split("\n"))
                .filter(line -> FOREIGN.matcher(line).find())
                .map(line -> "DIAGNOSE: " + line)
                .forEach(wrong::add);
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_is_signed_in_to_github_is_not_asked_of_a_project_at_gitlab() throws IOException {
        open(Stage.PUBLISHER_REGISTERED);
        gitHub.on("GET /user", 200, "{\"login\": \"octo\", \"id\": 1}");
        Screen.run(() -> screen.composition.gitHub().useVariable());
        gitHub.asked.clear();
        speaksOfGitLabAlone(StepId.ENVIRONMENT);
        screen.go(StepId.RELEASE);
        screen.pressWords("Look for the release");
        screen.go(StepId.RETIRE);
        assertThat(gitHub.asked).isEmpty();
    }
}
