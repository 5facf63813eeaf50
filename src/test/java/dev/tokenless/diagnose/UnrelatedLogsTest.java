package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that failed for reasons of their own: no cause is invented, with a repository beside them or without. */
class UnrelatedLogsTest {
    private static final String WORKFLOW = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n"
            + "    environment: pypi\n    permissions:\n      id-token: write\n    steps:\n"
            + "      - uses: pypa/gh-action-pypi-publish@release/v1\n";

    private record Log(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Log> logs() throws IOException {
        List<Log> logs = new ArrayList<>();
        for (JsonNode node : new ObjectMapper()
                .readTree(Files.readString(Path.of("src/test/resources/dev/tokenless/diagnose/unrelated.json")))) {
            logs.add(new Log(node.path("name").asText(), node.path("log").asText()));
        }
        return logs;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void nothing_is_invented(Log log) {
        Diagnosis alone = Diagnosis.of(Given.nothing().withLog(log.text()));
        assertThat(alone.causes()).isEmpty();
        assertThat(alone.notes()).anyMatch(n -> n.contains("Paste more of the log"));

        MemoryTree tree = new MemoryTree(Map.of(
                "pyproject.toml",
                "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                ".github/workflows/release.yml",
                WORKFLOW));
        RepositoryId repository = new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
        Diagnosis beside =
                Diagnosis.of(Given.nothing().withLog(log.text()).with(ProjectReader.read(tree, "sample", repository)));
        assertThat(beside.causes()).isEmpty();
        assertThat(beside.checked()).isNotEmpty();
    }
}
