package dev.tokenless.github;

import static dev.tokenless.github.GitHubSessionTest.done;
import static dev.tokenless.github.GitHubSessionTest.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionVersionsTest {
    private static final String COMMIT = "3d3c42e5aac5ba805825da76410c181273ba90b1";
    private static final String TAG = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private ScriptedGitHub gitHub;
    private ActionVersions versions;

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        versions = new ActionVersions(gitHub.session());
        gitHub.on("GET /repos/actions/checkout", 200, """
            {"id": 1, "name": "checkout", "full_name": "actions/checkout", "url": "BASE/repos/actions/checkout",
             "owner": {"login": "actions", "id": 2}}
            """.replace("BASE", gitHub.base()));
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private String ref(String tag, String type, String sha) {
        return "{\"ref\":\"refs/tags/" + tag + "\",\"object\":{\"type\":\"" + type + "\",\"sha\":\"" + sha + "\"}}";
    }

    private void onRef(String tag, String type, String sha) {
        gitHub.on("GET /repos/actions/checkout/git/refs/tags/" + tag, 200, ref(tag, type, sha))
                .on("GET /repos/actions/checkout/git/ref/tags/" + tag, 200, ref(tag, type, sha));
    }

    @Test
    void a_light_tag_names_its_commit() {
        onRef("v7.0.1", "commit", COMMIT);
        assertThat(done(versions.of("actions/checkout@v7", "v7.0.1")))
                .isEqualTo(new ActionVersions.Version("actions/checkout", "v7.0.1", COMMIT));
        assertThat(gitHub.requests.getFirst().getHeaders().get("Authorization"))
                .isEqualTo("Bearer " + ScriptedGitHub.FINE);
        assertThat(gitHub.asked).doesNotContain("GET /user");
    }

    @Test
    void an_annotated_tag_is_followed_to_the_commit() {
        onRef("v7.0.1", "tag", TAG);
        gitHub.on("GET /repos/actions/checkout/git/tags/" + TAG, 200, """
            {"tag": "v7.0.1", "sha": "%s", "object": {"type": "commit", "sha": "%s"}}
            """.formatted(TAG, COMMIT));
        assertThat(done(versions.of("actions/checkout/sub/path@v7", "v7.0.1")).commit())
                .isEqualTo(COMMIT);
    }

    @Test
    void the_newest_release_is_resolved() {
        gitHub.on("GET /repos/actions/checkout/releases/latest", 200, "{\"id\": 5, \"tag_name\": \"v7.0.1\"}");
        onRef("v7.0.1", "commit", COMMIT);
        assertThat(done(versions.newest("actions/checkout")).tag()).isEqualTo("v7.0.1");
    }

    @Test
    void what_is_not_there_or_not_understood_is_told() {
        assertThat(trouble(versions.of("actions/checkout", "v9")).sentence())
                .contains("the tag v9 of actions/checkout");
        assertThat(trouble(versions.newest("actions/checkout"))).isInstanceOf(Trouble.NotFound.class);
        onRef("odd", "tree", COMMIT);
        assertThat(trouble(versions.of("actions/checkout", "odd"))).isInstanceOf(Trouble.Garbled.class);
        assertThat(trouble(versions.of("./local", "v1"))).isInstanceOf(Trouble.Changed.class);
        assertThat(trouble(versions.of("docker://alpine/x:1", "v1"))).isInstanceOf(Trouble.Changed.class);
    }

    @Test
    void limits_are_told_and_never_waited_for() {
        gitHub.on(
                        "GET /repos/o/limited",
                        ScriptedGitHub.json(403, "{\"message\":\"API rate limit exceeded\"}")
                                .addHeader("X-RateLimit-Limit", "60")
                                .addHeader("X-RateLimit-Remaining", "0")
                                .addHeader("X-RateLimit-Reset", "4000000000")
                                .build())
                .on(
                        "GET /repos/o/secondary",
                        ScriptedGitHub.json(403, "{\"message\":\"You have exceeded a secondary rate limit\"}")
                                .addHeader("Retry-After", "3600")
                                .build())
                .on("GET /repos/o/gone", 401, "{\"message\":\"Bad credentials\"}")
                .on("GET /repos/o/down", 500, "oops")
                .on("GET /repos/o/html", 200, "<html>");
        assertThat(trouble(versions.newest("o/limited"))).isInstanceOf(Trouble.RateLimited.class);
        assertThat(trouble(versions.newest("o/secondary"))).isInstanceOf(Trouble.RateLimited.class);
        assertThat(trouble(versions.newest("o/gone"))).isInstanceOf(Trouble.NotSignedIn.class);
        assertThat(trouble(versions.newest("o/down"))).isInstanceOf(Trouble.Down.class);
        assertThat(trouble(versions.newest("o/html"))).isInstanceOf(Trouble.class);
    }
}
