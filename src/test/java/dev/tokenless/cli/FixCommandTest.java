package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that repairs: what it says of a repair holds. */
class FixCommandTest {
    @TempDir
    Path folder;

    private Run fixed(String file) throws IOException {
        Path workflows = Files.createDirectories(folder.resolve(".github/workflows"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(
                folder.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://github.com/octo-org/sample.git\n");
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = \"sample\"\nversion = \"1.0.0\"\n");
        Files.writeString(workflows.resolve(file), """
            on: {push: {tags: ["v*"]}}
            jobs:
              publish:
                runs-on: ubuntu-latest
                environment: release
                permissions: {id-token: write}
                steps:
                  - uses: pypa/gh-action-pypi-publish@release/v1
            """);
        return Run.in(folder, "fix", ".", "--write");
    }

    @Test
    void what_was_written_is_called_fixed() throws IOException {
        Run run = fixed("release.yml");
        assertThat(run.status()).isEqualTo(ExitStatus.FINE);
        assertThat(run.err()).contains("fixed: Pin pypa/gh-action-pypi-publish");
    }

    @Test
    void what_could_not_be_written_is_not_and_the_systems_own_reason_is_given() throws IOException {
        // A name that leaves no room for the temporary file beside it.
        Run run = fixed("r".repeat(245) + ".yml");
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(run.err())
                .doesNotContain("fixed:")
                .contains("cannot be written")
                .contains("ile name too long");
        assertThat(run.err()).doesNotContainIgnoringCase("exception");
    }
}
