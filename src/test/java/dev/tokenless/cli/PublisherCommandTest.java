package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.github.Undelayed;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publisher commands against the sandbox that they start themselves. */
class PublisherCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void lay_out_a_repository_that_publishes_a_gem_an_npm_package_and_a_crate() throws Exception {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(
                folder.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://github.com/octo-org/sample.git\n");
        Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(folder.resolve("sample.gemspec"), """
            Gem::Specification.new do |s|
              s.name = "sample"
              s.version = "1.0.0"
            end
            """);
        Files.writeString(folder.resolve("package.json"), "{\"name\": \"@octo-org/sample\", \"version\": \"1.0.0\"}");
        Files.writeString(folder.resolve("Cargo.toml"), "[package]\nname = \"sample-crate\"\nversion = \"1.0.0\"\n");
        Files.createDirectories(folder.resolve(".github/workflows"));
        Files.writeString(folder.resolve(".github/workflows/release.yml"), """
            on: {push: {tags: ["v*"]}}
            jobs:
              gem:
                runs-on: ubuntu-latest
                environment: release
                permissions: {contents: write, id-token: write}
                steps:
                  - uses: actions/checkout@v5
                  - uses: rubygems/release-gem@v1
              npm:
                runs-on: ubuntu-latest
                permissions: {contents: read, id-token: write}
                steps:
                  - uses: actions/checkout@v5
                  - run: npm publish
              crate:
                runs-on: ubuntu-latest
                permissions: {contents: read, id-token: write}
                steps:
                  - uses: actions/checkout@v5
                  - uses: rust-lang/crates-io-auth-action@v1
                    id: auth
                  - run: cargo publish
                    env: {CARGO_REGISTRY_TOKEN: "${{ steps.auth.outputs.token }}"}
            """);
    }

    private Run run(String... args) {
        List<String> all = new ArrayList<>(List.of("publisher"));
        all.addAll(List.of(args));
        return Run.in(folder, all.toArray(String[]::new));
    }

