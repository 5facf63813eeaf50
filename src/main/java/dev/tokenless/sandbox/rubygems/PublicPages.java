package dev.tokenless.sandbox.rubygems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be read of gems: lists, owners, versions, and who pushed one (rubygems/rubygems.org, config/routes.rb). */
final class PublicPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "This rubygem could not be found.";
    private static final Pattern OWNERS = Pattern.compile("/api/v1/gems/([^/]+)/owners\\.json");
    private static final Pattern GEM = Pattern.compile("/api/v1/gems/([^/]+)\\.json");
    private static final Pattern OWNED = Pattern.compile("/api/v1/owners/([^/]+)/gems\\.json");
    private static final Pattern VERSIONS = Pattern.compile("/api/v1/versions/([^/]+)\\.json");
    private static final Pattern ATTESTATIONS = Pattern.compile("/api/v1/attestations/([^/]+)\\.json");
    private static final Pattern PAGE = Pattern.compile("/gems/([^/]+)/versions/([^/]+)");

    private final Book book;
    private final Keys keys;

    PublicPages(Book book, Keys keys) {
        this.book = book;
        this.keys = keys;
    }

    Response answer(Request request) {
        if (!request.method().equals("GET")) {
            return Replies.notFound(request);
        }
        String path = request.rawPath();
        if (path.equals("/api/v1/gems.json")) {
            return mine(request);
        }
        Matcher owned = OWNED.matcher(path);
        if (owned.matches()) {
            return Request.decoded(owned.group(1)).equals(keys.account().handle())
                    ? Response.json(200, gems())
                    : Response.text(404, "This user could not be found.");
        }
        Matcher owners = OWNERS.matcher(path);
        if (owners.matches()) {
            return known(owners.group(1))
                    ? Response.json(
                            200,
                            List.of(Map.of("id", 1, "handle", keys.account().handle(), "role", "owner")))
                    : Response.text(404, UNKNOWN);
        }
        Matcher versions = VERSIONS.matcher(path);
        if (versions.matches()) {
            return known(versions.group(1))
                    ? Response.json(200, versions(Request.decoded(versions.group(1))))
                    : Response.text(404, UNKNOWN);
        }
        Matcher attestations = ATTESTATIONS.matcher(path);
        if (attestations.matches()) {
            return attestations(Request.decoded(attestations.group(1)));
        }
        Matcher page = PAGE.matcher(path);
        if (page.matches()) {
            return page(request, Request.decoded(page.group(1)), Request.decoded(page.group(2)));
        }
        Matcher gem = GEM.matcher(path);
        if (gem.matches()) {
            String name = Request.decoded(gem.group(1));
            return book.exists(name) ? Response.json(200, gem(name)) : Response.text(404, UNKNOWN);
        }
        return Replies.notFound(request);
    }

    private boolean known(String part) {
        return book.exists(Request.decoded(part));
    }

    private Response mine(Request request) {
        Optional<Keys.Key> key = keys.key(request);
        if (key.isEmpty()) {
            return Response.text(401, "Access Denied. Please sign up for an account at https://rubygems.org");
        }
        if (!key.get().scopes().contains("index_rubygems")) {
            return Replies.error(request, 403, "This API key cannot perform the specified action on this gem.");
        }
        Response refusal = keys.secondFactor(request, key.get());
        return refusal == null ? Response.json(200, gems()) : refusal;
    }

    private List<Map<String, Object>> gems() {
        return book.packages().stream().map(this::gem).toList();
    }

    private Map<String, Object> gem(String name) {
        List<Release> releases = book.releases(name);
        Map<String, Object> gem = new LinkedHashMap<>();
        gem.put("name", name);
        gem.put("version", releases.isEmpty() ? "0.0.0" : releases.getLast().version());
        gem.put("metadata", Map.of());
        return gem;
    }

    private List<Map<String, Object>> versions(String name) {
        List<Map<String, Object>> versions = new ArrayList<>();
        for (Release release : book.releases(name).reversed()) {
            Map<String, Object> version = new LinkedHashMap<>();
            version.put("number", release.version());
            version.put("platform", release.metadata().get("platform"));
            version.put("sha", release.digests().get("sha256"));
            version.put("created_at", release.uploaded().toString());
            version.put("metadata", Map.of());
            versions.add(version);
        }
        return versions;
    }

    private Response attestations(String fullName) {
        for (String name : book.packages()) {
            for (Release release : book.releases(name)) {
                if (release.file().equals(fullName)) {
                    try {
                        return Response.json(
                                200, JSON.readTree(release.metadata().getOrDefault("attestations", "[]")));
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException("it was read when it was stored", e);
                    }
                }
            }
        }
        return Response.text(404, UNKNOWN);
    }

    /** The one place that shows the publisher with its environment, also of pushes without signatures. */
    private Response page(Request request, String name, String version) {
        for (Release release : book.releases(name)) {
            if (release.version().equals(version)) {
                Grant grant = release.grant();
                String by = grant == null
                        ? "<a class=\"gem__owner\" alt=\"" + keys.account().handle() + "\"></a>"
                        : "<img alt=\"GitHub\" title=\""
                                + html(PublisherRoutes.name(
                                        grant.publishers().getFirst().identity()))
                                + "\" />";
                String text = "<!DOCTYPE html><html><body><h3>Pushed by:</h3><div class=\"gem__users\">" + by
                        + "</div></body></html>\n";
                return Response.of(
                        200,
                        "text/html; charset=utf-8",
                        Response.text(200, text).body());
            }
        }
        return Replies.notFound(request);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
