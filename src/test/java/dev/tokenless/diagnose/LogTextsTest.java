package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.check.HelpPages;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the fact sheets, each with the cause that it tells. */
class LogTextsTest {
    private record Example(JsonNode node) {
        @Override
        public String toString() {
            return node.path("name").asText();
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Path file = Path.of("src/test/resources/dev/tokenless/diagnose/logs.json");
        new ObjectMapper().readTree(Files.readString(file)).forEach(n -> examples.add(new Example(n)));
        return examples;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void a_log_tells_its_cause(Example example) {
        JsonNode node = example.node();
        Given given = Given.nothing().withLog(node.path("log").asText());
        if (node.has("publishers")) {
            given = given.withPublishers(PublishersFile.read(new SourceText(
                            "publishers.json", node.path("publishers").toString()))
                    .publishers());
        }
        if (node.has("claims")) {
            given = given.withClaims(node.path("claims").toString());
        }

        Diagnosis diagnosis = Diagnosis.of(given);

        List<Cause> causes = diagnosis.causes();
        List<String> ids = causes.stream().map(Cause::id).toList();
        if (node.path("expect").isEmpty()) {
            assertThat(ids).isEmpty();
        } else {
            assertThat(ids).startsWith(node.path("expect").get(0).path("id").asText());
        }
        if (node.path("expect").path(0).has("certainty")) {
            assertThat(causes.getFirst().certainty().id())
                    .isEqualTo(node.path("expect").get(0).path("certainty").asText());
        }
        assertThat(causes).as("a next step for each").noneMatch(c -> c.fixes().isEmpty());
        node.path("also").forEach(id -> assertThat(ids).contains(id.asText()));
        node.path("absent").forEach(id -> assertThat(ids).doesNotContain(id.asText()));
        if (node.has("registry")) {
            assertThat(diagnosis.registry())
                    .isEqualTo(new RegistryId(node.path("registry").asText()));
        }
        if (node.has("evidence")) {
            JsonNode e = node.path("evidence");
            assertThat(causes.getFirst().evidence())
                    .contains(new Evidence.Comparison(
                            e.path("claim").asText(),
                            e.path("presented").asText(),
                            e.path("expected").asText()));
        }
        node.path("looks")
                .properties()
                .forEach(look -> assertThat(causes)
                        .anyMatch(c -> c.id().equals(look.getKey())
                                && c.message().contains(look.getValue().asText())));
        if (node.path("looks").size() > 1) {
            assertThat(ids)
                    .as("the order in which to look")
                    .startsWith(node.path("looks").properties().stream()
                            .map(java.util.Map.Entry::getKey)
                            .toArray(String[]::new));
        }
        if (node.has("note")) {
            assertThat(diagnosis.notes())
                    .anyMatch(n -> n.contains(node.path("note").asText()));
        }
    }

    @Test
    void every_cause_of_the_patterns_has_a_help_page_and_an_example() throws IOException {
        TreeSet<String> causes = new TreeSet<>();
        LogPattern.all().forEach(p -> causes.addAll(p.causes().keySet()));
        TreeSet<String> shown = new TreeSet<>();
        for (Example example : examples()) {
            example.node().path("expect").forEach(e -> shown.add(e.path("id").asText()));
            example.node().path("also").forEach(e -> shown.add(e.asText()));
        }
        // An open fault that only GitHub's own answer can confirm; it is never more than a possibility.
        shown.add("npm-immutable-subject");

        assertThat(causes).allMatch(id -> HelpPages.find(id).isPresent());
        assertThat(shown).containsAll(causes);
    }
}
