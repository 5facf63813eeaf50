package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.RememberingGitHub;
import dev.tokenless.repo.sample.SampleProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to GitHub, against one on loopback that remembers. */
class GitHubCommandsTest {
    @TempDir
    private Path folder;

    private RememberingGitHub gitHub;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        gitHub = new RememberingGitHub();
        SampleProject.layOut(Files.createDirectory(folder.resolve("sample")));
        gitHub.holding(folder.resolve("sample"));
        environment.put("TOKENLESS_GITHUB_API", gitHub.url());
        environment.put("TOKENLESS_STATE", folder.resolve("state").toString());
        // GitHub Enterprise's variable, since the played one is no public GitHub.
        environment.put("GH_ENTERPRISE_TOKEN", RememberingGitHub.TOKEN);
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Run run(String... args) {
        return Run.in(folder, environment, "", args);
    }

    private void migrate() {
        assertThat(run("workflow", "sample", "--write").status()).isZero();
    }

    @Test
    void an_environment_is_planned_shown_made_and_found_again() {
        migrate();
        Run missing = run("environment", "sample");
        assertThat(missing.out()).contains("pypi: not there.");
        assertThat(missing.status()).isEqualTo(1);

        Run shown = run("environment", "sample", "--create", "--dry-run");
        assertThat(shown.out()).contains("PUT ", "deployment-branch-policies");
        assertThat(gitHub.environments).isEmpty();

        Run unasked = run("environment", "sample", "--create");
        assertThat(unasked.err()).contains("--yes");
        assertThat(gitHub.environments).isEmpty();

        Run made = run("environment", "sample", "--create", "--yes");
        assertThat(made.status()).isZero();
        assertThat(made.err()).contains("as octocat").doesNotContain(RememberingGitHub.TOKEN);
        assertThat(gitHub.environments).containsEntry("pypi", List.of("tag v*"));

        Run again = run("environment", "sample", "--create", "--yes");
        assertThat(again.out()).contains("It has all of this already");
        assertThat(again.status()).isZero();
        assertThat(gitHub.environments).containsEntry("pypi", List.of("tag v*"));
    }

    @Test
    void a_rule_that_refuses_the_release_tag_is_found_by_environment_check_and_diagnose() {
        migrate();
        gitHub.environments.put("pypi", List.of("branch main"));
        Run gate = run("environment", "sample", "--name", "pypi");
        assertThat(gate.err()).isEmpty();
        assertThat(gate.status()).isEqualTo(1);
        assertThat(gate.out()).contains("lets through branch main", "would be refused", "Add a tag rule");

        Run check = run("check", "sample", "--online", "--rule", "environment-policy-blocks-ref");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).contains("No tag rule of the environment pypi");
        assertThat(run("check", "sample", "--rule", "environment-policy-blocks-ref")
                        .status())
                .isZero();

