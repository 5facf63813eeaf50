package dev.tokenless.sandbox;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.sandbox.book.Owners;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a job that is nobody's: a tag push that runs the workflow of a publisher, so that a client which is tried
 * out against the sandbox presents what the publisher expects.
 */
final class PublisherClaims {
    private static final String TAG = "v1.0.0";
    private static final String COMMIT = "0".repeat(40);

    private PublisherClaims() {}

    /** The claims that the first publisher of a GitHub or GitLab job expects; those of octo-org/sample where there is none. */
    static Map<String, Object> of(List<TrustedPublisher> publishers, Owners owners) {
        for (TrustedPublisher publisher : publishers) {
            if (publisher.identity() instanceof PublisherIdentity.GitHub g) {
                return gitHub(g, owners);
            }
            if (publisher.identity() instanceof PublisherIdentity.GitLab g) {
                return gitLab(g);
            }
        }
        return gitHub(
                new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", null, null, null, null), owners);
    }

    private static Map<String, Object> gitHub(PublisherIdentity.GitHub g, Owners owners) {
        String repository = g.owner() + "/" + g.repository();
        String called = g.workflowOwner() == null || g.workflowRepository() == null
                ? repository
                : g.workflowOwner() + "/" + g.workflowRepository();
        String reference = "/.github/workflows/" + g.workflow() + "@refs/tags/" + TAG;
        @Nullable
        String ownerId = g.ownerId() == null
                ? owners.find(g.owner()).map(Owners.Owner::id).orElse(null)
                : g.ownerId();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject(g, repository));
        claims.put("repository", repository);
        claims.put("repository_id", Owners.madeUp(repository));
        claims.put("repository_owner", g.owner());
        claims.put("repository_owner_id", Objects.toString(ownerId, Owners.madeUp(g.owner())));
        // A public repository makes npm sign a statement, for which it goes to the internet.
        claims.put("repository_visibility", "private");
        claims.put("workflow_ref", repository + reference);
        claims.put("workflow_sha", COMMIT);
        claims.put("job_workflow_ref", called + reference);
        claims.put("job_workflow_sha", COMMIT);
        claims.put("event_name", "push");
        claims.put("ref", "refs/tags/" + TAG);
        claims.put("ref_type", "tag");
        claims.put("sha", COMMIT);
        claims.put("run_id", "1");
        claims.put("run_number", "1");
        claims.put("run_attempt", "1");
        claims.put("runner_environment", "github-hosted");
        if (g.environment() != null) {
            claims.put("environment", g.environment());
        }
        return claims;
    }

    private static String subject(PublisherIdentity.GitHub g, String repository) {
        return "repo:" + repository
                + (g.environment() == null
                        ? ":ref:refs/tags/" + TAG
                        : ":environment:" + g.environment().replace(":", "%3A"));
    }

    private static Map<String, Object> gitLab(PublisherIdentity.GitLab g) {
        String project = g.namespace() + "/" + g.project();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", g.issuerUrl() == null ? Issuer.GITLAB : g.issuerUrl());
        claims.put("sub", "project_path:" + project + ":ref_type:tag:ref:" + TAG);
        claims.put("project_path", project);
        claims.put("namespace_path", g.namespace());
        claims.put("namespace_id", Objects.toString(g.namespaceId(), Owners.madeUp(g.namespace())));
        claims.put("project_visibility", "private");
        claims.put("ci_config_ref_uri", "gitlab.com/" + project + "//" + g.workflow() + "@refs/tags/" + TAG);
        claims.put("ref", TAG);
        claims.put("ref_type", "tag");
        claims.put("ref_path", "refs/tags/" + TAG);
        claims.put("sha", COMMIT);
        claims.put("pipeline_source", "push");
        claims.put("job_id", "1");
        claims.put("runner_environment", "gitlab-hosted");
        if (g.environment() != null) {
            claims.put("environment", g.environment());
        }
        return claims;
    }
}
