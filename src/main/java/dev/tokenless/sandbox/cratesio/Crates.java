package dev.tokenless.sandbox.cratesio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Crates: shown, switched to trusted publishing only, uploaded to, and listed in the sparse index. */
final class Crates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Book book;
    private final Account account;
    private final Authentication authentication;
    private final CrateUpload upload;

    Crates(Book book, Account account, Authentication authentication) {
        this.book = book;
        this.account = account;
        this.authentication = authentication;
        this.upload = new CrateUpload(book, authentication, this::trustedOnly);
    }

    Response answer(Request request) {
        String path = request.rawPath();
        if (path.startsWith("/index/")) {
            return new SparseIndex(book).answer(request, path.substring("/index/".length()));
        }
        if (path.equals("/api/v1/crates/new") && request.method().equals("PUT")) {
            return upload.publish(request);
        }
        if (path.equals("/api/v1/crates") && request.method().equals("GET")) {
            return listed(request);
        }
        if (path.startsWith("/api/v1/users/") && request.method().equals("GET")) {
            String login = Request.decoded(path.substring("/api/v1/users/".length()));
            return login.equalsIgnoreCase(account.handle())
                    ? Response.json(200, Map.of("user", Map.of("id", 1, "login", account.handle())))
                    : Errors.notFound();
        }
        if (path.matches("/api/v1/crates/[^/]+")) {
            String name = Request.decoded(path.substring("/api/v1/crates/".length()));
            return switch (request.method()) {
                case "GET" -> book.exists(name) ? shown(name) : absent(name);
                case "PATCH" -> switched(request, name);
                default -> Response.empty(405);
            };
        }
        return Errors.notFound();
    }

    private static Response absent(String name) {
        return Errors.error(404, "crate `" + name + "` does not exist");
    }

    /** Whether the crate refuses stored tokens: as it was switched, else as it was known from the start. */
    boolean trustedOnly(String name) {
        return book.closed(name)
                .orElseGet(() -> book.publishersOf(name).stream().anyMatch(p -> Boolean.TRUE.equals(p.trustpubOnly())));
    }

    private Response listed(Request request) {
        String user = request.query("user_id").orElse("1");
        List<String> names = user.equals("1") ? book.packages() : List.of();
        Map<String, Integer> ids = new LinkedHashMap<>();
        names.forEach(name -> ids.put(name, ids.size() + 1));
        return Pages.of(request, names, name -> ids.getOrDefault(name, 0), this::crate, "crates");
    }

    private ObjectNode crate(String name) {
        ObjectNode crate = JSON.createObjectNode();
        List<Release> releases = book.releases(name);
        String spelling = book.spelling(name).orElse(name);
        crate.put("id", spelling).put("name", spelling);
        crate.put(
                "max_version", releases.isEmpty() ? "0.0.0" : releases.getLast().version());
        crate.put("trustpub_only", trustedOnly(name));
        return crate;
    }

    private Response shown(String name) {
        ObjectNode page = JSON.createObjectNode();
        page.set("crate", crate(name));
        ArrayNode versions = page.putArray("versions");
        for (Release release : book.releases(name).reversed()) {
            ObjectNode version = versions.addObject();
            version.put("crate", book.spelling(name).orElse(name)).put("num", release.version());
            version.put("created_at", release.uploaded().toString());
            version.put("checksum", release.digests().get("sha256"));
            Grant grant = release.grant();
            if (grant == null) {
                version.putObject("published_by").put("id", 1).put("login", account.handle());
                version.putNull("trustpub_data");
            } else {
                version.putNull("published_by");
                version.set("trustpub_data", trust(grant));
            }
        }
        return Response.json(200, page);
    }

    private static JsonNode trust(Grant grant) {
        ObjectNode data = JSON.createObjectNode();
        TrustedPublisher publisher = grant.publishers().getFirst();
        String provider = publisher.identity().provider();
        List<String> fields = provider.equals("github")
                ? List.of("repository", "run_id", "sha")
                : List.of("project_path", "job_id", "sha");
        data.put("provider", provider);
        fields.forEach(field -> data.put(field, grant.claims().get(field)));
        return data;
    }

    private Response switched(Request request, String name) {
        Response refusal = authentication.otherThanMaintainer(request);
        if (refusal != null) {
            return refusal;
        }
        if (!book.exists(name)) {
            return absent(name);
        }
        JsonNode wanted = wanted(request);
        if (wanted == null) {
            return Errors.error(
                    422,
                    "Failed to deserialize the JSON body into the target type: missing field `crate` at line 1 column"
                            + " 2");
        }
        if (wanted.path("trustpub_only").isBoolean()) {
            book.close(name, wanted.path("trustpub_only").booleanValue());
            book.tell("trusted publishing only", 200, name + ": " + trustedOnly(name), "");
        }
        return Response.json(200, Map.of("crate", crate(name)));
    }

    private static @Nullable JsonNode wanted(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            return body != null && body.path("crate").isObject() ? body.path("crate") : null;
        } catch (IOException _) {
            return null;
        }
    }
}
