package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.github.ScriptedGitHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many repositories are checked with GitHub, and GitHub has had enough. */
class RateLimitTest {
    private static final String WORKFLOW = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n"
            + "    permissions: {id-token: write}\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n";

    @TempDir
    private Path folder;

    private void clone(String name) throws IOException {
        Path at = Files.createDirectories(folder.resolve("clones/" + name));
        Files.createDirectories(at.resolve(".git"));
        Files.writeString(at.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                at.resolve(".git/config"),
                "[remote \"origin\"]\n\turl = https://github.com/octo-org/" + name + ".git\n");
        Files.createDirectories(at.resolve(".github/workflows"));
        Files.writeString(at.resolve(".github/workflows/release.yml"), WORKFLOW);
        Files.writeString(at.resolve("pyproject.toml"), "[project]\nname = \"" + name + "\"\nversion = \"1\"\n");
    }

    @Test
    void after_the_limit_nothing_is_asked_and_the_rest_is_unknown_until_then() throws IOException {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            clone(name);
        }
        Instant reset = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1_800);
        try (ScriptedGitHub gitHub = new ScriptedGitHub()) {
            gitHub.on(
                    "GET /repos/octo-org/a",
                    200,
                    "{\"id\":1,\"name\":\"a\",\"full_name\":\"octo-org/a\",\"owner\":{\"login\":\"octo-org\",\"id\":65,"
                            + "\"type\":\"Organization\"},\"default_branch\":\"main\",\"visibility\":\"public\"}");
            gitHub.on(
                    "GET /repos/octo-org/b",
                    ScriptedGitHub.json(403, "{\"message\":\"API rate limit exceeded for 127.0.0.1.\"}")
                            .addHeader("x-ratelimit-limit", "60")
                            .addHeader("x-ratelimit-remaining", "0")
                            .addHeader("x-ratelimit-reset", Long.toString(reset.getEpochSecond()))
                            .build());

            Run run = Run.in(
                    folder,
                    Map.of("TOKENLESS_GITHUB_API", gitHub.base()),
                    "",
                    "check",
                    "--each",
                    "clones",
                    "--online",
                    "--format",
                    "json");

            assertThat(gitHub.asked)
                    .contains("GET /repos/octo-org/a", "GET /repos/octo-org/b")
                    .noneMatch(a -> a.startsWith("GET /repos/octo-org/c") || a.startsWith("GET /repos/octo-org/d"));
            assertThat(run.err()).containsOnlyOnce("until " + reset).contains("GH_TOKEN");
            JsonNode projects = new ObjectMapper().readTree(run.out()).path("projects");
            assertThat(projects).hasSize(4);
            assertThat(projects.path(0).has("unseen")).isFalse();
            for (int i = 1; i < 4; i++) {
                assertThat(projects.path(i)
                                .path("unseen")
                                .path(0)
                                .path("reason")
                                .asText())
                        .isEqualTo("unknown: rate limit, until " + reset);
                assertThat(projects.path(i).path("publishJobs")).isNotEmpty();
            }
        }
    }
}
