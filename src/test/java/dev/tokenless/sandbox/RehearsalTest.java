package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RehearsalTest {

    static List<RegistryId> registries() {
        return Sandbox.REGISTRIES;
    }

    @ParameterizedTest
    @MethodSource("registries")
    void a_job_that_fits_its_publisher_gets_through(RegistryId registry) throws IOException {
        List<RehearsalStep> heard = new ArrayList<>();
        Rehearsed rehearsed = rehearsal(registry, Jobs.release(), new Authentication.Trusted(), IdToken.WRITE)
                .play(List.of(Jobs.publisher(registry, "sample")), heard::add);
        assertThat(rehearsed.stopped()).isEmpty();
        assertThat(rehearsed.accepted()).isTrue();
        assertThat(rehearsed.assumptions()).isEmpty();
        assertThat(heard).isEqualTo(rehearsed.steps());
        assertThat(kinds(heard))
                .startsWith("TokenRequested", "TokenIssued", "SignatureVerified", "ClaimCompared")
                .endsWith("TokenMinted", "UploadAccepted");
    }

    @ParameterizedTest
    @MethodSource("registries")
    void a_wrong_workflow_stops_at_its_claim_with_the_registrys_own_answer(RegistryId registry) throws IOException {
        Rehearsed rehearsed = rehearsal(registry, Jobs.release(), new Authentication.Trusted(), IdToken.WRITE)
                .play(List.of(Jobs.publisher(registry, "sample", "publish.yml", "release")), _ -> {});
        RehearsalStep.Stopped stopped = rehearsed.stopped().orElseThrow();
        assertThat(stopped.stage()).isEqualTo(RehearsalStep.Stage.EXCHANGE);
        assertThat(stopped.claim()).isNotNull();
        assertThat(stopped.claim().claim()).isIn("job_workflow_ref", "workflow_ref");
        assertThat(stopped.status()).isIn(400, 404, 422);
        assertThat(stopped.answer()).isNotEmpty();
        assertThat(stopped.why()).contains("release.yml").contains("publish.yml");
    }

    @ParameterizedTest
    @MethodSource("registries")
    void without_a_publisher_it_says_so(RegistryId registry) throws IOException {
        Rehearsed rehearsed = rehearsal(registry, Jobs.release(), new Authentication.Trusted(), IdToken.WRITE)
                .play(List.of(), _ -> {});
        assertThat(rehearsed.stopped().orElseThrow().why()).contains("no publisher is registered for sample");
    }

    @Test
    void a_job_with_a_stored_token_asks_for_nothing() throws IOException {
        TokenUse use = new TokenUse(
                TokenUse.Kind.INPUT, "password", "${{ secrets.PYPI }}", List.of("PYPI"), Place.startOf("release.yml"));
        Rehearsed rehearsed = rehearsal(
                        RegistryId.PYPI, Jobs.release(), new Authentication.Token(List.of(use)), IdToken.NONE)
                .play(List.of(Jobs.publisher(RegistryId.PYPI, "sample")), _ -> {});
        assertThat(rehearsed.steps()).hasSize(1);
        assertThat(rehearsed.stopped().orElseThrow().stage()).isEqualTo(RehearsalStep.Stage.JOB);
        assertThat(rehearsed.stopped().orElseThrow().why()).contains("PYPI");
    }

    @Test
    void a_job_without_the_permission_gets_no_token() throws IOException {
        Rehearsed rehearsed = rehearsal(RegistryId.PYPI, Jobs.release(), new Authentication.Trusted(), IdToken.NONE)
                .play(List.of(Jobs.publisher(RegistryId.PYPI, "sample")), _ -> {});
        assertThat(rehearsed.stopped().orElseThrow().stage()).isEqualTo(RehearsalStep.Stage.TOKEN_REQUEST);
    }

    @Test
    void what_is_not_known_is_filled_in_and_said() throws IOException {
        Map<String, ClaimValue> claims = known(Jobs.release());
        claims.put("environment", new ClaimValue.Unknown("depends on inputs.env", List.of("test", "release")));
        claims.put("repository_owner_id", new ClaimValue.Unknown("not looked up", List.of()));
        claims.put("sha", new ClaimValue.Unknown("not made yet", List.of()));
        Rehearsed rehearsed = Rehearsal.of(
                        job(RegistryId.PYPI, new Authentication.Trusted(), IdToken.WRITE),
                        new Prediction("push tag", "push", List.of(), new Claims(claims)),
                        null)
                .play(List.of(Jobs.publisher(RegistryId.PYPI, "sample")), _ -> {});
        assertThat(rehearsed.accepted()).isTrue();
        assertThat(rehearsed.assumptions())
                .contains(
                        new Assumption("environment", "release", "depends on inputs.env"),
                        new Assumption("repository_owner_id", Jobs.OWNER_ID, "not looked up"))
                .extracting(Assumption::what)
                .contains("sha");
    }

    @Test
    void a_publisher_without_a_known_owner_id_is_met_all_the_same() throws IOException {
        Map<String, ClaimValue> claims = known(Jobs.release());
        claims.put("repository_owner_id", new ClaimValue.Unknown("not looked up", List.of()));
        TrustedPublisher publisher = new TrustedPublisher(
                null,
                null,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", null, null, null, null),
                List.of(),
                null,
                null,
                null);
        for (RegistryId registry : Sandbox.REGISTRIES) {
            Rehearsed rehearsed = Rehearsal.of(
                            job(registry, new Authentication.Trusted(), IdToken.WRITE),
                            new Prediction("push tag", "push", List.of(), new Claims(claims)),
                            null)
                    .play(List.of(publisher), _ -> {});
            assertThat(rehearsed.accepted())
                    .as(registry + " " + rehearsed.stopped())
                    .isTrue();
        }
    }

    @Test
    void a_gitlab_job_presents_gitlabs_token() throws IOException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "project_path:octo-group/sub/sample:ref_type:tag:ref:v1.0.0");
        claims.put("project_path", "octo-group/sub/sample");
        claims.put("namespace_id", "7");
        claims.put("ci_config_ref_uri", "gitlab.com/octo-group/sub/sample//.gitlab-ci.yml@refs/tags/v1.0.0");
        claims.put("ref_path", "refs/tags/v1.0.0");
        claims.put("sha", "4f0c1e7b8a9d2c3e5f60718293a4b5c6d7e8f901");
        claims.put("job_id", "1");
        claims.put("runner_environment", "gitlab-hosted");
        for (RegistryId registry :
                List.of(RegistryId.PYPI, RegistryId.TESTPYPI, RegistryId.NPM, RegistryId.CRATES_IO)) {
            TrustedPublisher publisher = new TrustedPublisher(
                    registry,
                    "sample",
                    TrustedPublisher.Kind.ACTIVE,
                    new PublisherIdentity.GitLab("octo-group/sub", "sample", ".gitlab-ci.yml", null, null, null),
                    List.of(),
                    null,
                    null,
                    null);
            Rehearsed rehearsed = rehearsal(registry, claims, new Authentication.Trusted(), IdToken.WRITE)
                    .play(List.of(publisher), _ -> {});
            assertThat(rehearsed.accepted())
                    .as(registry + " " + rehearsed.stopped())
                    .isTrue();
        }
    }

    @Test
    void npm_mints_and_then_refuses_an_action_that_is_not_allowed() throws IOException {
        TrustedPublisher staging = new TrustedPublisher(
                RegistryId.NPM,
                "sample",
                TrustedPublisher.Kind.ACTIVE,
                Jobs.publisher(RegistryId.NPM, "sample").identity(),
                List.of("stage publish"),
                null,
                null,
                null);
        Rehearsed rehearsed = rehearsal(RegistryId.NPM, Jobs.release(), new Authentication.Trusted(), IdToken.WRITE)
                .play(List.of(staging), _ -> {});
        RehearsalStep.Stopped stopped = rehearsed.stopped().orElseThrow();
        assertThat(stopped.stage()).isEqualTo(RehearsalStep.Stage.UPLOAD);
        assertThat(stopped.status()).isEqualTo(403);
        assertThat(stopped.answer()).isEqualTo("{\"error\":\"OIDC permission denied for this action\"}");
    }

    @Test
    void a_pending_publisher_becomes_a_project_when_its_token_is_minted() throws IOException {
        TrustedPublisher active = Jobs.publisher(RegistryId.PYPI, "sample");
        TrustedPublisher pending = new TrustedPublisher(
                RegistryId.PYPI,
                "sample",
                TrustedPublisher.Kind.PENDING,
                active.identity(),
                List.of(),
                null,
                null,
                null);
        try (Sandbox sandbox = Sandbox.start(List.of(pending))) {
            assertThat(sandbox.book(RegistryId.PYPI).exists("sample")).isFalse();
            Rehearsal rehearsal =
                    rehearsal(RegistryId.PYPI, Jobs.release(), new Authentication.Trusted(), IdToken.WRITE);
            assertThat(rehearsal.play(sandbox, _ -> {}).accepted()).isTrue();
            assertThat(sandbox.book(RegistryId.PYPI).exists("sample")).isTrue();
            assertThat(sandbox.book(RegistryId.PYPI).publishersOf("sample")).hasSize(1);
            assertThat(rehearsal.play(sandbox, _ -> {}).accepted()).isTrue();
        }
    }

    @Test
    void an_interrupt_ends_it() throws IOException {
        List<RehearsalStep> heard = new ArrayList<>();
        Rehearsed rehearsed = rehearsal(RegistryId.PYPI, Jobs.release(), new Authentication.Trusted(), IdToken.WRITE)
                .play(List.of(Jobs.publisher(RegistryId.PYPI, "sample")), step -> {
                    heard.add(step);
                    if (step instanceof RehearsalStep.TokenIssued) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rehearsed.stopped().orElseThrow().stage()).isEqualTo(RehearsalStep.Stage.CANCELLED);
    }

    private static List<String> kinds(List<RehearsalStep> steps) {
        return steps.stream().map(s -> s.getClass().getSimpleName()).toList();
    }

    private static Rehearsal rehearsal(
            RegistryId registry, Map<String, Object> claims, Authentication authentication, IdToken idToken) {
        return Rehearsal.of(
                job(registry, authentication, idToken),
                new Prediction("push tag", "push", List.of(), new Claims(known(claims))),
                null);
    }

    private static Map<String, ClaimValue> known(Map<String, Object> claims) {
        Map<String, ClaimValue> known = new LinkedHashMap<>();
        claims.forEach((name, value) -> known.put(
                name,
                value instanceof String text
                        ? new ClaimValue.Text(text)
                        : new ClaimValue.Json(JsonNodeFactory.instance.pojoNode(value))));
        return known;
    }

    private static PublishJob job(RegistryId registry, Authentication authentication, IdToken idToken) {
        Workflow workflow = WorkflowReader.read(new MemoryTree(Map.of(
                        ".github/workflows/release.yml",
                        "on: push\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      - run: publish\n")))
                .workflows()
                .getFirst();
        return new PublishJob(
                workflow.path(),
                "publish",
                0,
                Place.startOf(workflow.path()),
                registry,
                "some tool",
                List.of("sample"),
                authentication,
                idToken,
                new EnvironmentRef.None(),
                List.of("push"),
                List.of(),
                null,
                new PublishJob.GitHubJob(workflow, workflow.jobs().getFirst()),
                Map.of());
    }
}
