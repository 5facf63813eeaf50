package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.DiagnosisReport;
import dev.tokenless.report.Style;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was not looked at stands apart from what is in order. */
class NotKnownTest {
    private static final String MANIFEST = "[project]\nname = \"sample\"\nversion = \"1.0\"\n";
    private static final RepositoryId HERE = new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");

    private static Project project(Map<String, String> files, @Nullable RepositoryId repository) {
        return ProjectReader.read(new MemoryTree(files), "sample", repository);
    }

    private static Project publishing(String environment, @Nullable RepositoryId repository) {
        return project(
                Map.of(
                        "pyproject.toml",
                        MANIFEST,
                        ".github/workflows/release.yml",
                        "on: {push: {tags: ['v*']}, workflow_dispatch: {inputs: {target: {type: string}}}}\njobs:\n"
                                + "  publish:\n    runs-on: ubuntu-latest\n    environment: " + environment
                                + "\n    permissions: {id-token: write}\n    steps:\n"
                                + "      - uses: pypa/gh-action-pypi-publish@release/v1\n"),
                repository);
    }

    @Test
    void a_folder_without_ci_files_is_nothing_to_diagnose_and_not_in_order() throws IOException {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing().with(project(Map.of("pyproject.toml", MANIFEST), null)));
        assertThat(diagnosis.lookedAtSomething()).isFalse();
        assertThat(diagnosis.checked()).isEmpty();
        assertThat(diagnosis.notKnown())
                .containsExactly(new NotKnown(
                        "Whether a release would work",
                        "The folder holds no workflow in .github/workflows and no .gitlab-ci.yml.",
                        "Name the folder of a repository that publishes, or give the log of the release."));
        assertThat(DiagnosisReport.text(diagnosis, Style.PLAIN))
                .startsWith("There is nothing here to diagnose.\nNot known:\n  Whether a release would work\n")
                .doesNotContain("in order");
        JsonNode json = new ObjectMapper().readTree(DiagnosisReport.json(diagnosis));
        assertThat(json.path("checked")).isEmpty();
        assertThat(json.at("/notKnown/0/what").asText()).isEqualTo("Whether a release would work");
    }

    @Test
    void a_repository_whose_workflows_publish_nothing_or_elsewhere_says_so() {
        Map<String, String> tests = Map.of(
                "pyproject.toml",
                MANIFEST,
                ".github/workflows/ci.yml",
                "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n");
        assertThat(Diagnosis.of(Given.nothing().with(project(tests, HERE))).notKnown())
                .extracting(NotKnown::reason)
                .containsExactly("No job of the repository publishes to a registry that offers trusted publishing.");
        Diagnosis other =
                Diagnosis.of(Given.nothing().with(publishing("pypi", HERE)).withRegistry(RegistryId.NPM));
        assertThat(other.lookedAtSomething()).isFalse();
        assertThat(other.notKnown())
                .extracting(NotKnown::reason)
                .containsExactly("No job of the repository publishes to npm; its jobs publish to PyPI.");
    }

    @Test
    void publishers_without_a_remote_cannot_be_compared() {
        Diagnosis diagnosis =
                Diagnosis.of(Given.nothing().with(publishing("pypi", null)).withPublishers(Samples.publisher("other")));
        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.notKnown())
                .extracting(NotKnown::reason)
                .containsExactly("The folder has no remote, so that the name of its repository is not known.");
    }

    @Test
    void a_verdict_that_hangs_on_a_computed_value_names_it() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(publishing("${{ inputs.target }}", HERE))
                .withPublishers(Samples.publisher("pypi")));
        assertThat(diagnosis.notKnown())
                .extracting(NotKnown::reason)
                .anyMatch(r -> r.contains("`environment`") && r.contains("target"));
        assertThat(diagnosis.checked()).noneMatch(c -> c.contains("Whether"));
    }

    @Test
    void what_a_file_says_is_not_told_as_the_registry_s_word() {
        Diagnosis diagnosis =
                Diagnosis.of(Given.nothing().with(publishing("pypi", HERE)).withPublishers(Samples.publisher("pypi")));
        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.notKnown()).isEmpty();
        assertThat(diagnosis.checked())
                .contains(
                        "By the publishers file, PyPI accepts `publish` in `.github/workflows/release.yml` on push tag"
                                + " and workflow_dispatch.");
    }

    @Test
    void an_empty_log_tells_nothing() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing().withLog("\n \n"));
        assertThat(diagnosis.lookedAtSomething()).isFalse();
        assertThat(diagnosis.notKnown())
                .extracting(NotKnown::reason)
                .containsExactly("There is no text of a log in what was given.");
    }
}
