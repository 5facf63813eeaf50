package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs of runs whose workflow has been mended since, and logs of several registries. */
class TodaysFileTest {
    private static Given repository(Map<String, String> files) {
        return Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(files),
                        "sample",
                        new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample")));
    }

    private static String workflow(String jobs) {
        return "on: {push: {tags: ['v*']}}\njobs:\n" + jobs;
    }

    private static final String NPM = "  js:\n    runs-on: ubuntu-latest\n    environment: npm\n    permissions:"
            + " {id-token: write}\n    steps:\n      - uses: actions/setup-node@v6\n        with: {node-version: 24}\n"
            + "      - run: npm publish\n";

    private static final String GEM = "  gem:\n    runs-on: ubuntu-latest\n    environment: gem\n    permissions:"
            + " {id-token: write, contents: write}\n    steps:\n      - uses: actions/checkout@v6\n"
            + "      - uses: rubygems/release-gem@v1\n";

    private static final String PYPI = "  py:\n    runs-on: ubuntu-latest\n    environment: pypi\n    permissions:"
            + " {id-token: write}\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n";

    private static final Map<String, String> THREE = Map.of(
            "pyproject.toml",
            "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
            "package.json",
            "{\"name\": \"@octo-org/sample\", \"repository\": {\"type\": \"git\", \"url\":"
                    + " \"git+https://github.com/octo-org/sample.git\"}}",
            "sample.gemspec",
            "Gem::Specification.new do |s|\n  s.name = 'sample'\nend\n",
            ".github/workflows/release.yml",
            workflow(PYPI + NPM + GEM));

    private static final Map<String, String> NPM_ONLY = Map.of(
            "package.json",
            "{\"name\": \"@octo-org/sample\", \"repository\": {\"type\": \"git\", \"url\":"
                    + " \"git+https://github.com/octo-org/sample.git\"}}",
            ".github/workflows/release.yml",
            workflow(NPM));

    private static final Map<String, String> GEM_ONLY = Map.of(
            "sample.gemspec",
            "Gem::Specification.new do |s|\n  s.name = 'sample'\nend\n",
            ".github/workflows/release.yml",
            workflow(GEM));

    @Test
    void an_environment_that_was_another_in_the_run_is_told_beside_the_values_of_now() {
        Diagnosis found = Diagnosis.of(repository(Map.of(
                        "pyproject.toml",
                        "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                        ".github/workflows/release.yml",
                        workflow(PYPI)))
                .withPasted(Samples.REFUSAL + Samples.claims("`release`")));
        Cause cause = found.causes().getFirst();
        assertThat(cause.id()).isEqualTo("publisher-not-found");
        assertThat(cause.message())
                .endsWith(
                        "The run presented environment `release`; as its file is now, the job runs in `pypi`, which is"
                                + " what the values below say.")
                .containsOnlyOnce("The run presented");
        assertThat(Diagnosis.of(repository(Map.of(
                                        "pyproject.toml",
                                        "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                                        ".github/workflows/release.yml",
                                        workflow(PYPI)))
                                .withPasted(Samples.REFUSAL + Samples.claims("`pypi`")))
                        .causes()
                        .getFirst()
                        .message())
                .doesNotContain("The run presented");
    }

    @Test
    void the_two_files_of_a_refused_signature_are_shown_beside_each_other() {
        Cause cause = Diagnosis.of(Given.nothing()
                        .withPasted("Verification failed: Certificate's Build Config URI (Extension)"
                                + " (https://github.com/octo-org/sample/.github/workflows/entry.yml@refs/tags/v1)"
                                + " does not match expected Trusted Publisher (release.yml @"
                                + " octo-org/sample)"))
                .causes()
                .getFirst();
        assertThat(cause.evidence())
                .contains(new Evidence.Comparison(
                        "Build Config URI",
                        "https://github.com/octo-org/sample/.github/workflows/entry.yml@refs/tags/v1",
                        "release.yml @ octo-org/sample"));
    }

    private static List<TrustedPublisher> npm() {
        return PublishersFile.read(new SourceText(
                        "p.json",
                        "[{\"registry\": \"npm\", \"project\": \"@octo-org/sample\", \"kind\": \"active\","
                                + " \"provider\": \"github\", \"owner\": \"octo-org\", \"repository\": \"sample\","
                                + " \"workflow\": \"release.yml\", \"environment\": \"npm\"}]"))
                .publishers();
    }

