package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text for a person fits her terminal; what goes into a file or a program stays in its lines. */
class FoldingTest {
    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve(".github/workflows"));
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = \"sample\"\nversion = \"1.0\"\n");
        Files.writeString(folder.resolve(".github/workflows/release.yml"), """
            on: {push: {tags: ["v*"]}}
            jobs:
              publish:
                runs-on: ubuntu-latest
                steps:
                  - uses: pypa/gh-action-pypi-publish@release/v1
                    with: {password: "${{ secrets.PYPI_API_TOKEN }}"}
            """);
    }

    private Map<String, String> columns(String columns) {
        return Map.of(
                "COLUMNS",
                columns,
                "NO_COLOR",
                "1",
                "TOKENLESS_STATE",
                folder.resolve("state").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "diagnose", "migration"})
    void at_forty_columns_every_sentence_is_folded_and_nothing_is_lost(String command) {
        String wide =
                Run.in(folder, columns("40"), "", command, folder.toString()).out();
        String narrow =
                Run.asked(folder, columns("40"), "", command, folder.toString()).out();
        assertThat(wide.lines()).anyMatch(line -> line.length() > 80);
        assertThat(narrow.lines())
                .filteredOn(line -> !line.matches("    [-+@ ].*"))
                .allSatisfy(
                        line -> assertThat(line.length() <= 40 || !line.strip().contains(" "))
                                .as(line)
                                .isTrue());
        assertThat(narrow.replaceAll("\\s+", " ")).isEqualTo(wide.replaceAll("\\s+", " "));
    }

    @Test
    void what_programs_read_is_never_folded() {
        assertThat(Run.asked(folder, columns("40"), "", "check", "--format", "json", folder.toString())
                        .out())
                .isEqualTo(Run.in(folder, columns("40"), "", "check", "--format", "json", folder.toString())
                        .out());
    }

    @Test
    void a_line_goes_on_under_its_own_indentation_and_colours_take_no_room() {
        assertThat(Folding.line("  one two three four", 12)).isEqualTo("  one two\n    three\n    four");
        assertThat(Folding.line("\u001b[1mone two\u001b[0m", 7)).isEqualTo("\u001b[1mone two\u001b[0m");
        assertThat(Folding.line("    +      - uses: an/action@with-a-long-name # v1", 20))
                .isEqualTo("    +      - uses: an/action@with-a-long-name # v1");
        assertThat(Folding.line("  https://example.org/a/very/long/address", 20))
                .isEqualTo("  https://example.org/a/very/long/address");
    }
}
