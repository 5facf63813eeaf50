package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String BASE = "/repos/octo-org/sample";

    private ScriptedGitHub gitHub;
    private Secrets secrets;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        secrets = new Secrets(gitHub.session(), "octo-org", "sample");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static String list(String... names) {
        StringBuilder json = new StringBuilder("{\"total_count\":" + names.length + ",\"secrets\":[");
        for (int i = 0; i < names.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(names[i])
                    .append("\",\"created_at\":\"2026-01-01T00:00:00Z\",\"updated_at\":\"2026-02-01T00:00:00Z\"}");
        }
        return json.append("]}").toString();
    }

    @Test
    void names_are_listed_at_every_level_and_what_is_hidden_is_said() {
        gitHub.on("GET " + BASE + "/actions/secrets?per_page=100", 200, list("PYPI_API_TOKEN", "NPM_TOKEN"))
                .on("GET " + BASE + "/environments/release%2Fone/secrets?per_page=100", 200, list("RUBYGEMS_API_KEY"))
                .on(
                        "GET " + BASE + "/actions/organization-secrets?per_page=100",
                        403,
                        "{\"message\":\"Resource not accessible by personal access token\"}")
                .on("GET " + BASE + "/dependabot/secrets?per_page=100", 200, list());
        Secrets.Listing listing = secrets.list(List.of("release/one"));
        assertThat(listing.secrets())
                .extracting(s -> s.name() + " of " + s.level().words())
                .containsExactly(
                        "PYPI_API_TOKEN of the repository",
                        "NPM_TOKEN of the repository",
                        "RUBYGEMS_API_KEY of the environment release/one");
        assertThat(listing.untold()).singleElement().satisfies(u -> {
            assertThat(u.level()).isEqualTo(new Secrets.OfOrganization("octo-org"));
            assertThat(u.trouble()).isInstanceOf(Trouble.MissingRight.class);
        });
    }

    @Test
    void a_secret_is_deleted_where_it_is_kept() {
        gitHub.on("DELETE " + BASE + "/actions/secrets/NPM_TOKEN", 204, "")
                .on("DELETE " + BASE + "/environments/pypi/secrets/T", 204, "")
                .on("DELETE /orgs/octo-org/actions/secrets/T", 204, "")
                .on("DELETE " + BASE + "/dependabot/secrets/T", 204, "");
        for (Secrets.Stored secret : List.of(
                new Secrets.Stored("NPM_TOKEN", new Secrets.OfRepository(), ""),
                new Secrets.Stored("T", new Secrets.OfEnvironment("pypi"), ""),
                new Secrets.Stored("T", new Secrets.OfOrganization("octo-org"), ""),
                new Secrets.Stored("T", new Secrets.OfDependabot(), ""))) {
            assertThat(done(secrets.delete(secret))).isEqualTo(secret);
        }
        assertThat(secrets.deletion(new Secrets.Stored("NPM_TOKEN", new Secrets.OfRepository(), ""))
                        .shown())
                .startsWith("DELETE " + gitHub.base() + BASE + "/actions/secrets/NPM_TOKEN\n");
    }

    @Test
    void a_secret_that_is_gone_is_gone_and_one_that_is_hidden_is_not() {
        Secrets.Stored token = new Secrets.Stored("NPM_TOKEN", new Secrets.OfRepository(), "");
        gitHub.on("GET " + BASE + "/actions/secrets?per_page=100", 200, list("NPM_TOKEN"))
                .on("GET " + BASE + "/actions/secrets?per_page=100", 200, list("OTHER"));
        assertThat(trouble(secrets.delete(token))).isInstanceOf(Trouble.NotFound.class);
        assertThat(done(secrets.delete(token))).isEqualTo(token);
    }

    private static List<String> uses(String secret, String text) {
        return SecretUses.of(secret, List.of(new SourceText("w.yml", text))).stream()
                .map(u -> u.kind() + " " + u.place().line() + " " + u.line())
                .toList();
    }

    @Test
    void uses_of_a_secret_are_found_in_every_spelling() {
        assertThat(uses("NPM_TOKEN", """
            # ${{ secrets.NPM_TOKEN }}
            a: ${{ secrets.NPM_TOKEN }}
            b: ${{ secrets.npm_token || secrets['NPM_TOKEN'] }}
            c: ${{ secrets.NPM_TOKEN_2 }} ${{ secrets.MY_NPM_TOKEN }}
            d: ${{ secrets[format('NPM_{0}', 'TOKEN')] }}
            e: ${{ toJSON(secrets) }}
              secrets: inherit # all
              secrets: "inherited"
            """))
                .containsExactly(
                        "NAMED 2 a: ${{ secrets.NPM_TOKEN }}",
                        "NAMED 3 b: ${{ secrets.npm_token || secrets['NPM_TOKEN'] }}",
                        "NAMED 3 b: ${{ secrets.npm_token || secrets['NPM_TOKEN'] }}",
                        "ANY 5 d: ${{ secrets[format('NPM_{0}', 'TOKEN')] }}",
                        "ANY 6 e: ${{ toJSON(secrets) }}",
                        "INHERITED 7 secrets: inherit # all");
        assertThat(uses("X", "a: ${{ secrets.NPM_TOKEN }}")).isEmpty();
    }

    @Test
    void the_files_that_can_use_secrets_are_the_workflows_and_dependabots() {
        MemoryTree tree = new MemoryTree(Map.of(
                ".github/workflows/a.yml",
                "",
                ".github/workflows/b.yaml",
                "",
                ".github/workflows/c.txt",
                "",
                ".github/workflows/sub/d.yml",
                "",
                ".github/dependabot.yml",
                "x: ${{secrets.T}}",
                ".github/labeler.yml",
                ""));
        assertThat(SecretUses.files(tree))
                .extracting(SourceText::path)
                .containsExactly(".github/workflows/a.yml", ".github/workflows/b.yaml", ".github/dependabot.yml");
        assertThat(SecretUses.of("T", SecretUses.files(tree))).hasSize(1);
    }

    @Test
    void a_users_repository_has_no_secrets_of_an_organisation() {
        secrets.list(List.of(), false);
        assertThat(gitHub.asked).noneMatch(a -> a.contains("organization-secrets"));
    }
}
