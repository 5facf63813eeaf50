package dev.tokenless.sandbox;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.sandbox.book.Owners;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicted claims made whole: what the prediction cannot tell is filled in, and each filling is said. Where a publisher
 * expects a value, that one is taken: the rehearsal then shows what happens if the job presents it.
 */
record JobClaims(Map<String, Object> values, List<Assumption> assumptions) {
    private static final List<String> HASHES = List.of("sha", "workflow_sha", "job_workflow_sha", "ci_config_sha");
    private static final List<String> EXPECTED = List.of("environment", "repository_owner_id", "namespace_id");

    private static final List<String> MADE_BY_ISSUER = List.of("aud", "jti", "iat", "nbf", "exp");

    JobClaims {
        assumptions = List.copyOf(assumptions);
    }

    static JobClaims of(
            Claims predicted, Registry registry, List<TrustedPublisher> publishers, String packageName, Owners owners) {
        List<Verdict.ClaimCheck> checks =
                registry.match(predicted, publishers, packageName).checks();
        Map<String, Object> values = new LinkedHashMap<>();
        List<Assumption> assumptions = new ArrayList<>();
        for (Map.Entry<String, ClaimValue> claim : predicted.values().entrySet()) {
            switch (claim.getValue()) {
                case ClaimValue.Text text -> values.put(claim.getKey(), text.value());
                case ClaimValue.Json json -> values.put(claim.getKey(), json.value());
                case ClaimValue.Absent _ -> {
                    // Not in the token.
                }
                case ClaimValue.Unknown _ when MADE_BY_ISSUER.contains(claim.getKey()) -> {
                    // The issuer makes them for each token.
                }
                case ClaimValue.Unknown unknown -> {
                    String value = filling(claim.getKey(), unknown, predicted, checks, owners);
                    assumptions.add(new Assumption(claim.getKey(), value, unknown.reason()));
                    if (!value.isEmpty()) {
                        values.put(claim.getKey(), value);
                    }
                }
            }
        }
        if (predicted.get("project_path") instanceof ClaimValue.Text) {
            values.putIfAbsent("iss", Issuer.GITLAB);
        }
        return new JobClaims(values, assumptions);
    }

    private static String filling(
            String name, ClaimValue.Unknown unknown, Claims predicted, List<Verdict.ClaimCheck> checks, Owners owners) {
        Optional<String> wanted = checks.stream()
                .filter(c -> c.claim().equals(name) && EXPECTED.contains(name) && c.expected() != null)
                .map(c -> String.valueOf(c.expected()))
                .findFirst();
        List<String> candidates = unknown.candidates();
        if (wanted.isPresent() && (candidates.isEmpty() || candidates.contains(wanted.get()))) {
            return wanted.get();
        }
        if (!candidates.isEmpty()) {
            return candidates.getFirst();
        }
        String owner = predicted.text("repository_owner").orElse("someone");
        if (name.equals("repository_owner_id")) {
            return owners.find(owner).map(Owners.Owner::id).orElseGet(() -> Owners.madeUp(owner));
        }
        if (HASHES.contains(name)) {
            return "0".repeat(40);
        }
        return switch (name) {
            case "environment", "environment_node_id", "enterprise", "enterprise_id", "head_ref", "base_ref" -> "";
            case "repository_visibility", "project_visibility" -> "public";
            case "ref_protected" -> "false";
            case "runner_environment" -> "github-hosted";
            case "ref" -> "refs/heads/main";
            case "ref_type" -> "branch";
            case "sub" -> subject(predicted);
            default -> name.endsWith("_id") || name.startsWith("run_") ? "1" : "unknown";
        };
    }

    /** GitHub's usual subject (github/docs, content/actions/reference/security/oidc.md); a repository may have another. */
    private static String subject(Claims predicted) {
        String repository = predicted.text("repository").orElse("");
        return predicted
                .text("environment")
                .map(environment -> "repo:" + repository + ":environment:" + environment.replace(":", "%3A"))
                .orElseGet(() ->
                        "repo:" + repository + ":ref:" + predicted.text("ref").orElse("refs/heads/main"));
    }
}
