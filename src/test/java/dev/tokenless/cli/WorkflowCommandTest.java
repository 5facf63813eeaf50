package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tokenless workflow}, from the difference to writing it and taking it back. */
class WorkflowCommandTest {
    private static final String WORKFLOW = """
        name: Release
        on:
          push:
            tags: ["v*"]

        jobs:
          publish:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v8
              - uses: pypa/gh-action-pypi-publish@release/v1
                with:
                  password: ${{ secrets.PYPI_TOKEN }}
        """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void layOut() throws IOException {
        Path git = Files.createDirectories(folder.resolve("repository/.git"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                git.resolve("config"),
                "[core]\n"
                        + "\trepositoryformatversion = 0\n"
                        + "[remote \"origin\"]\n"
                        + "\turl = https://github.com/octo-org/sample.git\n");
        Files.writeString(
                folder.resolve("repository/pyproject.toml"),
                "[project]\nname = \"octo-sample\"\nversion = \"1.0.0\"\n");
        file = Files.createDirectories(folder.resolve("repository/.github/workflows"))
                .resolve("release.yml");
        Files.writeString(file, WORKFLOW);
    }

    private Run run(String... args) {
        return Run.in(
                folder.resolve("repository"),
                Map.of("TOKENLESS_STATE", folder.resolve("state").toString()),
                "",
                args);
    }

    @Test
    void where_a_manifest_cannot_be_read_it_is_named_and_no_package_is_said_to_be_missing() throws IOException {
        Files.delete(file);
        Files.delete(folder.resolve("repository/pyproject.toml"));
        Files.writeString(folder.resolve("repository/package.json"), "{\n  \"name\": \"sample\",\n  oops\n}\n");
        Run broken = run("workflow", ".");
        assertThat(broken.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(broken.err())
                .contains("package.json could not be read (line 3")
                .doesNotContain("declares no package");
        Files.writeString(
                folder.resolve("repository/Cargo.toml"), "[package]\nname = \"crate\"\nversion = \"1.0.0\"\n");
        Run beside = run("workflow", ".");
        assertThat(beside.status()).as(beside.err()).isZero();
        assertThat(beside.err()).contains("package.json could not be read (line 3", "its package is left out");
    }

    @Test
    void no_token_of_a_registry_that_has_nothing_to_do_with_the_repository_is_asked_for() {
        Run pypi = run("publisher", "tokens", ".");
        assertThat(pypi.status()).as(pypi.err()).isZero();
        assertThat(pypi.err())
                .contains("PyPI does not list stored tokens to programs", "/manage/account/")
                .doesNotContain("npm");
        assertThat(run("publisher", "tokens", ".", "--revoke", "x").status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(run("publisher", "tokens", ".", "--registry", "npm", "--sandbox")
                        .out())
                .contains("ci-publish");
    }

    @Test
    void what_was_written_is_taken_back_and_other_changes_stay() throws IOException {
        Run written = run("workflow", ".", "--migrate", "--write");
        assertThat(written.status()).as(written.err()).isZero();
        assertThat(written.err()).contains("tokenless migration --undo");
        String migrated = Files.readString(file);
        assertThat(migrated).contains("id-token: write").doesNotContain("PYPI_TOKEN");
        assertThat(run("workflow", ".", "--migrate", "--write").err()).contains("No job publishes with a stored token");
        assertThat(Files.readString(file)).isEqualTo(migrated);

        Files.writeString(file, "# Ours.\n" + migrated);
        Run back = run("migration", ".", "--undo");
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(Files.readString(file)).isEqualTo("# Ours.\n" + WORKFLOW);
    }

    @Test
    void lines_that_were_changed_since_are_not_taken_back() throws IOException {
        assertThat(run("workflow", ".", "--migrate", "--write").status()).isZero();
        String changed = Files.readString(file).replace("environment: pypi", "environment: other");
        Files.writeString(file, changed);
        Run back = run("migration", ".", "--undo");
        assertThat(back.status()).isNotZero();
        assertThat(back.err()).contains("was changed since");
        assertThat(Files.readString(file)).isEqualTo(changed);
    }

    @Test
    void a_plan_says_where_a_workflow_could_not_be_read_and_where_nothing_is_called_so() throws IOException {
        Run other = run("migration", ".", "--package", "nobodys");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("no job of this repository publishes such a package");
        Files.writeString(file, "on: push\njobs: [\n}\n");
        Run unread = run("migration", ".");
        assertThat(unread.status()).isEqualTo(2);
        assertThat(unread.out()).doesNotContain("nothing to migrate");
        assertThat(unread.err()).contains("release.yml:3: not valid YAML", "What is published is not known");
    }

    @Test
    void a_new_workflow_never_overwrites_one_that_is_there() throws IOException {
        Run refused = run("workflow", ".", "--new", "--write");
        assertThat(refused.status()).isNotZero();
        assertThat(Files.readString(file)).isEqualTo(WORKFLOW);
        Run beside = run("workflow", ".", "--new", "--file", "publish.yml", "--write");
        assertThat(beside.status()).as(beside.err()).isZero();
        assertThat(folder.resolve("repository/.github/workflows/publish.yml")).exists();
        assertThat(run("migration", ".", "--undo").status()).isZero();
        assertThat(folder.resolve("repository/.github/workflows/publish.yml")).doesNotExist();
    }

    @Test
    void the_runbook_and_the_pull_request_are_printed_with_their_values() {
        Run runbook = run("workflow", ".", "--migrate", "--runbook");
        assertThat(runbook.status()).isZero();
        assertThat(runbook.out())
                .startsWith("# From tokens to trusted publishing: octo-org/sample")
                .contains("`release.yml`", "`pypi`", "PYPI_TOKEN", "such as `v*`");
        Run body = run("workflow", ".", "--migrate", "--pull-request");
        assertThat(body.out()).contains("these publishers have to be registered", "octo-sample", "`pypi`");
    }
}
