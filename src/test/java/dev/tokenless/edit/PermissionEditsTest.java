package dev.tokenless.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.repo.SourceText;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PermissionEditsTest {
    private static final String STEPS = """
                steps:
                  - uses: actions/checkout@v4
                  - run: twine upload dist/*
            """;

    private static String job(String head, String inJob) {
        return "on: push\n" + head + "jobs:\n  publish:\n    runs-on: ubuntu-latest\n" + inJob + STEPS;
    }

    private static YamlEdits apply(String before, UnaryOperator<YamlEdits> operation) {
        YamlEdits once = operation.apply(YamlEdits.of(new SourceText(".github/workflows/r.yml", before)));
        YamlEdits twice = operation.apply(YamlEdits.of(once.text()));
        if (!once.isRefused()) {
            assertThat(twice.result()).as("a second time").isInstanceOf(EditResult.Unchanged.class);
            assertThat(WorkflowReader.readOne(once.text()).problems()).isEmpty();
        }
        return once;
    }

    private static String granted(String before) {
        YamlEdits edits = apply(before, e -> PermissionEdits.grantIdToken(e, "publish"));
        assertThat(edits.isRefused()).isFalse();
        if (edits.result() instanceof EditResult.Edited edited) {
            assertThat(edited.review()).isFalse();
        }
        return edits.text().text();
    }

    @Test
    void a_job_with_a_block_gets_one_line() {
        assertThat(granted(job("", "    permissions:\n      contents: read\n")))
                .isEqualTo(job("", "    permissions:\n      contents: read\n      id-token: write\n"));
        assertThat(granted(job("", "    permissions: { contents: read }\n")))
                .isEqualTo(job("", "    permissions: { contents: read, id-token: write }\n"));
        assertThat(granted(job("", "    permissions: {}\n")))
                .isEqualTo(job("", "    permissions: {id-token: write}\n"));
        assertThat(granted(job("", "    permissions:\n      id-token: none # no\n      contents: read\n")))
                .isEqualTo(job("", "    permissions:\n      id-token: write # no\n      contents: read\n"));
        assertThat(granted(job("permissions:\n  id-token: write\n", "    permissions:\n      contents: read\n")))
                .isEqualTo(job(
                        "permissions:\n  id-token: write\n",
                        "    permissions:\n      contents: read\n      id-token: write\n"));
    }

    @Test
    void the_workflows_explicit_map_is_copied_and_extended() {
        assertThat(granted(job("permissions:\n  contents: write # tags\n", "")))
                .isEqualTo(job(
                        "permissions:\n  contents: write # tags\n",
                        "    permissions:\n      contents: write\n      id-token: write\n"));
        assertThat(granted(job("permissions: {}\n", "")))
                .isEqualTo(job("permissions: {}\n", "    permissions:\n      id-token: write\n"));
        String enough = job("permissions:\n  id-token: write\n", "");
        assertThat(granted(enough)).isEqualTo(enough);
    }

    @Test
    void where_nothing_or_all_is_declared_the_job_lists_what_its_steps_need() {
        String listed = "    permissions:\n      contents: read\n      id-token: write\n";
        assertThat(granted(job("", ""))).isEqualTo(job("", listed));
        assertThat(granted(job("permissions: read-all\n", ""))).isEqualTo(job("permissions: read-all\n", listed));
        assertThat(granted(job("permissions: write-all\n", ""))).isEqualTo(job("permissions: write-all\n", listed));
        assertThat(granted(job("", "    permissions: read-all # all\n")))
                .isEqualTo(job("", listed.replace("permissions:\n", "permissions: # all\n")));
        assertThat(granted(job("", "    permissions: write-all\n"))).isEqualTo(job("", listed));
        assertThat(granted(job("", "").replace("- run: twine upload dist/*", "- run: git tag x && git push --tags")))
                .contains("      contents: write\n      id-token: write\n");
        assertThat(granted(job("", "")
                        .replace("- run: twine upload dist/*", "- uses: actions/attest-build-provenance@v3")))
                .contains("      attestations: write\n      contents: read\n      id-token: write\n");
    }

    @Test
    void an_unknown_step_that_receives_the_token_is_to_be_reviewed() {
        String before = job("", "")
                + "      - uses: someone/thing@v1\n        with:\n          t: ${{ secrets.GITHUB_TOKEN }}\n";
        YamlEdits edits = apply(before, e -> PermissionEdits.grantIdToken(e, "publish"));
        assertThat(edits.result()).isInstanceOfSatisfying(EditResult.Edited.class, e -> {
            assertThat(e.review()).isTrue();
            assertThat(e.notes()).anyMatch(n -> n.contains("someone/thing@v1"));
        });
        assertThat(apply(
                                job("", "") + "      - uses: someone/thing@v1\n",
                                e -> PermissionEdits.grantIdToken(e, "publish"))
                        .result())
                .isInstanceOfSatisfying(
                        EditResult.Edited.class, e -> assertThat(e.review()).isFalse());
    }

    @Test
    void a_block_behind_an_alias_is_written_out() {
        String before = """
                on: push
                jobs:
                  build:
                    runs-on: u
                    permissions: &p
                      contents: read
                    steps: []
                  publish:
                    runs-on: u
                    permissions: *p
                    steps: []
                """;
        assertThat(granted(before))
                .isEqualTo(before.replace(
                        "permissions: *p\n", "permissions:\n      contents: read\n      id-token: write\n"));
    }

    @Test
    void a_job_that_calls_a_workflow_gets_its_block_before_the_call() {
        YamlEdits edits = apply(
                "on: push\njobs:\n  publish:\n    uses: ./.github/workflows/x.yml\n    secrets: inherit\n",
                e -> PermissionEdits.grantIdToken(e, "publish"));
        assertThat(edits.text().text())
                .isEqualTo(
                        "on: push\njobs:\n  publish:\n    permissions:\n      contents: read\n      id-token: write\n"
                                + "    uses: ./.github/workflows/x.yml\n    secrets: inherit\n");
        assertThat(edits.result())
                .isInstanceOfSatisfying(
                        EditResult.Edited.class, e -> assertThat(e.review()).isTrue());
    }

    @Test
    void the_identity_of_a_whole_workflow_is_confined_to_the_jobs_that_publish() {
        String before = job("permissions:\n  id-token: write\n", "");
        assertThat(apply(before, e -> PermissionEdits.confineIdToken(e, Set.of("publish")))
                        .text()
                        .text())
                .isEqualTo(job("permissions: {}\n", "    permissions:\n      id-token: write\n"));
        assertThat(apply(
                                job("permissions:\n  contents: read\n  id-token: write\n", ""),
                                e -> PermissionEdits.confineIdToken(e, Set.of("publish")))
                        .text()
                        .text())
                .isEqualTo(job(
                        "permissions:\n  contents: read\n",
                        "    permissions:\n      contents: read\n      id-token: write\n"));
    }

    @Test
    void the_environment_is_added_or_renamed_in_the_form_it_has() {
        assertThat(apply(job("", ""), e -> EnvironmentEdits.name(e, "publish", "pypi"))
                        .text()
                        .text())
                .isEqualTo(job("", "    environment: pypi\n"));
        assertThat(apply(job("", "    environment: 'rel' # gate\n"), e -> EnvironmentEdits.name(e, "publish", "pypi"))
                        .text()
                        .text())
                .isEqualTo(job("", "    environment: 'pypi' # gate\n"));
        assertThat(apply(
                                job("", "    environment:\n      name: rel\n      url: https://x\n"),
                                e -> EnvironmentEdits.name(e, "publish", "pypi"))
                        .text()
                        .text())
                .isEqualTo(job("", "    environment:\n      name: pypi\n      url: https://x\n"));
        assertThat(apply(job("", "    environment:\n"), e -> EnvironmentEdits.name(e, "publish", "pypi"))
                        .text()
                        .text())
                .isEqualTo(job("", "    environment: pypi\n"));
        assertThat(apply(
                                job("", "    environment: ${{ inputs.e }}\n"),
                                e -> EnvironmentEdits.name(e, "publish", "pypi"))
                        .isRefused())
                .isTrue();
        assertThat(apply(
                                "on: push\njobs:\n  publish:\n    uses: ./.github/workflows/x.yml\n",
                                e -> EnvironmentEdits.name(e, "publish", "pypi"))
                        .isRefused())
                .isTrue();
    }

    @Test
    void a_pin_keeps_the_version_readable_and_other_comments_too() {
        String sha = "0123456789012345678901234567890123456789";
        YamlPath uses = YamlPath.step("publish", 0).key("uses");
        for (String[] c : new String[][] {
            {"actions/checkout@v4", "actions/checkout@" + sha + " # v4.2.2"},
            {"'actions/checkout@v4'  # v4", "'actions/checkout@" + sha + "'  # v4.2.2"},
            {"\"actions/checkout@v4\" # get it", "\"actions/checkout@" + sha + "\" # v4.2.2 get it"},
            {"actions/checkout@main # main branch", "actions/checkout@" + sha + " # v4.2.2 branch"},
        }) {
            String before = job("", "").replace("actions/checkout@v4", c[0]);
            assertThat(apply(before, e -> PinEdits.pin(e, uses, sha, "v4.2.2"))
                            .text()
                            .text())
                    .isEqualTo(job("", "").replace("actions/checkout@v4", c[1]));
        }
    }

    @Test
    void a_token_goes_with_what_it_leaves_empty() {
        String before = """
                on: push
                env:
                  TOKEN: ${{ secrets.T }}
                jobs:
                  publish:
                    runs-on: u
                    steps:
                      - uses: a/b@v1
                        with: # log in
                          user: __token__
                          # the password is the token
                          password: ${{ secrets.P }}
                      - run: x
                        env: { NODE_AUTH_TOKEN: "${{ secrets.N }}" }
                  call:
                    uses: ./x.yml
                    secrets:
                      token: ${{ secrets.P }}
                """;
        YamlEdits edits = YamlEdits.of(new SourceText("x.yml", before));
        edits = TokenEdits.removeInput(edits, "publish", 0, "password");
        assertThat(edits.text().text()).doesNotContain("the password is").contains("user: __token__");
        edits = TokenEdits.removeInput(edits, "publish", 0, "user");
        edits = TokenEdits.removeStepVariable(edits, "publish", 1, "NODE_AUTH_TOKEN");
        edits = TokenEdits.removeWorkflowVariable(edits, "TOKEN");
        edits = TokenEdits.removePassedSecret(edits, "call", "token");
        assertThat(edits.text().text()).isEqualTo("""
                        on: push
                        jobs:
                          publish:
                            runs-on: u
                            steps:
                              - uses: a/b@v1
                              - run: x
                          call:
                            uses: ./x.yml
                        """);
    }
}
