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
    private final Map<String, String> branches = new LinkedHashMap<>();
    private final Map<String, String> blobs = new HashMap<>();

    Files(Map<String, String> texts) {
        branches.put("main", commit(tree(texts), "main"));
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

    private String commit(String tree, String message) {
        String sha = sha("commit" + tree + message);
        commits.put(sha, tree);
        return sha;
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
        return switch (kind) {
            case "trees" -> {
                Map<String, String> texts = new LinkedHashMap<>(
                        trees.getOrDefault(body.path("base_tree").asText(), Map.of()));
                body.path("tree")
                        .forEach(f -> texts.put(
                                f.path("path").asText(), f.path("content").asText()));
                yield Response.json(201, Map.of("sha", tree(texts)));
            }
            case "commits" ->
                Response.json(
                        201,
                        Map.of(
                                "sha",
                                commit(
                                        body.path("tree").asText(),
                                        body.path("message").asText())));
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
        return commit == null
                ? PlayedGitHub.missing()
                : Response.json(200, Map.of("ref", "refs/heads/" + branch, "object", Map.of("sha", commit)));
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
