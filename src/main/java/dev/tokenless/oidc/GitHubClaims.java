package dev.tokenless.oidc;

import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.ci.github.Environments;
import dev.tokenless.ci.github.Expressions;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.MatrixExpansion;
import dev.tokenless.ci.github.RunContext;
import dev.tokenless.ci.github.RunKind;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one run on GitHub (github/docs, content/actions/reference/security/oidc.md). Everything that GitHub may
 * put into a token is listed, so that a claim that is not listed is absent.
 */
final class GitHubClaims {
    private static final ClaimValue MADE_AT_RUN_TIME = new ClaimValue.Unknown("made at run time", List.of());
    private static final ClaimValue NOT_LOOKED_UP = new ClaimValue.Unknown("not looked up", List.of());
    private static final List<String> AT_RUN_TIME = List.of(
            "sha",
            "workflow_sha",
            "job_workflow_sha",
            "run_id",
            "run_number",
            "run_attempt",
            "check_run_id",
            "jti",
            "iat",
            "nbf",
            "exp");
    /** The labels of GitHub's own runners; larger ones are named by whoever sets them up. */
    private static final Pattern HOSTED =
            Pattern.compile("(ubuntu|windows|macos)-(latest|slim|[0-9]{2,4}(\\.[0-9]{2})?)"
                    + "(-arm|-arm64|-large|-xlarge|-intel|-vs[0-9]{4}(-arm)?)?");

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern VERSION = Pattern.compile("v?[0-9]+(\\..*)?");

    private final RepositoryId repository;
    private final KnownIdentity identity;
    private final List<Link> chain;
    private final RunKind run;
    private final @Nullable String calls;

    /**
     * @param run with its ref settled where an example was found
     * @param calls the workflow of another repository that the chain's last job calls, null where it calls none
     */
    GitHubClaims(
            RepositoryId repository, KnownIdentity identity, List<Link> chain, RunKind run, @Nullable String calls) {
        this.repository = repository;
        this.identity = identity;
        this.chain = chain;
        this.run = run;
        this.calls = calls;
    }

    Claims claims(ClaimValue environment) {
        Workflow entry = chain.getFirst().workflow();
        Map<String, ClaimValue> claims = new LinkedHashMap<>();
        claims.put("iss", text(issuer(repository.host())));
        // The audience is left out: it is whatever the registry's client asks for.
        claims.put("sub", MADE_AT_RUN_TIME);
        claims.put("repository", text(repository.slug()));
        claims.put("repository_owner", text(repository.owner()));
        claims.put("repository_id", lookedUp(identity.repositoryId()));
        claims.put("repository_owner_id", lookedUp(identity.ownerId()));
        claims.put("repository_visibility", lookedUp(identity.visibility()));
        claims.put("event_name", text(run.event()));
        claims.put("ref", ref());
        claims.put("ref_type", refType());
        claims.put("ref_protected", NOT_LOOKED_UP);
        boolean pullRequest = run.event().startsWith("pull_request");
        claims.put("base_ref", pullRequest ? pullRequestBranch() : text(""));
        claims.put("head_ref", pullRequest ? pullRequestBranch() : text(""));
        claims.put("workflow", text(entry.name() == null ? entry.path() : entry.name()));
        claims.put("workflow_ref", fileAt(entry.path()));
        claims.put("job_workflow_ref", jobWorkflow());
        claims.put("environment", environment);
        claims.put(
                "environment_node_id",
                environment instanceof ClaimValue.Absent
                        ? environment
                        : new ClaimValue.Unknown("not looked up", List.of()));
        claims.put("runner_environment", runner());
        for (String name : List.of("actor", "actor_id")) {
            claims.put(name, new ClaimValue.Unknown("depends on who starts the run", List.of()));
        }
        for (String name : List.of("enterprise", "enterprise_id")) {
            claims.put(name, NOT_LOOKED_UP);
        }
        AT_RUN_TIME.forEach(name -> claims.put(name, MADE_AT_RUN_TIME));
        Claims all = new Claims(claims);
        return all.with("sub", Subject.of(all, identity));
    }

    /** The environments of the job; several where the legs of its matrix differ. */
    List<ClaimValue> environments(RunKind before) {
        if (calls != null) {
            return List.of(new ClaimValue.Unknown("set by the called workflow " + calls, List.of()));
        }
        List<ClaimValue> values = new ArrayList<>();
        for (Environments.Resolved resolved : Environments.of(chain, before, repository)) {
            values.add(
                    switch (resolved) {
                        case Environments.Name(String name) -> text(name);
                        case Environments.Nothing _ -> new ClaimValue.Absent();
                        case Environments.Open open -> new ClaimValue.Unknown(open.reason(), open.candidates());
                    });
        }
        return values;
    }

