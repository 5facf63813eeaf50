package dev.tokenless.registry.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trusted publisher in npm's own shape (npm/api-documentation trust.yaml): a claim is demanded as an exact string, as an
 * object that matches a part of it ({@code {"file": ...}}), or as a list.
 *
 * @param type {@code github}, {@code gitlab} or {@code circleci}
 * @param claims what is demanded, by the claims' own names
 * @param permissions {@code createPackage} for publishing, {@code createStagedPackage} for staging; a configuration from
 *     before there were any may publish
 * @param id the registry's id, null where it has none yet
 * @param expired whether its first publish did not come in time, so that it is of no use any more
 */
public record NpmConfiguration(
        String type,
        Map<String, JsonNode> claims,
        List<String> permissions,
        @Nullable String id,
        boolean expired) {
    static final String PUBLISH = "createPackage";
    static final String STAGE = "createStagedPackage";
    static final String CIRCLECI = "oidc.circleci.com/";

    /** Hours after which a configuration that never published expires (npm/documentation #2041). */
    public static final int HOURS_TO_FIRST_PUBLISH = 48;

    public NpmConfiguration {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        permissions = List.copyOf(permissions);
    }

    /** Reads the shape of the API. */
    public static NpmConfiguration of(JsonNode wire) {
        Map<String, JsonNode> claims = new LinkedHashMap<>();
        wire.path("claims").properties().forEach(e -> claims.put(e.getKey(), e.getValue()));
        // An environment that is not given is left out of the shape; an empty one means the same.
        claims.entrySet()
                .removeIf(e -> e.getKey().equals("environment")
                        && (e.getValue().isNull() || e.getValue().asText().isEmpty()));
        List<String> permissions = new ArrayList<>();
        if (wire.path("permissions").isArray()) {
            wire.path("permissions").forEach(p -> permissions.add(p.asText()));
        }
        if (permissions.isEmpty()) {
            permissions.add(PUBLISH);
        }
        String id = wire.path("id").isTextual() ? wire.path("id").textValue() : null;
        return new NpmConfiguration(wire.path("type").asText(), claims, permissions, id, false);
    }

    /** The shape of the API, with the id where there is one. */
    public ObjectNode wire() {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        if (id != null) {
            wire.put("id", id);
        }
        wire.put("type", type);
        ObjectNode demanded = wire.putObject("claims");
        claims.forEach(demanded::set);
        ArrayNode allowed = wire.putArray("permissions");
        permissions.forEach(allowed::add);
        return wire;
    }

    /** The same as a publisher of the publishers file writes it. */
    public static NpmConfiguration of(TrustedPublisher publisher) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, JsonNode> claims = new LinkedHashMap<>();
        String type = publisher.identity().provider();
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> {
                claims.put("repository", json.textNode(g.owner() + "/" + g.repository()));
                put(claims, "workflow_ref", g.workflow());
            }
            case PublisherIdentity.GitLab g -> {
                claims.put("project_path", json.textNode(g.namespace() + "/" + g.project()));
                put(claims, "ci_config_ref_uri", g.workflow());
            }
            case PublisherIdentity.CircleCi c -> {
                claims.put(CIRCLECI + "org-id", json.textNode(c.organizationId()));
                claims.put(CIRCLECI + "project-id", json.textNode(c.projectId()));
                claims.put(CIRCLECI + "pipeline-definition-id", json.textNode(c.pipelineDefinitionId()));
                if (c.vcsOrigin() != null) {
                    claims.put(CIRCLECI + "vcs-origin", json.textNode(c.vcsOrigin()));
                }
                if (!c.contextIds().isBlank()) {
                    ArrayNode ids = json.arrayNode();
                    Arrays.stream(c.contextIds().split("[,\\s]+"))
                            .filter(i -> !i.isEmpty())
                            .forEach(ids::add);
                    claims.put(CIRCLECI + "context-ids", ids);
                }
            }
            case PublisherIdentity.Google _ -> {}
            case PublisherIdentity.ActiveState _ -> {}
        }
        String environment = publisher.identity().environment();
        if (environment != null && !environment.isEmpty()) {
            claims.put("environment", json.textNode(environment));
        }
        return new NpmConfiguration(type, claims, permissions(publisher.allowed()), publisher.id(), false);
    }

    private static void put(Map<String, JsonNode> claims, String claim, String workflow) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (workflow.contains("@") && workflow.contains("/")) {
            claims.put(claim, json.textNode(workflow));
        } else if (!workflow.isEmpty()) {
            claims.put(claim, json.objectNode().put("file", workflow));
        }
    }

    /** The wire words for allowed actions; without any, as before there were some, publishing. */
    static List<String> permissions(List<String> allowed) {
        List<String> permissions = new ArrayList<>();
        for (String action : allowed) {
            switch (action) {
                case "publish", PUBLISH -> permissions.add(PUBLISH);
                case "stage publish", "stage", STAGE -> permissions.add(STAGE);
                default -> permissions.add(action);
            }
        }
        return permissions.isEmpty() ? List.of(PUBLISH) : permissions;
    }

    /** The words of the publishers file for permissions. */
    static List<String> allowed(List<String> permissions) {
        return permissions.stream()
                .map(p -> switch (p) {
                    case PUBLISH -> "publish";
                    case STAGE -> "stage publish";
                    default -> p;
                })
                .toList();
    }

    /** The same as the other registries' publishers are held. */
    public TrustedPublisher publisher(String packageName) {
        return new TrustedPublisher(
                RegistryId.NPM,
                packageName,
                TrustedPublisher.Kind.ACTIVE,
                identity(),
                allowed(permissions),
                null,
                null,
                id);
    }

    private PublisherIdentity identity() {
        String environment = claims.containsKey("environment") ? text("environment") : null;
        return switch (type) {
            case "gitlab" -> {
                String path = text("project_path");
                int slash = path.lastIndexOf('/');
                yield new PublisherIdentity.GitLab(
                        slash < 0 ? "" : path.substring(0, slash),
                        path.substring(slash + 1),
                        file("ci_config_ref_uri"),
                        environment,
                        null,
                        null);
            }
            case "circleci" ->
                new PublisherIdentity.CircleCi(
                        text(CIRCLECI + "org-id"),
                        text(CIRCLECI + "project-id"),
                        text(CIRCLECI + "pipeline-definition-id"),
                        claims.containsKey(CIRCLECI + "vcs-origin") ? text(CIRCLECI + "vcs-origin") : null,
                        contexts());
            default -> {
                String slug = text("repository");
                int slash = slug.indexOf('/');
                yield new PublisherIdentity.GitHub(
                        slash < 0 ? slug : slug.substring(0, slash),
                        slash < 0 ? "" : slug.substring(slash + 1),
                        file("workflow_ref"),
                        environment,
                        null,
                        null,
                        null);
            }
        };
    }

    private String contexts() {
        List<String> ids = new ArrayList<>();
        JsonNode contexts = claims.get(CIRCLECI + "context-ids");
        if (contexts != null) {
            contexts.forEach(c -> ids.add(c.asText()));
        }
        return String.join(",", ids);
    }

    private String text(String claim) {
        JsonNode value = claims.get(claim);
        return value == null ? "" : value.asText();
    }

    private String file(String claim) {
        JsonNode value = claims.get(claim);
        return value == null ? "" : value.isObject() ? value.path("file").asText() : value.asText();
    }
}
