package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.sample.SampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder;

    @Test
    void tells_of_the_sample_as_text_and_fails_because_of_its_errors_or_warnings() throws IOException {
        SampleProject.layOut(Files.createDirectory(folder.resolve("sample")));
        Run run = Run.in(folder, "check", "sample", "--fail-on", "warning");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("PyPI", "npm", "RubyGems");
        assertThat(run.status()).isEqualTo(1);
        assertThat(Run.in(folder, "check", "sample", "--fail-on", "never").status())
                .isZero();
    }

    @Test
    void json_is_one_document_with_every_field_of_the_contract() throws IOException {
        SampleProject.layOut(Files.createDirectory(folder.resolve("sample")));
        Run run = Run.in(folder, "check", "sample", "--format", "json");
        JsonNode root = new ObjectMapper().readTree(run.out());
        assertThat(root.path("schema").asInt()).isEqualTo(1);
        JsonNode project = root.path("projects").path(0);
        assertThat(project.path("path").asText())
                .isEqualTo(folder.resolve("sample").toString());
        assertThat(project.path("repository").path("provider").asText()).isEqualTo("github");
        assertThat(project.path("packages")).hasSize(3);
        assertThat(project.path("publishJobs")).isNotEmpty();
        for (JsonNode job : project.path("publishJobs")) {
            assertThat(job.properties().stream().map(java.util.Map.Entry::getKey))
                    .contains(
                            "path",
                            "job",
                            "step",
                            "line",
                            "registry",
                            "tool",
                            "packages",
                            "auth",
                            "secrets",
                            "idToken",
                            "environment",
                            "triggers",
                            "called",
                            "calls",
                            "claims",
                            "verdicts");
            assertThat(job.path("auth").asText()).isEqualTo("token");
        }
        for (JsonNode finding : project.path("findings")) {
            assertThat(finding.properties().stream().map(java.util.Map.Entry::getKey))
                    .contains("rule", "severity", "message", "path", "line", "column", "endLine", "endColumn", "fix");
        }
        assertThat(project.path("problems").isArray()).isTrue();
    }

    @Test
    void a_path_that_is_not_there_a_file_and_an_unknown_rule_are_refused_with_a_sentence() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        for (String[] args : new String[][] {
            {"check", "nowhere"}, {"check", "file"}, {"check", ".", "--rule", "no-such-rule"}, {"check", "--nonsense"}
        }) {
            Run run = Run.in(folder, args);
            assertThat(run.status()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        }
    }

    @Test
    void invalid_yaml_is_told_with_its_line_and_the_rest_is_read() throws IOException {
        Path sample = SampleProject.layOut(Files.createDirectory(folder.resolve("sample")));
        Files.writeString(sample.resolve(".github/workflows/broken.yml"), "on: push\njobs:\n  a: [\n");
        Run run = Run.in(folder, "check", "sample", "--fail-on", "never");
        assertThat(run.out()).contains(".github/workflows/broken.yml:").contains("RubyGems");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void many_repositories_are_told_in_their_order() throws IOException {
        Path clones = Files.createDirectory(folder.resolve("clones"));
        for (int i = 0; i < 40; i++) {
            SampleProject.layOut(Files.createDirectory(clones.resolve("r" + (100 + i))));
        }
        Run run = Run.in(folder, "check", "--each", "clones", "--format", "json", "--fail-on", "never");
        JsonNode projects = new ObjectMapper().readTree(run.out()).path("projects");
        assertThat(projects).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(projects.get(i).path("path").asText()).endsWith("r" + (100 + i));
        }
    }
}
