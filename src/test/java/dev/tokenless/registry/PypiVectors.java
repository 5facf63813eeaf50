package dev.tokenless.registry;

import static dev.tokenless.registry.Vectors.needed;
import static dev.tokenless.registry.Vectors.text;
import static dev.tokenless.registry.Vectors.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.pypi.Pypi;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Cases for the mint endpoint of the Python indexes. */
final class PypiVectors {
    private PypiVectors() {}

    static List<String> differences(JsonNode vector) {
        JsonNode context = vector.path("context");
        long now = context.has("now") ? context.path("now").asLong() : System.currentTimeMillis() / 1000;
        ObjectNode claims = Vectors.claims(vector);
        if (!context.has("now")) {
            if (!claims.has("iat")) {
                claims.put("iat", now);
            }
            if (!claims.has("exp")) {
                claims.put("exp", now + 300);
            }
        }
        List<TrustedPublisher> stored = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        rows(vector, stored, rows);
        Exchange.Answer answer = Pypi.PYPI
                .exchange()
                .exchange(Vectors.token(vector, claims), stored, circumstances(vector, context, claims, now));
        return compare(vector, answer, stored, rows);
    }

    /** The publishers of a case. */
    static List<TrustedPublisher> stored(JsonNode vector) {
        List<TrustedPublisher> stored = new ArrayList<>();
        rows(vector, stored, new ArrayList<>());
        return stored;
    }

    private static void rows(JsonNode vector, List<TrustedPublisher> stored, List<Integer> rows) {
        List<JsonNode> all = new ArrayList<>();
        if (vector.path("publisher").isObject()) {
            all.add(vector.path("publisher"));
        }
        vector.path("publishers").forEach(all::add);
        for (int i = 0; i < all.size(); i++) {
            JsonNode row = all.get(i);
            PublisherIdentity identity = identity(vector.path("kind").asText(), row);
            boolean pending =
                    row.path("pending").asBoolean(vector.path("pending").asBoolean());
            List<String> projects = pending
                    ? List.of(needed(row, "project_name"))
                    : row.has("projects") ? texts(row.path("projects")) : List.of("project-of-row-" + i);
            for (String project : projects) {
                stored.add(new TrustedPublisher(
                        RegistryId.PYPI,
                        project,
                        pending ? TrustedPublisher.Kind.PENDING : TrustedPublisher.Kind.ACTIVE,
                        identity,
                        List.of(),
                        null,
                        null,
                        null));
                rows.add(i);
            }
        }
    }

    private static PublisherIdentity identity(String kind, JsonNode row) {
        return switch (kind) {
            case "github" ->
                new PublisherIdentity.GitHub(
                        needed(row, "owner"),
                        needed(row, "repository"),
                        needed(row, "workflow_filename"),
                        text(row, "environment"),
                        text(row, "owner_id"),
                        null,
                        null);
            case "gitlab" ->
                new PublisherIdentity.GitLab(
                        needed(row, "namespace"),
                        needed(row, "project"),
                        needed(row, "workflow_filepath"),
                        text(row, "environment"),
                        text(row, "issuer_url"),
                        null);
            case "google" -> new PublisherIdentity.Google(needed(row, "email"), text(row, "sub"));
            case "activestate" ->
                new PublisherIdentity.ActiveState(
                        needed(row, "organization"),
                        needed(row, "project"),
                        needed(row, "actor"),
                        needed(row, "actor_id"));
            default -> throw new IllegalArgumentException("unknown kind " + kind);
        };
    }

    private static Exchange.Circumstances circumstances(JsonNode vector, JsonNode context, JsonNode claims, long now) {
        Set<String> used = new LinkedHashSet<>();
        JsonNode seen = context.path("jti_seen");
        if (seen.isBoolean() && seen.booleanValue()) {
            used.add(needed(claims, "jti"));
        } else if (seen.isTextual()) {
            used.add(seen.textValue());
        }
        seen.forEach(jti -> used.add(jti.asText()));
        List<Exchange.CustomIssuer> issuers = new ArrayList<>();
        context.path("organization_issuers")
                .forEach(i -> issuers.add(new Exchange.CustomIssuer(needed(i, "type"), needed(i, "issuer_url"))));
        return new Exchange.Circumstances(
                now,
                context.path("audience").asText(vector.path("audience").asText(Pypi.PYPI.audience())),
                used,
                Vectors.set(context.path("disabled")),
                Vectors.set(context.path("existing_projects")),
                issuers);
    }

    private static List<String> compare(
            JsonNode vector, Exchange.Answer answer, List<TrustedPublisher> stored, List<Integer> rows) {
        Difference difference = new Difference();
        switch (answer) {
            case Exchange.Granted granted -> {
                difference.compare("outcome", needed(vector, "expect"), "match");
                difference.compareIfGiven(
                        vector, "chosen", rows.get(granted.publishers().getFirst()));
                if (vector.has("projects")) {
                    difference.compare(
                            "projects", Vectors.set(vector.path("projects")), new LinkedHashSet<>(granted.packages()));
                }
            }
            case Exchange.Refused refused -> {
                difference.compare("outcome", needed(vector, "expect"), "error");
                difference.compareIfGiven(vector, "code", refused.refusal().code());
                String reason = refused.refusal().reason();
                if (!missingToo(vector, reason)) {
                    difference.compareIfGiven(vector, "reason", reason);
                }
            }
        }
        return difference.found();
    }

    /** Which of several missing claims is named is not defined: the index walks through a set. */
    private static boolean missingToo(JsonNode vector, String reason) {
        String start = "Missing claim '";
        String expected = needed(vector, "reason");
        if (!reason.startsWith(start) || !expected.startsWith(start)) {
            return false;
        }
        String name = expected.substring(start.length(), expected.length() - 1);
        JsonNode claim = vector.path("claims").path(name);
        return claim.isMissingNode() || claim.isNull();
    }
}
