package dev.tokenless.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each example is a workflow with the expected publish jobs in comments before it and further files behind
 * {@code #--- path}: job, registry, tool, authentication with its secrets, identity token.
 */
class ExamplesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/tokenless/publish/examples");
    private static final String EXPECT = "# expect: ";

    /** Fields that list where something is given. */
    private static final Set<String> SOURCES = Set.of("tokens", "users", "index");

    static Stream<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_read_as_its_comments_say(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name));
        List<String> expected = text.lines()
                .filter(l -> l.startsWith(EXPECT))
                .map(l -> l.substring(EXPECT.length()))
                .toList();
        assertThat(read(files(text))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_tool_of_the_catalogue_has_an_example() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : examples().toList()) {
            Files.readString(FOLDER.resolve(name))
                    .lines()
                    .filter(l -> l.startsWith(EXPECT))
                    .forEach(l -> shown.add(l.split(" \\| ")[2]));
        }
        Catalogue catalogue = Catalogue.builtIn();
        Set<String> tools = catalogue.commands().values().stream()
                .flatMap(List::stream)
                .map(Tool::name)
                .collect(Collectors.toCollection(TreeSet::new));
        tools.remove("knope release");
        Set<String> without = new TreeSet<>(tools);
        without.removeAll(shown);
        catalogue.actions().values().stream()
                .filter(t -> !t.is("plain") && !t.is("alias") && !shown.contains(t.name()))
                .forEach(t -> without.add(t.name()));
        assertThat(without).as("tools without an example in " + FOLDER).isEmpty();
    }

    @Test
    void every_field_of_the_catalogue_is_explained_in_it() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Files.readString(Path.of("src/main/resources/dev/tokenless/publish/catalogue.json")));
        Set<String> explained = Pattern.compile("'([A-Za-z]+)'")
                .matcher(file.get("about").toString())
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toSet());
        Set<String> unexplained = new TreeSet<>();
        for (String kind :
                List.of("indexes", "commands", "actions", "credentials", "workflows", "launchers", "runners")) {
            for (JsonNode entry : file.get(kind)) {
                entry.properties().forEach(field -> {
                    unexplained.add(field.getKey());
                    if (SOURCES.contains(field.getKey()) && field.getValue().isObject()) {
                        field.getValue().properties().forEach(source -> unexplained.add(source.getKey()));
                    }
                });
            }
        }
        file.get("ecosystems").forEach(one -> one.properties().forEach(field -> unexplained.add(field.getKey())));
        unexplained.removeAll(explained);

        assertThat(unexplained).as("misspelt, or not explained under about").isEmpty();
    }

    private static Map<String, String> files(String text) {
        Map<String, String> files = new LinkedHashMap<>();
        String path = ".github/workflows/release.yml";
        StringBuilder content = new StringBuilder();
        for (String line : text.split("(?<=\n)")) {
            if (line.startsWith("#--- ")) {
                files.put(path, content.toString());
                content.setLength(0);
                path = line.substring(5).strip();
            } else {
                content.append(line);
            }
        }
        files.put(path, content.toString());
        return files;
    }

    /** Stands nowhere but in the registry's own package. */
    private static String npmHost() {
        return Registries.byId(RegistryId.NPM).orElseThrow().audience().substring("npm:".length());
    }

    private static List<String> read(Map<String, String> files) {
        files.replaceAll((path, text) -> text.replace("@NPM-REGISTRY@", npmHost()));
        MemoryTree tree = new MemoryTree(files);
        boolean gitLab = files.containsKey(".gitlab-ci.yml");
        Project project = ProjectReader.read(
                tree,
                "example",
                gitLab
                        ? new RepositoryId(Provider.GITLAB, "gitlab.com", "octo-group", "sample")
                        : new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"));
        List<String> found = new ArrayList<>();
        for (PublishJob job : PublishJobReader.read(
                        project, WorkflowReader.read(tree).workflows())
                .jobs()) {
            found.add(String.join(
                    " | ",
                    job.job(),
                    job.registry().id(),
                    job.tool(),
                    job.authentication().id() + " " + job.secrets(),
                    job.idToken().id()));
        }
        return found;
    }
}
