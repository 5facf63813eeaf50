package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.fix.Runbook;
import dev.tokenless.github.Secrets;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.FourRegistries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of one package names its scope, and minds what other packages of the repository still use. */
class SharedSecretsTest {
    private static final String NPM = "npm/@octo-org/four";

    @Test
    void a_package_without_a_token_speaks_for_itself_and_names_who_still_uses_its_secret() {
        MigrationPlan npm = plan(FourRegistries.npmTrusted(), RegistryId.NPM, "@octo-org/four", Observed.NOTHING);
        String fallback = npm.state(Stage.TOKEN_KEPT_AS_FALLBACK).sentence();
        assertThat(fallback)
                .contains("No job that publishes @octo-org/four to npm hands over a stored token")
                .contains("SHARED_TOKEN is still handed over by rs in .github/workflows/release.yml (four-rs at"
                        + " crates.io).")
                .doesNotContain("PYPI_TOKEN", "GEM_TOKEN");
        MigrationPlan rust = plan(FourRegistries.npmTrusted(), RegistryId.CRATES_IO, "four-rs", Observed.NOTHING);
        assertThat(rust.state(Stage.TOKEN_KEPT_AS_FALLBACK).passed()).isFalse();
    }

    @Test
    void a_secret_that_two_packages_share_stays_until_both_are_migrated() {
        Observed held = Observed.NOTHING.secrets(new Observed.StoredSecrets(
                List.of(new Secrets.Stored("SHARED_TOKEN", new Secrets.OfRepository(), "")), true));
        for (Observed observed : List.of(Observed.NOTHING, held)) {
            Sights sights = sights(FourRegistries.npmTrusted(), RegistryId.NPM, "@octo-org/four", observed);
            assertThat(sights.of(Stage.SECRETS_DELETED).state().sentence())
                    .doesNotContain("Delete")
                    .contains("SHARED_TOKEN is still handed over by rs");
            assertThat(sights.of(Stage.TOKEN_REVOKED).state().sentence()).startsWith("Wait with the token");
        }
        Sights alone = sights(FourRegistries.trusted(), RegistryId.NPM, "@octo-org/four", held);
        assertThat(alone.of(Stage.SECRETS_DELETED).state().sentence()).isEqualTo("Delete at GitHub: SHARED_TOKEN.");
        assertThat(alone.of(Stage.TOKEN_REVOKED).state().sentence()).startsWith("Revoke the token at");
    }

    @Test
    void a_file_that_could_not_be_read_may_hand_the_token_over_still() {
        Map<String, String> files = new LinkedHashMap<>(FourRegistries.trusted());
        files.put(".github/workflows/broken.yml", "on: [push\njobs:\n  a: : b\n");
        Sights sights = sights(files, RegistryId.NPM, "@octo-org/four", Observed.NOTHING);
        var fallback = sights.of(Stage.TOKEN_KEPT_AS_FALLBACK).state();
        assertThat(fallback.passed()).isFalse();
        assertThat(fallback.sentence())
                .doesNotContain("No job")
                .contains("not known: .github/workflows/broken.yml could not be read");
        assertThat(sights.of(Stage.TOKEN_REVOKED).state().sentence())
                .startsWith("Wait with the token: whether another job still hands it over is not known.");

        files.remove(FourRegistries.WORKFLOW);
        assertThat(sights(files, RegistryId.NPM, "@octo-org/four", Observed.NOTHING)
                        .of(Stage.TOKEN_KEPT_AS_FALLBACK)
                        .state()
                        .sentence())
                .doesNotContain("Add a job")
                .contains("What is published is not known");
    }

    @Test
    void a_secret_of_the_organisation_is_never_asked_to_go_without_a_word_of_the_others_that_use_it() {
        Observed held = Observed.NOTHING.secrets(new Observed.StoredSecrets(
                List.of(new Secrets.Stored("SHARED_TOKEN", new Secrets.OfOrganization("octo-org"), "")), true));
        Sight shared = sights(FourRegistries.trusted(), RegistryId.NPM, "@octo-org/four", held)
                .of(Stage.SECRETS_DELETED);
        assertThat(shared.told()).isNotEqualTo(Sight.Told.DOES_NOT_HOLD);
        assertThat(shared.state().sentence())
                .isEqualTo("Delete at GitHub: SHARED_TOKEN. The organisation shares SHARED_TOKEN: where another"
                        + " repository uses it, keep it and say so.");
    }

    @Test
    void a_package_at_two_registries_is_told_of_one_by_one() {
        Map<String, String> files = new LinkedHashMap<>(FourRegistries.npmTrusted());
        files.computeIfPresent(FourRegistries.WORKFLOW, (path, text) -> text + """
              test:
                runs-on: ubuntu-latest
                permissions:
                  id-token: write
                steps:
                  - uses: pypa/gh-action-pypi-publish@release/v1
                    with:
                      repository-url: https://test.pypi.org/legacy/
            """);
        assertThat(plan(files, RegistryId.TESTPYPI, "four-py", Observed.NOTHING)
                        .state(Stage.TOKEN_KEPT_AS_FALLBACK)
                        .sentence())
                .contains("No job that publishes four-py to TestPyPI hands over a stored token");
        assertThat(sights(files, RegistryId.PYPI, "four-py", Observed.NOTHING)
                        .of(Stage.TOKEN_KEPT_AS_FALLBACK)
                        .state()
                        .sentence())
                .contains("PYPI_TOKEN");
    }

