package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.RegistryId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token or its claims, in whatever form they were copied. */
class PastedTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000L), ZoneOffset.UTC);
    private static final String TOKEN = Samples.token(Samples.object("release"));

    private record Form(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static java.util.List<Form> forms() {
        return java.util.List.of(
                new Form("alone", TOKEN),
                new Form("in quotes", "\"" + TOKEN + "\""),
                new Form("as code", "`" + TOKEN + "`"),
                new Form("in a fence", "```\n" + TOKEN + "\n```"),
                new Form("a header", "Authorization: Bearer " + TOKEN),
                new Form("a variable", "ID_TOKEN=" + TOKEN),
                new Form("GitHub's answer", "{\"count\":1234,\"value\":\"" + TOKEN + "\"}"),
                new Form("wrapped by a terminal", TOKEN.replaceAll("(.{76})", "$1\r\n  ")),
                new Form("inside of a log", "##[group]Run x\ntoken:\n" + TOKEN + "\ndone\n"),
                new Form("without its signature", TOKEN.substring(0, TOKEN.lastIndexOf('.'))),
                new Form("its middle part", TOKEN.split("\\.")[1]),
                new Form("claims", Samples.object("release")),
                new Form("claims in a fence", "```json\n" + Samples.object("release") + "\n```"),
                new Form("claims behind a word", "claims: " + Samples.object("release")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void a_token_is_read_in_every_form_and_shown_in_none(Form form) {
        Diagnosis diagnosis =
                Diagnosis.of(Given.nothing().withPasted(form.text()).withPublishers(Samples.publisher("pypi")), CLOCK);

        assertThat(Samples.ids(diagnosis)).containsExactly("environment-mismatch");
        assertThat(diagnosis.toString()).doesNotContain(TOKEN.split("\\.")[1].substring(80, 140));
    }

    @Test
    void a_log_with_a_token_in_it_stays_a_log() {
        String log = "##[group]Run x\n" + "a line of the run\n".repeat(20) + "token " + TOKEN + "\n"
                + "Error: No Trusted Publishing config found for repository `octo-org/sample`.\n";

        Diagnosis diagnosis = Diagnosis.of(Given.nothing().withPasted(log), CLOCK);

        assertThat(diagnosis.log()).isNotEmpty();
        assertThat(Samples.ids(diagnosis)).contains("publisher-not-found");
        assertThat(diagnosis.toString()).doesNotContain(TOKEN.substring(40, 100));
    }

    @Test
    void the_audience_stands_before_what_the_registry_would_compare() {
        String token = Samples.token(Samples.object("release").replace("\"pypi\",\"exp\"", "\"sigstore\",\"exp\""));

        Diagnosis diagnosis =
                Diagnosis.of(Given.nothing().withPasted(token).withPublishers(Samples.publisher("pypi")), CLOCK);

        assertThat(Samples.ids(diagnosis)).startsWith("audience-mismatch");
    }

    @Test
    void a_token_without_a_signature_is_said_to_be_worth_nothing() {
        String token = Samples.base64("{\"alg\":\"none\"}") + "." + Samples.base64(Samples.object("pypi")) + ".";

        Diagnosis diagnosis = Diagnosis.of(Given.nothing().withPasted(token).withRegistry(RegistryId.PYPI), CLOCK);

        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("no signature"));
    }

    @Test
    void an_id_that_was_written_down_as_a_number_is_the_same_id() {
        String claims = Samples.object("pypi").replace("\"65\"", "65");

        assertThat(Diagnosis.of(Given.nothing()
                                .withPasted(claims)
                                .withPublishers(dev.tokenless.registry.PublishersFile.read(
                                                new dev.tokenless.repo.SourceText(
                                                        "publishers.json",
                                                        "[{\"registry\":\"pypi\",\"project\":\"sample\",\"kind\":\"active\",\"provider\":\"github\",\"owner\":\"octo-org\",\"owner_id\":\"65\",\"repository\":\"sample\",\"workflow\":\"release.yml\",\"environment\":\"pypi\"}]"))
                                        .publishers()))
                        .causes())
                .isEmpty();
    }

    @Test
    void a_publisher_alone_tells_what_no_run_could_present() {
        assertThat(Samples.ids(Diagnosis.of(
                        Given.nothing().withPublishers(Samples.publisher("pypi", "release.yml ", "pypi")))))
                .containsExactly("publisher-field-whitespace");
        assertThat(Samples.ids(Diagnosis.of(
                        Given.nothing().withPublishers(Samples.publisher("pypi", "a.yml, b.yml", "pypi")))))
                .containsExactly("publisher-field-list");
        Diagnosis fine = Diagnosis.of(Given.nothing().withPublishers(Samples.publisher("pypi")));
        assertThat(fine.causes()).isEmpty();
        assertThat(fine.checked()).isNotEmpty();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_is_far_too_long_for_a_token_is_refused_quickly() {
        String huge = Samples.token("{\"repository\":\"" + "a".repeat(3_000_000) + "\"}");

        assertThat(Diagnosis.of(Given.nothing().withPasted(huge)).causes()).isEmpty();
    }
}