        Run diagnosed = run("diagnose", "sample", "--online");
        assertThat(diagnosed.out()).contains("[environment-policy-blocks-ref]", "/settings/environments");
    }

    @Test
    void the_rights_that_a_classic_token_lacks_are_named_with_the_page_that_makes_one() {
        migrate();
        environment.put("GH_ENTERPRISE_TOKEN", "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345");
        gitHub.scopes = "repo";
        run("migration", "sample", "--done", "publisher-registered");
        Run run = run("migration", "sample", "--pull-request", "--yes");
        assertThat(run.err())
                .contains("The token lacks: change workflow files (scope “workflow”)")
                .contains("personal-access-tokens/new?name=Tokenless+sample");
        assertThat(run.err()).contains("may not change files in .github/workflows");
        assertThat(run.status()).isEqualTo(3);
        assertThat(gitHub.branches).containsOnlyKeys("main");
    }

    @Test
    void without_a_token_every_command_says_how_to_sign_in_and_how_to_do_it_by_hand() {
        environment.remove("GH_ENTERPRISE_TOKEN");
        Run run = run("secret", "sample");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "By hand:", "/settings/secrets/actions");
    }

    @Test
    void a_person_is_asked_before_gh_is_and_may_paste_a_token() throws IOException {
        environment.remove("GH_ENTERPRISE_TOKEN");
        gitHub.secrets.get("").add("PYPI_API_TOKEN");
        Run run = Run.asked(folder, environment, "n\n" + RememberingGitHub.TOKEN + "\n", "secret", "sample");
        assertThat(run.err()).contains("May gh be asked for its token", "Signed in to", "what you pasted");
        assertThat(run.err()).doesNotContain(RememberingGitHub.TOKEN);
        assertThat(run.out()).contains("PYPI_API_TOKEN  (the repository", ".github/workflows/release.yml:");
    }

    @Test
    void a_secret_stays_while_it_is_used_or_needed_and_goes_afterwards() {
        gitHub.secrets.get("").addAll(List.of("PYPI_API_TOKEN", "OTHER"));
        Run used = run("secret", "sample", "--delete", "PYPI_API_TOKEN", "--yes");
        assertThat(used.status()).isEqualTo(1);
        assertThat(used.err()).contains("is still used", "Nothing was deleted");

        migrate();
        Run needed = run("secret", "sample", "--delete", "PYPI_API_TOKEN", "--yes");
        assertThat(needed.status()).isEqualTo(1);
        assertThat(needed.err()).contains("octo-sample has no proven release without a token yet");
        assertThat(gitHub.secrets.get("")).contains("PYPI_API_TOKEN");

        for (String stage : List.of("publisher-registered", "production-switched", "first-trusted-release")) {
            assertThat(run("migration", "sample", "--done", stage).status()).isZero();
        }
        assertThat(run("migration", "sample", "--skip", "test-release").status())
                .isZero();
        Run shown = run("secret", "sample", "--delete", "PYPI_API_TOKEN", "--dry-run");
        assertThat(shown.out()).contains("DELETE ", "/actions/secrets/PYPI_API_TOKEN");
        assertThat(gitHub.secrets.get("")).contains("PYPI_API_TOKEN");
        Run gone = run("secret", "sample", "--delete", "PYPI_API_TOKEN", "--yes");
        assertThat(gone.out()).contains("is deleted. Revoke the token itself");
        assertThat(gitHub.secrets.get("")).containsExactly("OTHER");
        Run again = run("secret", "sample", "--delete", "PYPI_API_TOKEN", "--yes");
        assertThat(again.out()).contains("GitHub holds no such secret here");

        gitHub.secrets.get("").add("PYPI_API_TOKEN");
        assertThat(run("migration", "sample", "--done", "token-revoked").status())
                .isZero();
        assertThat(run("secret", "sample", "--delete", "PYPI_API_TOKEN", "--yes")
                        .out())
                .contains("is deleted.")
                .doesNotContain("Revoke the token");
    }

    @Test
    void the_pull_request_waits_for_the_publisher_then_opens_once_with_the_runbook() {
        Run held = run("migration", "sample", "--pull-request", "--yes");
        assertThat(held.status()).isEqualTo(1);
        assertThat(held.err()).contains("waits until");
        assertThat(gitHub.asked).noneMatch(a -> a.startsWith("POST"));

        run("migration", "sample", "--done", "publisher-registered");
        Run shown = run("migration", "sample", "--pull-request", "--dry-run");
        assertThat(shown.out()).contains(".github/workflows/release.yml", "Before this is merged");
        Run opened = run("migration", "sample", "--pull-request", "--yes");
        assertThat(opened.err() + opened.out()).contains("The pull request 7 is open");
        assertThat(gitHub.files("trusted-publishing").get(".github/workflows/release.yml"))
                .contains("id-token: write")
                .doesNotContain("PYPI_API_TOKEN");
        Run again = run("migration", "sample", "--pull-request", "--yes");
        assertThat(again.out()).contains("The pull request 7 is open");
        assertThat(gitHub.pulls).containsExactly("trusted-publishing");
        assertThat(gitHub.branches).containsOnlyKeys("main", "trusted-publishing");
    }

    @Test
    void an_open_pull_request_is_shown_with_what_it_lacks_and_gets_one_commit_more() {
        String file = ".github/workflows/release.yml";
        run("migration", "sample", "--done", "publisher-registered");
        run("migration", "sample", "--pull-request", "--yes");
        String migrated = gitHub.files("trusted-publishing").get(file);
        gitHub.push("trusted-publishing", Map.of(file, migrated.replace("id-token: write", "id-token: none")));

        Run shown = run("migration", "sample", "--pull-request", "--dry-run");
        assertThat(shown.out())
                .contains("The pull request 7 is open already", "Branch trusted-publishing, one commit more", file)
                .contains("lines that only this branch holds", "id-token: none");
        assertThat(gitHub.files("trusted-publishing").get(file)).contains("id-token: none");

        Run added = run("migration", "sample", "--pull-request", "--yes");
        assertThat(added.out()).contains("The pull request 7 has one commit more, with " + file);
        assertThat(added.status()).isZero();
        assertThat(gitHub.files("trusted-publishing").get(file)).isEqualTo(migrated);
        assertThat(gitHub.pulls).containsExactly("trusted-publishing");
        Run again = run("migration", "sample", "--pull-request", "--dry-run");
        assertThat(again.out()).contains("holds all of this");
    }

    @Test
    void what_was_written_is_taken_back() throws IOException {
        Path file = folder.resolve("sample/.github/workflows/release.yml");
        String before = Files.readString(file);
        migrate();
        assertThat(Files.readString(file)).isNotEqualTo(before);
        Run undone = run("migration", "sample", "--undo");
        assertThat(undone.out()).contains("Took back what workflow wrote");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(run("migration", "sample", "--undo").err()).contains("Use git to go back");
    }

    @Test
    void a_rename_and_a_transfer_are_found_and_the_present_name_counts() {
        gitHub.name = "renamed";
        Run renamed = run("check", "sample", "--online", "--fail-on", "warning", "--rule", "repository-renamed");
        assertThat(renamed.out()).contains("octo-org/renamed", "no registry follows GitHub's redirect");
        gitHub.name = "sample";
        gitHub.owner = "other-org";
        Run moved = run("check", "sample", "--online", "--rule", "owner-transferred");
        assertThat(moved.out()).contains("other-org/sample");
    }

    @Test
    void the_owner_is_spelt_as_git_hub_spells_it_and_the_ids_are_known() {
        gitHub.owner = "Octo-Org";
        Run run = run("check", "sample", "--online", "--format", "json");
        assertThat(run.out()).contains("\"Octo-Org\"").contains("6811672");
        assertThat(run("check", "sample", "--format", "json").out()).doesNotContain("6811672");
    }

    @Test
    void the_log_of_a_failed_run_is_fetched_and_diagnosed() {
        gitHub.failedLogs.put("publish", """
            2026-01-01T00:00:00.0000000Z ##[group]Run pypa/gh-action-pypi-publish@release/v1
            2026-01-01T00:00:01.0000000Z * `invalid-publisher`: valid token, but no corresponding publisher
            """);
        Run run = run("diagnose", "sample", "--run", "last");
        assertThat(run.err()).contains("The last failed run: v1.4.0");
        assertThat(run.status()).isEqualTo(1);
        assertThat(gitHub.asked).anyMatch(a -> a.endsWith("/actions/jobs/0/logs"));
        assertThat(run("diagnose", "sample", "--run", "what").err()).contains("is no run");
    }

    @Test
    void pins_are_refreshed_from_annotated_tags_and_every_step_keeps_its_version() {
        Run offline = run("fix", "sample", "--rule", "unpinned-action", "--diff");
        assertThat(offline.out()).doesNotContain("b".repeat(40));
        gitHub.latest = "v99.1.2";
        Run fixed = run("fix", "sample", "--rule", "unpinned-action", "--online", "--diff");
        assertThat(fixed.out()).contains("pypa/gh-action-pypi-publish@" + "b".repeat(40) + " # release/v1");
        assertThat(fixed.err()).contains("would fix: Pin pypa/gh-action-pypi-publish to the commit of release/v1");
        Run pinned = run("workflow", "sample", "--pin", "--online", "--diff");
        assertThat(pinned.out()).contains("@" + "b".repeat(40) + " # v99.1.2");
        gitHub.latest = null;
        Run unseen = run("workflow", "sample", "--pin", "--online", "--diff");
        assertThat(unseen.err()).contains("could not see the newest release of");
        assertThat(unseen.out()).doesNotContain("b".repeat(40)).contains("id-token: write");
    }

    @Test
    void what_git_hub_adds_stands_in_every_format() throws IOException {
        migrate();
        gitHub.environments.put("pypi", List.of("branch main"));
        for (String format : List.of("json", "sarif", "markdown", "text")) {
            Run run = run("check", "sample", "--online", "--format", format);
            assertThat(run.err()).as(format).doesNotContain("went wrong");
            assertThat(run.out()).as(format).contains("environment-policy-blocks-ref");
            assertThat(run.status()).isEqualTo(1);
        }
        assertThat(run("rehearse", "sample", "--online").err()).doesNotContain("went wrong");
    }

    @Test
    void a_git_hub_that_does_not_answer_leaves_the_offline_answer_and_says_so() {
        gitHub.instead = (_, _) -> new mockwebserver3.MockResponse.Builder()
                .code(403)
                .addHeader("x-ratelimit-remaining", "0")
                .addHeader("x-ratelimit-reset", "4102444800")
                .body("{\"message\":\"API rate limit exceeded\"}")
                .build();
        Run run = run("check", "sample", "--online");
        assertThat(run.err()).contains("GitHub answers no more requests").doesNotContainPattern("\\d\\.\\d+Z");
        assertThat(run.out()).contains("PyPI");
    }
}
