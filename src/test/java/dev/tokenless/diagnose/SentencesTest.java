package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sentences that are put together from the names of jobs and files. */
class SentencesTest {
    private static final String STEPS = "    runs-on: ubuntu-latest\n    environment: pypi\n    steps:\n"
            + "      - uses: pypa/gh-action-pypi-publish@release/v1\n";

    @Test
    void a_token_that_neither_the_called_nor_the_calling_job_grants() {
        assertThat(called("permissions: {contents: read}\n", "", ""))
                .isEqualTo("`publish` in `_publish.yml` cannot ask for an identity token: neither it nor `call` in"
                        + " `release.yml`, which calls it, grants `id-token: write`.");
    }

    @Test
    void a_token_that_the_calling_job_s_block_hides() {
        assertThat(called("permissions: {id-token: write}\n", "    permissions: {contents: read}\n", ""))
                .isEqualTo("`publish` in `_publish.yml` cannot ask for an identity token: the calling workflow grants"
                        + " `id-token: write`, but the `permissions` of the calling job `call` in `release.yml` replace"
                        + " that block and do not.");
    }

    @Test
    void a_token_that_the_calling_job_withholds() {
        assertThat(called("", "    permissions: {contents: read}\n", "    permissions: {id-token: write}\n"))
                .isEqualTo("`publish` in `_publish.yml` asks for `id-token: write`, and its caller `call` in"
                        + " `release.yml` does not grant it: GitHub refuses to start the run.");
    }

    @Test
    void an_npm_and_a_node_that_are_too_old() {
        assertThat(npm("20", "npm publish"))
                .isEqualTo("`publish` in `release.yml` publishes with Node 20, whose npm cannot exchange an identity:"
                        + " npm 11.5.1 or newer is needed, which Node 24.5 and later bring along.");
        assertThat(npm("24", "npm install -g npm@10\n      - run: npm publish"))
                .isEqualTo("`publish` in `release.yml` publishes with npm 10, which cannot exchange an identity:"
                        + " npm 11.5.1 or newer is needed, which Node 24.5 and later bring along.");
    }

    @Test
    void a_crate_on_gitlab_is_not_told_to_use_an_action() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(Map.of(
                                "Cargo.toml",
                                "[package]\nname = \"sample\"\nversion = \"1.0.0\"\n",
                                ".gitlab-ci.yml",
                                "publish:\n  id_tokens:\n    CRATES_IO_ID_TOKEN:\n      aud: crates.io\n"
                                        + "  script:\n    - cargo publish\n")),
                        "sample",
                        new RepositoryId(Provider.GITLAB, "gitlab.com", "octo-org", "sample"))));
        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("client-without-oidc");
        assertThat(diagnosis.causes().getFirst().message())
                .doesNotContain("crates-io-auth-action")
                .contains("`/api/v1/trusted_publishing/tokens`");
    }

    @Test
    void a_gitlab_job_is_told_of_id_tokens_and_of_no_permission() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(Map.of(
                                "pyproject.toml",
                                "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                                ".gitlab-ci.yml",
                                "publish:\n  script:\n    - twine upload dist/*\n")),
                        "sample",
                        new RepositoryId(Provider.GITLAB, "gitlab.com", "octo-org", "sample"))));
        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("id-token-permission-missing");
        assertThat(diagnosis.causes().getFirst().fixes())
                .extracting(Remedy::title)
                .contains("Ask for an identity token under the job's id_tokens, with aud: pypi")
                .noneMatch(title -> title.contains("permission"));
    }

    private static String called(String root, String caller, String job) {
        return first(Map.of(
                "pyproject.toml",
                "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                ".github/workflows/release.yml",
                "on: {push: {tags: ['v*']}}\n" + root + "jobs:\n  call:\n" + caller
                        + "    uses: ./.github/workflows/_publish.yml\n",
                ".github/workflows/_publish.yml",
                "on: workflow_call\njobs:\n  publish:\n" + job + STEPS));
    }

    private static String npm(String node, String command) {
        return first(Map.of(
                "package.json",
                "{\"name\": \"sample\", \"repository\": {\"type\": \"git\", \"url\":"
                        + " \"git+https://github.com/octo-org/sample.git\"}}",
                ".github/workflows/release.yml",
                "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:"
                        + " {id-token: write}\n    steps:\n      - uses: actions/setup-node@v4\n        with:"
                        + " {node-version: '" + node + "'}\n      - run: " + command + "\n"));
    }

    private static String first(Map<String, String> files) {
        Project project = ProjectReader.read(
                new MemoryTree(files), "sample", new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"));
        return Diagnosis.of(Given.nothing().with(project)).causes().getFirst().message();
    }
}
