package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a CI file cannot be read, no command says that nothing is published, and none ends as if all were well. */
class UnreadFilesTest {
    private static final String UNKNOWN = "is published is not known: .github/workflows/broken.yml could not be read";

    private static final String TRUSTED = """
        on:
          push:
            tags: ["v*"]
        permissions: {}
        jobs:
          publish:
            runs-on: ubuntu-latest
            environment: pypi
            permissions:
              id-token: write
            steps:
              - uses: pypa/gh-action-pypi-publish@76f52bc884231f62b9a034ebfe128415bbaabdfc # v1.12.4
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void repository() throws IOException {
        file("pyproject.toml", "[project]\nname = \"sample\"\nversion = \"1.0\"\n");
        file(".git/config", "[remote \"origin\"]\n\turl = https://github.com/octo-org/sample.git\n");
        file(".git/HEAD", "ref: refs/heads/main\n");
        file(".github/workflows/broken.yml", "on: [push\njobs:\n  a: : b\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve("repo").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check repo",
                "check --format markdown repo",
                "check --each .",
                "fix repo",
                "workflow repo",
                "workflow --migrate repo",
                "publisher link repo",
                "publisher diff repo",
                "rehearse repo",
                "diagnose repo",
                "migration repo",
                "migration --format html repo",
                "migration --format markdown repo",
                "secret --offline repo",
                "environment --offline repo"
            })
    void nobody_says_that_nothing_is_published(String call) {
        Run run = Run.in(folder, call.split(" "));
        assertThat(said(run)).contains(UNKNOWN).doesNotContain("No job", "no job", "no publish job");
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(folder.resolve("repo/.github/workflows/release.yml")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check repo",
                "check --format markdown repo",
                "fix repo",
                "workflow repo",
                "diagnose repo",
                "migration repo",
                "migration --format html repo",
                "secret --offline repo",
                "environment --offline repo"
            })
    void beside_files_that_were_read_it_is_said_that_there_may_be_more(String call) throws IOException {
        file(".github/workflows/release.yml", TRUSTED);
        Run run = Run.in(folder, call.split(" "));
        assertThat(said(run)).contains("What else " + UNKNOWN).doesNotContain("nothing to fix\n");
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    /** A diagnosis has a block of what is not known, whose heading need not be said again with each question. */
    private static String said(Run run) {
        return (run.out() + run.err()).replace("\n    The file ", " is not known: ");
    }

    @Test
    void the_machine_readable_forms_name_the_file() throws IOException {
        assertThat(json("check", "repo")
                        .path("projects")
                        .path(0)
                        .path("unread")
                        .path(0)
                        .asText())
                .isEqualTo(".github/workflows/broken.yml");
        assertThat(json("migration", "repo").path("unread").path(0).asText()).isEqualTo(".github/workflows/broken.yml");
        assertThat(json("diagnose", "repo").path("unread").path(0).asText()).isEqualTo(".github/workflows/broken.yml");
        JsonNode row = json("portfolio", ".").path("packages").path(0);
        assertThat(row.path("state").asText()).isEqualTo("unknown");
        assertThat(row.path("registry").isNull()).isTrue();
        assertThat(row.path("workflow").asText()).isEqualTo(".github/workflows/broken.yml");
        assertThat(row.path("line").asInt()).isEqualTo(2);
    }

    private JsonNode json(String command, String path) throws IOException {
        return new ObjectMapper()
                .readTree(Run.in(folder, command, path, "--format", "json").out());
    }

    @Test
    void sarif_says_that_the_run_did_not_see_everything() throws IOException {
        JsonNode invocation = new ObjectMapper()
                .readTree(Run.in(folder, "check", "repo", "--format", "sarif").out())
                .path("runs")
                .path(0)
                .path("invocations")
                .path(0);
        assertThat(invocation.path("executionSuccessful").asBoolean(true)).isFalse();
        JsonNode note = invocation.path("toolExecutionNotifications").path(0);
        assertThat(note.path("level").asText()).isEqualTo("error");
        assertThat(note.path("locations")
                        .path(0)
                        .path("physicalLocation")
                        .path("artifactLocation")
                        .path("uri")
                        .asText())
                .isEqualTo(".github/workflows/broken.yml");
    }

    @Test
    void the_table_does_not_count_the_file_as_a_package() {
        assertThat(Run.in(folder, "portfolio", ".").out()).contains("0 packages. What 1 file publishes is not known.");
    }

    @Test
    void a_file_that_gitlab_includes_counts_and_one_that_is_not_there_is_a_problem_alone() throws IOException {
        file(".git/config", "[remote \"origin\"]\n\turl = https://gitlab.com/octo-org/sample.git\n");
        Files.delete(folder.resolve("repo/.github/workflows/broken.yml"));
        file(".gitlab-ci.yml", "include:\n  - local: ci/publish.yml\nbuild:\n  script: [make]\n");
        Run missing = Run.in(folder, "check", "repo");
        assertThat(missing.out()).contains("not in the repository", "No job in this repository");
        file("ci/publish.yml", "a: [b\n");
        Run broken = Run.in(folder, "check", "repo");
        assertThat(broken.out()).contains("What is published is not known: ci/publish.yml could not be read");
        assertThat(broken.status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void a_folder_of_workflows_that_leads_out_is_not_taken_for_an_empty_one() throws IOException {
        Files.delete(folder.resolve("repo/.github/workflows/broken.yml"));
        Files.delete(folder.resolve("repo/.github/workflows"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("repo/.github/workflows"), elsewhere);
        Run run = Run.in(folder, "check", "repo");
        assertThat(run.out()).contains(List.of("leads out of the repository", "What is published is not known"));
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
    }
}
