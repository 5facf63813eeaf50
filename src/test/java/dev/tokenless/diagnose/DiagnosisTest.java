package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.rules.Rules;
import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the repository, a token, an archive and publishers to the cause. */
class DiagnosisTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/dev/tokenless/check");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000L), ZoneOffset.UTC);

    /** The first hit of each rule that can be a cause. */
    static Stream<String> hits() {
        return Rules.all().stream()
                .filter(r -> !r.info().hardening())
                .map(r -> r.info().id())
                .filter(id -> !id.equals("unsupported-issuer"));
    }

    static Stream<Path> correct() throws IOException {
        try (Stream<Path> list = Files.list(EXAMPLES.resolve("correct"))) {
            return list.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hits")
    void a_cause_that_the_files_show_needs_no_log(String id) throws IOException {
        Path folder;
        try (Stream<Path> list = Files.list(EXAMPLES.resolve(id))) {
            folder = list.filter(p -> !p.getFileName().toString().startsWith("near"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }

        List<Cause> causes = Diagnosis.of(Given.nothing().with(project(folder))).causes();

        assertThat(causes).anyMatch(c -> c.id().equals(id));
        Cause cause = causes.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        assertThat(cause.evidence()).anyMatch(e -> e instanceof Evidence.Line);
        assertThat(cause.message()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("correct")
    void a_correct_repository_has_no_cause_and_says_what_was_checked(Path folder) throws IOException {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing().with(project(folder)));

        assertThat(diagnosis.causes().stream().map(Cause::id)).isEmpty();
        boolean publishes = !folder.getFileName().toString().equals("no-publish-at-all");
        assertThat(diagnosis.checked().isEmpty()).isNotEqualTo(publishes);
        assertThat(diagnosis.lookedAtSomething()).isEqualTo(publishes);
    }

    @Test
    void hardening_is_never_a_cause() throws IOException {
        Path folder = EXAMPLES.resolve("unpinned-action/moving-branch");

        assertThat(Diagnosis.of(Given.nothing().with(project(folder))).causes()).isEmpty();
    }

    @Test
    void a_cause_shows_both_values_the_line_and_a_fix_on_either_side() throws IOException {
        Cause cause = Diagnosis.of(Given.nothing().with(project(EXAMPLES.resolve("environment-mismatch/names-differ"))))
                .causes()
                .getFirst();

        assertThat(cause.id()).isEqualTo("environment-mismatch");
        assertThat(cause.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(cause.evidence()).contains(new Evidence.Comparison("environment", "release", "pypi"));
        assertThat(cause.fixes()).anyMatch(f -> f.side() == Remedy.Side.WORKFLOW && f.fix() != null);
        assertThat(cause.fixes())
                .anyMatch(
                        f -> f.side() == Remedy.Side.REGISTRY
                                && String.valueOf(f.link())
                                        .startsWith(
                                                "https://pypi.org/manage/project/sample/settings/publishing/?provider=github&owner=octo-org"));
    }

    @Test
    void a_missing_permission_in_the_log_is_named_by_what_the_file_shows() throws IOException {
        Path folder = EXAMPLES.resolve("id-token-permission-shadowed/empty-block");
        String log =
                "2026-08-21T10:15:30.1234567Z ##[error]Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env"
                        + " variable";

        List<Cause> causes =
                Diagnosis.of(Given.nothing().with(project(folder)).withLog(log)).causes();

        assertThat(causes.getFirst().id()).isEqualTo("id-token-permission-shadowed");
        assertThat(causes).noneMatch(c -> c.id().equals("id-token-permission-missing"));
    }

    @Test
    void what_the_files_rule_out_is_not_guessed_from_a_symptom() throws IOException {
        Path folder = EXAMPLES.resolve("correct/npm-publish");

        List<String> ids =
                Diagnosis.of(Given.nothing().with(project(folder)).withLog("npm error code ENEEDAUTH"))
                        .causes()
                        .stream()
                        .map(Cause::id)
                        .toList();

        assertThat(ids).doesNotContain("id-token-permission-missing", "npm-client-too-old", "token-left-over");
    }

    @Test
    void a_pasted_token_is_decoded_here_and_its_state_is_said() {
        String token =
                jwt("{\"iss\":\"https://token.actions.githubusercontent.com\",\"aud\":\"testpypi\",\"exp\":1789999999,"
                        + "\"sub\":\"repo:octo-org/sample:environment:pypi\",\"repository\":\"octo-org/sample\"}");

        Diagnosis diagnosis = Diagnosis.of(Given.nothing().withToken(token).withRegistry(RegistryId.PYPI), CLOCK);

        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("audience-mismatch");
        assertThat(diagnosis.notes()).anyMatch(n -> n.startsWith("The token expired at"));
        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("not verified"));
        assertThat(diagnosis.toString()).doesNotContain(token);
    }

    @Test
    void a_token_is_compared_with_the_registered_publishers() {
        String file = "\"octo-org/sample/.github/workflows/release.yml@refs/tags/v1\"";
        String token = jwt("{\"iss\":\"https://token.actions.githubusercontent.com\",\"aud\":\"rubygems.org\","
                + "\"exp\":1790000200,\"sub\":\"repo:octo-org/sample:ref:refs/tags/v1\","
                + "\"repository\":\"octo-org/sample\",\"repository_owner\":\"octo-org\","
                + "\"repository_owner_id\":\"65\",\"ref\":\"refs/tags/v1\",\"sha\":\"0\",\"event_name\":\"push\","
                + "\"job_workflow_ref\":" + file + ",\"workflow_ref\":" + file + "}");

        Diagnosis diagnosis = Diagnosis.of(
                Given.nothing()
                        .withToken(token)
                        .withPublishers(
                                publishers(
                                        "{\"registry\":\"rubygems\",\"project\":\"sample\",\"kind\":\"active\",\"provider\":\"github\",\"owner\":\"octo-org\",\"repository\":\"sample\",\"workflow\":\"release.yml\",\"environment\":\"release\"}")),
                CLOCK);

        assertThat(diagnosis.registry()).isEqualTo(RegistryId.RUBYGEMS);
        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("environment-missing-in-job");
    }

    @Test
    void secrets_in_a_pasted_log_are_masked_everywhere() {
        String secret = "pypi-AgEIcHlwaS5vcmcCJDAxMjM0NTY3LTg5YWItY2RlZi0wMTIzLTQ1Njc4OWFiY2RlZgACKlszLCJ";

        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .withLog("TWINE_PASSWORD: " + secret + " 403 Invalid API Token: token is expired " + secret));

        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("token-expired-mid-job");
        assertThat(diagnosis.toString()).doesNotContain(secret);
    }

    @Test
    void the_archive_of_a_run_names_job_and_step() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "0_build.txt", "2026-08-21T10:15:30.1234567Z all is well");
            put(zip, "1_publish.txt", "a copy of what the folder holds");
            put(zip, "publish/1_Set up job.txt", "2026-08-21T10:15:30.1234567Z fine");
            put(
                    zip,
                    "publish/4_Run gh-action-pypi-publish.txt",
                    "2026-08-21T10:15:31.1234567Z ##[error]Attestation generation failure: a.whl already has a publish"
                            + " attestation");
        }

        Diagnosis diagnosis = Diagnosis.of(Given.nothing().withLog(bytes.toByteArray()));

        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("duplicate-attestations");
        assertThat(diagnosis.log())
                .anyMatch(l -> "publish".equals(l.job())
                        && "Run gh-action-pypi-publish".equals(l.step())
                        && l.kind() == LogLine.Kind.ERROR);
        assertThat(diagnosis.log()).anyMatch(l -> "build".equals(l.job()));
    }

    @Test
    void whatever_is_pasted_is_taken_for_what_it_is() {
        String claims = "{\"repository\":\"octo-org/sample\",\"event_name\":\"pull_request_target\","
                + "\"job_workflow_ref\":\"octo-org/sample/.github/workflows/release.yml@refs/heads/main\"}";

        assertThat(Given.nothing().withPasted(jwt("{\"aud\":\"pypi\"}")).token())
                .isNotNull();
        assertThat(Given.nothing()
                        .withPasted("error: crate version `1.0.0` is already uploaded")
                        .log())
                .isNotNull();
        assertThat(Diagnosis.of(Given.nothing().withPasted(claims).withRegistry(RegistryId.PYPI))
                        .causes()
                        .getFirst()
                        .id())
                .isEqualTo("event-not-supported");
    }

    @Test
    void a_log_that_the_file_contradicts_is_said_to_be_of_another_state() throws IOException {
        Path folder = EXAMPLES.resolve("correct/npm-publish");

        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(project(folder))
                .withLog("oidc Skipped because incorrect permissions for id-token within GitHub workflow"));

        assertThat(diagnosis.causes().getFirst().id()).isEqualTo("id-token-permission-missing");
        assertThat(diagnosis.notes()).anyMatch(n -> n.contains("older state"));
    }

    @Test
    void nothing_given_gives_no_cause() {
        assertThat(Diagnosis.of(Given.nothing()).causes()).isEmpty();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String jwt(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(
                        "{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                + "." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }

    private static List<TrustedPublisher> publishers(String json) {
        return PublishersFile.read(new SourceText("publishers.json", json)).publishers();
    }

    private static Project project(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file)
                                .replace(
                                        "npm:@NPM-REGISTRY@",
                                        Registries.byId(RegistryId.NPM)
                                                .orElseThrow()
                                                .audience()));
            }
        }
        files.remove("expected.json");
        RepositoryId home = files.containsKey(".gitlab-ci.yml")
                ? new RepositoryId(Provider.GITLAB, "gitlab.com", "octo-group", "sample")
                : new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample");
        return ProjectReader.read(new MemoryTree(files), "sample", home);
    }
}
