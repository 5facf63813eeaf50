package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.Environment.RefPattern;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final String BASE = "/repos/octo-org/sample/environments";
    private static final String PYPI = """
        {"id": 1, "name": "pypi", "can_admins_bypass": false,
         "protection_rules": [
           {"id": 2, "type": "required_reviewers", "prevent_self_review": true, "reviewers": [
             {"type": "User", "reviewer": {"login": "octocat", "id": 583231}},
             {"type": "Team", "reviewer": {"slug": "releasers", "id": 7}}]},
           {"id": 3, "type": "wait_timer", "wait_timer": 10},
           {"id": 4, "type": "custom", "app": {"slug": "gatekeeper"}},
           {"id": 5, "type": "branch_policy"}],
         "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}}
        """;
    private static final String POLICIES =
            "{\"total_count\":2,\"branch_policies\":[{\"id\":1,\"name\":\"main\",\"type\":\"branch\"},{\"id\":2,\"name\":\"v*\",\"type\":\"tag\"}]}";

    private ScriptedGitHub gitHub;
    private Environments environments;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        environments = new Environments(gitHub.session(), "octo-org", "sample");
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private ScriptedGitHub withPypi() {
        return gitHub.on("GET " + BASE + "/pypi", 200, PYPI)
                .on("GET " + BASE + "/pypi/deployment-branch-policies?per_page=100", 200, POLICIES);
    }

    @Test
    void an_environment_is_read_with_all_its_rules() {
        withPypi().on("GET " + BASE + "?per_page=100", 200, "{\"total_count\":1,\"environments\":[" + PYPI + "]}");
        Environment pypi = done(environments.find("pypi")).orElseThrow();
        assertThat(pypi.reviewers())
                .extracting(r -> r.type() + r.id() + r.name())
                .containsExactly("User583231octocat", "Team7releasers");
        assertThat(pypi.waitMinutes()).isEqualTo(10);
        assertThat(pypi.preventSelfReview()).isTrue();
        assertThat(pypi.administratorsBypass()).isFalse();
        assertThat(pypi.otherRules()).containsExactly("gatekeeper");
        assertThat(pypi.policy())
                .isEqualTo(new Environment.Patterns(
                        List.of(new RefPattern("main", "branch"), new RefPattern("v*", "tag"))));
        assertThat(done(environments.all())).containsExactly(pypi);
        assertThat(done(environments.find("none"))).isEmpty();
    }

    @Test
    void slashes_in_names_are_encoded() {
        gitHub.on("GET " + BASE + "/a%2Fb%20c", 200, "{\"name\":\"a/b c\",\"deployment_branch_policy\":null}");
        assertThat(done(environments.find("a/b c")).orElseThrow().policy()).isEqualTo(new Environment.AnyRef());
    }

    @Test
    void a_plan_shows_every_request_before_any_is_sent() {
        gitHub.on("GET " + BASE + "?per_page=100", 200, "{\"environments\":[]}");
        Environments.Plan plan = done(environments.plan(new Environments.Wanted(
                "pypi", List.of(new Environment.Reviewer("User", 9, "me")), List.of(new RefPattern("v*", "tag")))));
        assertThat(plan.steps())
                .extracting(Environments.Step::words)
                .containsExactly("Create the environment pypi", "Let the tag v* through");
        assertThat(plan.steps().getFirst().request().shown())
                .startsWith("PUT " + gitHub.base() + BASE + "/pypi\n")
                .contains("\"reviewers\":[{\"type\":\"User\",\"id\":9}]")
                .contains("\"deployment_branch_policy\":{\"protected_branches\":false,\"custom_branch_policies\":true}")
                .contains("Authorization: Bearer ***");
        assertThat(gitHub.asked).allMatch(a -> a.startsWith("GET "));
        gitHub.on("PUT " + BASE + "/pypi", 200, PYPI)
                .on(
                        "POST " + BASE + "/pypi/deployment-branch-policies",
                        200,
                        "{\"id\":1,\"name\":\"v*\",\"type\":\"tag\"}");
        withPypi();
        assertThat(done(environments.carryOut(plan)).name()).isEqualTo("pypi");
        assertThat(gitHub.body("POST " + BASE + "/pypi/deployment-branch-policies"))
                .isEqualTo("{\"name\":\"v*\",\"type\":\"tag\"}");
    }

    @Test
    void changing_an_environment_keeps_what_it_has() {
        withPypi();
        Environments.Plan same = done(environments.plan(new Environments.Wanted(
                "pypi",
                List.of(new Environment.Reviewer("User", 583231, "octocat")),
                List.of(new RefPattern("v*", "tag")))));
        assertThat(same.steps()).isEmpty();
        Environments.Plan more = done(environments.plan(new Environments.Wanted(
                "pypi", List.of(new Environment.Reviewer("User", 9, "me")), List.of(new RefPattern("r*", "tag")))));
        assertThat(more.steps()).hasSize(2);
        assertThat(more.steps().getFirst().request().shown())
                .contains("\"wait_timer\":10")
                .contains("\"can_admins_bypass\":false")
                .contains("\"prevent_self_review\":true")
                .contains("{\"type\":\"User\",\"id\":583231},{\"type\":\"Team\",\"id\":7},{\"type\":\"User\",\"id\":9}")
                .contains("\"custom_branch_policies\":true");
    }

    @Test
    void the_limits_of_small_plans_are_told() {
        gitHub.on("GET " + BASE + "?per_page=100", 200, "{\"environments\":[]}")
                .on("PUT " + BASE + "/pypi", 404, "{\"message\":\"Not Found\"}")
                .on(
                        "PUT " + BASE + "/pypi",
                        422,
                        "{\"message\":\"Failed to create the environment protection rule. Please ensure the billing"
                                + " plan supports the required reviewers protection rule.\"}");
        Environments.Plan plan = done(environments.plan(new Environments.Wanted("pypi", List.of(), List.of())));
        assertThat(trouble(environments.carryOut(plan)).sentence()).contains("need a paid plan");
        assertThat(trouble(environments.carryOut(plan)).sentence()).contains("no reviewers");
    }

    @Test
    void missing_rights_are_told_by_name() {
        gitHub.on("GET " + BASE + "?per_page=100", 200, "{\"environments\":[]}")
                .on(
                        "PUT " + BASE + "/pypi",
                        ScriptedGitHub.json(403, "{\"message\":\"Resource not accessible by personal access token\"}")
                                .addHeader("X-Accepted-GitHub-Permissions", "administration=write")
                                .build());
        Environments.Plan plan = done(environments.plan(new Environments.Wanted("pypi", List.of(), List.of())));
        assertThat(trouble(environments.carryOut(plan)).sentence())
                .contains("Administration: Read and write")
                .contains("administration=write");
    }

    @Test
    void reviewers_are_found_by_name() {
        gitHub.on("GET /users/octocat", 200, "{\"login\":\"octocat\",\"id\":583231}")
                .on("GET /orgs/octo-org/teams/releasers", 200, "{\"slug\":\"releasers\",\"id\":7}");
        assertThat(done(environments.reviewer("octocat")))
                .isEqualTo(new Environment.Reviewer("User", 583231, "octocat"));
        assertThat(done(environments.reviewer("octo-org/releasers")))
                .isEqualTo(new Environment.Reviewer("Team", 7, "octo-org/releasers"));
    }

    private static Environment with(Environment.Policy policy) {
        return new Environment("pypi", List.of(), 0, false, true, policy, List.of());
    }

    private static Environment patterns(String... typesAndNames) {
        List<RefPattern> patterns = new java.util.ArrayList<>();
        for (int i = 0; i < typesAndNames.length; i += 2) {
            patterns.add(new RefPattern(typesAndNames[i + 1], typesAndNames[i]));
        }
        return with(new Environment.Patterns(patterns));
    }

    @Test
    void the_gate_is_told_beforehand() {
        assertThat(Gate.of(with(new Environment.AnyRef()), "refs/tags/v1")).isInstanceOf(Gate.LetsThrough.class);
        assertThat(Gate.of(with(new Environment.ProtectedBranches()), "refs/tags/v1"))
                .isInstanceOf(Gate.Blocks.class);
        assertThat(Gate.of(with(new Environment.ProtectedBranches()), "refs/heads/main"))
                .isInstanceOf(Gate.Undetermined.class);
        assertThat(Gate.of(patterns("tag", "v*"), "refs/tags/v1.2")).isInstanceOf(Gate.LetsThrough.class);
        assertThat(Gate.of(patterns("branch", "v*"), "refs/tags/v1.2"))
                .isInstanceOfSatisfying(
                        Gate.Blocks.class,
                        no -> assertThat(no.sentence())
                                .contains("for branches only")
                                .contains("Add the same rule for a tag"));
        assertThat(Gate.of(patterns("tag", "v*", "branch", "main"), "refs/heads/main"))
                .isInstanceOf(Gate.LetsThrough.class);
        assertThat(Gate.of(patterns("tag", "release-*"), "refs/tags/v1.2")).isInstanceOf(Gate.Blocks.class);
        assertThat(Gate.of(patterns(), "refs/tags/v1.2")).isInstanceOf(Gate.Blocks.class);
    }

    @Test
    void protected_branches_are_asked_for() {
        Environment guarded = with(new Environment.ProtectedBranches());
        gitHub.on("GET /repos/octo-org/sample/branches/main", 200, "{\"name\":\"main\",\"protected\":true}")
                .on("GET /repos/octo-org/sample/branches/dev", 200, "{\"name\":\"dev\",\"protected\":false}")
                .on("GET /repos/octo-org/sample/branches?protected=true&per_page=1", 200, "[{\"name\":\"main\"}]")
                .on("GET /repos/octo-org/sample/branches?protected=true&per_page=1", 200, "[]");
        assertThat(done(environments.gate(guarded, "refs/heads/main"))).isInstanceOf(Gate.LetsThrough.class);
        assertThat(done(environments.gate(guarded, "refs/heads/dev"))).isInstanceOf(Gate.Blocks.class);
        assertThat(done(environments.gate(guarded, "refs/heads/dev"))).isInstanceOf(Gate.LetsThrough.class);
        assertThat(done(environments.gate(guarded, "refs/tags/v1"))).isInstanceOf(Gate.Blocks.class);
    }
}
