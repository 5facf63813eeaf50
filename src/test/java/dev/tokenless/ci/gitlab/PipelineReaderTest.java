package dev.tokenless.ci.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineReaderTest {

    @Test
    void a_job_is_read_after_everything_that_it_takes_over() {
        GitLabPipeline pipeline = pipeline("""
            default:
              image: python:3.13
              before_script: [pip install twine]
              id_tokens:
                PYPI_ID_TOKEN: {aud: pypi}
            variables:
              STAGE: prod
              ENV: "pypi-$STAGE"
            .base:
              script:
                - echo base
              rules:
                - if: $CI_COMMIT_TAG
              variables: {A: "1"}
            publish:
              extends: .base
              stage: deploy
              environment: {name: $ENV}
              variables: {B: "2"}
              script:
                - !reference [.base, script]
                - twine upload dist/*
            """);

        PipelineJob job = pipeline.jobs().getFirst();
        assertThat(pipeline.jobs()).hasSize(1);
        assertThat(job.name()).isEqualTo("publish");
        assertThat(job.stage()).isEqualTo("deploy");
        assertThat(job.image()).isEqualTo("python:3.13");
        assertThat(job.beforeScript()).extracting(ScriptLine::text).containsExactly("pip install twine");
        assertThat(job.script()).extracting(ScriptLine::text).containsExactly("echo base", "twine upload dist/*");
        assertThat(job.script()).extracting(l -> l.place().line()).containsExactly(11, 22);
        assertThat(job.idTokens()).containsEntry("PYPI_ID_TOKEN", List.of("pypi"));
        assertThat(job.variables())
                .containsEntry("A", "1")
                .containsEntry("B", "2")
                .containsEntry("STAGE", "prod");
        assertThat(job.environment())
                .isInstanceOfSatisfying(
                        EnvironmentRef.Named.class, e -> assertThat(e.name()).isEqualTo("pypi-prod"));
        assertThat(PipelineKind.TAG.reaches(pipeline, job)).isEqualTo(Truth.TRUE);
        assertThat(PipelineKind.BRANCH.reaches(pipeline, job)).isEqualTo(Truth.FALSE);
        assertThat(pipeline.source().at(job.node().place()))
                .startsWith("extends: .base")
                .endsWith("dist/*");
    }

    @Test
    void merge_keys_and_several_parents_are_merged_in_gitlab_s_order() {
        GitLabPipeline pipeline = pipeline("""
            .x: &x
              variables: {A: x, X: x}
              id_tokens: {X: {aud: x}}
            .y:
              variables: {A: y, Y: y}
              id_tokens: {Y: {aud: [y, z]}}
            job:
              <<: *x
              extends: [.y]
              script: [a]
            both:
              extends: [.x, .y]
              script: [a]
            """);

        assertThat(pipeline.jobs().get(0).variables()).isEqualTo(Map.of("A", "x", "X", "x", "Y", "y"));
        assertThat(pipeline.jobs().get(1).variables()).isEqualTo(Map.of("A", "y", "X", "x", "Y", "y"));
        assertThat(pipeline.jobs().get(1).idTokens()).isEqualTo(Map.of("X", List.of("x"), "Y", List.of("y", "z")));
    }

    @Test
    void a_job_s_own_value_replaces_the_default_and_inherit_can_refuse_it() {
        GitLabPipeline pipeline = pipeline("""
            default: {id_tokens: {D: {aud: d}}, before_script: [d]}
            variables: {V: v, W: w}
            own: {script: [a], id_tokens: {O: {aud: o}}}
            none: {script: [a], inherit: {default: false, variables: false}}
            some: {script: [a], inherit: {default: [before_script], variables: [V]}}
            """);

        assertThat(pipeline.jobs().get(0).idTokens()).containsOnlyKeys("O");
        assertThat(pipeline.jobs().get(1).idTokens()).isEmpty();
        assertThat(pipeline.jobs().get(1).variables()).isEmpty();
        assertThat(pipeline.jobs().get(2).idTokens()).isEmpty();
        assertThat(pipeline.jobs().get(2).beforeScript()).hasSize(1);
        assertThat(pipeline.jobs().get(2).variables()).containsOnlyKeys("V");
    }

    @Test
    void files_of_the_repository_are_included_and_the_main_file_lies_on_top() {
        PipelineReader.Reading read = read(Map.of(
                ".gitlab-ci.yml",
                """
                include:
                  - local: /ci/publish.yml
                  - ci/parts/*.yml
                  - project: group/shared
                    file: x.yml
                  - https://example.org/x.yml
                  - local: missing.yml
                publish: {stage: late}
                """,
                "ci/publish.yml",
                "include: ci/base.yml\npublish: {extends: .base, stage: early, script: [a]}\n",
                "ci/base.yml",
                ".base: {id_tokens: {T: {aud: npm}}}\n",
                "ci/parts/one.yml",
                "one: {script: [b]}\n",
                "ci/parts/two.yaml",
                "two: {script: [b]}\n"));

        GitLabPipeline pipeline = read.pipeline().orElseThrow();
        assertThat(pipeline.jobs()).extracting(PipelineJob::name).containsExactlyInAnyOrder("publish", "one");
        PipelineJob publish = pipeline.jobs().stream()
                .filter(j -> j.name().equals("publish"))
                .findFirst()
                .orElseThrow();
        assertThat(publish.stage()).isEqualTo("late");
        assertThat(publish.idTokens()).containsOnlyKeys("T");
        assertThat(publish.script().getFirst().place().path()).isEqualTo("ci/publish.yml");
        assertThat(pipeline.source().path()).isEqualTo(".gitlab-ci.yml");
        assertThat(pipeline.elsewhere()).containsExactly("project: group/shared", "https://example.org/x.yml");
        assertThat(read.problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("missing.yml");
    }

    @Test
    void a_name_with_variables_that_no_file_gives_stays_computed() {
        GitLabPipeline pipeline = pipeline("a: {script: [x], environment: review/$CI_COMMIT_REF_SLUG}\n"
                + "b: {script: [x], environment: {name: ''}}\nc: {script: [x]}\n");

        assertThat(pipeline.jobs().get(0).environment())
                .isInstanceOfSatisfying(
                        EnvironmentRef.Computed.class,
                        c -> assertThat(c.expression()).isEqualTo("review/$CI_COMMIT_REF_SLUG"));
        assertThat(pipeline.jobs().get(1).environment()).isInstanceOf(EnvironmentRef.None.class);
        assertThat(pipeline.jobs().get(2).environment()).isInstanceOf(EnvironmentRef.None.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        script: [a]                                                        ; TRUE    ; TRUE    ; FALSE
        only: [tags]                                                       ; TRUE    ; FALSE   ; FALSE
        only: [main]                                                       ; FALSE   ; UNKNOWN ; FALSE
        only: ['/^v/']                                                     ; UNKNOWN ; UNKNOWN ; FALSE
        only: {refs: [tags]}, except: [branches]                           ; TRUE    ; FALSE   ; FALSE
        except: [tags]                                                     ; FALSE   ; TRUE    ; FALSE
        only: [merge_requests]                                             ; FALSE   ; FALSE   ; TRUE
        when: never                                                        ; FALSE   ; FALSE   ; FALSE
        rules: [{if: $CI_COMMIT_TAG}]                                      ; TRUE    ; FALSE   ; FALSE
        rules: [{if: $CI_COMMIT_TAG == null, when: never}, {when: always}] ; TRUE    ; FALSE   ; FALSE
        rules: [{if: $CI_COMMIT_BRANCH, when: never}, {if: '$CI_COMMIT_TAG =~ /^v/'}] ; UNKNOWN ; FALSE ; FALSE
        rules: [{if: '$CI_PIPELINE_SOURCE == "merge_request_event"'}]      ; FALSE   ; FALSE   ; TRUE
        rules: [{if: '$CI_PIPELINE_SOURCE == "push" && ($CI_COMMIT_TAG || $X)'}] ; TRUE    ; UNKNOWN ; FALSE
        rules: [{when: manual}]                                            ; TRUE    ; TRUE    ; TRUE
        rules: [{changes: [a]}]                                            ; UNKNOWN ; UNKNOWN ; UNKNOWN
        rules: []                                                          ; FALSE   ; FALSE   ; FALSE
        rules: [{if: '$$ what'}]                                           ; UNKNOWN ; UNKNOWN ; UNKNOWN
        """)
    void rules_and_filters_say_in_which_pipelines_a_job_runs(String body, Truth tag, Truth branch, Truth request) {
        GitLabPipeline pipeline = pipeline("job: {" + body + "}\n");
        PipelineJob job = pipeline.jobs().getFirst();

        assertThat(List.of(
                        PipelineKind.TAG.reaches(pipeline, job),
                        PipelineKind.BRANCH.reaches(pipeline, job),
                        PipelineKind.MERGE_REQUEST.reaches(pipeline, job)))
                .containsExactly(tag, branch, request);
    }

    @Test
    void rules_of_the_workflow_come_first() {
        GitLabPipeline pipeline =
                pipeline("workflow: {rules: [{if: $CI_COMMIT_BRANCH}]}\njob: {script: [a], rules: [{when: always}]}\n");

        assertThat(PipelineKind.TAG.reaches(pipeline, pipeline.jobs().getFirst()))
                .isEqualTo(Truth.FALSE);
    }

    @Test
    void circles_bombs_and_wrong_types_end_in_problems() {
        StringBuilder deep = new StringBuilder(".t0: {script: [a]}\n");
        for (int i = 1; i < 40; i++) {
            deep.append(".t%d: {extends: [.t%d, .t%d], x: !reference [.t%d, x]}\n".formatted(i, i - 1, i - 1, i - 1));
        }
        deep.append("job: {extends: .t39}\n");
        Map<String, String> includes = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            includes.put(i == 0 ? ".gitlab-ci.yml" : "f" + i + ".yml", "include: ['f*.yml']\nj: {script: [a]}\n");
        }

        assertThat(read(Map.of(".gitlab-ci.yml", deep.toString())).problems()).isNotEmpty();
        assertThat(read(Map.of(".gitlab-ci.yml", "a: {extends: b}\nb: {extends: a}\n"))
                        .problems())
                .isNotEmpty();
        assertThat(read(Map.of(".gitlab-ci.yml", "a: {script: !reference [a, script]}\n"))
                        .problems())
                .isNotEmpty();
        assertThat(read(includes).problems()).isNotEmpty();
        assertThat(read(Map.of(".gitlab-ci.yml", "- a\n")).pipeline()).isEmpty();
        PipelineReader.Reading wrong = read(Map.of(
                ".gitlab-ci.yml",
                "variables: [a]\nworkflow: x\ninclude: {a: b}\na: text\nb: {script: {x: y}, id_tokens: [a],"
                        + " environment: [x], rules: text, only: {refs: {a: b}}, needs: {a: b}, extends: {a: b}}\n"));
        assertThat(wrong.pipeline().orElseThrow().jobs()).hasSize(1);
        assertThat(wrong.problems()).hasSizeGreaterThan(6);
        assertThat(read(Map.of()).pipeline()).isEmpty();
    }

    private static GitLabPipeline pipeline(String text) {
        PipelineReader.Reading read = read(Map.of(".gitlab-ci.yml", text));
        assertThat(read.problems()).isEmpty();
        return read.pipeline().orElseThrow();
    }

    private static PipelineReader.Reading read(Map<String, String> files) {
        return PipelineReader.read(new MemoryTree(files));
    }
}