    @Test
    void a_gitlab_file_beside_the_workflows_is_told_of_with_them() {
        Map<String, String> files = new LinkedHashMap<>(FourRegistries.trusted());
        files.put(".gitlab-ci.yml", """
            publish-npm:
              script:
                - npm publish
              variables:
                NODE_AUTH_TOKEN: $LAB_TOKEN
            """);
        Sights atGitLab = Sights.of(
                inspect(files, Provider.GITLAB), RegistryId.NPM, "@octo-org/four", remembered(), Observed.NOTHING);
        assertThat(atGitLab.of(Stage.TOKEN_KEPT_AS_FALLBACK).state().sentence()).contains("LAB_TOKEN");
        assertThat(atGitLab.of(Stage.SECRETS_DELETED).state().sentence())
                .contains("Delete at GitHub and among GitLab's CI/CD variables: LAB_TOKEN, SHARED_TOKEN.");
        Sights atGitHub = sights(files, RegistryId.NPM, "@octo-org/four", Observed.NOTHING);
        assertThat(atGitHub.of(Stage.TOKEN_KEPT_AS_FALLBACK).state().sentence())
                .contains("The pipeline in .gitlab-ci.yml was not looked at");
    }

    @Test
    void the_text_of_a_pull_request_names_what_goes_on_with_a_token() {
        Inspection after = inspect(FourRegistries.npmTrusted());
        List<PublishJob> jobs =
                after.jobs().stream().map(Inspection.Examined::job).toList();
        List<ProposedPublisher> publishers = ProposedPublisher.of(
                after.project(),
                jobs.stream()
                        .filter(job -> job.authentication() instanceof Authentication.Trusted)
                        .toList());
        Migration.Migrated made = new Migration.Migrated(List.of(), List.of(), List.of(), List.of(), false);
        assertThat(Runbook.pullRequest(after.project(), jobs, publishers, made))
                .doesNotContain("any more")
                .contains("These still hand over a stored token")
                .contains("`SHARED\\_TOKEN`".replace("\\", ""), "`PYPI_TOKEN`", "`GEM_TOKEN`");
        assertThat(Runbook.title(jobs, publishers)).isEqualTo("Publish to npm without a stored token");

        Inspection all = inspect(FourRegistries.trusted());
        List<PublishJob> every =
                all.jobs().stream().map(Inspection.Examined::job).toList();
        assertThat(Runbook.pullRequest(all.project(), every, ProposedPublisher.of(all.project(), every), made))
                .contains("none of them is handed a stored token any more");
    }

    @Test
    void of_two_packages_at_one_registry_the_title_names_the_one() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package.json", "{\"name\": \"root\", \"private\": true, \"workspaces\": [\"a\", \"b\"]}");
        files.put("a/package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}");
        files.put("b/package.json", "{\"name\": \"b\", \"version\": \"1.0.0\"}");
        files.put(FourRegistries.WORKFLOW, """
            on: {push: {tags: ['v*']}}
            jobs:
              a:
                runs-on: ubuntu-latest
                permissions: {id-token: write}
                steps:
                  - run: npm publish
                    working-directory: a
              b:
                runs-on: ubuntu-latest
                steps:
                  - run: npm publish
                    working-directory: b
                    env:
                      NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}
            """);
        Inspection after = inspect(files);
        List<PublishJob> jobs =
                after.jobs().stream().map(Inspection.Examined::job).toList();
        List<ProposedPublisher> publishers = ProposedPublisher.of(
                after.project(),
                jobs.stream()
                        .filter(job -> job.authentication() instanceof Authentication.Trusted)
                        .toList());
        assertThat(Runbook.title(jobs, publishers)).isEqualTo("Publish to npm (a) without a stored token");
    }

    @Test
    void a_repository_that_never_handed_over_a_token_has_nothing_to_merge() {
        MigrationPlan plan = MigrationPlan.of(
                inspect(FourRegistries.trusted()), RegistryId.PYPI, "four-py", Remembered.NOTHING, Observed.NOTHING);
        assertThat(plan.pullRequestHeldBack()).isNull();
        assertThat(plan.nothingToMerge()).contains("Nothing is known that would have to be merged for four-py:");
        MigrationPlan seen = MigrationPlan.of(
                inspect(FourRegistries.trusted()),
                RegistryId.PYPI,
                "four-py",
                Remembered.NOTHING,
                Observed.NOTHING.defaultBranch(new Observed.DefaultBranch("main", false, "main hands over a token.")));
        assertThat(seen.pullRequestHeldBack()).contains("make the next release fail");
        assertThat(plan(FourRegistries.tokens(), RegistryId.PYPI, "four-py", Observed.NOTHING)
                        .pullRequestHeldBack())
                .contains("make the next release fail");
    }

    private static MigrationPlan plan(
            Map<String, String> files, RegistryId registry, String packageName, Observed observed) {
        return MigrationPlan.of(inspect(files), registry, packageName, remembered(), observed);
    }

    private static Sights sights(
            Map<String, String> files, RegistryId registry, String packageName, Observed observed) {
        return Sights.of(inspect(files), registry, packageName, remembered(), observed);
    }

    /** The jobs at npm and crates.io were seen with the same secret. */
    private static Remembered remembered() {
        return Remembered.NOTHING
                .withSecretNames(NPM, Set.of("SHARED_TOKEN"))
                .withSecretNames("crates-io/four-rs", Set.of("SHARED_TOKEN"));
    }

    private static Inspection inspect(Map<String, String> files) {
        return inspect(files, Provider.GITHUB);
    }

    private static Inspection inspect(Map<String, String> files, Provider provider) {
        String host = provider == Provider.GITHUB ? "github.com" : "gitlab.com";
        return Inspector.inspect(
                ProjectReader.read(
                        new MemoryTree(Map.copyOf(files)),
                        "four",
                        new RepositoryId(provider, host, "octo-org", "four")),
                null);
    }
}
