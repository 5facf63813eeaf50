package dev.tokenless.sandbox.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.npm.NpmConfiguration;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The trusted publishers of a package (npm/api-documentation, trust.yaml). */
final class Trust {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 10;
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Book book;
    private final Sessions sessions;

    Trust(Book book, Sessions sessions) {
        this.book = book;
        this.sessions = sessions;
    }

    Response answer(Request request, String name, List<String> path) {
        Response refusal = sessions.withoutPerson(request);
        if (refusal != null) {
            return told(refusal, "publishers of " + name);
        }
        if (!book.exists(name)) {
            return refused(404, "Package not found");
        }
        if (path.size() == 4) {
            return switch (request.method()) {
                case "GET" -> Response.json(200, wire(book.publishersOf(name)));
                case "POST" -> create(request, name);
                default -> Response.empty(405);
            };
        }
        return path.size() == 5 && request.method().equals("DELETE")
                ? delete(name, Request.decoded(path.get(4)))
                : NpmSite.notFound();
    }

    private static List<JsonNode> wire(List<TrustedPublisher> publishers) {
        return publishers.stream().map(TrustWire::write).toList();
    }

    private Response create(Request request, String name) {
        List<TrustedPublisher> wanted = new ArrayList<>();
        try {
            JsonNode body = JSON.readTree(request.body());
            if (!request.hasType("application/json") || body == null || !body.isArray() || body.size() != 1) {
                return refused(400, "Invalid trusted publisher configuration");
            }
            Optional<TrustedPublisher> read = TrustWire.read(body.get(0), name);
            if (read.isEmpty()) {
                return refused(400, "Invalid trusted publisher configuration");
            }
            wanted.add(read.get());
        } catch (IOException _) {
            return refused(400, "Invalid trusted publisher configuration");
        }
        List<TrustedPublisher> there = book.publishersOf(name);
        boolean same = there.stream()
                .anyMatch(p -> p.identity().equals(wanted.getFirst().identity()));
        if (same || there.size() >= MOST) {
            return refused(
                    409, "trusted publisher config already exists for the package. Please delete and re-create.");
        }
        TrustedPublisher added = book.add(wanted.getFirst(), UUID.randomUUID().toString());
        book.tell("publisher registered", 200, name, "");
        return Response.json(200, wire(List.of(added)));
    }

    private static Map<String, JsonNode> claims(TrustedPublisher publisher) {
        return NpmConfiguration.of(publisher).claims();
    }

    private Response delete(String name, String id) {
        if (!ID.matcher(id).matches()) {
            return refused(400, "Invalid trusted publisher config id format");
        }
        boolean there = book.publishersOf(name).stream().anyMatch(p -> id.equals(p.id()));
        if (!there || !book.remove(id)) {
            return refused(404, "Trusted publisher configuration not found for the package");
        }
        book.tell("publisher removed", 204, name, "");
        return Response.empty(204);
    }

    private Response refused(int status, String message) {
        return told(Response.json(status, Map.of("message", message)), "publishers");
    }

    private Response told(Response refusal, String what) {
        book.tell(what, refusal.status(), refusal.text(), "");
        return refusal;
    }
}
