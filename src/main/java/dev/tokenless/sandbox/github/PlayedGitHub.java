package dev.tokenless.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.sandbox.http.Limits;
import dev.tokenless.sandbox.http.LoopbackServer;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The GitHub of the sample, on 127.0.0.1: one repository with its files, environments, secrets, pull requests and runs, and
 * one maintainer. It answers as GitHub's REST API documents it (docs.github.com, "REST API", version 2022-11-28), as far as
 * this program asks. Nothing of it is kept.
 */
public final class PlayedGitHub implements AutoCloseable {
    /** The maintainer's token; worth nothing outside. */
    public static final String TOKEN = "ghp_" + "sample00sample00sample00sample00sam";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "octo-maintainer";

    private final LoopbackServer server;
    private final ObjectNode repository;
    private final String base;
    private final Files files;
    private final Gates gates;
    private final Vault vault;
    private final Pulls pulls;
    private final PastRuns runs;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private PlayedGitHub(String owner, String name, Map<String, String> texts, List<String> secrets)
            throws IOException {
        this.base = "/repos/" + owner + "/" + name;
        this.files = new Files(texts);
        this.gates = new Gates();
        this.vault = new Vault(secrets);
        this.pulls = new Pulls(files, owner, name);
        this.runs = new PastRuns(owner, name);
        this.server = LoopbackServer.start(0, Limits.usual(), this::answer);
        pulls.at(server.url().toString());
        this.repository = repository(owner, name);
    }

    /**
     * Starts it with one repository.
     *
     * @param texts the files of the default branch, by path
     * @param secrets the names of the repository's secrets
     * @throws IOException when no port is free
     */
    public static PlayedGitHub start(String owner, String name, Map<String, String> texts, List<String> secrets)
            throws IOException {
        return new PlayedGitHub(owner, name, texts, secrets);
    }

    /** The address, without a slash at its end. */
    public URI url() {
        return server.url();
    }

    /** What was asked so far: method and path. */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** Merges the open pull requests, as their maintainer would in the browser. */
    public synchronized void merge() {
        pulls.merge();
    }

    /** A file of the default branch; empty where there is none. */
    public String file(String path) {
        return files.main().getOrDefault(path, "");
    }

    /** The names of the secrets that are stored. */
    public List<String> secrets() {
        return vault.names();
    }

    private static ObjectNode repository(String owner, String name) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", 1296269).put("name", name).put("full_name", owner + "/" + name);
        node.put("private", false)
                .put("visibility", "public")
                .put("fork", false)
                .put("archived", false);
        node.put("default_branch", "main");
        node.putObject("owner").put("login", owner).put("id", 65).put("type", "Organization");
        node.putObject("permissions").put("admin", true).put("push", true).put("pull", true);
        return node;
    }

    private Response answer(Request request) {
        asked.add(request.method() + " " + request.rawPath());
        String given = request.header("Authorization").orElse("");
        if (!given.isEmpty() && !given.equals("Bearer " + TOKEN)) {
            return Response.json(401, message("Bad credentials"));
        }
        boolean reads = request.method().equals("GET");
        if (given.isEmpty() && !reads) {
            return Response.json(401, message("Requires authentication"));
        }
        Response response = route(request).with("X-OAuth-Scopes", "repo, workflow");
        return response.with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Remaining", "4990")
                .with("X-RateLimit-Reset", "4102444800");
    }

    private synchronized Response route(Request request) {
        String path = request.rawPath();
        if (path.equals("/user") || path.equals("/users/" + LOGIN)) {
            return Response.json(200, Map.of("login", LOGIN, "id", 583231, "type", "User"));
        }
        if (path.equals(base)) {
            return Response.json(200, repository);
        }
        if (!path.startsWith(base + "/")) {
            return missing();
        }
        String[] parts = path.substring(base.length() + 1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Request.decoded(parts[i]);
        }
        List<String> rest = List.of(parts);
        return switch (rest.getFirst()) {
            case "environments" ->
                rest.size() > 2 && rest.get(2).equals("secrets")
                        ? vault.ofEnvironment(request.method(), rest)
                        : gates.answer(request.method(), rest, body(request), LOGIN);
            case "actions" ->
                rest.size() > 1 && rest.get(1).endsWith("secrets")
                        ? vault.answer(request.method(), rest)
                        : runs.answer(request.method(), rest, body(request));
            case "dependabot" -> vault.none();
            case "branches" -> Response.json(200, List.of());
            case "git", "contents" -> files.answer(request.method(), rest, request, body(request));
            case "pulls" ->
                pulls.answer(request.method(), rest, request.query("head").orElse(""), body(request));
            default -> missing();
        };
    }

    private static JsonNode body(Request request) {
        try {
            return request.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(request.body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    static Map<String, String> message(String words) {
        return Map.of("message", words, "documentation_url", "https://docs.github.com/rest");
    }

    static Response missing() {
        return Response.json(404, message("Not Found"));
    }

    @Override
    public void close() {
        server.close();
    }
}
