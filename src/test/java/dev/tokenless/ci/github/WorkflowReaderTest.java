package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowReaderTest {

    @Test
    void a_whole_workflow_is_read_with_the_places_of_its_parts() {
        Workflows read = read("""
                name: Release
                on:
                  push:
                    tags: ['v*', '!v0*']
                  workflow_dispatch:
                    inputs:
                      target:
                        type: choice
                        options: [pypi, testpypi]
                        default: pypi
                  schedule:
                    - cron: '0 0 * * *'
                permissions: {}
                env: {A: 1, B: }
                defaults:
                  run:
                    shell: bash
                    working-directory: py
                jobs:
                  build:
                    runs-on: [self-hosted, linux]
                    strategy:
                      matrix: {v: [1, 2]}
                    steps:
                      - uses: actions/checkout@v5
                        with: {persist-credentials: false}
                      - run: make
                        shell: pwsh
                  publish:
                    needs: build
                    if: github.ref_type == 'tag'
                    environment:
                      name: pypi
                      url: https://pypi.org/p/x
                    permissions:
                      id-token: write
                    runs-on: ubuntu-latest
                    steps: [{run: twine upload dist/*, continue-on-error: true}]
                  call:
                    uses: ./.github/workflows/other.yml
                    with: {env: prod}
                    secrets: inherit
                """);

        assertThat(read.problems()).isEmpty();
        Workflow workflow = read.workflows().getFirst();
        assertThat(workflow.triggers())
                .extracting(Trigger::event)
                .containsExactly("push", "workflow_dispatch", "schedule");
        assertThat(workflow.triggers().getFirst().filters()).containsEntry("tags", List.of("v*", "!v0*"));
        assertThat(workflow.triggers().get(1).inputs().get("target"))
                .isEqualTo(new Trigger.Input("target", "choice", false, "pypi", List.of("pypi", "testpypi")));
        assertThat(workflow.triggers().get(2).filters()).containsEntry("cron", List.of("0 0 * * *"));
        assertThat(workflow.permissions()).extracting(p -> p.level("contents")).isEqualTo("none");
        assertThat(workflow.env()).containsEntry("A", "1").containsEntry("B", "");
        Job build = workflow.job("build").orElseThrow();
        assertThat(build.runsOn()).containsExactly("self-hosted", "linux");
        assertThat(build.matrix()).isNotNull();
        assertThat(build.steps()).extracting(Step::shell).containsExactly("bash", "pwsh");
        assertThat(build.steps()).extracting(Step::workingDirectory).containsExactly("py", "py");
        assertThat(build.steps().getFirst().action()).isEqualTo("actions/checkout");
        Job publish = workflow.job("publish").orElseThrow();
        assertThat(publish.needs()).containsExactly("build");
        assertThat(publish.environment())
                .isInstanceOfSatisfying(
                        EnvironmentRef.Named.class,
                        e -> assertThat(workflow.source().at(e.place())).isEqualTo("pypi"));
        assertThat(publish.steps().getFirst().continueOnError()).isTrue();
        Job call = workflow.job("call").orElseThrow();
        assertThat(call.inheritsSecrets()).isTrue();
        assertThat(call.with()).containsEntry("env", "prod");
        assertThat(workflow.source().at(call.key().place())).isEqualTo("call");
    }

    @Test
    void events_may_be_a_word_or_a_list() {
        assertThat(workflow("on: push\njobs: {}\n").triggers())
                .extracting(Trigger::event)
                .containsExactly("push");
        assertThat(workflow("on: [push, release]\njobs: {}\n").triggers())
                .extracting(Trigger::event)
                .containsExactly("push", "release");
    }

    @Test
    void an_environment_is_named_computed_or_none() {
        assertThat(environment("pypi")).isInstanceOf(EnvironmentRef.Named.class);
        assertThat(environment("''")).isInstanceOf(EnvironmentRef.None.class);
        assertThat(environment("")).isInstanceOf(EnvironmentRef.None.class);
        assertThat(environment("{name: a, url: b}")).isInstanceOf(EnvironmentRef.Named.class);
        assertThat(environment("${{ matrix.e }}"))
                .isInstanceOfSatisfying(
                        EnvironmentRef.Computed.class,
                        c -> assertThat(c.expression()).isEqualTo("${{ matrix.e }}"));
        assertThat(environment("{name: \"${{ inputs.e }}\"}")).isInstanceOf(EnvironmentRef.Computed.class);
    }

    @Test
    void a_permissions_block_that_github_refuses_is_invalid_and_said_so() {
        for (String value : List.of("", "write", "[contents]", "${{ x }}")) {
            Workflows read = read("on: push\npermissions: " + value + "\njobs: {}\n");

            assertThat(read.workflows().getFirst().permissions())
                    .extracting(PermissionsBlock::form)
                    .as(value)
                    .isEqualTo(PermissionsBlock.Form.INVALID);
            assertThat(read.problems()).as(value).hasSize(1);
            assertThat(read.problems().getFirst().place().line()).isEqualTo(2);
        }
        Workflows read = read("on: push\npermissions: {id-token: read, contents: all}\njobs: {}\n");
        assertThat(read.problems()).hasSize(2);
        assertThat(read.workflows().getFirst().permissions())
                .extracting(p -> p.level("id-token"))
                .isEqualTo("none");
    }

    @Test
    void a_wrong_type_is_a_problem_with_its_line_and_the_rest_is_read() {
        Workflows read = read("""
                on: {push: [x], release: text}
                env: [a]
                jobs:
                  a: text
                  b:
                    needs: {x: y}
                    runs-on: {labels: {a: b}}
                    environment: [a]
                    env: {A: [1], B: 2}
                    steps: {a: b}
                  c:
                    steps:
                      - text
                      - run: [a]
                        with: text
                      - uses: good/action@v1
                """);

        Workflow workflow = read.workflows().getFirst();
        assertThat(workflow.jobs()).extracting(Job::id).containsExactly("b", "c");
        assertThat(workflow.job("b").orElseThrow().env()).containsOnlyKeys("B");
        assertThat(workflow.job("c").orElseThrow().steps())
                .extracting(Step::index)
                .containsExactly(1, 2);
        assertThat(read.problems())
                .extracting(p -> p.place().line())
                .containsExactlyInAnyOrder(1, 1, 2, 4, 6, 7, 8, 9, 10, 13, 14, 15);
    }

    @Test
    void a_merge_key_is_refused_where_it_stands() {
        Workflows read = read("on: push\nx: &x {A: 1}\njobs:\n  a:\n    env:\n      <<: *x\n");

        assertThat(read.problems()).singleElement().satisfies(p -> {
            assertThat(p.message()).contains("merge key");
            assertThat(p.place().line()).isEqualTo(6);
        });
    }

    @Test
    void a_file_that_is_no_mapping_or_no_yaml_is_a_problem_and_no_workflow() {
        assertThat(read("- a\n").workflows()).isEmpty();
        assertThat(read("text\n").problems()).extracting(Problem::message).allMatch(m -> m.contains("mapping"));
        assertThat(read("a: [\n").problems())
                .extracting(Problem::message)
                .allMatch(m -> m.startsWith("not valid YAML"));
    }

    private static EnvironmentRef environment(String value) {
        return workflow("on: push\njobs:\n  a:\n    environment: " + value + "\n")
                .jobs()
                .getFirst()
                .environment();
    }

    private static Workflow workflow(String text) {
        return read(text).workflows().getFirst();
    }

    private static Workflows read(String text) {
        return WorkflowReader.readOne(new SourceText(".github/workflows/w.yml", text));
    }
}
