package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoriesTest {
    private ScriptedGitHub gitHub;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Repositories.Standing standing(String owner, String name) {
        return done(new Repositories(gitHub.session()).standing(owner, name));
    }

    @Test
    void a_name_is_held_against_what_github_has_now() {
        gitHub.on("GET /repos/octo-org/sample", 200, ScriptedGitHub.repository("octo-org", "sample"))
                .on("GET /repos/Octo-Org/sample", 200, ScriptedGitHub.repository("octo-org", "sample"))
                .on(
                        "GET /repos/octo-org/old",
                        ScriptedGitHub.json(301, "{\"message\":\"Moved Permanently\"}")
                                .addHeader("Location", gitHub.base() + "/repositories/1296269")
                                .build())
                .on("GET /repositories/1296269", 200, ScriptedGitHub.repository("octo-org", "sample"))
                .on(
                        "GET /repos/me/sample",
                        ScriptedGitHub.json(301, "{}")
                                .addHeader("Location", "/repositories/1296269")
                                .build());
        assertThat(standing("octo-org", "sample")).isInstanceOf(Repositories.Present.class);
        assertThat(standing("Octo-Org", "sample")).isInstanceOf(Repositories.SpeltOtherwise.class);
        assertThat(standing("octo-org", "old")).isInstanceOf(Repositories.Renamed.class);
        assertThat(standing("me", "sample")).isInstanceOf(Repositories.Transferred.class);
        assertThat(standing("me", "sample").facts().slug()).isEqualTo("octo-org/sample");
        assertThat(standing("me", "sample").facts().ownerId()).isEqualTo(6811672);
        assertThat(standing("octo-org", "sample").facts().ofOrganization()).isTrue();
    }

    @Test
    void owners_have_ids() {
        gitHub.on("GET /users/Octo-Org", 200, "{\"login\":\"octo-org\",\"id\":6811672,\"type\":\"Organization\"}");
        assertThat(done(new Repositories(gitHub.session(null)).owner("Octo-Org")))
                .isEqualTo(new Repositories.Owner("octo-org", 6811672, "Organization"));
        assertThat(trouble(new Repositories(gitHub.session(null)).owner("nobody"))
                        .sentence())
                .contains("the owner nobody");
    }

    @Test
    void subject_templates_are_read() {
        String path = "/actions/oidc/customization/sub";
        gitHub.on(
                        "GET /repos/octo-org/sample" + path,
                        200,
                        "{\"use_default\":false,\"include_claim_keys\":[\"repo\",\"context\"],\"use_immutable_subject\":true,\"sub_claim_prefix\":\"repo:octo-org@1/sample@2\"}")
                .on("GET /repos/octo-org/plain" + path, 200, "{\"use_default\":true}")
                .on("GET /orgs/octo-org" + path, 200, "{\"include_claim_keys\":[\"repo\"]}");
        SubjectTemplates templates = new SubjectTemplates(gitHub.session());
        assertThat(done(templates.ofRepository("octo-org", "sample")))
                .isEqualTo(new SubjectTemplates.Template(
                        false, List.of("repo", "context"), true, "repo:octo-org@1/sample@2"));
        assertThat(done(templates.ofRepository("octo-org", "plain")).usesDefault())
                .isTrue();
        assertThat(done(templates.ofOrganization("octo-org")).claims()).containsExactly("repo");
        assertThat(trouble(templates.ofOrganization("other"))).isInstanceOf(Trouble.NotFound.class);
    }

    @Test
    void a_repository_is_read_without_a_clone() {
        String sha = "0123456789012345678901234567890123456789";
        String content =
                Base64.getMimeEncoder().encodeToString("[project]\nname = 'sample'\n".getBytes(StandardCharsets.UTF_8));
        gitHub.on("GET /repos/octo-org/sample/git/trees/main?recursive=1", 200, """
            {"tree": [
              {"path": "py/pyproject.toml", "mode": "100644", "type": "blob", "sha": "%1$s"},
              {"path": "py", "mode": "040000", "type": "tree", "sha": "%1$s"},
              {"path": "link.toml", "mode": "120000", "type": "blob", "sha": "%1$s"},
              {"path": "sub", "mode": "160000", "type": "commit", "sha": "%1$s"},
              {"path": ".github/workflows/release.yml", "mode": "100644", "type": "blob", "sha": "%2$s"}]}
            """.formatted(
                                sha, sha.replace('0', 'a')))
                .on(
                        "GET /repos/octo-org/sample/git/blobs/" + sha,
                        200,
                        "{\"encoding\":\"base64\",\"content\":\"" + content.replace("\r\n", "\\n") + "\"}");
        SourceTree tree = done(RepositoryTree.open(gitHub.session(null), "octo-org", "sample", "main"));
        assertThat(tree.files("")).isEmpty();
        assertThat(tree.folders("")).containsExactly(".github", "py");
        assertThat(tree.files(".github/workflows/")).containsExactly("release.yml");
        assertThat(tree.read("none")).isEqualTo(new SourceTree.Absent());
        assertThat(tree.read(".github/workflows/release.yml")).isInstanceOf(SourceTree.Unread.class);
        Project project = ProjectReader.read(tree, tree.name(), null);
        assertThat(project.packages()).extracting(DeclaredPackage::name).containsExactly("sample");
        tree.read("py/pyproject.toml");
        assertThat(gitHub.asked.stream().filter(a -> a.endsWith(sha))).hasSize(1);
    }

    @Test
    void the_repositories_of_an_organisation_are_listed_without_archived_ones_and_forks() {
        gitHub.on("GET /users/octo-org", 200, "{\"login\":\"octo-org\",\"id\":1,\"type\":\"Organization\"}")
                .on("GET /users/octocat", 200, "{\"login\":\"octocat\",\"id\":2,\"type\":\"User\"}")
                .on("GET /users/octocat/repos?type=owner&per_page=100", 200, "[]")
                .on(
                        "GET /orgs/octo-org/repos?type=sources&per_page=100",
                        200,
                        "[" + ScriptedGitHub.repository("octo-org", "a") + ","
                                + ScriptedGitHub.repository("octo-org", "b")
                                        .replace("\"archived\": false", "\"archived\": true")
                                + ","
                                + ScriptedGitHub.repository("octo-org", "c")
                                        .replace("\"fork\": false", "\"fork\": true")
                                + "]");
        Repositories repositories = new Repositories(gitHub.session());
        assertThat(done(repositories.ofOwner("octo-org")))
                .extracting(Repositories.Facts::name)
                .containsExactly("a");
        assertThat(done(repositories.ofOwner("octocat"))).isEmpty();
    }

    @Test
    void a_list_that_github_cut_is_no_repository() {
        gitHub.on("GET /repos/octo-org/huge/git/trees/main?recursive=1", 200, "{\"tree\":[],\"truncated\":true}");
        assertThat(trouble(RepositoryTree.open(gitHub.session(), "octo-org", "huge", "main"))
                        .sentence())
                .contains("Clone it");
    }
}
