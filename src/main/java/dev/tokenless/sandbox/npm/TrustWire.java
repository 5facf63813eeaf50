package dev.tokenless.sandbox.npm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.npm.NpmConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server accepts of a configuration (npm/api-documentation, trust.yaml). */
final class TrustWire {
    private static final String CIRCLE = "oidc.circleci.com/";
    private static final Set<String> PERMISSIONS = Set.of("createPackage", "createStagedPackage");
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "github",
            List.of("repository"),
            "gitlab",
            List.of("project_path"),
            "circleci",
            List.of(
                    CIRCLE + "org-id",
                    CIRCLE + "project-id",
                    CIRCLE + "pipeline-definition-id",
                    CIRCLE + "vcs-origin"));

    private TrustWire() {}

    /** A configuration as a client sends it; empty where the server would refuse it. */
    static Optional<TrustedPublisher> read(JsonNode node, String name) {
        List<String> required = REQUIRED.getOrDefault(node.path("type").asText(), List.of());
        JsonNode claims = node.path("claims");
        boolean complete = !required.isEmpty()
                && required.stream()
                        .allMatch(field -> !claims.path(field).asText("").isBlank());
        JsonNode permissions = node.path("permissions");
        boolean permitted = permissions.isArray()
                && !permissions.isEmpty()
                && permissions.valueStream().allMatch(p -> PERMISSIONS.contains(p.asText()));
        return complete && permitted && node.path("id").isMissingNode()
                ? Optional.of(NpmConfiguration.of(node).publisher(name))
                : Optional.empty();
    }

    /** A configuration as the server answers it. */
    static JsonNode write(TrustedPublisher publisher) {
        return NpmConfiguration.of(publisher).wire();
    }
}