    @Test
    void a_difference_that_the_file_has_no_more_is_said_to_be_mended() {
        Cause cause = Diagnosis.of(Given.nothing()
                        .with(Samples.project())
                        .withLog(Samples.REFUSAL + Samples.claims("`MISSING`"))
                        .withPublishers(Samples.publisher("pypi")))
                .causes()
                .getFirst();
        assertThat(cause.id()).isEqualTo("environment-missing-in-job");
        assertThat(cause.message()).endsWith("it was changed after this run.");
        assertThat(cause.fixes())
                .extracting(Remedy::title)
                .containsExactly(
                        "Release again with the workflow as it is now; a run that is repeated takes the old one");
        assertThat(cause.evidence())
                .anyMatch(e -> e instanceof Evidence.Line line && line.path().equals("log"));
    }

    @Test
    void the_next_release_presents_what_the_file_says_today() {
        Diagnosis diagnosis = Diagnosis.of(
                Given.nothing().with(Samples.project()).withLog(Samples.REFUSAL + Samples.claims("`MISSING`")));
        Cause refused = diagnosis.causes().getFirst();
        assertThat(refused.id()).isEqualTo("publisher-not-found");
        assertThat(refused.fixes().getFirst().link()).contains("&environment=pypi");
        assertThat(diagnosis.causes().getLast().message()).endsWith(" As its file is now, it runs in `pypi`.");
    }

    @Test
    void a_claim_that_was_cut_off_is_not_taken_for_none() {
        String cut = Samples.REFUSAL + Samples.claims("`x`").split("\\* `ref`", -1)[0];
        Cause cause = Diagnosis.of(Given.nothing().withRegistry(RegistryId.PYPI).withLog(cut))
                .causes()
                .getFirst();
        assertThat(cause.fixes()).allMatch(f -> f.fields().isEmpty());
    }

    @Test
    void what_one_registry_printed_is_not_registered_at_another() {
        Diagnosis diagnosis = Diagnosis.of(repository(THREE)
                .withLog(Samples.REFUSAL + Samples.claims("`pypi`")
                        + "npm verbose oidc Failed token exchange request with body message: OIDC token exchange error"
                        + " - package not found\n"
                        + "Error: No trusted publisher configured for this workflow found on https://rubygems.org/ for"
                        + " audience rubygems.org\n"));
        List<Cause> refused = diagnosis.causes().stream()
                .filter(c -> c.id().equals("publisher-not-found"))
                .toList();
        assertThat(refused).hasSize(3);
        assertThat(refused)
                .extracting(c -> c.fixes().getFirst().fields().stream()
                        .filter(f -> f.label().startsWith("Environment"))
                        .map(f -> f.value())
                        .findFirst()
                        .orElse(""))
                .containsExactly("pypi", "npm", "gem");
        assertThat(diagnosis.notKnown())
                .extracting(NotKnown::what)
                .anyMatch(w -> w.startsWith("Whether npm accepts"))
                .anyMatch(w -> w.startsWith("Whether RubyGems.org accepts"));
    }