    /** Enterprise Server issues its own tokens, and so does a host with data residence. */
    private static String issuer(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.equals("github.com") || lower.equals("ssh.github.com") || lower.equals("www.github.com")) {
            return "https://token.actions.githubusercontent.com";
        }
        return lower.endsWith(".ghe.com") ? "https://token.actions." + lower : "https://" + lower + "/_services/token";
    }

    private static ClaimValue lookedUp(@Nullable String value) {
        return value == null ? NOT_LOOKED_UP : text(value);
    }

    private ClaimValue ref() {
        return switch (run.ref()) {
            case Value.Text(String ref) -> text(ref);
            case Value.Unknown u ->
                new ClaimValue.Unknown(
                        u.reason(), u.candidates().stream().map(Coercion::text).toList());
            default -> new ClaimValue.Unknown("depends on the event", List.of());
        };
    }

    private ClaimValue refType() {
        String type = run.refKind().type();
        return type == null
                ? new ClaimValue.Unknown("depends on the branch or tag that is chosen", List.of("branch", "tag"))
                : text(type);
    }

    private static ClaimValue pullRequestBranch() {
        return new ClaimValue.Unknown("depends on the pull request", List.of());
    }

    private ClaimValue fileAt(String path) {
        String file = repository.slug() + "/" + path + "@";
        return switch (ref()) {
            case ClaimValue.Text(String ref) -> text(file + ref);
            case ClaimValue.Unknown u ->
                new ClaimValue.Unknown(
                        u.reason(), u.candidates().stream().map(r -> file + r).toList());
            case ClaimValue.Absent _ -> new ClaimValue.Absent();
            case ClaimValue.Json _ -> new ClaimValue.Unknown("depends on the ref", List.of());
        };
    }

    /**
     * The file that defines the job. Where it stands in another repository the part behind the {@code @} is the ref that
     * {@code uses} names, in full, or the commit (actions/runner, ReferencedWorkflow.cs); a short name may be a tag's or
     * a branch's.
     */
    private ClaimValue jobWorkflow() {
        if (calls == null) {
            return fileAt(chain.getLast().workflow().path());
        }
        int at = calls.indexOf('@');
        if (at < 0 || calls.contains("${{")) {
            return new ClaimValue.Unknown("set by the called workflow " + calls, List.of());
        }
        String file = calls.substring(0, at + 1);
        String ref = calls.substring(at + 1);
        if (SHA.matcher(ref).matches() || ref.startsWith("refs/")) {
            return text(calls);
        }
        if (VERSION.matcher(ref).matches()) {
            return text(file + "refs/tags/" + ref);
        }
        return ref.equals("main") || ref.equals("master")
                ? text(file + "refs/heads/" + ref)
                : new ClaimValue.Unknown(
                        "depends on whether '" + ref + "' is a branch or a tag",
                        List.of(file + "refs/heads/" + ref, file + "refs/tags/" + ref));
    }

    private ClaimValue runner() {
        Job job = chain.getLast().job();
        if (calls != null) {
            return new ClaimValue.Unknown("set by the called workflow " + calls, List.of());
        }
        if (job.runsOn().isEmpty()) {
            return new ClaimValue.Unknown("depends on the runner that takes the job", List.of());
        }
        Context context = RunContext.of(chain, run, repository);
        boolean hosted = true;
        boolean selfHosted = false;
        for (Value.Fields leg : MatrixExpansion.of(job, context).legs()) {
            for (String label : job.runsOn()) {
                String name =
                        Expressions.text(label, context.with("matrix", leg)).orElse("");
                hosted &= HOSTED.matcher(name.toLowerCase(Locale.ROOT)).matches();
                selfHosted |= name.equalsIgnoreCase("self-hosted");
            }
        }
        if (hosted) {
            return text("github-hosted");
        }
        return selfHosted && MatrixExpansion.of(job, context).legs().size() == 1
                ? text("self-hosted")
                : new ClaimValue.Unknown(
                        "depends on the runner that takes the job", List.of("github-hosted", "self-hosted"));
    }

    private static ClaimValue text(String value) {
        return new ClaimValue.Text(value);
    }
}
