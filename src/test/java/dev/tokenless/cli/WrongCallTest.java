package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong call is told in a line that names what was meant, not by the whole help. */
class WrongCallTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chekc .            | there is no command chekc, and no folder of that name here. Did you mean check?",
                "wholly-other       | there is no command wholly-other, and no folder of that name here.",
                "fix --wirte .      | there is no option --wirte. Did you mean --write?",
                "fix --wirte=1 .    | there is no option --wirte. Did you mean --write?",
                "fix --nothing-like . | there is no option --nothing-like.",
                "fix . there        | there is too much: fix takes options, then PATH.",
                "publisher list . there | there is too much: publisher takes options, then DO and PATH.",
                "demo there         | there is too much: demo takes options only.",
                "check --format jsn . | there is no --format jsn. Did you mean json? Known are: text, json, sarif,"
                        + " markdown.",
                "check --fail-on    | --fail-on needs a value: error, warning, never.",
                "check --rule       | --rule needs a value.",
                "publisher          | DO is missing: list, add, remove, link, diff, tokens.",
                "publisher lsit .   | there is no DO lsit. Did you mean list? Known are: list, add, remove, link,"
                        + " diff, tokens.",
                "portfolio          | DIR is missing.",
                "check --rule unpinned-actions . | there is no rule unpinned-actions. Did you mean unpinned-action?"
                        + " tokenless explain lists the ids.",
                "check --rule publisher-not-found . | publisher-not-found is a cause that only diagnose finds, and no"
                        + " rule. tokenless explain lists the ids.",
                "explain token-leftover | there is no page token-leftover. Did you mean token-left-over? tokenless"
                        + " explain without an id lists them all.",
                "help nope          | Unknown subcommand 'nope'."
            })
    void it_says_what_is_wrong_and_what_may_have_been_meant(String call, String sentence) {
        Run run = Run.in(folder, call.split(" "));
        assertThat(run.err().lines().toList().getFirst()).isEqualTo("tokenless: " + sentence);
        assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void it_names_the_help_that_tells_more() {
        assertThat(Run.in(folder, "fix", "--wirte").err()).endsWith("tokenless fix --help lists what it takes.\n");
        assertThat(Run.in(folder, "chekc").err()).endsWith("tokenless --help lists the commands.\n");
    }

    @Test
    void what_was_typed_moves_nothing_on_the_terminal() {
        assertThat(Run.in(folder, "fix", "--\u001b[31mred").err()).doesNotContain("\u001b");
        assertThat(Run.in(folder, "\u001b[31mred").err()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--token", "--claims"})
    void what_is_given_to_diagnose_as_something_else_is_refused(String option) throws IOException {
        Files.writeString(folder.resolve("a.txt"), "hello");
        Run run = Run.in(folder, "diagnose", option, "a.txt");
        assertThat(run.err()).startsWith("tokenless: a.txt: ").contains("--log takes any text");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void a_folder_without_anything_to_diagnose_is_no_good_news() throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = \"sample\"\n");
        Run run = Run.in(folder, "diagnose", ".");
        assertThat(run.out()).startsWith("There is nothing here to diagnose.\n").doesNotContain("in order");
        assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
    }

    @Test
    void a_name_that_a_line_would_break_in_two_stands_whole_in_the_help() {
        for (String command : List.of("check", "publisher")) {
            assertThat(Run.in(folder, command, "--help").out()).contains(" .github/trusted-publishers.json");
        }
    }

    @Test
    void the_nearest_word_is_one_that_a_slip_explains() {
        List<String> words = List.of("check", "fix", "explain", "rehearse");
        assertThat(Nearest.to("chekc", words)).contains("check");
        assertThat(Nearest.to("EXPLAN", words)).contains("explain");
        assertThat(Nearest.to("fx", words)).contains("fix");
        assertThat(Nearest.to("search", words)).isEqualTo(Optional.empty());
        assertThat(Nearest.to("", words)).isEmpty();
        assertThat(Nearest.to("x".repeat(10_000), words)).isEmpty();
    }
}