    private static List<JsonNode> entries(Run run, String what) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        JsonNode root = new ObjectMapper().readTree(run.out());
        assertThat(root.path("schema").asInt()).isEqualTo(1);
        root.path("entries").forEach(e -> {
            if (e.path("what").asText().equals(what)) {
                found.add(e);
            }
        });
        return found;
    }

    @Test
    void all_packages_are_registered_in_one_go_and_each_outcome_is_one_entry() throws Exception {
        Run run = run("add", ".", "--sandbox", "--format", "json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(entries(run, "request")).hasSize(3);
        assertThat(entries(run, "registered"))
                .extracting(e ->
                        e.path("registry").asText() + " " + e.path("package").asText())
                .containsExactlyInAnyOrder("rubygems sample", "npm @octo-org/sample", "crates-io sample-crate");
        assertThat(folder.resolve(".github/trusted-publishers.json")).doesNotExist();
    }

    @Test
    void a_registry_that_a_variable_places_elsewhere_is_asked_there_and_the_key_goes_nowhere_else() throws Exception {
        try (Sandbox sandbox = Sandbox.start(List.of())) {
            sandbox.create(RegistryId.CRATES_IO, "sample-crate");
            Map<String, String> elsewhere = Map.of(
                    "TOKENLESS_CRATES_IO_URL",
                    sandbox.url(RegistryId.CRATES_IO) + "/",
                    "TOKENLESS_CRATES_IO_TOKEN",
                    sandbox.credential(RegistryId.CRATES_IO));
            Run run = Run.in(
                    folder, elsewhere, "", "publisher", "list", ".", "--registry", "crates-io", "--format", "json");
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.err()).doesNotContain("could not be");
        }
    }

    @Test
    void what_was_registered_is_written_where_the_call_asks_for_it_and_diff_finds_it() throws Exception {
        Files.writeString(
                folder.resolve(".github/trusted-publishers.json"),
                "[{\"registry\": \"pypi\", \"owner\": \"o\", \"repository\": \"r\", \"workflow\": \"w.yml\","
                        + " \"team\": \"x\"}]\n");
        Run run = run("add", ".", "--registry", "rubygems", "--sandbox", "--write");
        assertThat(run.status()).as(run.err()).isZero();
        String written = Files.readString(folder.resolve(".github/trusted-publishers.json"));
        assertThat(written).contains("\"team\": \"x\"").contains("\"registry\": \"rubygems\"");

        // The sandbox begins with what the file says, so both say the same.
        Run same = run("diff", ".", "--registry", "rubygems", "--sandbox", "--format", "json");
        assertThat(same.status()).as(same.err()).isZero();
        assertThat(entries(same, "diff").getFirst().path("same").asBoolean()).isTrue();
    }

    @Test
    void a_person_is_offered_to_have_it_written() throws Exception {
        Run no = Run.asked(folder, Map.of(), "n\n", "publisher", "add", ".", "--registry", "rubygems", "--sandbox");
        assertThat(no.status()).as(no.err()).isZero();
        assertThat(folder.resolve(".github/trusted-publishers.json")).doesNotExist();
        Run yes = Run.asked(folder, Map.of(), "y\n", "publisher", "add", ".", "--registry", "rubygems", "--sandbox");
        assertThat(yes.err())
                .contains("Write it to .github/trusted-publishers.json")
                .contains("Wrote ");
        assertThat(Files.readString(folder.resolve(".github/trusted-publishers.json")))
                .contains("release.yml");
    }

    @Test
    void the_packages_that_a_key_owns_are_listed_chosen_and_handled_in_one_go() throws Exception {
        Run listed = run("list", ".", "--registry", "rubygems", "--owned", "--sandbox", "--format", "json");
        assertThat(listed.status()).as(listed.err()).isZero();
        JsonNode packages = entries(listed, "owned").getFirst().path("packages");
        assertThat(packages.path(0).path("name").asText()).isEqualTo("sample");
        assertThat(packages.path(0).path("here").asBoolean()).isTrue();

        Run added =
                run("add", ".", "--registry", "rubygems", "--owned", "--package", "*", "--sandbox", "--format", "json");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(entries(added, "registered"))
                .singleElement()
                .satisfies(e -> assertThat(e.path("package").asText()).isEqualTo("sample"));

        Run foreign = run("add", ".", "--registry", "rubygems", "--owned", "--package", "rails", "--sandbox");
        assertThat(foreign.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(foreign.err()).contains("rails is not among the packages of this account");
    }

    @Test
    void crates_of_a_named_account_are_listed_and_npm_says_that_it_lists_none() throws Exception {
        Run nobody = run("list", ".", "--registry", "crates-io", "--owned", "--sandbox");
        assertThat(nobody.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(nobody.err()).contains("--user");

        Run listed = run(
                "list",
                ".",
                "--registry",
                "crates-io",
                "--owned",
                "--user",
                "sandbox-maintainer",
                "--sandbox",
                "--format",
                "json");
        assertThat(listed.status()).as(listed.err()).isZero();
        assertThat(entries(listed, "owned")
                        .getFirst()
                        .path("packages")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("sample-crate");

        Run npm = run("list", ".", "--registry", "npm", "--owned", "--sandbox");
        assertThat(npm.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(npm.err()).contains("npm lists no packages of an account");
    }

    @Test
    void signing_in_for_one_run_serves_npm_in_the_browser_and_rubygems_with_a_key_that_dies_by_itself()
            throws Exception {
        Run run = run("add", ".", "--sign-in", "--sandbox", "--format", "json", "--registry", "npm");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(entries(run, "registered")).hasSize(1);

        Run gem =
                run("list", ".", "--sign-in", "--owned", "--package", "sample", "--sandbox", "--registry", "rubygems");
        assertThat(gem.status()).as(gem.err()).isZero();
        assertThat(gem.err())
                .contains("expires at")
                .contains("/profile/api_keys")
                .doesNotContain("sandbox-password");
        assertThat(gem.out()).contains("You own 1 package at RubyGems.org").contains("0 publishers");
    }

    @Test
    void stored_tokens_of_npm_are_listed_and_revoked_after_they_were_shown() throws Exception {
        Run listed = run("tokens", ".", "--sandbox", "--format", "json");
        assertThat(listed.status()).as(listed.err()).isZero();
        JsonNode token = entries(listed, "tokens").getFirst().path("tokens").path(0);
        assertThat(token.path("name").asText()).isEqualTo("ci-publish");
        assertThat(token.path("bypassesSecondFactor").asBoolean()).isTrue();

        Run revoked = run("tokens", ".", "--sandbox", "--revoke", "ci-publish", "--format", "json");
        assertThat(revoked.status()).as(revoked.err()).isZero();
        assertThat(entries(revoked, "request").getFirst().path("method").asText())
                .isEqualTo("DELETE");
        assertThat(entries(revoked, "revoked")).hasSize(1);

        Run absent = run("tokens", ".", "--sandbox", "--revoke", "nothing-like-it");
        assertThat(absent.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(absent.err()).contains("no token is called nothing-like-it");
    }

    @Test
    void nothing_is_sent_where_nobody_agreed_and_a_dry_run_needs_no_credential() {
        Run dry = run("add", ".", "--dry-run");
        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("POST ").contains("release.yml").doesNotContain("registered");
        Run none = run("add", ".", "--registry", "npm");
        assertThat(none.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(none.err()).contains("TOKENLESS_NPM_TOKEN");
        Run unasked = Run.in(
                folder,
                Map.of("TOKENLESS_NPM_TOKEN", "npm_x", "TOKENLESS_GITHUB_API", "http://127.0.0.1:9"),
                "",
                "publisher",
                "add",
                ".",
                "--registry",
                "npm");
        assertThat(unasked.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(unasked.err()).contains("--yes").doesNotContain("npm_x");
    }

    /** A planted credential is on no stream, in no document and in no file, whether it worked or was refused. */
    @Test
    void a_planted_credential_is_left_nowhere() throws Exception {
        String planted = "rubygems_" + "0123456789abcdef".repeat(3);
        Map<String, String> environment = Map.of(
                "TOKENLESS_RUBYGEMS_KEY",
                planted,
                "TOKENLESS_OTP",
                "918273",
                "HOME",
                folder.toString(),
                "TOKENLESS_GITHUB_API",
                "http://127.0.0.1:9");
        for (String format : List.of("text", "json")) {
            Run dry = Run.in(
                    folder,
                    environment,
                    "",
                    "publisher",
                    "add",
                    ".",
                    "--registry",
                    "rubygems",
                    "--dry-run",
                    "--format",
                    format);
            Run offline = Run.in(
                    folder,
                    environment,
                    "",
                    "publisher",
                    "list",
                    ".",
                    "--registry",
                    "rubygems",
                    "--offline",
                    "--format",
                    format);
            Run unasked = Run.in(
                    folder, environment, "", "publisher", "add", ".", "--registry", "rubygems", "--format", format);
            for (Run run : List.of(dry, offline, unasked)) {
                assertThat(run.out() + run.err()).isNotEmpty().doesNotContain(planted, "918273");
            }
        }
        Run sandbox = run("add", ".", "--sandbox", "--format", "json", "--write");
        var account = dev.tokenless.sandbox.book.Account.usual();
        assertThat(sandbox.out() + sandbox.err())
                .doesNotContain(
                        account.rubygemsKey(), account.npmSession(), account.cratesToken(), account.oneTimePassword());
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .doesNotContain(planted, account.rubygemsKey(), account.npmSession(), account.cratesToken());
            }
        }
    }

    @Test
    void the_repository_is_spelt_as_github_spells_it_before_the_request_is_shown() throws Exception {
        try (MockWebServer gitHub = Undelayed.server()) {
            gitHub.start();
            gitHub.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body("{\"id\": 7, \"name\": \"Sample\", \"default_branch\": \"main\", \"visibility\": \"public\","
                            + " \"owner\": {\"id\": 65, \"login\": \"Octo-Org\", \"type\": \"Organization\"}}")
                    .build());
            Run run = Run.in(
                    folder,
                    Map.of("TOKENLESS_GITHUB_API", gitHub.url("/").toString(), "TOKENLESS_RUBYGEMS_KEY", "rubygems_x"),
                    "",
                    "publisher",
                    "add",
                    ".",
                    "--registry",
                    "rubygems");
            assertThat(run.status()).isEqualTo(ExitStatus.UNUSABLE);
            assertThat(run.err())
                    .contains("GitHub calls the repository Octo-Org/Sample")
                    .contains("--yes");
            assertThat(run.out()).contains("\"repository_owner\":\"Octo-Org\"").contains("\"Sample\"");
        }
    }

    @Test
    void what_an_account_owns_is_listed_for_any_folder() throws Exception {
        Files.delete(folder.resolve(".github/workflows/release.yml"));
        Run listed = run("list", ".", "--registry", "rubygems", "--owned", "--sandbox");
        assertThat(listed.status()).as(listed.err()).isZero();
        assertThat(listed.out()).contains("You own 0 packages at RubyGems.org");
        Run elsewhere = run("list", ".", "--owned", "--sandbox");
        assertThat(elsewhere.status()).isEqualTo(ExitStatus.UNUSABLE);
    }
}
