package dev.tokenless.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code migration} holds a repository before and the files that are different after. */
class WorkflowMigrationTest {
    private static final Path CASES = Path.of("src/test/resources/dev/tokenless/fix/migration");

    /** Warnings that stay after a migration, by golden repository and rule, each with the reason. */
    private static final Map<String, Map<String, String>> EXCEPTIONS = Map.of(
            "pypi-uv",
            Map.of(
                    "build-and-publish-in-one-job",
                    "the smallest change leaves the job whole; pypi-uv-hardened is the same one divided"));

    /** What no file tells, by golden repository: npm takes hosted runners only, and GitLab's runners are a project's setting. */
    private static final Map<String, List<String>> NOT_TOLD = Map.of(
            "gitlab-npm",
            List.of("publish octo-sample: runner_environment UNDETERMINED", "publish octo-sample: UNDETERMINED"));

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static WorkflowOptions options(String name) {
        return name.endsWith("hardened") ? WorkflowOptions.hardened() : WorkflowOptions.smallest();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_repository_becomes_what_a_maintainer_would_have_written(String name) {
        Repository before = Repository.read(CASES.resolve(name).resolve("before"));
        Migration migration = before.migrate(options(name));
        assertThat(migration).isInstanceOf(Migration.Migrated.class);
        Migration.Migrated migrated = (Migration.Migrated) migration;
        Map<String, String> changed = new TreeMap<>();
        for (FileEdit edit : migrated.files()) {
            changed.put(edit.path(), edit.after());
        }
        if (System.getProperty("golden", "check").equals("write")) {
            write(name, changed);
        }
        Map<String, String> wanted =
                Repository.read(CASES.resolve(name).resolve("after")).files();
        assertThat(changed).isEqualTo(wanted);
        assertThat(migrated.changes()).isNotEmpty();

        Repository after = before.with(migrated.files());
        if (!name.contains("anchor")) {
            // The linter is older than anchors in workflows.
            after.leave("migrated-" + name);
        }
        assertThat(after.workflows().problems()).isEmpty();
        switch (after.migrate(options(name))) {
            case Migration.NothingToDo _ -> {}
            // projen's own file is done; the generated workflow waits for projen.
            case Migration.Refused _ -> assertThat(name).startsWith("projen");
            case Migration.Migrated again ->
                assertThat(again.files()).as("a second run").isEmpty();
        }
        if (!name.startsWith("projen")) {
            assertThat(after.jobs())
                    .allSatisfy(j -> assertThat(j.authentication().id()).isEqualTo("trusted"));
            assertThat(after.notBelieved().stream().distinct())
                    .containsExactlyElementsOf(NOT_TOLD.getOrDefault(name, List.of()));
            assertThat(after.published()).isEqualTo(before.published());
            // One finding by its rule for every exception, nothing else, and no exception that is not needed any more.
            assertThat(after.findings())
                    .extracting(f -> f.substring(0, f.indexOf(':')))
                    .containsExactlyElementsOf(
                            EXCEPTIONS.getOrDefault(name, Map.of()).keySet());
        }
        assertThat(Runbook.markdown(after.project(), after.jobs(), after.proposed(), migrated))
                .contains("octo-org/sample");
        assertThat(Runbook.pullRequest(after.project(), after.jobs(), after.proposed(), migrated))
                .isNotBlank();
    }

    private static void write(String name, Map<String, String> changed) {
        changed.forEach((path, text) -> {
            try {
                Path file = CASES.resolve(name).resolve("after").resolve(path.replaceAll("(^|/)\\.", "$1dot-"));
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.replace("registry." + "npmjs" + ".org", "@NPM-REGISTRY@"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void a_repository_without_token_jobs_has_nothing_to_do() {
        assertThat(Repository.of(Map.of("pyproject.toml", "[project]\nname = \"x\"\n"))
                        .migrate(WorkflowOptions.smallest()))
                .isInstanceOf(Migration.NothingToDo.class);
    }

    @Test
    void a_job_that_was_not_asked_for_is_not_said_to_publish_without_a_token() {
        Migration migration = Repository.of(Map.of(
                        "package.json",
                        "{\"name\": \"x\", \"version\": \"1.0.0\"}",
                        ".github/workflows/release.yml",
                        """
                        on: push
                        jobs:
                          npm:
                            runs-on: ubuntu-latest
                            steps:
                              - uses: actions/checkout@v5
                              - run: npm publish
                                env:
                                  NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}
                        """))
                .migrate(WorkflowOptions.smallest().withRegistries(Set.of(RegistryId.PYPI)));
        assertThat(migration)
                .isEqualTo(new Migration.NothingToDo(
                        "What was asked for is published without a stored token; one other" + " job still uses one."));
    }

    @Test
    void a_call_into_another_repository_is_explained_and_nothing_is_changed() {
        Migration migration = Repository.of(Map.of(
                        "package.json",
                        "{\"name\": \"x\", \"version\": \"1.0.0\"}",
                        ".github/workflows/release.yml",
                        """
                        on: push
                        jobs:
                          release:
                            uses: octo-org/shared/.github/workflows/npm-publish.yml@v1
                            secrets:
                              NPM_TOKEN: ${{ secrets.NPM_TOKEN }}
                        """))
                .migrate(WorkflowOptions.smallest());
        assertThat(migration)
                .isInstanceOfSatisfying(
                        Migration.Refused.class,
                        r -> assertThat(r.manual())
                                .singleElement()
                                .satisfies(m -> assertThat(m.reason()).contains("octo-org/shared")));
    }

    @Test
    void a_python_job_that_also_starts_without_its_caller_is_explained() {
        Migration migration = Repository.of(Map.of(
                        "pyproject.toml",
                        "[project]\nname = \"x\"\nversion = \"1\"\n",
                        ".github/workflows/release.yml",
                        """
                        on: {push: {tags: ["v*"]}}
                        jobs:
                          call:
                            uses: ./.github/workflows/publish.yml
                            secrets: inherit
                        """,
                        ".github/workflows/publish.yml",
                        """
                        on: [workflow_call, workflow_dispatch]
                        jobs:
                          publish:
                            runs-on: ubuntu-latest
                            steps:
                              - uses: pypa/gh-action-pypi-publish@release/v1
                                with:
                                  password: ${{ secrets.PYPI_TOKEN }}
                        """))
                .migrate(WorkflowOptions.smallest());
        assertThat(migration)
                .isInstanceOfSatisfying(
                        Migration.Refused.class,
                        r -> assertThat(r.manual())
                                .anySatisfy(
                                        m -> assertThat(m.instruction()).contains(".github/workflows/release.yml")));
    }

    @Test
    void an_npm_job_in_a_called_workflow_needs_the_permission_at_its_caller_too() {
        Repository before = Repository.of(Map.of(
                "package.json",
                "{\"name\": \"x\", \"version\": \"1.0.0\", \"repository\": \"octo-org/sample\"}",
                ".github/workflows/release.yml",
                """
                on: {push: {tags: ["v*"]}}
                permissions:
                  contents: read
                jobs:
                  call:
                    uses: ./.github/workflows/publish.yml
                    secrets:
                      token: ${{ secrets.NPM_TOKEN }}
                """,
                ".github/workflows/publish.yml",
                """
                on:
                  workflow_call:
                    secrets:
                      token:
                        required: false
                permissions:
                  contents: read
                jobs:
                  publish:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/setup-node@v6
                        with:
                          node-version: 24
                      - run: npm publish
                        env:
                          NODE_AUTH_TOKEN: ${{ secrets.token }}
                """));
        Migration migration = before.migrate(WorkflowOptions.smallest());
        assertThat(migration).isInstanceOfSatisfying(Migration.Migrated.class, m -> {
            Repository after = before.with(m.files());
            assertThat(after.files().get(".github/workflows/release.yml")).contains("id-token: write");
            assertThat(after.files().get(".github/workflows/publish.yml"))
                    .contains("id-token: write")
                    .contains("workflow_call:\n")
                    .doesNotContain("secrets");
            assertThat(after.files().get(".github/workflows/release.yml")).doesNotContain("NPM_TOKEN");
            assertThat(m.unusedSecrets()).containsExactly("NPM_TOKEN");
            assertThat(after.notBelieved()).isEmpty();
        });
    }

    @Test
    void what_projen_writes_is_left_and_the_exact_lines_are_told() {
        Map<String, String> files =
                new TreeMap<>(Map.of("package.json", """
                    {"name": "octo-sample", "version": "0.0.0", "devDependencies": {"projen": "^0.94.0"}}
                    """, ".projenrc.ts", """
                    const project = new cdk.JsiiProject({
                      name: 'octo-sample',
                      releaseToNpm: true,
                      npmTokenSecret: 'NPM_TOKEN',
                      publishToPypi: {distName: 'octo-sample', module: 'octo_sample'},
                    });
                    """, ".github/workflows/release.yml", """
                    # ~~ Generated by projen. To modify, edit .projenrc.ts and run "npx projen".
                    on: {push: {branches: [main]}}
                    jobs:
                      release_npm:
                        runs-on: ubuntu-latest
                        steps:
                          - name: Release
                            env:
                              NPM_TOKEN: ${{ secrets.NPM_TOKEN }}
                            run: npx -p publib@latest publib-npm
                      release_pypi:
                        runs-on: ubuntu-latest
                        steps:
                          - name: Release
                            env:
                              TWINE_USERNAME: ${{ secrets.TWINE_USERNAME }}
                              TWINE_PASSWORD: ${{ secrets.TWINE_PASSWORD }}
                            run: npx -p publib@latest publib-pypi
                    """));
        assertThat(Repository.of(files).migrate(WorkflowOptions.smallest()))
                .isInstanceOfSatisfying(Migration.Refused.class, r -> {
                    assertThat(r.manual()).hasSize(2);
                    assertThat(r.manual().getFirst().instruction())
                            .contains("Upgrade projen first")
                            .contains("npmTrustedPublishing: true,\n")
                            .contains("workflowNodeVersion: '24.x',\n")
                            .contains("releaseEnvironment: 'npm',\n")
                            .contains("remove npmTokenSecret")
                            .doesNotContain("trustedPublishing: true,\n  github");
                    assertThat(r.manual().getLast().instruction())
                            .contains("trustedPublishing: true,\n")
                            .contains("githubEnvironment: 'pypi',")
                            .doesNotContain("remove twine");
                });
    }

    @Test
    void a_secret_that_is_used_elsewhere_is_not_called_unused() {
        Repository before = Repository.of(Map.of(
                "package.json",
                "{\"name\": \"x\", \"version\": \"1.0.0\", \"repository\": \"octo-org/sample\"}",
                ".github/workflows/release.yml",
                """
                on: push
                jobs:
                  publish:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/setup-node@v6
                        with: {node-version: 24}
                      - run: npm publish
                        env: {NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}"}
                """,
                ".github/workflows/ci.yml",
                """
                on: push
                jobs:
                  test:
                    runs-on: ubuntu-latest
                    steps:
                      - run: npm ci
                        env: {NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}"}
                """));
        assertThat(before.migrate(WorkflowOptions.smallest())).isInstanceOfSatisfying(Migration.Migrated.class, m -> {
            assertThat(m.unusedSecrets()).isEmpty();
            assertThat(m.files()).hasSize(1);
        });
    }

    @Test
    void the_second_of_two_jobs_is_migrated_although_the_first_cannot_be() {
        Repository before = Repository.of(Map.of(
                "package.json",
                "{\"name\": \"x\", \"version\": \"1.0.0\", \"repository\": \"octo-org/sample\"}",
                ".github/workflows/release.yml",
                """
                on: push
                jobs:
                  one:
                    uses: octo-org/shared/.github/workflows/npm-publish.yml@v1
                    secrets:
                      NPM_TOKEN: ${{ secrets.NPM_TOKEN }}
                  two:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/setup-node@v6
                        with: {node-version: 24}
                      - run: npm publish
                        env: {NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}"}
                """));
        assertThat(before.migrate(WorkflowOptions.smallest())).isInstanceOfSatisfying(Migration.Migrated.class, m -> {
            assertThat(m.manual()).hasSize(1);
            assertThat(m.unusedSecrets()).isEmpty();
            assertThat(List.of(m.files().getFirst().after()))
                    .allSatisfy(t -> assertThat(t)
                            .contains("NPM_TOKEN: ${{ secrets.NPM_TOKEN }}")
                            .doesNotContain("NODE_AUTH_TOKEN"));
        });
    }
}
