package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.Outcome;
import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.registry.npm.Npm;
import dev.tokenless.registry.pypi.Pypi;
import dev.tokenless.registry.rubygems.RubyGems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The verdict on predicted claims: some are not known, and the question is about one package. */
class MatchTest {

    /** As a prediction gives them: the rest is made at run time. */
    private static Claims claims(@Nullable String environment) {
        Map<String, ClaimValue> claims = new LinkedHashMap<>();
        claims.put("repository", new ClaimValue.Text("octo-org/sample"));
        claims.put("repository_owner", new ClaimValue.Text("octo-org"));
        claims.put("repository_owner_id", unknown());
        String reference = "octo-org/sample/.github/workflows/release.yml@refs/tags/v1.0.0";
        claims.put("workflow_ref", new ClaimValue.Text(reference));
        claims.put("job_workflow_ref", new ClaimValue.Text(reference));
        claims.put("ref", new ClaimValue.Text("refs/tags/v1.0.0"));
        claims.put("event_name", new ClaimValue.Text("push"));
        claims.put("sha", unknown());
        claims.put("runner_environment", new ClaimValue.Text("github-hosted"));
        if (environment != null) {
            claims.put("environment", new ClaimValue.Text(environment));
        }
        return new Claims(claims);
    }

    private static ClaimValue unknown(String... candidates) {
        return new ClaimValue.Unknown("not looked up", List.of(candidates));
    }

    private static TrustedPublisher publisher(String project, String workflow, @Nullable String environment) {
        return new TrustedPublisher(
                null,
                project,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", workflow, environment, null, null, null),
                List.of("publish"),
                null,
                null,
                null);
    }

    @Test
    void a_prediction_matches_although_ids_and_commits_are_not_known() {
        for (Registry registry : Registries.all()) {
            Verdict verdict =
                    registry.match(claims("release"), List.of(publisher("sample", "release.yml", "release")), "sample");
            assertThat(verdict.outcome()).as(registry.displayName()).isEqualTo(Outcome.MATCH);
            assertThat(verdict.publisher()).isZero();
            assertThat(verdict.refusal()).isNull();
        }
    }

    @Test
    void an_environment_that_depends_on_an_input_is_judged_by_its_candidates() {
        List<TrustedPublisher> publishers = List.of(publisher("sample", "release.yml", "release"));
        Claims same = claims(null).with("environment", unknown("release"));
        Claims either = claims(null).with("environment", unknown("release", "staging"));
        Claims never = claims(null).with("environment", unknown("test", "staging"));
        Claims maybeNone = claims(null).with("environment", unknown("release", ""));
        for (Registry registry : Registries.all()) {
            assertThat(registry.match(same, publishers, "sample").outcome()).isEqualTo(Outcome.MATCH);
            assertThat(registry.match(either, publishers, "sample").outcome()).isEqualTo(Outcome.UNDETERMINED);
            assertThat(registry.match(never, publishers, "sample").outcome()).isEqualTo(Outcome.MISMATCH);
            assertThat(registry.match(maybeNone, publishers, "sample").outcome())
                    .isEqualTo(Outcome.UNDETERMINED);
        }
    }

    @Test
    void an_unknown_environment_does_no_harm_where_none_is_registered() {
        List<TrustedPublisher> publishers = List.of(publisher("sample", "release.yml", null));
        Claims claims = claims(null).with("environment", unknown());
        for (Registry registry : Registries.all()) {
            assertThat(registry.match(claims, publishers, "sample").outcome()).isEqualTo(Outcome.MATCH);
        }
    }

