package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each answer lists the kinds of runs that come to the job; those that only may come have a question mark. */
class ReachTest {
    private static final RepositoryId REPOSITORY = new RepositoryId(Provider.GITHUB, "github.com", "octo", "sample");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        push                                            ; push tag, push branch
        {push: {tags: ['v*']}}                          ; push tag
        {push: {tags-ignore: ['v*']}}                   ; push tag
        {push: {branches: [main]}}                      ; push branch
        {push: {branches-ignore: [main]}}               ; push branch
        {push: {branches: [main], tags: ['v*']}}        ; push tag, push branch
        {push: {paths: ['src/**']}}                     ; push tag, push branch
        {push: {tags: ['!v*']}}                         ; ``
        {push: {branches: []}}                          ; ``
        {push: {branches-ignore: ['**']}}               ; ``
        [release, workflow_dispatch, schedule]          ; release, workflow_dispatch, schedule
        {pull_request: {types: [closed]}}               ; pull_request merged
        {pull_request: {types: [opened, closed]}}       ; pull_request, pull_request merged
        workflow_call                                   ; ``
        """)
    void triggers_and_their_filters_say_what_kinds_of_runs_there_are(String on, String kinds) {
        assertThat(reached("on: " + on + "\njobs:\n  j:\n    runs-on: x\n")).isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        false                                                               ; ``
        startsWith(github.ref, 'refs/tags/')                                ; push tag, release, workflow_dispatch?
        github.ref_type == 'tag'                                            ; push tag, release, workflow_dispatch?
        github.event_name == 'release'                                      ; release
        github.event_name == 'release' && github.event.action == 'created'  ; ``
        github.event_name == 'push' && contains(github.ref, 'refs/tags/')   ; push tag
        github.event_name != 'pull_request'                                 ; push tag, push branch, release, workflow_dispatch, schedule
        github.ref == 'refs/heads/main'                                     ; push branch, workflow_dispatch?, schedule?
        github.ref == 'refs/heads/other'                                    ; workflow_dispatch?, schedule?
        github.ref_name == 'main'                                           ; push branch, release?, workflow_dispatch?, schedule?
        github.repository == 'octo/sample' && github.ref_type == 'tag'      ; push tag, release, workflow_dispatch?
        github.repository == 'someone/else'                                 ; ``
        github.repository_owner == 'OCTO' && github.event_name == 'schedule'; schedule
        inputs.go                                                           ; workflow_dispatch?
        github.event.inputs.go == 'true'                                    ; workflow_dispatch?
        startsWith(github.ref, 'refs/tags/v1')                              ; push tag?, release?, workflow_dispatch?
        startsWith(github.ref, 'refs/tags/w')                               ; release?, workflow_dispatch?
        vars.PUBLISH == 'yes' && github.event_name == 'schedule'            ; schedule?
        github.event.release                                                ; release
        startsWith(github.event.head_commit.message, 'chore(release)')      ; push tag?, push branch?
        github.event.head_commit == null                                    ; push tag?, push branch?, release, workflow_dispatch, schedule
        github.event.schedule == '0 0 * * *'                                ; schedule?
        github.event.issue.number                                           ; ``
        """)
    void a_job_s_condition_is_evaluated_for_each_kind(String condition, String kinds) {
        assertThat(reached("""
            on:
              push: {branches: [main], tags: ['v*']}
              release: {types: [published]}
              workflow_dispatch: {inputs: {go: {type: boolean}}}
              schedule: [{cron: '0 0 * * *'}]
            jobs:
              j:
                if: "%s"
                runs-on: x
            """.formatted(condition))).isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        ''                                       ; push branch
        always()                                 ; push tag, push branch
        `!cancelled()`                           ; push tag?, push branch?
        success()                                ; push branch
        always() && needs.first.result == 'success' ; push branch?
        needs.first.outputs.go == 'yes'          ; push branch?
        """)
    void a_job_is_skipped_with_what_it_needs_unless_its_condition_asks_for_the_status(String condition, String kinds) {
        assertThat(reached("""
            on: push
            jobs:
              zero:
                if: github.ref_type == 'branch'
                runs-on: x
              first:
                needs: zero
                runs-on: x
              j:
                needs: [first]
                if: "%s"
                runs-on: x
            """.formatted(condition.equals("''") ? "true" : condition)))
                .isEqualTo(kinds);
    }

    @Test
    void the_reason_names_the_condition_that_decides_and_its_place() {
        Workflow workflow =
                workflow("on: push\njobs:\n  a:\n    if: false\n    runs-on: x\n  j:\n    needs: a\n    runs-on: x\n");
        Job job = workflow.job("j").orElseThrow();

        assertThat(Reach.ways(CallGraph.of(List.of(workflow)), workflow, job, null, REPOSITORY))
                .allSatisfy(way -> assertThat(way.answer()).isInstanceOfSatisfying(Reach.Never.class, n -> {
                    assertThat(n.reason())
                            .isEqualTo("it needs the job 'a', and its condition 'false' never holds then");
                    assertThat(n.place().line()).isEqualTo(4);
                }));
    }

    @Test
    void circles_and_missing_jobs_among_the_needs_end() {
        assertThat(reached("on: push\njobs:\n  j:\n    needs: k\n    runs-on: x\n  k:\n    needs: j\n    runs-on: x\n"))
                .isEqualTo("push tag?, push branch?");
        assertThat(reached("on: push\njobs:\n  j:\n    needs: nobody\n    runs-on: x\n"))
                .isEmpty();
    }

    @Test
    void a_step_s_condition_counts_too() {
        Workflow workflow = workflow("""
            on: push
            jobs:
              j:
                strategy: {matrix: {os: [linux, mac]}}
                steps:
                  - run: a
                    if: matrix.os == 'linux' && startsWith(github.ref, 'refs/tags')
                  - run: b
                    if: matrix.os == 'windows'
            """);
        Job job = workflow.jobs().getFirst();

        assertThat(reached(workflow, job, job.steps().get(0))).isEqualTo("push tag?");
        assertThat(reached(workflow, job, job.steps().get(1))).isEmpty();
    }

    @Test
    void conditions_of_callers_and_inputs_that_they_hand_over_are_followed() {
        Workflow caller = workflow("""
            on: {push: , workflow_dispatch: }
            jobs:
              call:
                if: github.event_name == 'push'
                uses: ./.github/workflows/called.yml
                with: {publish: "${{ github.ref_type == 'tag' }}", name: ''}
            """);
        Workflow called = WorkflowReader.readOne(new SourceText(".github/workflows/called.yml", """
            on: {workflow_call: {inputs: {publish: {type: boolean}, dry: {type: boolean}, name: {type: string, default: x}}}}
            jobs:
              j:
                if: inputs.publish && !inputs.dry && inputs.name == ''
                runs-on: x
            """))
                .workflows()
                .getFirst();
        CallGraph graph = CallGraph.of(List.of(caller, called));

        assertThat(words(Reach.ways(graph, called, called.jobs().getFirst(), null, REPOSITORY)))
                .isEqualTo("push tag");
    }

    private static String reached(String text) {
        Workflow workflow = workflow(text);
        return reached(workflow, workflow.job("j").orElseThrow(), null);
    }

    private static String reached(Workflow workflow, Job job, Step step) {
        return words(Reach.ways(CallGraph.of(List.of(workflow)), workflow, job, step, REPOSITORY));
    }

    private static String words(List<Reach.Way> ways) {
        return String.join(
                ", ",
                ways.stream()
                        .filter(w -> w.answer() instanceof Reach.Reached)
                        .map(w -> w.run().words() + (((Reach.Reached) w.answer()).certain() ? "" : "?"))
                        .toList());
    }

    private static Workflow workflow(String text) {
        return WorkflowReader.readOne(new SourceText(".github/workflows/w.yml", text))
                .workflows()
                .getFirst();
    }
}
