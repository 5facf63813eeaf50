package dev.tokenless.sandbox.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of packages: read, and written by {@code npm publish} (npm/cli, workspaces/libnpmpublish). */
final class Packages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Book book;
    private final Sessions sessions;

    Packages(Book book, Sessions sessions) {
        this.book = book;
        this.sessions = sessions;
    }

    /**
     * A publish that may go on.
     *
     * @param grant null where a person publishes
     */
    record Publish(
            String version, String integrity, @Nullable Grant grant) {}

    /** The answer to asking whether a publish may go on. */
    sealed interface Admission {}

    record Admitted(Publish publish) implements Admission {}

    record Turned(Response response) implements Admission {}

    Response answer(Request request, List<String> path) {
        // The registry takes a scope's slash as it is, too, when it is asked for a document.
        boolean slashed = path.size() > 1
                && path.getFirst().startsWith("@")
                && !Request.decoded(path.getFirst()).contains("/");
        String name = Request.decoded(slashed ? path.get(0) + "/" + path.get(1) : path.getFirst());
        int parts = slashed ? 2 : 1;
        if (path.size() == parts + 1 && request.method().equals("GET")) {
            return version(request, name, Request.decoded(path.get(parts)));
        }
        if (path.size() != parts || name.isEmpty()) {
            return NpmSite.notFound();
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> document(request, name);
            case "PUT" -> put(request, name);
            default -> Response.empty(405);
        };
    }

    private Response document(Request request, String name) {
        return book.exists(name) ? Response.json(200, packument(request, name)) : NpmSite.notFound();
    }

    /** One version, by its number or by a tag. */
    private Response version(Request request, String name, String version) {
        ObjectNode all = packument(request, name);
        JsonNode one =
                all.path("versions").path(all.path("dist-tags").path(version).asText(version));
        return one.isObject() ? Response.json(200, one) : NpmSite.notFound();
    }

    private ObjectNode packument(Request request, String name) {
        String base = "http://" + request.header("Host").orElse("127.0.0.1") + "/";
        ObjectNode document = JSON.createObjectNode();
        document.put("_id", name).put("name", name);
        ObjectNode tags = document.putObject("dist-tags");
        ObjectNode versions = document.putObject("versions");
        ObjectNode time = document.putObject("time");
        for (Release release : book.releases(name)) {
            tags.put(release.metadata().getOrDefault("tag", "latest"), release.version());
            time.put(release.version(), release.uploaded().toString());
            ObjectNode version = versions.putObject(release.version());
            version.put("name", name).put("version", release.version());
            version.putObject("dist")
                    .put("integrity", release.digests().getOrDefault("integrity", ""))
                    .put("tarball", base + name + "/-/" + release.file());
            user(version.putObject("_npmUser"), release.grant());
        }
        return document;
    }

    /** Who published is readable without credentials, and is how a trusted release is told from one by token. */
    private static void user(ObjectNode user, @Nullable Grant grant) {
        if (grant == null) {
            user.put("name", "sandbox-maintainer").put("email", "maintainer@example.org");
            return;
        }
        TrustedPublisher publisher = grant.publishers().getFirst();
        boolean gitHub = publisher.identity().provider().equals("github");
        user.put("name", gitHub ? "GitHub Actions" : publisher.identity().provider())
                .put("email", "npm-oidc-no-reply@example.org");
        user.putObject("trustedPublisher")
                .put("id", publisher.identity().provider())
                .put("oidcConfigId", "oidc:" + publisher.id());
    }

    private Response put(Request request, String name) {
        return switch (admit(request, name, "publish")) {
            case Turned(Response response) -> {
                book.tell("upload", response.status(), response.text(), "");
                yield response;
            }
            case Admitted(Publish publish) -> {
                add(name, tag(request), publish);
                book.tell("upload", 200, name + " " + publish.version(), "");
                yield Response.json(200, Map.of("success", true));
            }
        };
    }

    /** Keeps a version that was admitted; the same bytes a second time change nothing, because clients repeat a PUT. */
    void add(String name, String tag, Publish publish) {
        boolean there = book.releases(name).stream().anyMatch(r -> r.version().equals(publish.version()));
        if (!there) {
            book.publish(
                    name,
                    new Release(
                            publish.version(),
                            name.substring(name.indexOf('/') + 1) + "-" + publish.version() + ".tgz",
                            Map.of("integrity", publish.integrity()),
                            Map.of("tag", tag),
                            book.now(),
                            publish.grant()));
        }
    }

    static String tag(Request request) {
        JsonNode body = parsed(request);
        return body == null
                ? "latest"
                : body.path("dist-tags")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("latest");
    }

    private static @Nullable JsonNode parsed(Request request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException _) {
            return null;
        }
    }

    /** @param action {@code publish} or {@code stage publish} */
    Admission admit(Request request, String name, String action) {
        String bearer = Sessions.bearer(request).orElse("");
        Optional<Grant> grant = book.grant(bearer).filter(g -> g.expires().isAfter(book.now()));
        if (bearer.isEmpty()) {
            return turned(401, "You must be logged in to publish packages.");
        }
        if (grant.isEmpty() && !sessions.person(request)) {
            // An unknown token is told nothing more than that: the registry masks whether the package exists.
            return new Turned(NpmSite.notFound());
        }
        if (grant.isPresent()) {
            if (!grant.get().packages().contains(name)) {
                return new Turned(NpmSite.notFound());
            }
            if (!grant.get().actions().contains(action)) {
                return turned(403, "OIDC permission denied for this action");
            }
        } else {
            Response missing = sessions.withoutPerson(request);
            if (missing != null) {
                return new Turned(missing);
            }
        }
        return version(request, name, grant.orElse(null));
    }

    private Admission version(Request request, String name, @Nullable Grant grant) {
        JsonNode body = parsed(request);
        JsonNode versions = body == null ? JSON.nullNode() : body.path("versions");
        if (body == null || !body.path("name").asText("").equals(name) || versions.size() != 1) {
            return turned(400, "the document does not hold one version of " + name);
        }
        JsonNode manifest = versions.iterator().next();
        String version = manifest.path("version").asText("");
        String integrity = manifest.path("dist").path("integrity").asText("");
        for (Release release : book.releases(name)) {
            boolean again = grant != null
                    && grant.equals(release.grant())
                    && integrity.equals(release.digests().get("integrity"));
            if (release.version().equals(version) && !again) {
                return turned(403, "You cannot publish over the previously published versions: " + version + ".");
            }
        }
        return new Admitted(new Publish(version, integrity, grant));
    }

    /** Only a text under {@code error} is shown to the user by the command line. */
    private static Turned turned(int status, String error) {
        return new Turned(Response.json(status, Map.of("error", error)));
    }

    /** Publishing access: {@code npm access set mfa=publish} forbids tokens (npm/cli, workspaces/libnpmaccess). */
    Response access(Request request, String name) {
        Response refusal = sessions.withoutPerson(request);
        if (refusal != null) {
            return refusal;
        }
        if (!book.exists(name)) {
            return NpmSite.notFound();
        }
        JsonNode body = parsed(request);
        if (!request.method().equals("POST") || body == null) {
            return Response.empty(405);
        }
        boolean closed = body.path("publish_requires_tfa").asBoolean(false)
                && !body.path("automation_token_overrides_tfa").asBoolean(false);
        book.close(name, closed);
        book.tell("publishing access", 200, name + (closed ? ": tokens are forbidden" : ": tokens are allowed"), "");
        return Response.json(200, Map.of());
    }
}
