package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A small GitHub on loopback that remembers: one repository with branches, pull requests, environments, secrets, runs. */
public final class RememberingGitHub implements AutoCloseable {
    public static final String TOKEN = "github_pat_" + "0123456789abcdefghijABCDEFGHIJ012345";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = Undelayed.server();
    private final Map<String, Map<String, String>> trees = new TreeMap<>();
    private final Map<String, String> commits = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    public final Map<String, String> branches = new TreeMap<>();
    public final List<String> pulls = new ArrayList<>();
    /** How the one pull request ended: {@code merged}, {@code closed}; empty while it is open. */
    public String ended = "";

    private final Map<String, String> parents = new TreeMap<>();
    public final Map<String, List<String>> environments = new TreeMap<>();
    public final Map<String, TreeSet<String>> secrets = new TreeMap<>();
    /** Logs of failed jobs by name. */
    public final Map<String, String> failedLogs = new LinkedHashMap<>();

    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    public String owner = "octo-org";
    public String name = "sample";
    /** The newest release of every action; null where none has one. */
    public @Nullable String latest;
    /** The scopes of a classic token; null for a token that has none. */
    public @Nullable String scopes;
    /** Answers in the place of this GitHub where it gives one. */
    public volatile Instead instead = (request, real) -> null;

    /** Something that stands between. */
    @FunctionalInterface
    public interface Instead {
        /**
         * The answer; null to let this GitHub answer.
         *
         * @param real carries the request out and gives its answer
         */
        @Nullable
        MockResponse answer(RecordedRequest request, Supplier<MockResponse> real);
    }

