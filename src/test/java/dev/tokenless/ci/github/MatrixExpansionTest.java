package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.repo.SourceText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixExpansionTest {

    @Test
    void every_combination_is_a_leg() {
        assertThat(legs("{os: [a, b], v: [3.10, '3.10', true]}"))
                .containsExactly("a 3.1", "a 3.10", "a true", "b 3.1", "b 3.10", "b true");
    }

    @Test
    void exclude_takes_away_and_include_joins_or_adds_as_github_documents() {
        assertThat(legs("{fruit: [apple, pear], animal: [cat, dog], include: [{color: green}, {color: pink, animal:"
                        + " cat}, {fruit: apple, shape: circle}, {fruit: banana}, {fruit: banana, animal: cat}]}"))
                .containsExactly(
                        "apple cat pink circle",
                        "apple dog green circle",
                        "pear cat pink",
                        "pear dog green",
                        "banana",
                        "banana cat");
        assertThat(legs("{a: [1, 2], b: [1, 2], exclude: [{a: 1, b: 2}, {a: 2}]}"))
                .containsExactly("1 1");
        assertThat(legs("{include: [{env: pypi}, {env: testpypi}]}")).containsExactly("pypi", "testpypi");
    }

    @Test
    void what_is_computed_leaves_the_matrix_open() {
        assertThat(expand("${{ fromJSON(needs.x.outputs.m) }}").complete()).isFalse();
        assertThat(expand("{a: [x], include: '${{ fromJSON(needs.x.outputs.m) }}'}")
                        .complete())
                .isFalse();
        assertThat(expand("{a: '${{ fromJSON(needs.x.outputs.m) }}', e: [pypi]}")
                        .complete())
                .isFalse();
        assertThat(legs("${{ fromJSON('{\"e\":[\"x\",\"y\"]}') }}")).containsExactly("x", "y");
        assertThat(expand("{a: [" + "1,".repeat(300) + "]}").complete()).isFalse();
    }

    @Test
    void a_job_without_a_matrix_has_one_leg_without_values() {
        assertThat(MatrixExpansion.of(job("    runs-on: x\n"), Context.NOTHING_KNOWN))
                .isEqualTo(new MatrixExpansion(List.of(Value.fields(Map.of())), true));
    }

    private static List<String> legs(String matrix) {
        MatrixExpansion expansion = expand(matrix);
        assertThat(expansion.complete()).isTrue();
        return expansion.legs().stream()
                .map(leg -> String.join(
                        " ", leg.values().values().stream().map(Coercion::text).toList()))
                .toList();
    }

    private static MatrixExpansion expand(String matrix) {
        return MatrixExpansion.of(job("    strategy:\n      matrix: " + matrix + "\n"), Context.NOTHING_KNOWN);
    }

    private static Job job(String body) {
        return WorkflowReader.readOne(new SourceText("w.yml", "on: push\njobs:\n  j:\n" + body))
                .workflows()
                .getFirst()
                .jobs()
                .getFirst();
    }
}
