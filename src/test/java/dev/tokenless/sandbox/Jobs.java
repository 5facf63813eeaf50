package dev.tokenless.sandbox;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs and publishers that the sandbox's tests speak of. */
public final class Jobs {
    public static final String OWNER_ID = "65";

    private Jobs() {}

    /** The claims of a tag push of octo-org/sample that runs release.yml in environment {@code release}. */
    public static Map<String, Object> release() {
        String workflow = "octo-org/sample/.github/workflows/release.yml@refs/tags/v1.0.0";
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "repo:octo-org/sample:environment:release");
        claims.put("repository", "octo-org/sample");
        claims.put("repository_owner", "octo-org");
        claims.put("repository_owner_id", OWNER_ID);
        claims.put("repository_visibility", "private");
        claims.put("workflow_ref", workflow);
        claims.put("job_workflow_ref", workflow);
        claims.put("environment", "release");
        claims.put("event_name", "push");
        claims.put("ref", "refs/tags/v1.0.0");
        claims.put("ref_type", "tag");
        claims.put("sha", "4f0c1e7b8a9d2c3e5f60718293a4b5c6d7e8f901");
        claims.put("run_id", "1234567890");
        claims.put("runner_environment", "github-hosted");
        return claims;
    }

    /** The same with one claim changed. */
    public static Map<String, Object> release(String claim, Object value) {
        Map<String, Object> claims = release();
        claims.put(claim, value);
        return claims;
    }

    /** The publisher that believes that job. */
    public static TrustedPublisher publisher(RegistryId registry, String project) {
        return publisher(registry, project, "release.yml", "release");
    }

    public static TrustedPublisher publisher(RegistryId registry, String project, String workflow, String environment) {
        return new TrustedPublisher(
                registry,
                project,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", workflow, environment, OWNER_ID, null, null),
                registry.equals(RegistryId.NPM) ? List.of("publish") : List.of(),
                null,
                null,
                null);
    }
}
