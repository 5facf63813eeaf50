package dev.tokenless.sandbox.cratesio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.util.Map;

/**
 * The sparse index: cargo waits after a publish until the version stands in it (rust-lang/cargo,
 * src/doc/src/reference/registry-index.md).
 */
final class SparseIndex {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Book book;

    SparseIndex(Book book) {
        this.book = book;
    }

    /** @param rest the path behind {@code /index/} */
    Response answer(Request request, String rest) {
        if (rest.equals("config.json")) {
            String base = "http://" + request.header("Host").orElse("127.0.0.1");
            return Response.json(200, Map.of("dl", base + "/api/v1/crates", "api", base));
        }
        StringBuilder lines = new StringBuilder();
        for (Release release : book.releases(Request.decoded(rest.substring(rest.lastIndexOf('/') + 1)))) {
            lines.append(release.metadata().getOrDefault("index", "")).append('\n');
        }
        return lines.isEmpty() ? Response.text(404, "not found") : Response.text(200, lines.toString());
    }

    /** A version's line, made from the metadata that cargo sent with it. */
    static String line(JsonNode metadata, String checksum) {
        ObjectNode line = JSON.createObjectNode();
        line.set("name", metadata.path("name"));
        line.set("vers", metadata.path("vers"));
        ArrayNode dependencies = line.putArray("deps");
        for (JsonNode given : metadata.path("deps")) {
            ObjectNode dependency = dependencies.addObject();
            JsonNode renamed = given.path("explicit_name_in_toml");
            dependency.set("name", renamed.isTextual() ? renamed : given.path("name"));
            dependency.set("req", given.path("version_req"));
            for (String field : new String[] {"features", "optional", "default_features", "target", "kind"}) {
                dependency.set(field, given.path(field));
            }
            dependency.set("registry", given.path("registry"));
            if (renamed.isTextual()) {
                dependency.set("package", given.path("name"));
            }
        }
        line.put("cksum", checksum);
        line.set("features", metadata.path("features"));
        line.put("yanked", false);
        return line.toString();
    }
}
