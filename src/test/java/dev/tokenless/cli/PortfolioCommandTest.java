package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.sample.SampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortfolioCommandTest {
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void the_table_holds_what_the_details_of_check_hold() throws IOException {
        SampleProject.layOut(folder.resolve("clones/one"));
        SampleProject.layOut(folder.resolve("clones/=two"));
        Files.createDirectories(folder.resolve("clones/empty"));
        Set<String> table = new TreeSet<>();
        JsonNode rows = json.readTree(
                Run.in(folder, "portfolio", "clones", "--format", "json").out());
        assertThat(rows.path("schema").asInt()).isEqualTo(1);
        rows.path("packages")
                .forEach(p -> table.add(p.path("path").asText() + " "
                        + p.path("registry").asText() + " " + p.path("package").asText() + " "
                        + p.path("job").asText() + " " + p.path("line").asInt()));
        Set<String> details = new TreeSet<>();
        JsonNode checked =
                json.readTree(Run.in(folder, "check", "--each", "clones", "--format", "json", "--fail-on", "never")
                        .out());
        checked.path("projects")
                .forEach(project -> project.path("publishJobs")
                        .forEach(job -> job.path("packages")
                                .forEach(
                                        name -> details.add(project.path("path").asText() + " "
                                                + job.path("registry").asText() + " " + name.asText() + " "
                                                + job.path("job").asText() + " "
                                                + job.path("line").asInt()))));
        assertThat(table).hasSize(6).isEqualTo(details);
    }

    @Test
    void a_list_is_taken_where_a_folder_is() throws IOException {
        SampleProject.layOut(folder.resolve("one"));
        Files.writeString(folder.resolve("list.txt"), "one\nmissing\n");
        Run run = Run.in(folder, "portfolio", "list.txt");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("octo_sample", "3 packages: 3 token.");
        assertThat(run.err()).contains("missing is not a folder");
    }

    @Test
    void a_repository_that_cannot_be_read_is_named_and_the_others_are_listed() throws IOException {
        SampleProject.layOut(folder.resolve("clones/one"));
        Path bad = Files.createDirectories(folder.resolve("clones/bad/.github/workflows"));
        Files.writeString(bad.resolve("release.yml"), "on: [push\njobs:\n  a: : b\n");
        Run run = Run.in(folder, "portfolio", "clones", "--format", "csv");
        assertThat(run.out().lines()).hasSize(5); // headings, three packages, the file of which nothing is known
        assertThat(run.err()).contains("bad: a workflow could not be read");
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
    }
}
