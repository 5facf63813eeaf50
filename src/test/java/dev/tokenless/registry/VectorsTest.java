package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The registries' exchanges against cases of data that were gained from the registries' own code or documents.
 * {@code -Dtokenless.vectors=FOLDER} takes other cases of the same form.
 */
class VectorsTest {

    @Test
    void pypi_answers_as_the_vectors_say() {
        run("pypi.json", PypiVectors::differences);
    }

    @Test
    void npm_answers_as_the_vectors_say() {
        run("npm.json", NpmVectors::differences);
    }

    @Test
    void rubygems_answers_as_the_vectors_say() {
        run("rubygems.json", RubyGemsVectors::differences);
    }

    @Test
    void crates_io_answers_as_the_vectors_say() {
        run("crates-io.json", CratesIoVectors::differences);
    }

    @ParameterizedTest
    @DisabledIfSystemProperty(named = "tokenless.vectors", matches = ".+", disabledReason = "other cases were named")
    @ValueSource(strings = {"pypi", "npm", "rubygems", "crates-io"})
    void rare_branches_answer_as_the_facts_say(String name) {
        run(
                "branches/" + name + ".json",
                switch (name) {
                    case "pypi" -> PypiVectors::differences;
                    case "npm" -> NpmVectors::differences;
                    case "rubygems" -> RubyGemsVectors::differences;
                    default -> CratesIoVectors::differences;
                });
    }

    /** Keys that a case leaves out, or has beside the known ones, do no harm. */
    @Test
    void a_case_of_few_keys_is_answered() throws Exception {
        JsonNode few = Vectors.JSON.readTree("{\"kind\": \"github\", \"claims\": {}, \"expect\": \"error\","
                + " \"comment\": \"no publisher, no claim\"}");

        assertThat(PypiVectors.differences(few)).isEmpty();
        assertThat(NpmVectors.differences(few)).isEmpty();
        assertThat(RubyGemsVectors.differences(few)).isEmpty();
        assertThat(CratesIoVectors.differences(few)).isEmpty();
        assertThat(CratesIoVectors.differences(Vectors.JSON.readTree("{\"jwt\": \"x\", \"expect\": \"error\"}")))
                .isEmpty();
    }

    private static void run(String file, Function<JsonNode, List<String>> differences) {
        List<JsonNode> cases = Vectors.read(file);
        List<String> all = new ArrayList<>();
        int passed = 0;
        for (JsonNode vector : cases) {
            List<String> wrong = differences.apply(vector);
            if (wrong.isEmpty()) {
                passed++;
            } else {
                all.add(vector.path("name").asText() + ": " + wrong);
            }
        }
        System.out.println(file.replace(".json", "") + ": " + passed + " of " + cases.size());
        assertThat(cases).isNotEmpty();
        assertThat(all).isEmpty();
    }
}
