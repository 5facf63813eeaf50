package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.PublishersFile;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A difference can be cured on either side, and the answer says how on both. */
class BothSidesTest {
    private static final String HEAD = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n";
    private static final String REST = "    permissions:\n      id-token: write\n    steps:\n"
            + "      - uses: pypa/gh-action-pypi-publish@release/v1\n";

    private static Given repository(String environment) {
        MemoryTree tree = new MemoryTree(Map.of(
                "pyproject.toml",
                "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                ".github/workflows/release.yml",
                HEAD + environment + REST));
        return Given.nothing()
                .with(ProjectReader.read(
                        tree, "sample", new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample")));
    }

    private static Given holding(Given given, String workflow, String environment) {
        String file =
                "[{\"registry\": \"pypi\", \"project\": \"sample\", \"kind\": \"active\", \"provider\": \"github\","
                        + " \"owner\": \"octo-org\", \"repository\": \"sample\", \"workflow\": \"" + workflow
                        + "\", \"environment\": " + environment + "}]";
        return given.withPublishers(
                PublishersFile.read(new SourceText("publishers.json", file)).publishers());
    }

    private static Cause first(Given given) {
        return Diagnosis.of(given).causes().getFirst();
    }

    private static Remedy side(Cause cause, Remedy.Side side) {
        return cause.fixes().stream().filter(f -> f.side() == side).findFirst().orElseThrow();
    }

    private static Given npm(String log) {
        MemoryTree tree = new MemoryTree(Map.of(
                "package.json",
                "{\"name\": \"@octo-org/sample\", \"version\": \"1.0.0\", \"repository\": {\"type\": \"git\","
                        + " \"url\": \"git+https://github.com/octo-org/sample.git\"}}",
                ".github/workflows/release.yml",
                HEAD + "    environment: npm\n    permissions:\n      id-token: write\n    steps:\n"
                        + "      - uses: actions/setup-node@v6\n        with:\n          node-version: 24\n"
                        + "      - run: npm publish\n"));
        return Given.nothing()
                .with(ProjectReader.read(
                        tree, "sample", new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample")))
                .withLog(log);
    }

    @Test
    void where_the_log_prints_no_claims_the_only_job_tells_what_to_register() {
        Diagnosis diagnosis = Diagnosis.of(
                npm("2026-11-20T09:14:10.0000001Z npm \u001b[94mverbose\u001b[39m oidc Failed token exchange"
                        + " request with body message: OIDC token exchange error - package not found\n"));
        Cause cause = diagnosis.causes().getFirst();
        assertThat(cause.id()).isEqualTo("publisher-not-found");
        Remedy registry = side(cause, Remedy.Side.REGISTRY);
        assertThat(registry.title()).isEqualTo("Register these values for `@octo-org/sample` at npm");
        assertThat(registry.link()).contains("/package/@octo-org/sample/access");
        assertThat(registry.fields()).extracting(f -> f.value()).contains("octo-org", "sample", "release.yml", "npm");
        assertThat(diagnosis.causes())
                .extracting(Cause::message)
                .as("each cause says what speaks for it")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_version_that_the_failed_job_printed_stands_against_what_the_file_says_today() {
        Diagnosis diagnosis = Diagnosis.of(npm("npm info using npm@10.9.2\nnpm error code ENEEDAUTH\n"));
        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("npm-client-too-old");
        assertThat(diagnosis.causes().getFirst().message()).contains("10.9.2");
        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("the log is of an older state of the file"));
        assertThat(Diagnosis.of(npm("npm info using npm@10.9.2\nnpm info using npm@11.6.0\nnpm error code"
                                + " ENEEDAUTH\n"))
                        .causes())
                .as("a later npm was brought and used")
                .noneMatch(c -> c.id().equals("npm-client-too-old"));
        assertThat(Diagnosis.of(npm("npm error code ENEEDAUTH\n")).causes())
                .as("without a version the file rules it out")
                .noneMatch(c -> c.id().equals("npm-client-too-old"));
    }

    @Test
    void what_nobody_said_is_not_told_as_nothing() {
        String text = dev.tokenless.report.DiagnosisReport.text(
                Diagnosis.of(repository("").withLog("""
                    * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
                    * `sub`: `repo:octo-org/sample:ref:refs/tags/v1`
                    * `repository`: `octo-org/sample`
                    * `job_workflow_ref`: `octo-org/sample/.github/workflows/release.yml@refs/tags/v1`
                    * `environment`: `MISSING`
                    """)), dev.tokenless.report.Style.PLAIN);
        assertThat(text)
                .contains("environment: the job presents none\n")
                .contains("Environment name: (leave empty)")
                .contains("https://pypi.org/manage/project/sample/settings/publishing/?")
                .doesNotContain("expected none");
    }

    @Test
    void an_environment_is_added_by_an_edit_or_registered_without_one() {
        Cause cause = first(holding(repository(""), "release.yml", "\"pypi\""));
        assertThat(cause.id()).isEqualTo("environment-missing-in-job");
        assertThat(cause.evidence().getFirst()).isEqualTo(new Evidence.Comparison("environment", null, "pypi"));
        assertThat(side(cause, Remedy.Side.WORKFLOW).fix()).isNotNull();
        Remedy registry = side(cause, Remedy.Side.REGISTRY);
        assertThat(registry.link()).contains("workflow_filename=release.yml").doesNotContain("environment=");
        assertThat(registry.fields()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'    environment: release\n"
                + "', release.yml, pypi, environment-mismatch, Run the publishing job in environment pypi",
        "'    environment: pypi\n"
                + "', publish.yml, pypi, workflow-filename-mismatch, Rename the workflow file to publish.yml",
        "'    environment: pypi\n"
                + "', release.yaml, pypi, workflow-extension-mismatch, Rename the workflow file to release.yaml"
    })
    void a_difference_has_a_way_on_both_sides(
            String environment, String workflow, String registered, String id, String title) {
        Cause cause = first(holding(repository(environment), workflow, "\"" + registered + "\""));
        assertThat(cause.id()).isEqualTo(id);
        Remedy ours = side(cause, Remedy.Side.WORKFLOW);
        assertThat(ours.fix() != null || ours.title().equals(title)).isTrue();
        assertThat(side(cause, Remedy.Side.REGISTRY).link()).startsWith("https://pypi.org/manage/project/sample/");
    }

    @Test
    void without_the_repository_the_workflows_side_is_told_in_words() {
        Cause cause = first(Given.nothing()
                .withRegistry(RegistryId.PYPI)
                .withLog("GitHub: missing or insufficient OIDC token permissions, the ACTIONS_ID_TOKEN_REQUEST_TOKEN"
                        + " environment variable was unset"));
        assertThat(cause.id()).isEqualTo("id-token-permission-missing");
        assertThat(cause.fixes())
                .containsExactly(new Remedy(
                        Remedy.Side.WORKFLOW,
                        "Give the publishing job the permission id-token: write",
                        null,
                        null,
                        List.of()));
    }

    @Test
    void a_gate_is_opened_at_git_hub() {
        Cause cause = first(Given.nothing()
                .withLog("Tag \"v1.0.0\" is not allowed to deploy to pypi due to environment protection rules."));
        assertThat(side(cause, Remedy.Side.GITHUB).title()).contains("rule");
    }
}
