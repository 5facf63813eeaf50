package dev.tokenless.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes publishers as a publishers file has them. */
final class PublisherWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PublisherWriter() {}

    static String write(List<TrustedPublisher> publishers) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        publishers.forEach(p -> list.add(fields(p)));
        return text(list) + "\n";
    }

    /** A tree over several lines, without a line end behind it. */
    static String text(JsonNode tree) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(lines)
                .withArrayIndenter(lines)
                .withSeparators(DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                        com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
        try {
            return JSON.writer(printer).writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("writing a tree", impossible);
        }
    }

    /** The fields of one publisher, in the order of the file. */
    static ObjectNode fields(TrustedPublisher publisher) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        put(
                fields,
                "registry",
                publisher.registry() == null ? null : publisher.registry().id());
        put(fields, "project", publisher.project());
        fields.put("kind", publisher.kind().name().toLowerCase(Locale.ROOT));
        fields.put("provider", publisher.identity().provider());
        identity(fields, publisher.identity());
        if (!publisher.allowed().isEmpty()) {
            publisher.allowed().forEach(fields.putArray("allowed")::add);
        }
        if (publisher.trustpubOnly() != null) {
            fields.put("trustpub_only", publisher.trustpubOnly());
        }
        if (publisher.projectExists() != null) {
            fields.put("project_exists", publisher.projectExists());
        }
        put(fields, "id", publisher.id());
        return fields;
    }

    private static void identity(ObjectNode fields, PublisherIdentity identity) {
        switch (identity) {
            case PublisherIdentity.GitHub g -> {
                fields.put("owner", g.owner());
                fields.put("repository", g.repository());
                fields.put("workflow", g.workflow());
                fields.put("environment", g.environment());
                put(fields, "owner_id", g.ownerId());
                put(fields, "workflow_repository_owner", g.workflowOwner());
                put(fields, "workflow_repository_name", g.workflowRepository());
            }
            case PublisherIdentity.GitLab g -> {
                fields.put("namespace", g.namespace());
                fields.put("project_path", g.namespace() + "/" + g.project());
                fields.put("workflow", g.workflow());
                fields.put("environment", g.environment());
                put(fields, "owner_id", g.namespaceId());
                put(fields, "issuer_url", g.issuerUrl());
            }
            case PublisherIdentity.CircleCi c -> {
                fields.put("org_id", c.organizationId());
                fields.put("project_id", c.projectId());
                fields.put("pipeline_definition_id", c.pipelineDefinitionId());
                put(fields, "vcs_origin", c.vcsOrigin());
                if (!c.contextIds().isEmpty()) {
                    Arrays.stream(c.contextIds().split(",")).forEach(fields.putArray("context_ids")::add);
                }
            }
            case PublisherIdentity.Google g -> {
                fields.put("email", g.email());
                put(fields, "sub", g.sub());
            }
            case PublisherIdentity.ActiveState a -> {
                fields.put("organization", a.organization());
                fields.put("activestate_project", a.project());
                fields.put("actor", a.actor());
                fields.put("actor_id", a.actorId());
            }
        }
    }

    private static void put(ObjectNode fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
