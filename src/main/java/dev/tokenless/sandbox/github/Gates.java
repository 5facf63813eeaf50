package dev.tokenless.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.sandbox.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The environments. Their names have no case. */
final class Gates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> environments = new LinkedHashMap<>();
    private final Map<String, ArrayNode> policies = new LinkedHashMap<>();
    private int ids;

    Response answer(String method, List<String> path, JsonNode body, String login) {
        if (path.size() == 1) {
            ObjectNode all = JSON.createObjectNode().put("total_count", environments.size());
            ArrayNode list = all.putArray("environments");
            environments.values().forEach(list::add);
            return Response.json(200, all);
        }
        String key = path.get(1).toLowerCase(Locale.ROOT);
        if (path.size() == 2 && method.equals("PUT")) {
            ObjectNode made = environment(
                    environments.containsKey(key)
                            ? environments.get(key).path("name").asText()
                            : path.get(1),
                    body,
                    login);
            environments.put(key, made);
            return Response.json(200, made);
        }
        ObjectNode present = environments.get(key);
        if (present == null) {
            return PlayedGitHub.missing();
        }
        if (path.size() == 2) {
            return Response.json(200, present);
        }
        ArrayNode rules = policies.computeIfAbsent(key, _ -> JSON.createArrayNode());
        if (method.equals("POST")) {
            ObjectNode rule = JSON.createObjectNode().put("id", ++ids);
            rule.put("name", body.path("name").asText())
                    .put("type", body.path("type").asText("branch"));
            rules.add(rule);
            return Response.json(200, rule);
        }
        ObjectNode all = JSON.createObjectNode().put("total_count", rules.size());
        all.set("branch_policies", rules);
        return Response.json(200, all);
    }

    private ObjectNode environment(String name, JsonNode wanted, String login) {
        ObjectNode node = JSON.createObjectNode().put("id", ++ids).put("name", name);
        node.put("can_admins_bypass", wanted.path("can_admins_bypass").asBoolean(true));
        ArrayNode rules = node.putArray("protection_rules");
        if (!wanted.path("reviewers").isEmpty()) {
            ObjectNode rule = rules.addObject().put("id", ++ids).put("type", "required_reviewers");
            rule.put("prevent_self_review", wanted.path("prevent_self_review").asBoolean());
            ArrayNode reviewers = rule.putArray("reviewers");
            wanted.path("reviewers").forEach(r -> {
                ObjectNode reviewer =
                        reviewers.addObject().put("type", r.path("type").asText());
                reviewer.putObject("reviewer")
                        .put("id", r.path("id").asLong())
                        .put("login", login)
                        .put("slug", login);
            });
        }
        JsonNode policy = wanted.path("deployment_branch_policy");
        if (policy.isObject()) {
            rules.addObject().put("id", ++ids).put("type", "branch_policy");
            node.set("deployment_branch_policy", policy);
        } else {
            node.putNull("deployment_branch_policy");
        }
        return node;
    }
}