    @Test
    void what_the_log_says_for_certain_stays_though_the_file_speaks_against_it() {
        Diagnosis password = Diagnosis.of(Given.nothing()
                .with(Samples.project())
                .withLog("##[warning]A Trusted Publishers workflow was detected, but an explicit password was also set,"
                        + " disabling Trusted Publishing\nERROR    HTTPError: 403 Forbidden from"
                        + " https://upload.pypi.org/legacy/\n Invalid or non-existent authentication information.\n"));
        assertThat(Samples.ids(password)).startsWith("token-disables-oidc");
        assertThat(password.causes().getFirst().certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(password.notes()).anyMatch(n -> n.contains("speaks against token-disables-oidc"));
        Diagnosis skipped = Diagnosis.of(repository(NPM_ONLY)
                .withLog("npm silly oidc Skipped because incorrect permissions for id-token within GitHub workflow\n"
                        + "npm error code ENEEDAUTH\n"));
        assertThat(Samples.ids(skipped)).startsWith("id-token-permission-missing");
        assertThat(skipped.causes().getFirst().fixes())
                .extracting(Remedy::title)
                .allMatch(t -> t.startsWith("Release again"));
    }

    @Test
    void a_publishers_file_that_accepts_the_job_is_held_against_a_refusal_without_claims() {
        Diagnosis diagnosis = Diagnosis.of(repository(NPM_ONLY)
                .withPublishers(npm())
                .withLog("npm verbose oidc Failed token exchange request with body message: OIDC token exchange error"
                        + " - package not found\n"));
        Cause cause = diagnosis.causes().getFirst();
        assertThat(cause.id()).isEqualTo("publisher-not-found");
        assertThat(cause.message())
                .contains("accepts the job as its file stands, so that what npm held must be different from it, or the"
                        + " run was of another state of the file");
        assertThat(cause.fixes())
                .extracting(Remedy::title)
                .singleElement()
                .asString()
                .startsWith("Compare these values");
        // That an upload was refused without a word proves nothing of the publisher.
        Diagnosis unsure = Diagnosis.of(repository(NPM_ONLY)
                .withPublishers(npm())
                .withLog("npm error code ENEEDAUTH\nnpm error need auth You need to authorize this machine\n"));
        assertThat(unsure.causes()).noneMatch(c -> c.message().contains("must be different"));
    }

    @Test
    void a_push_that_is_refused_although_the_job_may_write_is_kept_off_by_a_rule() {
        Cause cause = Diagnosis.of(repository(GEM_ONLY)
                        .withLog("remote: Permission to octo-org/sample.git denied to github-actions[bot].\n"))
                .causes()
                .getFirst();
        assertThat(cause.id()).isEqualTo("contents-permission-missing");
        assertThat(cause.message()).contains("a rule of the repository keeps the bot from pushing");
        assertThat(cause.fixes()).extracting(Remedy::side).contains(Remedy.Side.GITHUB);
    }

    @Test
    void each_possible_cause_says_what_to_look_at() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .withLog("npm error code E404\nnpm error 404 Not Found - PUT https://127.0.0.1/@octo-org%2fsample\n"));
        assertThat(diagnosis.causes()).hasSizeGreaterThan(3);
        assertThat(diagnosis.causes()).extracting(Cause::message).doesNotHaveDuplicates();
    }

    @Test
    void a_run_of_another_repository_does_not_put_these_files_in_order() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(Samples.project())
                .withLog(Samples.REFUSAL + Samples.claims("octo-org/sample-ng", "`pypi`"))
                .withPublishers(Samples.publisher("pypi")));
        assertThat(Samples.ids(diagnosis)).startsWith("repository-renamed");
        assertThat(diagnosis.checked()).noneMatch(c -> c.contains("accepts"));
        assertThat(diagnosis.notKnown()).extracting(NotKnown::reason).anyMatch(r -> r.contains("octo-org/sample-ng"));
    }

    @Test
    void a_file_that_bears_the_registered_name_by_now_is_not_to_be_renamed_to_it() {
        Cause cause = Diagnosis.of(repository(Map.of(
                                "Cargo.toml",
                                "[package]\nname = \"sample\"\nversion = \"1.0.0\"\n",
                                ".github/workflows/publish.yml",
                                workflow("  rs:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n"
                                        + "    steps:\n      - uses: rust-lang/crates-io-auth-action@v1\n"
                                        + "        id: auth\n      - run: cargo publish\n        env:\n"
                                        + "          CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}\n")))
                        .withLog("The Trusted Publishing config for repository `octo-org/sample` does not match the"
                                + " workflow filename `release.yml` in the JWT. Expected workflow filenames:"
                                + " `publish.yml`"))
                .causes()
                .getFirst();
        assertThat(cause.id()).isEqualTo("workflow-filename-mismatch");
        assertThat(cause.evidence()).contains(new Evidence.Comparison("workflow_ref", "release.yml", "publish.yml"));
        assertThat(cause.fixes()).containsExactly(Remedy.AGAIN);
    }

    private static final Map<String, String> TWO_INDEXES = Map.of(
            "pyproject.toml",
            "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
            ".github/workflows/release.yml",
            workflow(PYPI + "  test:\n    runs-on: ubuntu-latest\n    environment: testpypi\n    permissions:"
                    + " {id-token: write}\n    steps:\n      - uses: pypa/gh-action-pypi-publish@release/v1\n"
                    + "        with: {repository-url: 'https://test.pypi.org/legacy/'}\n"));

    @Test
    void an_upload_to_one_index_does_not_make_the_refusal_that_of_the_other() {
        String time = "2026-11-20T09:14:10.0000001Z ";
        String done = "test\tUpload\t" + time + "View at:\ntest\tUpload\t" + time
                + "https://test.pypi.org/project/sample/1.0/\n";
        StringBuilder refused = new StringBuilder();
        Samples.REFUSAL
                .lines()
                .forEach(l ->
                        refused.append("py\tUpload\t").append(time).append(l).append('\n'));
        assertThat(Diagnosis.of(repository(TWO_INDEXES).withLog(done + refused)).registry())
                .isEqualTo(RegistryId.PYPI);
        // Without the names of the jobs the environment tells which of them it was.
        String plain = "https://test.pypi.org/project/sample/1.0/\n" + Samples.REFUSAL;
        assertThat(Diagnosis.of(repository(TWO_INDEXES).withLog(plain + Samples.claims("`pypi`")))
                        .registry())
                .isEqualTo(RegistryId.PYPI);
        assertThat(Diagnosis.of(repository(TWO_INDEXES).withLog(plain + Samples.claims("`testpypi`")))
                        .registry())
                .isEqualTo(RegistryId.TESTPYPI);
    }
}
