package dev.tokenless.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the reader against jobs of real repositories that were labelled by reading. The repositories are no part of this
 * one: {@code -Dtokenless.labelled=FOLDER} names a folder with a checkout of each at its commit, in a folder named
 * {@code owner+name}.
 */
class LabelledTest {
    /** The share that must be found, and of what is found that must be right. */
    private static final double LEAST = 0.95;

    @Test
    void labelled_jobs_of_real_repositories_are_found_and_nothing_else() throws IOException {
        String folder = System.getProperty("tokenless.labelled", "");
        assumeTrue(!folder.isEmpty(), "-Dtokenless.labelled=FOLDER names no folder with the labelled repositories");
        JsonNode labels = new ObjectMapper()
                .readTree(Path.of("src/test/resources/dev/tokenless/labelled/publish-jobs.json")
                        .toFile());
        Map<String, String> expected = new LinkedHashMap<>();
        Set<String> repositories = new TreeSet<>();
        for (JsonNode l : labels) {
            Path checkout = Path.of(folder, l.path("repository").asText().replace('/', '+'));
            if (Files.isDirectory(checkout)) {
                repositories.add(l.path("repository").asText());
                expected.put(
                        String.join(
                                " ",
                                l.path("repository").asText(),
                                l.path("path").asText(),
                                l.path("job").asText(),
                                l.path("registry").asText()),
                        String.join(
                                " ",
                                l.path("tool").asText(),
                                l.path("auth").asText(),
                                l.path("idToken").asText(),
                                l.path("environment").asText("none")));
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String repository : repositories) {
            found.putAll(read(repository, Path.of(folder, repository.replace('/', '+'))));
        }
        long right = expected.entrySet().stream()
                .filter(e -> e.getValue().equals(found.get(e.getKey())))
                .count();
        expected.forEach((job, answer) -> {
            if (!answer.equals(found.get(job))) {
                System.out.println("expected " + job + ": " + answer + ", found " + found.get(job));
            }
        });
        found.keySet().stream()
                .filter(job -> !expected.containsKey(job))
                .forEach(job -> System.out.println("not expected " + job + ": " + found.get(job)));
        System.out.println(right + " of " + expected.size() + " right, " + found.size() + " found");
        assertThat(right).isGreaterThanOrEqualTo((long) (LEAST * expected.size()));
        assertThat(right).isGreaterThanOrEqualTo((long) (LEAST * found.size()));
    }

    private static Map<String, String> read(String repository, Path checkout) {
        Project project = ProjectReader.read(checkout);
        Map<String, String> found = new LinkedHashMap<>();
        for (PublishJob job : PublishJobReader.read(
                        project, WorkflowReader.read(project.tree()).workflows())
                .jobs()) {
            String environment = switch (job.environment()) {
                case EnvironmentRef.None _ -> "none";
                case EnvironmentRef.Named named -> named.name();
                case EnvironmentRef.Computed computed -> computed.expression();
            };
            found.put(
                    String.join(
                            " ",
                            repository,
                            job.path(),
                            job.job(),
                            job.registry().id()),
                    String.join(
                            " ",
                            job.tool(),
                            job.authentication().id(),
                            job.idToken().id(),
                            environment));
        }
        return found;
    }
}
