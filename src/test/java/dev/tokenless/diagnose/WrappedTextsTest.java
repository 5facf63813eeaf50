package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One refusal in the wrappings in which people hand it on: the answer stays the same. */
class WrappedTextsTest {
    private static final String TIME = "2026-08-21T10:15:30.1234567Z ";
    private static final String PLAIN = Samples.REFUSAL + Samples.claims("`release`");

    private record Wrapped(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String each(String text, String before) {
        return text.lines().map(before::concat).collect(Collectors.joining("\n"));
    }

    static List<Wrapped> wrapped() {
        String stamped = each("##[error]\u001b[31m" + PLAIN + "\u001b[0m", TIME);
        return List.of(
                new Wrapped("plain", PLAIN),
                new Wrapped("time stamps, colours, marks", stamped),
                new Wrapped("line ends of Windows", stamped.replace("\n", "\r\n")),
                new Wrapped("a colour inside of a word", PLAIN.replace("corresponding", "corres\u001b[1mponding")),
                new Wrapped("colours as text", PLAIN.replace("valid token", "\\u001b[31mvalid\\x1b[0m token")),
                new Wrapped("quoted", "I see this:\n\n" + each(PLAIN, "> ") + "\n\nWhy?"),
                new Wrapped("quoted twice, in a fence", each("```\n" + stamped + "\n```", "> > ")),
                new Wrapped("indented as code", each(stamped, "    ")),
                new Wrapped("other letter case", PLAIN.replace("valid token", "VALID Token")),
                new Wrapped(
                        "wrapped inside of a quotation",
                        each(PLAIN.replace(" corresponding", "\ncorresponding"), "> ")),
                new Wrapped(
                        "escaped for Markdown",
                        PLAIN.replace("`", "\\`").replace("*", "\\*").replace("_", "\\_")),
                new Wrapped(
                        "bullets as shown on the page",
                        PLAIN.replace("* ", "\u2022 ").replace("`", "")),
                new Wrapped("hyphens", PLAIN.replace("* ", "- ")),
                new Wrapped(
                        "a table",
                        Samples.REFUSAL + "| claim | value |\n| --- | --- |\n"
                                + Samples.claims("`release`").replaceAll("(?m)^\\* (\\S+): (\\S+)$", "| $1 | $2 |")),
                new Wrapped("JSON behind it", Samples.REFUSAL + Samples.object("release")),
                new Wrapped(
                        "JSON over several lines, with time stamps",
                        each(Samples.REFUSAL + Samples.object("release").replace(",", ",\n"), TIME)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrapped")
    void the_answer_is_the_same_in_every_wrapping(Wrapped wrapped) {
        Diagnosis diagnosis =
                Diagnosis.of(Given.nothing().withPasted(wrapped.text()).withPublishers(Samples.publisher("pypi")));

        assertThat(Samples.ids(diagnosis)).containsExactly("environment-mismatch");
        assertThat(diagnosis.registry()).isEqualTo(RegistryId.PYPI);
        assertThat(diagnosis.causes().getFirst().certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(diagnosis.causes().getFirst().evidence().getFirst())
                .isEqualTo(new Evidence.Comparison("environment", "release", "pypi"));
    }

    @Test
    void an_absent_claim_is_known_without_its_backticks_too() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .withLog(Samples.REFUSAL + Samples.claims("MISSING"))
                .withPublishers(Samples.publisher("pypi")));

        assertThat(Samples.ids(diagnosis)).containsExactly("environment-missing-in-job");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* `invalid-publisher`: valid token, but no corr",
                "oken, but no corresponding publisher (Publisher with matching claims was not found)",
                "{\"message\": \"Token request failed\", \"errors\": [{\"code\": \"invalid-publisher\", \"descr",
                "&quot;code&quot;: &quot;invalid-publisher&quot;",
                "No trusted publisher configured for this workfl",
                "npm verbose oidc Failed token exchange request with body message: OIDC token exchange error - package"
                        + " n\u2026",
            })
    void a_text_that_is_cut_is_still_known(String text) {
        assertThat(Samples.ids(Diagnosis.of(Given.nothing().withLog(text)))).startsWith("publisher-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "does not match the workflow filename `rel",
                "does not match the workflow filename `release.yml` in the JWT. Expected workflow filen",
            })
    void values_that_are_cut_off_are_not_made_up(String text) {
        Cause cause = Diagnosis.of(Given.nothing().withLog("Error: The Trusted Publishing config " + text))
                .causes()
                .getFirst();

        assertThat(cause.id()).isEqualTo("workflow-filename-mismatch");
        assertThat(cause.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(cause.message()).contains("cut off").doesNotContain("{");
        assertThat(cause.evidence()).noneMatch(Evidence.Comparison.class::isInstance);
    }

    @Test
    void a_beginning_that_could_be_anything_is_none() {
        assertThat(Diagnosis.of(Given.nothing().withLog("The run ended: Trusted publishing"))
                        .causes())
                .isEmpty();
        assertThat(Diagnosis.of(Given.nothing().withLog("assert \"invalid-publisher\" == \"valid\""))
                        .causes())
                .isEmpty();
    }

    @Test
    void a_steps_inputs_are_no_claims() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .withLog("##[group]Run actions/checkout@v4\nwith:\n  repository: other/thing\n  ref: main\n"
                        + "  environment: none\n##[endgroup]\n" + Samples.REFUSAL));

        assertThat(diagnosis.claims()).isNull();
    }

    @Test
    void the_refusals_of_two_registries_in_one_log_are_both_told() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .withLog(PLAIN
                        + "\nFailed to retrieve token from Cargo registry. Status: 400. Error: No Trusted Publishing"
                        + " config found for repository `octo-org/sample`."));

        assertThat(diagnosis.causes().stream().map(Cause::message))
                .anyMatch(m -> m.contains("crates.io"))
                .anyMatch(m -> m.contains("PyPI"));
        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("crates.io too") || n.contains("PyPI too"));
    }

    @Test
    void a_log_of_another_repository_is_said_to_be_of_another() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(Samples.project())
                .withLog(Samples.REFUSAL + Samples.claims("mallory/fork", "`pypi`")));

        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("`mallory/fork`") && n.contains("`octo-org/sample`"));
        assertThat(diagnosis.causes())
                .allMatch(c -> c.fixes().stream().allMatch(f -> f.fields().isEmpty()));
    }
}
