package dev.tokenless.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The repository's files: trees, commits and branches, as far as a pull request makes them. */
final class Files {
    private final Map<String, Map<String, String>> trees = new HashMap<>();
    private final Map<String, String> commits = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, String> branches = new LinkedHashMap<>();
    private final Map<String, String> blobs = new HashMap<>();

    Files(Map<String, String> texts) {
        branches.put("main", commit(tree(texts), "main", ""));
    }

    Map<String, String> main() {
        return branch("main");
    }

    Map<String, String> branch(String name) {
        return trees.getOrDefault(commits.getOrDefault(branches.getOrDefault(name, ""), ""), Map.of());
    }

    /** The default branch takes over what a branch holds. */
    void merge(String branch) {
        branches.put("main", branches.getOrDefault(branch, branches.getOrDefault("main", "")));
    }

    private String tree(Map<String, String> texts) {
        String sha = sha("tree" + texts);
        trees.put(sha, new LinkedHashMap<>(texts));
        return sha;
    }

    private String commit(String tree, String message, String parent) {
        String sha = sha("commit" + tree + message + parent);
        commits.put(sha, tree);
        parents.put(sha, parent);
        return sha;
    }

    /** Whether a commit stands on another one. */
    private boolean follows(String commit, String before) {
        for (String at = commit; !at.isEmpty(); at = parents.getOrDefault(at, "")) {
            if (at.equals(before)) {
                return true;
            }
        }
        return false;
    }

    /** The branches whose names begin so. */
    private Response matching(String beginning) {
        List<Map<String, Object>> found = new ArrayList<>();
        branches.forEach((name, commit) -> {
            if (name.startsWith(beginning)) {
                found.add(shown(name, commit));
            }
        });
        return Response.json(200, found);
    }

    /** Lets a branch end with another commit (docs.github.com, "Update a reference"). */
    private Response advance(String branch, JsonNode body) {
        String before = branches.get(branch);
        String after = body.path("sha").asText();
        if (before == null) {
            return Response.json(422, PlayedGitHub.message("Reference does not exist"));
        }
        if (!commits.containsKey(after)) {
            return Response.json(422, PlayedGitHub.message("Object does not exist"));
        }
        if (!body.path("force").asBoolean() && !follows(after, before)) {
            return Response.json(422, PlayedGitHub.message("Update is not a fast forward"));
        }
        branches.put(branch, after);
        return Response.json(200, shown(branch, after));
    }

    private static Map<String, Object> shown(String branch, String commit) {
        return Map.of("ref", "refs/heads/" + branch, "object", Map.of("type", "commit", "sha", commit));
    }

    Response answer(String method, List<String> path, Request request, JsonNode body) {
        if (path.getFirst().equals("contents")) {
            String commit = request.query("ref").orElse(branches.getOrDefault("main", ""));
            String text = trees.getOrDefault(commits.getOrDefault(commit, ""), Map.of())
                    .get(String.join("/", path.subList(1, path.size())));
            return text == null
                    ? PlayedGitHub.missing()
                    : Response.of(
                            200,
                            "application/vnd.github.raw+json; charset=utf-8",
                            text.getBytes(StandardCharsets.UTF_8));
        }
        String kind = path.size() > 1 ? path.get(1) : "";
        if (method.equals("GET")) {
            return switch (kind) {
                case "ref" -> ref(String.join("/", path.subList(3, path.size())));
                case "matching-refs" -> matching(String.join("/", path.subList(3, path.size())));
                case "commits" -> {
                    String tree = commits.get(path.get(2));
                    yield tree == null
                            ? PlayedGitHub.missing()
                            : Response.json(200, Map.of("sha", path.get(2), "tree", Map.of("sha", tree)));
                }
                case "trees" -> listing(path.get(2));
                case "blobs" -> blob(path.get(2));
                default -> PlayedGitHub.missing();
            };
        }
        if (method.equals("PATCH")) {
            return kind.equals("refs") && path.size() > 3
                    ? advance(String.join("/", path.subList(3, path.size())), body)
                    : PlayedGitHub.missing();
        }
        return switch (kind) {
            case "trees" -> {
                Map<String, String> texts = new LinkedHashMap<>(
                        trees.getOrDefault(body.path("base_tree").asText(), Map.of()));
                for (JsonNode file : body.path("tree")) {
                    if (file.path("sha").isNull()) {
                        texts.remove(file.path("path").asText());
                    } else {
                        texts.put(
                                file.path("path").asText(), file.path("content").asText());
                    }
                }
                yield Response.json(201, Map.of("sha", tree(texts)));
            }
            case "commits" ->
                Response.json(
                        201,
                        Map.of(
                                "sha",
                                commit(
                                        body.path("tree").asText(),
                                        body.path("message").asText(),
                                        body.path("parents").path(0).asText())));
            case "refs" -> {
                String name = body.path("ref").asText().replaceFirst("^refs/heads/", "");
                if (branches.containsKey(name)) {
                    yield Response.json(422, PlayedGitHub.message("Reference already exists"));
                }
                branches.put(name, body.path("sha").asText());
                yield Response.json(201, Map.of("ref", "refs/heads/" + name));
            }
            default -> PlayedGitHub.missing();
        };
    }

    private Response listing(String ref) {
        String commit = branches.getOrDefault(ref, ref);
        Map<String, String> texts = trees.get(commits.getOrDefault(commit, ""));
        if (texts == null) {
            return PlayedGitHub.missing();
        }
        List<Map<String, String>> entries = new ArrayList<>();
        texts.forEach((path, text) -> {
            String sha = sha("blob" + text);
            blobs.put(sha, text);
            entries.add(Map.of("path", path, "mode", "100644", "type", "blob", "sha", sha));
        });
        return Response.json(200, Map.of("sha", commit, "truncated", false, "tree", entries));
    }

    private Response blob(String sha) {
        String text = blobs.get(sha);
        return text == null
                ? PlayedGitHub.missing()
                : Response.json(
                        200,
                        Map.of(
                                "sha",
                                sha,
                                "encoding",
                                "base64",
                                "content",
                                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    private Response ref(String branch) {
        String commit = branches.get(branch);
        return commit == null ? PlayedGitHub.missing() : Response.json(200, shown(branch, commit));
    }

    private static String sha(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
