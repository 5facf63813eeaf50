package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.cratesio.CratesIo;
import dev.tokenless.registry.npm.Npm;
import dev.tokenless.registry.pypi.Pypi;
import dev.tokenless.registry.rubygems.RubyGems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each registry's form refuses, in its own words. */
class FormRulesTest {

    private static List<String> problems(Registry registry, PublisherIdentity identity) {
        TrustedPublisher publisher = new TrustedPublisher(
                registry.id(), "sample", TrustedPublisher.Kind.ACTIVE, identity, List.of("publish"), null, null, null);
        return registry.validate(publisher).stream()
                .map(p -> p.field() + ": " + p.message())
                .toList();
    }

    private static PublisherIdentity gitHub(
            String owner, String repository, String workflow, @Nullable String environment) {
        return new PublisherIdentity.GitHub(owner, repository, workflow, environment, null, null, null);
    }

    @Test
    void a_usual_publisher_passes_everywhere() {
        PublisherIdentity identity = gitHub("octo-org", "my_pkg.py", "release.yaml", "release");
        for (Registry registry : List.of(Pypi.PYPI, Npm.NPM, RubyGems.RUBYGEMS, CratesIo.CRATES_IO)) {
            assertThat(problems(registry, identity)).isEmpty();
        }
    }

    @Test
    void pypi_refuses_in_its_own_words() {
        assertThat(problems(Pypi.PYPI, gitHub("name_corp", "a b", ".github/workflows/x.yml", " x")))
                .containsExactly(
                        "owner: Invalid GitHub user or organization name.",
                        "repository: Invalid repository name",
                        "workflow_filename: Workflow filename must be a filename only, without directories",
                        "environment: Environment name may not start with whitespace");
        assertThat(problems(Pypi.PYPI, gitHub("o", "r", " release.yml ", null))).isEmpty();
        assertThat(problems(Pypi.PYPI, gitHub("o", "r", "release.YML", "a".repeat(256))))
                .containsExactly(
                        "workflow_filename: Workflow name must end with .yml or .yaml",
                        "environment: Environment name is too long (maximum is 255 characters)");
    }

    @Test
    void pypi_lets_gitlab_have_directories_but_no_slash_at_an_end() {
        PublisherIdentity nested = new PublisherIdentity.GitLab("g/sub", "p1", "ci/x.yml", null, null, null);
        PublisherIdentity wrong = new PublisherIdentity.GitLab("g..x", "p.git", "/x.yml", "a.b", null, null);
        assertThat(problems(Pypi.PYPI, nested)).isEqualTo(List.of());
        assertThat(problems(Pypi.PYPI, wrong))
                .containsExactly(
                        "namespace: Invalid GitLab username or group/subgroup name.",
                        "project: Name ends with .git or .atom",
                        "workflow_filepath: Top-level pipeline file path cannot start or end with /",
                        "environment: Invalid environment name");
    }

    @Test
    void rubygems_tells_both_faults_of_a_file_name_and_wants_both_halves_of_a_repository() {
        assertThat(problems(RubyGems.RUBYGEMS, gitHub("", "r", "a/b.txt", null)))
                .containsExactly(
                        "repository_owner: can't be blank",
                        "workflow_filename: must end with .yml or .yaml",
                        "workflow_filename: must be a filename only, without directories");
        assertThat(problems(
                        RubyGems.RUBYGEMS, new PublisherIdentity.GitHub("o", "r", "w.yml", null, null, "shared", null)))
                .containsExactly("workflow_repository_name: can't be blank");
        assertThat(problems(RubyGems.RUBYGEMS, new PublisherIdentity.GitHub("o", "r", "w.yml", null, null, "o", "r")))
                .containsExactly("base: workflow_repository must be different from the repository, leave blank for"
                        + " same-repository workflows");
    }

    @Test
    void crates_io_counts_bytes_and_takes_no_empty_environment() {
        assertThat(problems(CratesIo.CRATES_IO, gitHub("o", "r", "release.yml", "")))
                .containsExactly("environment: Environment name may not be empty (use `null` to omit)");
        assertThat(problems(CratesIo.CRATES_IO, gitHub("o", "r", "\u00e9".repeat(130) + ".yml", "a;b")))
                .containsExactly(
                        "workflow_filename: Workflow filename is too long (maximum is 255 characters)",
                        "environment: Environment name must not contain non-printable characters or the characters"
                                + " \"'\", \"\"\", \"`\", \",\", \";\", \"\\\"");
        assertThat(problems(CratesIo.CRATES_IO, new PublisherIdentity.GitLab("g", "p.atom", "ci/", "a.b", null, null)))
                .containsExactly(
                        "project: GitLab project name cannot end with .atom or .git",
                        "workflow_filepath: Workflow filepath cannot end with /",
                        "environment: Environment name contains invalid characters");
        assertThat(problems(CratesIo.CRATES_IO, gitHub("octo\n", "r", "release.yml", null)))
                .containsExactly("repository_owner: Invalid GitHub repository owner name");
    }

    @Test
    void npm_refuses_as_its_command_does() {
        assertThat(problems(Npm.NPM, gitHub("o", "r", ".github/workflows/x.yml", null)))
                .containsExactly("workflow_ref.file: GitHub Actions workflow must be just a file not a path");
        assertThat(problems(Npm.NPM, new PublisherIdentity.CircleCi("x", "", "y", "https://github.com/o/r", "")))
                .containsExactly(
                        "org-id: org-id must be a valid UUID",
                        "project-id: project-id is required",
                        "pipeline-definition-id: pipeline-definition-id must be a valid UUID",
                        "vcs-origin: vcs-origin must not include a scheme (https://)");
        TrustedPublisher without = new TrustedPublisher(
                null,
                "sample",
                TrustedPublisher.Kind.ACTIVE,
                gitHub("o", "r", "x.yml", null),
                List.of(),
                null,
                null,
                null);
        assertThat(Npm.NPM.validate(without))
                .extracting(Registry.FieldProblem::message)
                .containsExactly("At least one permission flag is required (--allow-publish, --allow-stage-publish)");
    }

    @Test
    void the_pages_hold_the_registries_own_hosts_and_encoded_values() {
        TrustedPublisher publisher = new TrustedPublisher(
                null,
                "sample project",
                TrustedPublisher.Kind.ACTIVE,
                gitHub("octo-org", "sample", "release.yml", "a&b=c"),
                List.of("publish"),
                null,
                null,
                null);
        assertThat(Pypi.TESTPYPI.page(publisher).address())
                .isEqualTo("https://test.pypi.org/manage/project/sample%20project/settings/publishing/?provider=github"
                        + "&owner=octo-org&repository=sample&workflow_filename=release.yml&environment=a%26b%3Dc");
        assertThat(Pypi.TESTPYPI.page(publisher).prefilled()).isTrue();
        assertThat(RubyGems.RUBYGEMS.page(publisher).address())
                .isEqualTo("https://rubygems.org/gems/sample%20project/trusted_publishers/new");
        assertThat(CratesIo.CRATES_IO.page(publisher).address())
                .isEqualTo("https://crates.io/crates/sample%20project/settings/new-trusted-publisher");
        assertThat(Npm.NPM.page(publisher).address())
                .isEqualTo("https://www.npmjs.com/package/sample%20project/access");
    }
}
