package dev.tokenless.ui.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Upload;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the step Publisher shows, without a window. */
class PublisherSceneTest {

    private static TrustedPublisher gem(String name, String workflow) {
        return new TrustedPublisher(
                RegistryId.RUBYGEMS,
                name,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "gems", workflow, null, null, null, null),
                List.of(),
                null,
                null,
                "7");
    }

    private static PublisherScene scene(Showing.Mode mode, String raw, List<Together.Item> several) {
        TrustedPublisher wanted = gem("a", "release.yml");
        List<TrustedPublisher> held = List.of(gem("a", "Release.yml"));
        return new PublisherScene(
                new Texts(),
                new Upload(RegistryId.RUBYGEMS, "a", "a.gemspec", null),
                RubyGems.RUBYGEMS,
                wanted,
                new KnownPublishers.Held(held, KnownPublishers.Source.READ, Instant.EPOCH),
                Comparison.of(RubyGems.RUBYGEMS, wanted, held),
                false,
                mode,
                false,
                "the pasted key",
                Rich.plain("RubyGems refused."),
                List.of(),
                "",
                "POST https://rubygems.example/",
                "DELETE https://rubygems.example/7",
                "[]",
                raw,
                1,
                new SeveralScene(new Texts(), "RubyGems.org", several),
                null);
    }

    @Test
    void the_raw_answer_of_a_refusal_can_be_looked_at() {
        assertThat(scene(Showing.Mode.RAW, "{\"error\": \"no\"}", List.of())
                        .view()
                        .side())
                .isInstanceOfSatisfying(
                        PublisherView.Proof.class,
                        proof -> assertThat(proof.sheet().text()).contains("{\"error\": \"no\"}"));
        assertThat(scene(Showing.Mode.RAW, "", List.of()).view().side()).isInstanceOf(PublisherView.Call.class);
    }

    @Test
    void a_field_that_differs_in_letter_case_is_marked() {
        assertThat(scene(Showing.Mode.ONE, "", List.of()).view().fields())
                .filteredOn(f -> f.sign() == Sign.DIFFERS)
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.registered()).isEqualTo("Release.yml");
                    assertThat(f.wanted()).isEqualTo("release.yml");
                });
        assertThat(scene(Showing.Mode.REMOVING, "", List.of()).view().side())
                .isInstanceOfSatisfying(
                        PublisherView.Proof.class,
                        proof -> assertThat(proof.sheet().text()).startsWith("DELETE "));
    }

    @Test
    void of_several_packages_each_outcome_is_told_and_what_is_done_stays_done() {
        Together together = new Together(List.of(gem("a", "release.yml"), gem("b", "release.yml")));
        assertThat(together.more(List.of("a", "c"))).isEqualTo(1);
        assertThat(together.open()).extracting(TrustedPublisher::project).containsExactly("a", "b");
        together.came(new BulkRegistration.Result(
                gem("a", "release.yml"),
                new Outcome.Done<>(
                        new PublisherRegistration.Registered(gem("a", "release.yml"), true, List.of("Mind this.")))));
        together.came(new BulkRegistration.Result(
                gem("b", "release.yml"),
                new Outcome.Failed<>(new Outcome.Refused(
                        Outcome.Reason.RATE_LIMITED, "Too many requests.", "Wait a minute.", 429, ""))));
        together.choose("c", true);

        assertThat(together.open()).extracting(TrustedPublisher::project).containsExactly("b", "c");
        PublisherView view = scene(Showing.Mode.SEVERAL, "", together.items()).view();
        assertThat(view.packages())
                .extracting(PublisherView.Line::state, PublisherView.Line::more)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Was registered already", "Mind this."),
                        org.assertj.core.groups.Tuple.tuple("Not registered", "Too many requests. Wait a minute."),
                        org.assertj.core.groups.Tuple.tuple("Not tried yet", ""));
        assertThat(view.answer().sign()).isEqualTo(Sign.ERROR);
    }
}
