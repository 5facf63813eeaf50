package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.sample.SampleProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lies in a repository: a clear message with its file and line, the rest read, nothing written. */
class BadInputTest {
    private static final String PUBLISHES = "on: {push: {tags: ['v*']}}\n"
            + "jobs:\n"
            + "  upload:\n"
            + "    runs-on: ubuntu-latest\n"
            + "    steps:\n"
            + "      - uses: pypa/gh-action-pypi-publish@release/v1\n"
            + "        with:\n"
            + "          password: ${{ secrets.T }}\n";

    @TempDir
    private Path folder;

    private Path sample = Path.of("");
    private Path workflows = Path.of("");

    @BeforeEach
    void lay_out_the_sample() throws IOException {
        sample = SampleProject.layOut(Files.createDirectory(folder.resolve("sample")));
        workflows = sample.resolve(".github/workflows");
    }

    @Test
    void each_bad_file_is_named_with_a_line_and_the_good_ones_are_read() throws IOException {
        List<String> bad = List.of(
                "invalid.yml",
                "large.yml",
                "binary.yml",
                "deep.yml",
                "bomb.yml",
                "out.yml",
                "latin.yml",
                "tabs.yml",
                "twice.yml",
                "list.yml");
        Files.writeString(workflows.resolve("invalid.yml"), "on: push\njobs:\n  a: [\n");
        Files.writeString(workflows.resolve("large.yml"), "# " + "x".repeat(5 << 20) + "\n" + PUBLISHES);
        Files.write(workflows.resolve("binary.yml"), new byte[] {0, 1, 2, (byte) 0xFF, (byte) 0xFE, 0, 0, 7});
        Files.writeString(workflows.resolve("deep.yml"), "on: push\njobs: " + "[".repeat(100_000));
        Files.writeString(workflows.resolve("bomb.yml"), bomb());
        Path outside = Files.writeString(folder.resolve("outside.yml"), PUBLISHES);
        Files.createSymbolicLink(workflows.resolve("out.yml"), outside);
        Files.write(workflows.resolve("latin.yml"), "on: push # \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(workflows.resolve("tabs.yml"), "on: push\njobs:\n\ta: b\n");
        Files.writeString(workflows.resolve("twice.yml"), "on: push\njobs: {}\njobs: {}\n");
        Files.writeString(workflows.resolve("list.yml"), "- a\n- b\n");
        Files.writeString(workflows.resolve("empty.yml"), "");
        Files.writeString(
                workflows.resolve("crlf.yml"), PUBLISHES.replace("\n", "\r\n").replace("upload", "crlf"));
        Files.writeString(workflows.resolve("bom.yml"), "\uFEFF" + PUBLISHES.replace("upload", "bom"));
        Map<String, String> before = contents(sample);

        Run run = Run.in(folder, "check", "sample", "--format", "json", "--fail-on", "never");

        JsonNode project =
                new ObjectMapper().readTree(run.out()).path("projects").path(0);
        List<String> named = new ArrayList<>();
        for (JsonNode problem : project.path("problems")) {
            named.add(problem.path("path").asText());
            assertThat(problem.path("line").asInt()).isPositive();
            assertThat(problem.path("message").asText()).isNotBlank().doesNotContain("Exception");
        }
        for (String file : bad) {
            assertThat(named).as(file).contains(".github/workflows/" + file);
        }
        List<String> jobs = new ArrayList<>();
        project.path("publishJobs").forEach(job -> jobs.add(job.path("job").asText()));
        assertThat(jobs).contains("crlf", "bom").hasSizeGreaterThanOrEqualTo(5);
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(contents(sample)).isEqualTo(before);
    }

    @Test
    void a_folder_that_is_no_repository_and_one_without_remote_or_workflow_are_said_so() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Run none = Run.in(folder, "check", "plain");
        assertThat(none.out()).containsIgnoringCase("not a").contains("No job in this repository publishes a package.");
        assertThat(none.err()).doesNotContain("\tat ");

        Files.createDirectories(plain.resolve(".git"));
        Files.writeString(plain.resolve(".git/config"), "[core]\n\tbare = false\n");
        Files.writeString(plain.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        assertThat(Run.in(folder, "check", "plain").out()).containsIgnoringCase("remote");
    }

    @Test
    void texts_of_strangers_move_nothing_on_a_terminal_and_command_no_runner() throws IOException {
        Files.writeString(
                workflows.resolve("evil.yml"),
                "on: {push: {tags: ['v*']}}\n"
                        + "jobs:\n"
                        + "  \"x\\u001b[31m\\n"
                        + "::error::owned\\u202e\":\n"
                        + "    runs-on: ubuntu-latest\n"
                        + "    steps:\n"
                        + "      - uses: pypa/gh-action-pypi-publish@release/v1\n"
                        + "        with:\n"
                        + "          password: ${{ secrets.T }}\n");
        for (String format : List.of("text", "markdown")) {
            String out = Run.in(folder, "check", "sample", "--format", format).out();
            assertThat(out).doesNotContain("\u001b", "\u202e");
            assertThat(out.lines()).noneMatch(line -> line.strip().startsWith("::"));
        }
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("on: push\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ",").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        return text.append("jobs: {}\n").toString();
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                contents.put(
                        root.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
