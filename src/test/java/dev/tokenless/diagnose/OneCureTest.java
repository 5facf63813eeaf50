package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two certain causes that one deed cures are not two things to do. */
class OneCureTest {
    private static Diagnosis diagnosis(Map<String, String> files) {
        return Diagnosis.of(Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(files),
                        "sample",
                        new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"))));
    }

    @Test
    void a_job_in_a_called_workflow_is_moved_once_whatever_is_wrong_with_it_there() {
        List<Cause> causes = diagnosis(Map.of(
                        "pyproject.toml",
                        "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                        ".github/workflows/entry.yml",
                        """
                        on: {push: {tags: ["v*"]}}
                        jobs:
                          call:
                            permissions: {id-token: write}
                            uses: ./.github/workflows/release.yml
                        """,
                        ".github/workflows/release.yml",
                        """
                        on: workflow_call
                        jobs:
                          publish:
                            runs-on: ubuntu-latest
                            environment: pypi
                            permissions: {id-token: write}
                            steps:
                              - uses: pypa/gh-action-pypi-publish@release/v1
                        """,
                        ".github/trusted-publishers.json",
                        """
                        [{"registry": "pypi", "project": "sample", "kind": "active", "provider": "github",
                          "owner": "octo-org", "repository": "sample", "workflow": "release.yml", "environment": "pypi"}]
                        """))
                .causes();
        assertThat(causes)
                .extracting(Cause::id)
                .containsSequence("reusable-workflow-not-supported", "attestation-reusable-mismatch");
        Cause second = causes.stream()
                .filter(cause -> cause.id().equals("attestation-reusable-mismatch"))
                .findFirst()
                .orElseThrow();
        assertThat(second.message())
                .endsWith("What cures reusable-workflow-not-supported cures this, too: move the publishing job into the"
                        + " workflow that starts the run.");
        assertThat(causes.getFirst().message()).doesNotContain("cures this, too");
    }

    @Test
    void causes_with_cures_of_their_own_stand_for_themselves() {
        List<Cause> causes = diagnosis(Map.of(
                        "pyproject.toml",
                        "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                        ".github/workflows/release.yml",
                        """
                        on: {push: {tags: ["v*"]}}
                        permissions: {}
                        jobs:
                          publish:
                            runs-on: ubuntu-latest
                            environment: release
                            steps:
                              - uses: pypa/gh-action-pypi-publish@release/v1
                                with: {password: "${{ secrets.PYPI }}"}
                        """,
                        ".github/trusted-publishers.json",
                        """
                        [{"registry": "pypi", "project": "sample", "kind": "active", "provider": "github",
                          "owner": "octo-org", "repository": "sample", "workflow": "release.yml", "environment": "pypi"}]
                        """))
                .causes();
        assertThat(causes).hasSizeGreaterThan(1);
        assertThat(causes).extracting(Cause::message).noneMatch(message -> message.contains("cures this, too"));
    }
}
