package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TRUSTED = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n"
            + "    environment: pypi\n    permissions:\n      id-token: write\n    steps:\n"
            + "      - uses: pypa/gh-action-pypi-publish@release/v1\n";
    private static final String TOKEN = TRUSTED + "        with:\n          password: ${{ secrets.PYPI_API_TOKEN }}\n";

    @Test
    void everything_waits_for_the_publisher_and_the_pull_request_is_held_back() {
        MigrationPlan plan = plan(inspect(TRUSTED, List.of(publisher("other"))), hadToken(), Observed.NOTHING);
        assertThat(plan.current()).isEqualTo(Stage.PUBLISHER_REGISTERED);
        assertThat(plan.pullRequestHeldBack()).contains("trusted publisher");
        assertThat(plan.stages().get(Stage.TEST_RELEASE)).isInstanceOf(StageState.Waiting.class);
    }

    @Test
    void a_token_in_the_workflow_keeps_the_migration_at_the_workflow() {
        MigrationPlan plan = plan(inspect(TOKEN, List.of(publisher("pypi"))), Remembered.NOTHING, Observed.NOTHING);
        assertThat(plan.current()).isEqualTo(Stage.TOKEN_KEPT_AS_FALLBACK);
        assertThat(plan.stages().get(Stage.TOKEN_KEPT_AS_FALLBACK).sentence()).contains("PYPI_API_TOKEN");
        assertThat(plan.pullRequestHeldBack()).isNull();
    }

    @Test
    void what_is_seen_and_said_leads_through_to_the_end() {
        Inspection inspection = inspect(TRUSTED, List.of(publisher("pypi")));
        Remembered said = Remembered.NOTHING
                .with("pypi/sample", Stage.TEST_RELEASE, new Remembered.Mark(Remembered.Kind.SKIPPED, "Skipped.", NOW))
                .with("pypi/sample", Stage.TOKEN_REVOKED, new Remembered.Mark(Remembered.Kind.SAID, "Said.", NOW));
        Observed observed = Observed.NOTHING
                .release(proof(ReleaseProof.State.TRUSTED, "2.0.0"))
                .secrets(new Observed.StoredSecrets(List.of(), true))
                .defaultBranch(new Observed.DefaultBranch("main", true, "The branch main holds it."));
        MigrationPlan plan = plan(inspection, said, observed);
        assertThat(plan.finished()).isTrue();
        assertThat(plan.stages().values()).allMatch(StageState::passed);
    }

    @Test
    void a_token_that_comes_back_undoes_what_was_seen_before() {
        Remembered seen = Remembered.NOTHING.with(
                "pypi/sample",
                Stage.TOKEN_KEPT_AS_FALLBACK,
                new Remembered.Mark(Remembered.Kind.SEEN, "No token.", NOW));
        MigrationPlan plan = plan(inspect(TOKEN, List.of(publisher("pypi"))), seen, Observed.NOTHING);
        assertThat(plan.stages().get(Stage.TOKEN_KEPT_AS_FALLBACK)).isInstanceOf(StageState.Open.class);
    }

    @Test
    void nobodys_word_makes_good_what_the_registry_was_seen_to_refuse() {
        Remembered said = hadToken()
                .with(
                        "pypi/sample",
                        Stage.PUBLISHER_REGISTERED,
                        new Remembered.Mark(Remembered.Kind.SAID, "Said.", NOW));
        MigrationPlan plan = plan(inspect(TRUSTED, List.of(publisher("other"))), said, Observed.NOTHING);
        assertThat(plan.pullRequestHeldBack()).isNotNull();
        assertThat(plan(inspect(TRUSTED, null), said, Observed.NOTHING).pullRequestHeldBack())
                .isNull();
    }

    @Test
    void what_was_seen_is_kept_and_what_is_seen_not_to_hold_any_more_is_dropped() {
        Inspection inspection = inspect(TRUSTED, List.of(publisher("pypi")));
        Observed good = Observed.NOTHING
                .release(proof(ReleaseProof.State.TRUSTED, "2.0.0"))
                .defaultBranch(new Observed.DefaultBranch("main", true, "The branch main holds it."));
        Remembered kept = remembering(inspection, Remembered.NOTHING, good);
        MigrationPlan offline = plan(inspection, kept, Observed.NOTHING);
        assertThat(offline.state(Stage.FIRST_TRUSTED_RELEASE)).isInstanceOf(StageState.Done.class);
        assertThat(offline.state(Stage.PRODUCTION_SWITCHED)).isInstanceOf(StageState.Done.class);

        Observed worse = Observed.NOTHING.release(proof(ReleaseProof.State.TOKEN, "2.0.1"));
        Remembered after = remembering(inspection, kept, worse);
        assertThat(after.marks("pypi/sample")).doesNotContainKey(Stage.FIRST_TRUSTED_RELEASE);
        assertThat(after.marks("pypi/sample")).containsKey(Stage.PRODUCTION_SWITCHED);

        Remembered quiet = remembering(inspection, kept, Observed.NOTHING.release(ReleaseProof.none("None.")));
        assertThat(quiet.marks("pypi/sample")).containsKey(Stage.FIRST_TRUSTED_RELEASE);
    }

    @Test
    void nobodys_word_makes_good_a_release_that_used_the_token() {
        Inspection inspection = inspect(TRUSTED, List.of(publisher("pypi")));
        Remembered said = Remembered.NOTHING.with(
                "pypi/sample", Stage.FIRST_TRUSTED_RELEASE, new Remembered.Mark(Remembered.Kind.SAID, "Said.", NOW));
        MigrationPlan plan = plan(inspection, said, Observed.NOTHING.release(proof(ReleaseProof.State.TOKEN, "2.0.0")));
        assertThat(plan.state(Stage.FIRST_TRUSTED_RELEASE).passed()).isFalse();
        MigrationPlan unclear =
                plan(inspection, said, Observed.NOTHING.release(proof(ReleaseProof.State.UNKNOWN, "2.0.0")));
        assertThat(unclear.state(Stage.FIRST_TRUSTED_RELEASE)).isInstanceOf(StageState.Done.class);
    }

    @Test
    void a_pre_release_proves_the_test_and_not_the_first_release_before_the_switch() {
        Inspection inspection = inspect(TRUSTED, List.of(publisher("pypi")));
        Observed observed = Observed.NOTHING
                .release(proof(ReleaseProof.State.TRUSTED, "2.0.0rc1"))
                .defaultBranch(new Observed.DefaultBranch("main", false, "main has the old one."));
        MigrationPlan plan = plan(inspection, Remembered.NOTHING, observed);
        assertThat(plan.state(Stage.TEST_RELEASE)).isInstanceOf(StageState.Done.class);
        assertThat(plan.current()).isEqualTo(Stage.PRODUCTION_SWITCHED);
        assertThat(plan.state(Stage.FIRST_TRUSTED_RELEASE).passed()).isFalse();
        for (String version : List.of("1.0.0", "1.0.post1", "v2.3", "1.0+local.a", "2026.1")) {
            assertThat(Sights.preRelease(version)).as(version).isFalse();
        }
        for (String version : List.of("1.0a1", "1.0.0-beta.2", "2.0.0.pre", "1.0.dev3", "1.0rc1")) {
            assertThat(Sights.preRelease(version)).as(version).isTrue();
        }
    }

    @Test
    void the_names_of_the_secrets_outlive_the_files_that_named_them() {
        Remembered kept = remembering(inspect(TOKEN, null), Remembered.NOTHING, Observed.NOTHING);
        assertThat(kept.secretNames("pypi/sample")).containsExactly("PYPI_API_TOKEN");
        Inspection migrated = inspect(TRUSTED, List.of(publisher("pypi")));
        Observed held = Observed.NOTHING.secrets(new Observed.StoredSecrets(
                List.of(new dev.tokenless.github.Secrets.Stored(
                        "PYPI_API_TOKEN", new dev.tokenless.github.Secrets.OfRepository(), "")),
                true));
        Observed gone = Observed.NOTHING.secrets(new Observed.StoredSecrets(List.of(), true));
        Observed partly = Observed.NOTHING.secrets(new Observed.StoredSecrets(List.of(), false));
        Remembered said = kept.with(
                "pypi/sample", Stage.SECRETS_DELETED, new Remembered.Mark(Remembered.Kind.SAID, "Said.", NOW));
        assertThat(plan(migrated, said, held).state(Stage.SECRETS_DELETED).passed())
                .isFalse();
        assertThat(plan(migrated, kept, gone).state(Stage.SECRETS_DELETED)).isInstanceOf(StageState.Done.class);
        assertThat(plan(migrated, kept, partly).state(Stage.SECRETS_DELETED).passed())
                .isFalse();
    }

    @Test
    void a_publisher_that_was_seen_says_nothing_of_a_workflow_that_was_renamed_since() {
        Remembered kept = remembering(inspect(TRUSTED, List.of(publisher("pypi"))), hadToken(), Observed.NOTHING);
        assertThat(plan(inspect(TRUSTED, null), kept, Observed.NOTHING).pullRequestHeldBack())
                .isNull();
        String moved = TRUSTED.replace("environment: pypi", "environment: release");
        MigrationPlan plan = plan(inspect(moved, null), kept, Observed.NOTHING);
        assertThat(plan.state(Stage.PUBLISHER_REGISTERED)).isInstanceOf(StageState.Open.class);
        assertThat(plan.pullRequestHeldBack()).isNotNull();
    }

    @Test
    void what_the_user_said_of_a_publisher_is_not_taken_for_seen_at_the_next_look() {
        Inspection typed = Inspector.inspect(
                inspect(TRUSTED, null).project(),
                KnownPublishers.NOTHING.with(
                        RegistryId.PYPI,
                        "sample",
                        new KnownPublishers.Held(List.of(publisher("pypi")), KnownPublishers.Source.TYPED, NOW)),
                KnownIdentity.NOTHING);
        assertThat(plan(typed, Remembered.NOTHING, Observed.NOTHING)
                        .state(Stage.PUBLISHER_REGISTERED)
                        .sentence())
                .isEqualTo(
                        "You said on " + NOW.toString().substring(0, 10) + " that it is registered; it was not seen.");
        Remembered said = PublisherLook.marked(typed, Remembered.NOTHING);
        Remembered looked = remembering(typed, said, Observed.NOTHING);
        assertThat(Objects.requireNonNull(looked.marks("pypi/sample").get(Stage.PUBLISHER_REGISTERED))
                        .kind())
                .isEqualTo(Remembered.Kind.SAID);
    }

    /** The files handed over a token before they were migrated. */
    private static Remembered hadToken() {
        return Remembered.NOTHING.withSecretNames("pypi/sample", Set.of("PYPI_API_TOKEN"));
    }

    private static Remembered remembering(Inspection inspection, Remembered before, Observed observed) {
        return MigrationPlan.remembering(inspection, RegistryId.PYPI, "sample", before, observed, NOW);
    }

    private static ReleaseProof proof(ReleaseProof.State state, String version) {
        return new ReleaseProof(
                state,
                version,
                "Version " + version + " it was.",
                List.of(new ReleaseProof.Evidence("repository", "Octo-Org/sample")));
    }

    private static MigrationPlan plan(Inspection inspection, Remembered remembered, Observed observed) {
        return MigrationPlan.of(inspection, RegistryId.PYPI, "sample", remembered, observed);
    }

    private static TrustedPublisher publisher(String environment) {
        return new TrustedPublisher(
                RegistryId.PYPI,
                "sample",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", environment, null, null, null),
                List.of(),
                null,
                null,
                null);
    }

    private static Inspection inspect(String workflow, @Nullable List<TrustedPublisher> publishers) {
        MemoryTree tree = new MemoryTree(Map.of(
                "pyproject.toml",
                "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                ".github/workflows/release.yml",
                workflow));
        RepositoryId repository = new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
        return Inspector.inspect(ProjectReader.read(tree, "sample", repository), publishers);
    }
}
