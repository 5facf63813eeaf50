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