    public RememberingGitHub() throws IOException {
        secrets.put("", new TreeSet<>());
        commit("main", Map.of());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                synchronized (RememberingGitHub.this) {
                    asked.add(request.getMethod() + " " + request.getTarget());
                    MockResponse other = instead.answer(request, () -> real(request));
                    return other == null ? real(request) : other;
                }
            }
        });
        server.start();
    }

    private MockResponse real(RecordedRequest request) {
        try {
            return answer(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets everything. */
    public synchronized void reset() {
        trees.clear();
        commits.clear();
        texts.clear();
        branches.clear();
        pulls.clear();
        environments.clear();
        secrets.clear();
        secrets.put("", new TreeSet<>());
        asked.clear();
        commit("main", Map.of());
    }

    /** Lets the default branch hold these files. */
    public RememberingGitHub holding(Map<String, String> files) {
        commit("main", files);
        return this;
    }

    public String url() {
        String url = server.url("/").toString();
        return url.substring(0, url.length() - 1);
    }

    /** Lets a branch hold the files of a folder. */
    public RememberingGitHub holding(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith(".git/")) {
                    files.put(path, Files.readString(file));
                }
            }
        }
        commit("main", files);
        return this;
    }

    /** What a branch holds. */
    public Map<String, String> files(String branch) {
        return trees.get(commits.get(branches.get(branch)));
    }

    /** Merges the pull request of a branch. */
    public void merge(String branch) {
        branches.put("main", branches.get(branch));
        pulls.remove(branch);
        ended = "merged";
    }

    /** Somebody pushes to a branch, or makes it. */
    public void push(String branch, Map<String, String> files) {
        String before = branches.get(branch);
        commit(branch, files);
        if (before != null) {
            parents.put(branches.get(branch), before);
        }
    }

    private void commit(String branch, Map<String, String> files) {
        String tree = tree(files);
        String commit = sha("commit " + tree);
        commits.put(commit, tree);
        branches.put(branch, commit);
    }

    private String tree(Map<String, String> files) {
        Map<String, String> kept = new TreeMap<>(files);
        kept.values().forEach(text -> texts.put(sha(text), text));
        String sha = sha(kept.toString());
        trees.put(sha, kept);
        return sha;
    }

    private static String sha(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public MockResponse json(int status, JsonNode body) {
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body.toString());
        return (scopes == null ? answer : answer.addHeader("X-OAuth-Scopes", scopes)).build();
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private MockResponse absent() {
        return json(404, object().put("message", "Not Found"));
    }

    private MockResponse answer(RecordedRequest request) throws IOException {
        String target = request.getTarget();
        String path = target.replaceFirst("\\?.*$", "");
        String query = target.substring(path.length());
        Buffer buffer = new Buffer();
        if (request.getBody() != null) {
            buffer.write(request.getBody());
        }
        String sent = buffer.readUtf8();
        JsonNode body = sent.isEmpty() ? object() : JSON.readTree(sent);
        boolean signedIn = request.getHeaders().get("Authorization") != null;
        if (path.equals("/user")) {
            return signedIn ? json(200, object().put("login", "octocat").put("id", 1)) : json(401, object());
        }
        if (path.startsWith("/users/")) {
            return json(
                    200, object().put("login", path.substring(7)).put("id", 5).put("type", "User"));
        }
        // A renamed repository answers under its old names, too, as the API does after its redirect.
        String rest = path.replaceFirst("^/repos/[^/]+/[^/]+", "");
        if (rest.equals(path)) {
            return path.startsWith("/orgs/") ? json(403, object().put("message", "Must have admin rights")) : absent();
        }
        return switch (request.getMethod()) {
            case "GET" -> get(rest, query, signedIn);
            case "POST" -> signedIn ? post(rest, body) : json(401, object());
            case "PATCH" -> signedIn ? advance(rest, body) : json(401, object());
            case "PUT" -> {
                environments.putIfAbsent(environment(rest), new ArrayList<>());
                yield json(200, object().put("name", environment(rest)));
            }
            case "DELETE" -> {
                String secret = rest.substring(rest.lastIndexOf('/') + 1);
                boolean there =
                        secrets.getOrDefault(level(rest), new TreeSet<>()).remove(secret);
                yield there ? new MockResponse.Builder().code(204).build() : absent();
            }
            default -> absent();
        };
    }

    private MockResponse advance(String rest, JsonNode body) {
        String branch = rest.replaceFirst("^/git/refs/heads/", "");
        if (!branches.containsKey(branch)) {
            return json(422, object().put("message", "Reference does not exist"));
        }
        String commit = body.path("sha").asText();
        if (body.path("force").asBoolean() || !branches.get(branch).equals(parents.get(commit))) {
            return json(422, object().put("message", "Update is not a fast forward"));
        }
        branches.put(branch, commit);
        return json(200, object().put("ref", "refs/heads/" + branch));
    }

    private static String environment(String rest) {
        return URLDecoder.decode(rest.split("/")[2], StandardCharsets.UTF_8);
    }

    private static String level(String rest) {
        return rest.startsWith("/environments/") ? environment(rest) : rest.startsWith("/dependabot") ? "?" : "";
    }

    private MockResponse get(String rest, String query, boolean signedIn) throws IOException {
        if (rest.isEmpty()) {
            return json(200, JSON.readTree(ScriptedGitHub.repository(owner, name)));
        }
        if (rest.endsWith("/secrets") || rest.endsWith("/organization-secrets")) {
            return signedIn ? list(rest) : json(401, object());
        }
        if (rest.startsWith("/environments")) {
            return environments(rest);
        }
        if (rest.equals("/releases/latest")) {
            return latest == null ? absent() : json(200, object().put("id", 1).put("tag_name", latest));
        }
        if (rest.matches("/git/refs?/tags/.*") && latest != null) {
            // An annotated tag: it names an object of its own, which names the commit.
            String tag = rest.replaceFirst("^/git/refs?/tags/", "");
            ObjectNode ref = object().put("ref", "refs/tags/" + tag);
            ref.putObject("object").put("type", "tag").put("sha", "a".repeat(40));
            return json(200, ref);
        }
        if (rest.equals("/git/tags/" + "a".repeat(40))) {
            ObjectNode tag = object().put("tag", "t").put("sha", "a".repeat(40));
            tag.putObject("object").put("type", "commit").put("sha", "b".repeat(40));
            return json(200, tag);
        }
        if (rest.startsWith("/git/ref/heads/")) {
            String commit = branches.get(rest.substring("/git/ref/heads/".length()));
            ObjectNode ref = object();
            ref.putObject("object").put("type", "commit").put("sha", commit);
            return commit == null ? absent() : json(200, ref);
        }
        if (rest.startsWith("/git/matching-refs/heads/")) {
            ArrayNode found = JSON.createArrayNode();
            branches.forEach((branch, commit) -> {
                if (branch.startsWith(rest.substring("/git/matching-refs/heads/".length()))) {
                    ObjectNode ref = found.addObject().put("ref", "refs/heads/" + branch);
                    ref.putObject("object").put("type", "commit").put("sha", commit);
                }
            });
            return json(200, found);
        }
        if (rest.equals("/pulls/7")) {
            return json(
                    200,
                    object().put("number", 7)
                            .put("state", ended.isEmpty() ? "open" : "closed")
                            .put("merged", ended.equals("merged")));
        }
        if (rest.startsWith("/git/commits/")) {
            ObjectNode commit = object();
            commit.putObject("tree").put("sha", commits.get(rest.substring(13)));
            return json(200, commit);
        }
        if (rest.startsWith("/git/trees/")) {
            ObjectNode tree = object().put("truncated", false);
            ArrayNode entries = tree.putArray("tree");
            files(rest.substring(11))
                    .forEach((file, text) -> entries.addObject()
                            .put("path", file)
                            .put("type", "blob")
                            .put("mode", "100644")
                            .put("sha", sha(text)));
            return json(200, tree);
        }
        if (rest.startsWith("/git/blobs/")) {
            byte[] text = texts.get(rest.substring(11)).getBytes(StandardCharsets.UTF_8);
            return json(200, object().put("content", Base64.getEncoder().encodeToString(text)));
        }
        if (rest.startsWith("/contents/")) {
            String commit = query.replaceFirst("^\\?ref=", "");
            String text = trees.get(commits.get(commit)).get(rest.substring(10));
            return text == null
                    ? absent()
                    : new MockResponse.Builder().code(200).body(text).build();
        }
        if (rest.equals("/pulls")) {
            ArrayNode open = JSON.createArrayNode();
            pulls.stream()
                    .filter(branch -> query.contains("%3A" + branch + "&"))
                    .forEach(branch -> open.add(pull(branch)));
            return json(200, open);
        }
        return rest.startsWith("/actions/") ? actions(rest) : absent();
    }

    private ObjectNode pull(String branch) {
        return object().put("number", 7)
                .put("html_url", "https://github.com/" + owner + "/" + name + "/pull/7")
                .put("head", branch);
    }

    private MockResponse list(String rest) {
        ObjectNode list = object();
        ArrayNode names = list.putArray("secrets");
        boolean organisation = rest.endsWith("organization-secrets");
        (organisation ? new TreeSet<String>() : secrets.getOrDefault(level(rest), new TreeSet<>()))
                .forEach(secret -> names.addObject().put("name", secret).put("updated_at", "2024-01-01T00:00:00Z"));
        return json(200, list);
    }

    private MockResponse environments(String rest) {
        if (rest.equals("/environments")) {
            ObjectNode list = object();
            ArrayNode all = list.putArray("environments");
            environments.keySet().forEach(e -> all.add(described(e)));
            return json(200, list);
        }
        String environment = environment(rest);
        if (!environments.containsKey(environment)) {
            return absent();
        }
        if (rest.endsWith("/deployment-branch-policies")) {
            ObjectNode list = object();
            ArrayNode all = list.putArray("branch_policies");
            for (String pattern : environments.get(environment)) {
                all.addObject().put("type", pattern.split(" ")[0]).put("name", pattern.split(" ")[1]);
            }
            return json(200, list);
        }
        return json(200, described(environment));
    }

    private ObjectNode described(String environment) {
        ObjectNode node = object().put("name", environment);
        node.putArray("protection_rules");
        if (environments.getOrDefault(environment, List.of()).isEmpty()) {
            node.putNull("deployment_branch_policy");
        } else {
            node.putObject("deployment_branch_policy")
                    .put("protected_branches", false)
                    .put("custom_branch_policies", true);
        }
        return node;
    }

    private MockResponse actions(String rest) {
        if (rest.equals("/actions/oidc/customization/sub")) {
            return json(200, object().put("use_default", true));
        }
        if (rest.equals("/actions/runs")) {
            ObjectNode list = object();
            list.putArray("workflow_runs")
                    .addObject()
                    .put("id", 99)
                    .put("path", ".github/workflows/release.yml")
                    .put("display_title", "v1.4.0")
                    .put("conclusion", "failure")
                    .put("html_url", "https://github.com/" + owner + "/" + name + "/actions/runs/99");
            return json(200, list);
        }
        if (rest.equals("/actions/runs/99/jobs")) {
            ObjectNode list = object();
            ArrayNode jobs = list.putArray("jobs");
            int id = 0;
            for (String job : failedLogs.keySet()) {
                jobs.addObject()
                        .put("id", id++)
                        .put("name", job)
                        .put("conclusion", "failure")
                        .putArray("steps");
            }
            return json(200, list);
        }
        if (rest.matches("/actions/jobs/\\d+/logs")) {
            int id = Integer.parseInt(rest.split("/")[3]);
            return new MockResponse.Builder()
                    .code(200)
                    .body(List.copyOf(failedLogs.values()).get(id))
                    .build();
        }
        return absent();
    }

    private MockResponse post(String rest, JsonNode body) {
        if (rest.endsWith("/deployment-branch-policies")) {
            environments
                    .get(environment(rest))
                    .add(body.path("type").asText() + " " + body.path("name").asText());
            return json(200, object().put("id", 1));
        }
        switch (rest) {
            case "/git/trees" -> {
                Map<String, String> files =
                        new TreeMap<>(trees.get(body.path("base_tree").asText()));
                body.path("tree").forEach(file -> {
                    if (file.path("sha").isNull()) {
                        files.remove(file.path("path").asText());
                    } else {
                        files.put(
                                file.path("path").asText(), file.path("content").asText());
                    }
                });
                return json(201, object().put("sha", tree(files)));
            }
            case "/git/commits" -> {
                String commit = sha(body.toString() + commits.size());
                commits.put(commit, body.path("tree").asText());
                parents.put(commit, body.path("parents").path(0).asText());
                return json(201, object().put("sha", commit));
            }
            case "/git/refs" -> {
                String branch = body.path("ref").asText().replaceFirst("^refs/heads/", "");
                if (branches.containsKey(branch)) {
                    return json(422, object().put("message", "Reference already exists"));
                }
                branches.put(branch, body.path("sha").asText());
                return json(201, object());
            }
            case "/pulls" -> {
                String branch = body.path("head").asText();
                if (pulls.contains(branch)) {
                    return json(422, object().put("message", "Validation Failed"));
                }
                pulls.add(branch);
                return json(201, pull(branch));
            }
            default -> {
                return absent();
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
