package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.registry.npm.Npm;
import dev.tokenless.registry.pypi.Pypi;
import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looking before adding, comparing by each registry's own idea of the same, and many packages in one go. */
class RegistrationTest {

    private static TrustedPublisher publisher(String project, String workflow, String environment) {
        return new TrustedPublisher(
                RegistryId.RUBYGEMS,
                project,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", workflow, environment, null, null, null),
                List.of("publish"),
                null,
                null,
                null);
    }

    private static final TrustedPublisher WANTED = publisher("sample", "release.yml", "Release");

    @Test
    void each_registry_has_its_own_idea_of_the_same_environment() {
        List<TrustedPublisher> there = List.of(publisher("sample", "release.yml", "release"));
        assertThat(Comparison.of(Pypi.PYPI, WANTED, there)).isInstanceOf(Comparison.Same.class);
        assertThat(Comparison.of(CratesIo.CRATES_IO, WANTED, there)).isInstanceOf(Comparison.Same.class);
        assertThat(Comparison.of(RubyGems.RUBYGEMS, WANTED, there)).isInstanceOf(Comparison.Differs.class);
        assertThat(Comparison.of(Npm.NPM, WANTED, there)).isInstanceOf(Comparison.Differs.class);
    }

    @Test
    void what_is_stored_in_capitals_at_pypi_is_never_the_wanted_one_and_the_form_stores_small_letters() {
        assertThat(Comparison.of(Pypi.PYPI, WANTED, List.of(WANTED))).isInstanceOf(Comparison.Differs.class);
        assertThat(Pypi.PYPI.stored(WANTED)).isEqualTo(publisher("sample", "release.yml", "release"));
        assertThat(Comparison.of(Pypi.PYPI, WANTED, List.of(Pypi.PYPI.stored(WANTED))))
                .isInstanceOf(Comparison.Same.class);
        assertThat(Npm.NPM.stored(WANTED)).isEqualTo(WANTED);
    }

    @Test
    void the_nearest_one_is_told_with_the_labels_of_the_form() {
        Comparison comparison = Comparison.of(
                RubyGems.RUBYGEMS,
                WANTED,
                List.of(publisher("sample", "old.yml", "old"), publisher("sample", "release.yaml", "Release")));
        assertThat(comparison)
                .isInstanceOfSatisfying(
                        Comparison.Differs.class,
                        differs -> assertThat(differs.differences())
                                .containsExactly(
                                        new Comparison.Difference("Workflow filename", "release.yaml", "release.yml")));
    }

    @Test
    void a_file_held_against_the_registry_tells_both_sides() {
        TrustedPublisher changed = publisher("sample", "release.yaml", "Release");
        TrustedPublisher extra = publisher("sample", "nightly.yml", null);
        PublisherDiff diff =
                PublisherDiff.of(RubyGems.RUBYGEMS, "sample", List.of(WANTED, extra), List.of(changed, extra));
        assertThat(diff.same()).isFalse();
        assertThat(diff.entries())
                .satisfiesExactly(
                        e -> assertThat(e).isInstanceOf(PublisherDiff.Changed.class),
                        e -> assertThat(e).isEqualTo(new PublisherDiff.Both(extra)));
        assertThat(PublisherDiff.of(RubyGems.RUBYGEMS, "sample", List.of(), List.of(extra))
                        .entries())
                .containsExactly(new PublisherDiff.OnlyAtRegistry(extra));
    }

    @Test
    void what_the_registry_would_refuse_is_not_sent() {
        Scripted api = new Scripted();
        Outcome<PublisherRegistration.Registered> outcome =
                new PublisherRegistration(api).register(publisher("sample", "release.txt", null), session());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Outcome.Invalid.class));
        assertThat(api.asked).isEmpty();
    }

    @Test
    void many_packages_go_on_after_one_refusal_and_a_second_run_does_only_what_is_left() {
        Scripted api = new Scripted();
        api.refused.put("b", Outcome.Reason.NOT_AN_OWNER);
        List<TrustedPublisher> wanted = List.of(
                publisher("a", "release.yml", null),
                publisher("b", "release.yml", null),
                publisher("c", "release.yml", null));
        List<BulkRegistration.Result> told = new ArrayList<>();
        List<BulkRegistration.Result> first =
                new BulkRegistration(api).register(wanted, List.of(), session(), told::add);
        assertThat(first).extracting(BulkRegistration.Result::done).containsExactly(true, false, true);
        assertThat(told).isEqualTo(first);

        api.refused.clear();
        api.asked.clear();
        List<BulkRegistration.Result> second = new BulkRegistration(api).register(wanted, first, session(), _ -> {});
        assertThat(second).extracting(BulkRegistration.Result::done).containsExactly(true, true, true);
        assertThat(api.asked).containsExactly("list b", "post b");
    }

    @Test
    void many_packages_stop_where_going_on_could_not_work() {
        Scripted api = new Scripted();
        api.refused.put("a", Outcome.Reason.RATE_LIMITED);
        List<BulkRegistration.Result> results = new BulkRegistration(api)
                .register(
                        List.of(publisher("a", "release.yml", null), publisher("b", "release.yml", null)),
                        List.of(),
                        session(),
                        _ -> {});
        assertThat(results).hasSize(1);
        assertThat(api.asked).containsExactly("list a");
    }

    private static Session session() {
        return new Session(Secret.of("key"), SecondFactor.none());
    }

    /** A registry that holds nothing at first and refuses what the test says. */
    private static final class Scripted implements PublisherApi {
        private final List<String> asked = new ArrayList<>();
        private final Map<String, Outcome.Reason> refused = new LinkedHashMap<>();

        @Override
        public Registry registry() {
            return RubyGems.RUBYGEMS;
        }

        private static PublisherRequest request() {
            return new PublisherRequest("", Request.get("http://127.0.0.1/"));
        }

        @Override
        public PublisherRequest listing(String packageName, Session session) {
            return request();
        }

        @Override
        public Outcome<List<TrustedPublisher>> list(String packageName, Session session) {
            asked.add("list " + packageName);
            Outcome.Reason reason = refused.get(packageName);
            return reason == null
                    ? new Outcome.Done<>(List.of())
                    : new Outcome.Failed<>(new Outcome.Refused(reason, "No.", "Ask.", 403, ""));
        }

        @Override
        public PublisherRequest addition(TrustedPublisher wanted, Session session) {
            return request();
        }

        @Override
        public Outcome<TrustedPublisher> post(TrustedPublisher wanted, Session session) {
            asked.add("post " + wanted.project());
            return new Outcome.Done<>(wanted);
        }

        @Override
        public PublisherRequest removal(TrustedPublisher stored, Session session) {
            return request();
        }

        @Override
        public Outcome<TrustedPublisher> remove(TrustedPublisher stored, Session session) {
            return new Outcome.Done<>(stored);
        }
    }
}
