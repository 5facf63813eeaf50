package dev.tokenless.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimPredictorTest {
    private static final String RELEASE = ".github/workflows/release.yml";

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
        {push: {tags: ['v*']}}       ; push tag            ; push                ; refs/tags/v2.1.0     ; tag    ; ref:refs/tags/v2.1.0
        {push: {tags: ['rel/*']}}    ; push tag            ; push                ; refs/tags/rel/2.1.0  ; tag    ; ref:refs/tags/rel/2.1.0
        {push: {tags: ['[0-9]+.[0-9]+.[0-9]+']}} ; push tag ; push               ; refs/tags/2.1.0      ; tag    ; ref:refs/tags/2.1.0
        {push: {branches: [dev]}}    ; push branch         ; push                ; refs/heads/dev       ; branch ; ref:refs/heads/dev
        release                      ; release             ; release             ; refs/tags/v2.1.0     ; tag    ; ref:refs/tags/v2.1.0
        workflow_dispatch            ; workflow_dispatch   ; workflow_dispatch   ; refs/heads/main      ; branch ; ref:refs/heads/main
        {schedule: [{cron: x}]}      ; schedule            ; schedule            ; refs/heads/main      ; branch ; ref:refs/heads/main
        repository_dispatch          ; repository_dispatch ; repository_dispatch ; refs/heads/main      ; branch ; ref:refs/heads/main
        {workflow_run: {workflows: [CI]}} ; workflow_run   ; workflow_run        ; refs/heads/main      ; branch ; ref:refs/heads/main
        pull_request                 ; pull_request        ; pull_request        ; refs/pull/1/merge    ; branch ; pull_request
        pull_request_target          ; pull_request_target ; pull_request_target ; refs/heads/main      ; branch ; pull_request
        {pull_request: {types: [closed]}} ; pull_request merged ; pull_request   ; refs/heads/main      ; branch ; pull_request
        merge_group                  ; merge_group         ; merge_group         ; refs/heads/gh-readonly-queue/main ; branch ; ref:refs/heads/gh-readonly-queue/main
        issues                       ; issues              ; issues              ; refs/heads/main      ; branch ; ref:refs/heads/main
        """)
    void each_trigger_presents_its_own_ref_and_subject(
            String on, String words, String event, String ref, String type, String context) {
        List<Prediction> predictions =
                predict(Map.of(RELEASE, "on: " + on + "\njobs:\n  publish:\n    runs-on: ubuntu-latest\n"));

        assertThat(predictions).singleElement().satisfies(p -> {
            assertThat(p.trigger()).isEqualTo(words);
            assertThat(p.event()).isEqualTo(event);
            assertThat(p.path()).containsExactly(RELEASE + "#publish");
            assertThat(p.claims().text("event_name")).hasValue(event);
            assertThat(p.claims().text("ref")).hasValue(ref);
            assertThat(p.claims().text("ref_type")).hasValue(type);
            assertThat(p.claims().text("sub")).hasValue("repo:Octo-Org/sample:" + context);
            assertThat(p.claims().text("workflow_ref")).hasValue("Octo-Org/sample/" + RELEASE + "@" + ref);
            assertThat(p.claims().text("job_workflow_ref")).hasValue("Octo-Org/sample/" + RELEASE + "@" + ref);
            assertThat(p.claims().text("repository")).hasValue("Octo-Org/sample");
            assertThat(p.claims().text("repository_owner")).hasValue("Octo-Org");
            assertThat(p.claims().text("runner_environment")).hasValue("github-hosted");
            assertThat(p.claims().get("environment")).isInstanceOf(ClaimValue.Absent.class);
            assertThat(p.claims().get("repository_owner_id"))
                    .isEqualTo(new ClaimValue.Unknown("not looked up", List.of()));
            assertThat(p.claims().get("sha")).isInstanceOf(ClaimValue.Unknown.class);
        });
    }

    @Test
    void an_example_tag_passes_the_condition_of_the_job() {
        List<Prediction> predictions = predict(Map.of(
                RELEASE,
                "on: push\n"
                        + "jobs:\n"
                        + "  publish:\n"
                        + "    if: startsWith(github.ref, 'refs/tags/sample-py-v')\n"
                        + "    runs-on: x\n"));

        assertThat(predictions)
                .singleElement()
                .satisfies(p -> assertThat(p.claims().text("ref")).hasValue("refs/tags/sample-py-v2.1.0"));
    }

    @Test
    void an_environment_decides_the_subject() {
        Claims claims =
                only("on: push\njobs:\n  publish:\n    if: github.ref_type == 'tag'\n    environment: {name: 'a:b'}\n"
                                + "    runs-on: self-hosted\n")
                        .claims();

        assertThat(claims.text("environment")).hasValue("a:b");
        assertThat(claims.text("sub")).hasValue("repo:Octo-Org/sample:environment:a%3Ab");
        assertThat(claims.text("runner_environment")).hasValue("self-hosted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        ${{ github.ref_type == 'tag' && 'pypi' || '' }}                       ; push tag=pypi, push branch=, workflow_dispatch=??pypi
        ${{ github.event_name == 'push' && 'pypi' || inputs.target }}         ; push tag=pypi, push branch=pypi, workflow_dispatch=?prod?stage
        ${{ inputs.target || 'pypi' }}                                        ; push tag=pypi, push branch=pypi, workflow_dispatch=?prod?stage
        ${{ startsWith(github.ref, 'refs/tags/v') && 'release' || 'dev' }}    ; push tag=release, push branch=dev, workflow_dispatch=?release?dev
        ${{ format('{0}-{1}', 'pypi', github.event_name) }}                   ; push tag=pypi-push, push branch=pypi-push, workflow_dispatch=pypi-workflow_dispatch
        pypi-${{ vars.STAGE }}                                                ; push tag=?, push branch=?, workflow_dispatch=?
        ${{ secrets.X }}                                                      ; push tag=?, push branch=?, workflow_dispatch=?
        ``                                                                    ; push tag=, push branch=, workflow_dispatch=
        """)
    void a_computed_environment_is_computed_for_each_trigger(String environment, String expected) {
        List<Prediction> predictions = predict(Map.of(RELEASE, """
            on:
              push: {branches: [main], tags: ['v*']}
              workflow_dispatch: {inputs: {target: {type: choice, options: [prod, stage]}}}
            jobs:
              publish:
                environment: "%s"
            """.formatted(environment)));

        assertThat(predictions.stream()
                        .map(p -> p.trigger() + "=" + environment(p.claims().get("environment")))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void a_matrix_gives_one_prediction_for_each_environment() {
        List<Prediction> predictions = predict(Map.of(RELEASE, """
            on: {push: {tags: ['*']}}
            jobs:
              publish:
                strategy: {matrix: {python: [3.12, 3.13], include: [{python: 3.12, env: one}, {python: 3.13, env: two}]}}
                environment: ${{ matrix.env }}
            """));

        assertThat(predictions)
                .extracting(
                        p -> p.trigger() + "=" + p.claims().text("environment").orElse("?"))
                .containsExactly("push tag, environment one=one", "push tag, environment two=two");
    }

    @Test
    void a_called_workflow_presents_the_caller_s_file_and_its_own() {
        List<Prediction> predictions = predict(Map.of(
                RELEASE,
                """
                on: {workflow_call: {inputs: {env: {type: string, default: fallback}}}}
                jobs:
                  publish:
                    environment: ${{ inputs.env }}
                """,
                ".github/workflows/a.yml",
                "name: Ship\non: {push: {tags: ['v*']}}\njobs:\n  go:\n    uses: ./.github/workflows/release.yml\n"
                        + "    with: {env: pypi}\n",
                ".github/workflows/b.yml",
                "on: workflow_dispatch\njobs:\n  go:\n    uses: ./.github/workflows/middle.yml\n",
                ".github/workflows/middle.yml",
                "on: workflow_call\njobs:\n  through:\n    uses: ./.github/workflows/release.yml\n"));

        assertThat(predictions).hasSize(2);
        Prediction pushed = predictions.get(0);
        assertThat(pushed.trigger()).isEqualTo("push tag (a.yml)");
        assertThat(pushed.path()).containsExactly(".github/workflows/a.yml#go", RELEASE + "#publish");
        assertThat(pushed.claims().text("workflow")).hasValue("Ship");
        assertThat(pushed.claims().text("workflow_ref"))
                .hasValue("Octo-Org/sample/.github/workflows/a.yml@refs/tags/v2.1.0");
        assertThat(pushed.claims().text("job_workflow_ref"))
                .hasValue("Octo-Org/sample/" + RELEASE + "@refs/tags/v2.1.0");
        assertThat(pushed.claims().text("environment")).hasValue("pypi");
        Prediction dispatched = predictions.get(1);
        assertThat(dispatched.trigger()).isEqualTo("workflow_dispatch (b.yml)");
        assertThat(dispatched.path()).hasSize(3);
        assertThat(dispatched.claims().text("event_name")).hasValue("workflow_dispatch");
        assertThat(dispatched.claims().text("environment")).hasValue("fallback");
    }

    @ParameterizedTest
    @CsvSource({
        "octo/shared/.github/workflows/p.yml@v2, octo/shared/.github/workflows/p.yml@refs/tags/v2",
        "octo/shared/.github/workflows/p.yml@main, octo/shared/.github/workflows/p.yml@refs/heads/main",
        "octo/shared/.github/workflows/p.yml@refs/heads/x, octo/shared/.github/workflows/p.yml@refs/heads/x",
        "octo/shared/.github/workflows/p.yml@0123456789012345678901234567890123456789,"
                + " octo/shared/.github/workflows/p.yml@0123456789012345678901234567890123456789",
        "octo/shared/.github/workflows/p.yml@stable, ?",
    })
    void a_workflow_of_another_repository_defines_the_job(String uses, String defines) {
        Map<String, String> files = Map.of(RELEASE, "on: release\njobs:\n  publish:\n    uses: " + uses + "\n");
        Claims claims = ClaimPredictor.predict(project(files), job(files, uses))
                .getFirst()
                .claims();

        assertThat(claims.text("job_workflow_ref").orElse("?")).isEqualTo(defines);
        assertThat(claims.text("workflow_ref")).hasValue("Octo-Org/sample/" + RELEASE + "@refs/tags/v2.1.0");
        assertThat(claims.get("environment")).isInstanceOf(ClaimValue.Unknown.class);
    }

    @Test
    void what_was_looked_up_completes_the_claims_and_the_subject() {
        Map<String, String> files = Map.of(RELEASE, "on: release\njobs:\n  publish:\n    environment: prod\n");
        KnownIdentity immutable = new KnownIdentity("65", "74", "public", true, List.of());
        KnownIdentity custom =
                new KnownIdentity("65", null, null, false, List.of("repo", "context", "job_workflow_ref"));
        KnownIdentity open = new KnownIdentity(null, null, null, true, List.of());

        Claims claims = predict(files, immutable);
        assertThat(claims.text("repository_owner_id")).hasValue("65");
        assertThat(claims.text("repository_visibility")).hasValue("public");
        assertThat(claims.text("sub")).hasValue("repo:Octo-Org@65/sample@74:environment:prod");
        assertThat(predict(files, custom).text("sub"))
                .hasValue("repo:Octo-Org/sample:environment:prod:job_workflow_ref:Octo-Org/sample/" + RELEASE
                        + "@refs/tags/v2.1.0");
        assertThat(predict(files, open).get("sub")).isInstanceOf(ClaimValue.Unknown.class);
    }

    @Test
    void a_job_that_nothing_reaches_presents_nothing() {
        assertThat(predict(Map.of(RELEASE, "on: push\njobs:\n  publish:\n    if: false\n")))
                .isEmpty();
        assertThat(predict(Map.of(RELEASE, "on: workflow_call\njobs:\n  publish:\n    runs-on: x\n")))
                .isEmpty();
    }

    private static String environment(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text(String text) -> text;
            case ClaimValue.Absent _ -> "";
            case ClaimValue.Json _ -> "json";
            case ClaimValue.Unknown u -> u.candidates().isEmpty() ? "?" : "?" + String.join("?", u.candidates());
        };
    }

    private static Prediction only(String text) {
        List<Prediction> predictions = predict(Map.of(RELEASE, text));
        assertThat(predictions).hasSize(1);
        return predictions.getFirst();
    }

    private static Claims predict(Map<String, String> files, KnownIdentity identity) {
        return ClaimPredictor.predict(project(files), job(files, null), identity)
                .getFirst()
                .claims();
    }

    private static List<Prediction> predict(Map<String, String> files) {
        return ClaimPredictor.predict(project(files), job(files, null));
    }

    private static Project project(Map<String, String> files) {
        return new Project(
                ".",
                new MemoryTree(new HashMap<>(files)),
                new RepositoryId(Provider.GITHUB, "github.com", "Octo-Org", "sample"),
                List.of(new DeclaredPackage(RegistryId.PYPI, "sample", "pyproject.toml", Map.of("version", "2.1.0"))),
                List.of());
    }

    private static PublishJob job(Map<String, String> files, String calls) {
        Workflow workflow = WorkflowReader.read(new MemoryTree(new HashMap<>(files)))
                .at(RELEASE)
                .orElseThrow();
        Job job = workflow.job("publish").orElseThrow();
        return new PublishJob(
                RELEASE,
                "publish",
                null,
                job.key().place(),
                RegistryId.PYPI,
                "tool",
                List.of("sample"),
                new Authentication.Trusted(),
                IdToken.WRITE,
                job.environment(),
                List.of(),
                List.of(),
                calls,
                new PublishJob.GitHubJob(workflow, job),
                Map.of());
    }
}
