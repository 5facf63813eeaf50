package dev.tokenless.check.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One folder of examples: a repository, and where the rule is expected to speak. A line is marked by a comment at its end
 * ({@code # expect: rule-id}); files that have no comments are marked in {@code expected.json}, which may also name
 * another repository than octo-org/sample.
 */
record GoldenCase(String rule, String name, Map<String, String> files) {
    static final Path ROOT = Path.of("src/test/resources/dev/tokenless/check");
    private static final Pattern EXPECT = Pattern.compile("# expect: ([a-z-]+)");
    private static final String EXPECTED = "expected.json";

    static List<GoldenCase> all() {
        List<GoldenCase> cases = new ArrayList<>();
        for (Path rule : folders(ROOT)) {
            for (Path folder : folders(rule)) {
                cases.add(new GoldenCase(
                        rule.getFileName().toString(), folder.getFileName().toString(), read(folder)));
            }
        }
        return cases;
    }

    private static List<Path> folders(Path parent) {
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file, StandardCharsets.UTF_8).replace("@NPM-REGISTRY@", npmHost()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Stands nowhere but in the registry's own package. */
    private static String npmHost() {
        return Registries.byId(RegistryId.NPM).orElseThrow().audience().substring("npm:".length());
    }

    Inspection inspect() {
        return inspect(files);
    }

    Inspection inspect(Map<String, String> changed) {
        Map<String, String> repository = new TreeMap<>(changed);
        repository.remove(EXPECTED);
        return Inspector.inspect(ProjectReader.read(new MemoryTree(repository), name, repository()), null);
    }

    private RepositoryId repository() {
        JsonNode other = expected().path("repository");
        if (other.isMissingNode()) {
            return new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
        }
        Provider provider = other.path("provider").asText().equals("gitlab") ? Provider.GITLAB : Provider.GITHUB;
        return new RepositoryId(
                provider,
                other.path("host").asText(),
                other.path("owner").asText(),
                other.path("name").asText());
    }

    private JsonNode expected() {
        try {
            return new ObjectMapper().readTree(files.getOrDefault(EXPECTED, "{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the rule is expected to speak, as {@code path:line}. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        files.forEach((path, text) -> {
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                Matcher matcher = EXPECT.matcher(lines[i]);
                while (matcher.find()) {
                    if (matcher.group(1).equals(rule)) {
                        places.add(path + ":" + (i + 1));
                    }
                }
            }
        });
        expected()
                .path("findings")
                .forEach(f -> places.add(
                        f.path("path").asText() + ":" + f.path("line").asInt()));
        return places.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return rule + "/" + name;
    }
}
