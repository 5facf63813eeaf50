package dev.tokenless.sandbox.pypi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What anybody may read: the index of a project's files, the JSON of its releases, and who uploaded a file (pypi/warehouse,
 * docs/user/api/index-api.md, docs/user/api/integrity.md).
 */
final class PublicPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIMPLE = "application/vnd.pypi.simple.v1+json";
    private static final String INTEGRITY = "application/vnd.pypi.integrity.v1+json";

    private final Book book;

    PublicPages(Book book) {
        this.book = book;
    }

    Response answer(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return notFound();
        }
        List<String> path = request.rawSegments().stream()
                .map(Request::decoded)
                .filter(s -> !s.isEmpty())
                .toList();
        String host = request.header("Host").orElse("127.0.0.1");
        if (path.size() == 2 && path.get(0).equals("simple")) {
            return book.exists(path.get(1)) ? simple(path.get(1), host) : notFound();
        }
        if (path.size() == 3 && path.get(0).equals("pypi") && path.get(2).equals("json")) {
            return project(path.get(1));
        }
        if (path.size() == 3 && path.get(0).equals("project")) {
            return page(path.get(1), path.get(2));
        }
        if (path.size() == 5 && path.get(0).equals("integrity") && path.get(4).equals("provenance")) {
            return provenance(request, path);
        }
        return notFound();
    }

    private static Response notFound() {
        return Response.text(404, "404 Not Found\n\nThe resource could not be found.\n");
    }

    private Response simple(String name, String host) {
        ObjectNode page = JSON.createObjectNode();
        page.putObject("meta").put("api-version", "1.3");
        page.put("name", book.normal(name));
        ArrayNode versions = page.putArray("versions");
        ArrayNode files = page.putArray("files");
        for (Release release : book.releases(name)) {
            if (versions.valueStream().noneMatch(v -> v.textValue().equals(release.version()))) {
                versions.add(release.version());
            }
            ObjectNode file = files.addObject();
            file.put("filename", release.file());
            file.put("url", "http://" + host + "/files/" + release.file());
            file.putObject("hashes").put("sha256", release.digests().get("sha256"));
            file.put("upload-time", release.uploaded().toString());
            file.put(
                    "provenance",
                    attested(release)
                            ? "http://" + host + "/integrity/" + book.normal(name) + "/" + release.version() + "/"
                                    + release.file() + "/provenance"
                            : null);
        }
        return bytes(SIMPLE, page);
    }

    private Response project(String name) {
        List<Release> releases = book.releases(name);
        if (releases.isEmpty()) {
            return notFound();
        }
        ObjectNode page = JSON.createObjectNode();
        Release last = releases.getLast();
        page.putObject("info").put("name", book.spelling(name).orElse(name)).put("version", last.version());
        ObjectNode all = page.putObject("releases");
        for (Release release : releases) {
            file(all.withArray(release.version()).addObject(), release);
        }
        ArrayNode urls = page.putArray("urls");
        releases.stream().filter(r -> r.version().equals(last.version())).forEach(r -> file(urls.addObject(), r));
        page.putObject("ownership").putNull("organization").putArray("roles");
        return bytes("application/json", page);
    }

    /** The page of a release says of each file whether a trusted publisher uploaded it. */
    private Response page(String name, String version) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<title>release</title>\n");
        for (Release release : book.releases(name)) {
            if (release.version().equals(version)) {
                page.append("<ul><li>Uploaded using Trusted Publishing? ")
                        .append(release.grant() == null ? "No" : "Yes")
                        .append("</li></ul>\n");
            }
        }
        return Response.text(200, page.toString()).withType("text/html; charset=UTF-8");
    }

    private static void file(ObjectNode node, Release release) {
        node.put("filename", release.file());
        node.put("packagetype", release.metadata().get("filetype"));
        node.put("upload_time_iso_8601", release.uploaded().toString());
        node.putObject("digests").put("sha256", release.digests().get("sha256"));
    }

    private Response provenance(Request request, List<String> path) {
        String accept = request.header("Accept").orElse("*/*");
        if (!accept.contains("*/*") && !accept.contains("application/json") && !accept.contains(INTEGRITY)) {
            return Response.json(406, Map.of("message", "Request not acceptable"));
        }
        Optional<Release> release = book.releases(path.get(1)).stream()
                .filter(r -> r.version().equals(path.get(2)) && r.file().equals(path.get(3)))
                .findFirst();
        if (release.isEmpty()) {
            return notFound();
        }
        Grant grant = release.get().grant();
        if (!attested(release.get()) || grant == null) {
            return Response.json(404, Map.of("message", "No provenance available for " + path.get(3)));
        }
        ObjectNode page = JSON.createObjectNode();
        page.put("version", 1);
        ObjectNode bundle = page.putArray("attestation_bundles").addObject();
        publisher(bundle.putObject("publisher"), grant.publishers().getFirst().identity());
        try {
            bundle.set("attestations", JSON.readTree(release.get().metadata().getOrDefault("attestations", "[]")));
        } catch (IOException e) {
            throw new IllegalStateException("it was read when it was stored", e);
        }
        return bytes(INTEGRITY, page);
    }

    /** The registered publisher, not the claims: that is what PyPI shows. */
    private static void publisher(ObjectNode node, PublisherIdentity identity) {
        switch (identity) {
            case PublisherIdentity.GitHub g ->
                node.put("kind", "GitHub")
                        .put("repository", g.owner() + "/" + g.repository())
                        .put("workflow", g.workflow())
                        .put("environment", g.environment())
                        .putNull("claims");
            case PublisherIdentity.GitLab g ->
                node.put("kind", "GitLab")
                        .put("repository", g.namespace() + "/" + g.project())
                        .put("workflow_filepath", g.workflow())
                        .put("environment", g.environment());
            case PublisherIdentity.Google g -> node.put("kind", "Google").put("email", g.email());
            case PublisherIdentity.ActiveState _ -> node.put("kind", "ActiveState");
            case PublisherIdentity.CircleCi _ -> node.put("kind", "CircleCI");
        }
    }

    private static boolean attested(Release release) {
        String attestations = release.metadata().getOrDefault("attestations", "");
        return !attestations.isEmpty() && !attestations.equals("[]");
    }

    private static Response bytes(String type, ObjectNode page) {
        return Response.json(200, page).withType(type);
    }
}