    @Test
    void a_stored_owner_id_cannot_be_compared_with_one_that_was_not_looked_up() {
        TrustedPublisher publisher = new TrustedPublisher(
                null,
                "sample",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", null, "65", null, null),
                List.of(),
                null,
                null,
                null);
        assertThat(Pypi.PYPI.match(claims(null), List.of(publisher), "sample").outcome())
                .isEqualTo(Outcome.UNDETERMINED);
        Claims known = claims(null).with("repository_owner_id", new ClaimValue.Text("66"));
        Verdict verdict = Pypi.PYPI.match(known, List.of(publisher), "sample");
        assertThat(verdict.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(verdict.checks())
                .filteredOn(c -> c.outcome() == CheckOutcome.MISMATCH)
                .extracting(Verdict.ClaimCheck::claim)
                .containsExactly("repository_owner_id");
    }

    @Test
    void the_refusal_is_the_registrys_own() {
        List<TrustedPublisher> publishers = List.of(publisher("sample", "publish.yml", null));
        assertThat(Pypi.PYPI.match(claims(null), publishers, "sample").refusal())
                .isEqualTo(new Verdict.Refusal(
                        422,
                        "invalid-publisher",
                        "valid token, but no corresponding publisher (Publisher with matching claims was not found)",
                        "Publisher with matching claims was not found"));
        assertThat(RubyGems.RUBYGEMS.match(claims(null), publishers, "sample").refusal())
                .isEqualTo(new Verdict.Refusal(404, "", "Not Found", "no_matching_publisher"));
        assertThat(CratesIo.CRATES_IO.match(claims(null), publishers, "sample").refusal())
                .extracting(Verdict.Refusal::message)
                .isEqualTo("The Trusted Publishing config for repository `octo-org/sample` does not match the workflow"
                        + " filename `release.yml` in the JWT. Expected workflow filenames: `publish.yml`");
        assertThat(Npm.NPM.match(claims(null), publishers, "sample").refusal())
                .extracting(Verdict.Refusal::message)
                .isEqualTo("OIDC token exchange error - package not found");
    }

    @Test
    void the_row_that_wins_may_belong_to_another_package() {
        List<TrustedPublisher> publishers =
                List.of(publisher("a", "release.yml", "release"), publisher("b", "release.yml", null));
        Verdict verdict = RubyGems.RUBYGEMS.match(claims("release"), publishers, "b");
        assertThat(verdict.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(verdict.publisher()).isZero();
        assertThat(verdict.refusal())
                .extracting(Verdict.Refusal::message)
                .isEqualTo("You are not allowed to push this gem.");
        assertThat(Pypi.PYPI.match(claims("release"), publishers, "b").refusal())
                .extracting(Verdict.Refusal::status)
                .isEqualTo(403);
        assertThat(CratesIo.CRATES_IO.match(claims("release"), publishers, "b").outcome())
                .isEqualTo(Outcome.MATCH);
    }

    @Test
    void a_pending_publisher_serves_the_project_that_it_waits_for() {
        TrustedPublisher pending = new TrustedPublisher(
                null,
                "Sample.Project",
                TrustedPublisher.Kind.PENDING,
                new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", null, null, null, null),
                List.of(),
                null,
                null,
                null);
        assertThat(Pypi.PYPI
                        .match(claims(null), List.of(pending), "sample-project")
                        .outcome())
                .isEqualTo(Outcome.MATCH);
        assertThat(Pypi.PYPI
                        .match(claims(null), List.of(pending), "sample_projekt")
                        .refusal())
                .extracting(Verdict.Refusal::status)
                .isEqualTo(400);
    }

    @Test
    void nothing_registered_has_no_nearest_publisher() {
        for (Registry registry : Registries.all()) {
            Verdict verdict = registry.match(claims(null), List.of(), "sample");
            assertThat(verdict.outcome()).isEqualTo(Outcome.MISMATCH);
            assertThat(verdict.publisher()).isEqualTo(-1);
        }
    }

    @Test
    void a_called_workflow_is_looked_at_by_the_registries_that_read_it() {
        Claims called = claims(null)
                .with(
                        "job_workflow_ref",
                        new ClaimValue.Text("octo-org/sample/.github/workflows/_publish.yml@refs/tags/v1.0.0"));
        List<TrustedPublisher> caller = List.of(publisher("sample", "release.yml", null));
        List<TrustedPublisher> callee = List.of(publisher("sample", "_publish.yml", null));
        for (Registry registry : List.of(Pypi.PYPI, RubyGems.RUBYGEMS)) {
            assertThat(registry.match(called, callee, "sample").outcome()).isEqualTo(Outcome.MATCH);
            assertThat(registry.match(called, caller, "sample").outcome()).isEqualTo(Outcome.MISMATCH);
        }
        for (Registry registry : List.of(Npm.NPM, CratesIo.CRATES_IO)) {
            assertThat(registry.match(called, caller, "sample").outcome()).isEqualTo(Outcome.MATCH);
            assertThat(registry.match(called, callee, "sample").outcome()).isEqualTo(Outcome.MISMATCH);
        }
    }
}
