package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

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
