package dev.tokenless.sandbox.github;

import dev.tokenless.sandbox.http.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The secrets' names. */
final class Vault {
    private final Set<String> stored;

    Vault(List<String> names) {
        this.stored = new LinkedHashSet<>(names);
    }

    synchronized List<String> names() {
        return List.copyOf(stored);
    }

    synchronized Response answer(String method, List<String> path) {
        if (path.get(1).equals("organization-secrets")) {
            return none();
        }
        if (path.size() == 2) {
            return Response.json(
                    200,
                    Map.of(
                            "total_count",
                            stored.size(),
                            "secrets",
                            stored.stream()
                                    .map(name -> Map.of(
                                            "name",
                                            name,
                                            "created_at",
                                            "2024-03-11T09:00:00Z",
                                            "updated_at",
                                            "2026-03-11T09:00:00Z"))
                                    .toList()));
        }
        return method.equals("DELETE") && stored.remove(path.get(2)) ? Response.empty(204) : PlayedGitHub.missing();
    }

    Response ofEnvironment(String method, List<String> path) {
        return method.equals("GET") && path.size() == 3 ? none() : PlayedGitHub.missing();
    }

    Response none() {
        return Response.json(200, Map.of("total_count", 0, "secrets", List.of()));
    }
}
