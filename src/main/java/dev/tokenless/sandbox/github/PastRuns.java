package dev.tokenless.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.sandbox.http.Response;
import java.util.List;
import java.util.Map;

/** One failed release of the sample, for Diagnose. */
final class PastRuns {
    private static final String LOG = """
        2026-11-18T16:02:38.0000000Z ##[group]Run pypa/gh-action-pypi-publish@release/v1
        2026-11-18T16:02:38.0000000Z ##[endgroup]
        2026-11-18T16:02:41.0000000Z Checking dist/octo_sample-1.4.0.tar.gz: PASSED
        2026-11-18T16:02:43.0000000Z ##[error]Trusted publishing exchange failure:
        2026-11-18T16:02:43.0000000Z Token request failed: the server refused the request for the following reasons:
        2026-11-18T16:02:43.0000000Z
        2026-11-18T16:02:43.0000000Z * `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)
        2026-11-18T16:02:43.0000000Z
        2026-11-18T16:02:43.0000000Z * `sub`: `repo:%1$s/%2$s:environment:release`
        2026-11-18T16:02:43.0000000Z * `repository`: `%1$s/%2$s`
        2026-11-18T16:02:43.0000000Z * `repository_owner`: `%1$s`
        2026-11-18T16:02:43.0000000Z * `repository_owner_id`: `65`
        2026-11-18T16:02:43.0000000Z * `workflow_ref`: `%1$s/%2$s/.github/workflows/release.yml@refs/tags/v1.4.0`
        2026-11-18T16:02:43.0000000Z * `job_workflow_ref`: `%1$s/%2$s/.github/workflows/release.yml@refs/tags/v1.4.0`
        2026-11-18T16:02:43.0000000Z * `ref`: `refs/tags/v1.4.0`
        2026-11-18T16:02:43.0000000Z * `environment`: `release`
        2026-11-18T16:02:44.0000000Z ##[error]Process completed with exit code 1.
        """;

    private final String owner;
    private final String name;

    PastRuns(String owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    Response answer(String method, List<String> path, JsonNode body) {
        String rest = String.join("/", path.subList(1, path.size()));
        if (method.equals("POST")) {
            return rest.endsWith("/dispatches") && body.path("ref").isTextual()
                    ? Response.empty(204)
                    : PlayedGitHub.missing();
        }
        return switch (rest) {
            case "runs" -> Response.json(200, Map.of("total_count", 1, "workflow_runs", List.of(run())));
            case "runs/184/jobs" ->
                Response.json(
                        200,
                        Map.of(
                                "total_count",
                                1,
                                "jobs",
                                List.of(Map.of(
                                        "id",
                                        421,
                                        "name",
                                        "pypi",
                                        "conclusion",
                                        "failure",
                                        "html_url",
                                        "",
                                        "steps",
                                        List.of(Map.of("number", 3, "name", "Publish", "conclusion", "failure"))))));
            case "jobs/421/logs" -> Response.text(200, LOG.formatted(owner, name));
            default -> PlayedGitHub.missing();
        };
    }

    private Map<String, Object> run() {
        return Map.of(
                "id", 184,
                "name", "Release",
                "display_title", "v1.4.0",
                "path", ".github/workflows/release.yml",
                "event", "push",
                "head_branch", "v1.4.0",
                "head_sha", "9be1c07000000000000000000000000000000000",
                "conclusion", "failure",
                "created_at", "2026-11-18T16:01:58Z",
                "html_url", "");
    }
}
