package dev.tokenless.sandbox.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The trusted publishers of a gem (rubygems/rubygems.org,
 * app/controllers/api/v1/oidc/rubygem_trusted_publishers_controller.rb).
 */
final class PublisherRoutes {
    static final String TYPE = "OIDC::TrustedPublisher::GitHubAction";
    private static final String SCOPE = "configure_trusted_publishers";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Book book;
    private final Keys keys;
    private final Owners owners;
    private final Registry registry;

    /** The owner ids of every configuration that was ever made: such a row outlives the gems that were linked to it. */
    private final Map<PublisherIdentity.GitHub, String> rows = new ConcurrentHashMap<>();

    PublisherRoutes(Book book, Keys keys, Owners owners, Registry registry) {
        this.book = book;
        this.keys = keys;
        this.owners = owners;
        this.registry = registry;
    }

    Response answer(Request request, String gem, @Nullable String id) {
        Response refusal = refusal(request, gem);
        if (refusal == null) {
            refusal = act(request, gem, id);
        }
        book.tell(
                request.method() + " trusted_publishers of " + gem,
                refusal.status(),
                refusal.status() < 400 ? "" : refusal.text(),
                "");
        return refusal.with("Cache-Control", "private, no-store");
    }

    private @Nullable Response refusal(Request request, String gem) {
        String header = request.header("Authorization").orElse("");
        if (book.grant(header).isPresent()) {
            return Replies.error(request, 403, "The API key doesn't have access");
        }
        Keys.Key key = keys.key(request).orElse(null);
        if (key == null) {
            return Response.text(401, "Access Denied. Please sign up for an account at https://rubygems.org");
        }
        if (!book.exists(gem)) {
            return Response.text(404, "This rubygem could not be found.");
        }
        if (!key.scopes().contains(SCOPE) || (key.gem() != null && !key.gem().equals(gem))) {
            return Replies.error(request, 403, "This API key cannot perform the specified action on this gem.");
        }
        return keys.secondFactor(request, key);
    }

    private Response act(Request request, String gem, @Nullable String id) {
        List<TrustedPublisher> there = book.publishersOf(gem);
        remember(there);
        if (id == null) {
            return switch (request.method()) {
                case "GET" ->
                    Response.json(200, there.stream().map(PublisherRoutes::wire).toList());
                case "POST" -> create(request, gem, there);
                default -> Replies.notFound(request);
            };
        }
        TrustedPublisher one =
                there.stream().filter(p -> id.equals(p.id())).findFirst().orElse(null);
        if (one == null) {
            return Replies.notFound(request);
        }
        return switch (request.method()) {
            case "GET" -> Response.json(200, wire(one));
            case "DELETE" -> {
                book.remove(id);
                yield Response.empty(204);
            }
            default -> Replies.notFound(request);
        };
    }

    private void remember(List<TrustedPublisher> publishers) {
        for (TrustedPublisher publisher : publishers) {
            if (publisher.identity() instanceof PublisherIdentity.GitHub g && g.ownerId() != null) {
                rows.putIfAbsent(withOwnerId(g, null), g.ownerId());
            }
        }
    }

    private Response create(Request request, String gem, List<TrustedPublisher> there) {
        remember(book.publishers());
        ObjectNode parameters = Parameters.of(request);
        String type = parameters.path("trusted_publisher_type").asText("");
        if (type.isEmpty()) {
            return Response.json(400, Map.of("error", "Request is missing param 'trusted_publisher_type'"));
        }
        if (!type.equals(TYPE)) {
            return Response.json(422, Map.of("error", "Unsupported trusted publisher type"));
        }
        if (!parameters.path("trusted_publisher").isObject()) {
            return Response.json(500, Map.of("status", 500, "error", "Internal Server Error"));
        }
        PublisherIdentity.GitHub wanted = identity(parameters.path("trusted_publisher"));
        TrustedPublisher publisher = publisher(gem, wanted);
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (Registry.FieldProblem problem : registry.validate(publisher)) {
            errors.computeIfAbsent("trusted_publisher." + problem.field(), _ -> new ArrayList<>())
                    .add(problem.message());
        }
        String ownerId = rows.get(wanted);
        if (ownerId == null && !wanted.owner().isBlank()) {
            ownerId = owners.find(wanted.owner()).map(Owners.Owner::id).orElse(null);
        }
        if (ownerId == null && !wanted.owner().isBlank()) {
            errors.put("trusted_publisher.repository_owner_id", List.of("can't be blank"));
        }
        PublisherIdentity.GitHub stored = withOwnerId(wanted, ownerId);
        if (there.stream().anyMatch(p -> p.identity().equals(stored))) {
            errors.put("rubygem", List.of("has already been configured with this trusted publisher"));
        }
        if (!errors.isEmpty() || ownerId == null) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("errors", errors);
            body.put("status", "unprocessable_content");
            return Response.json(422, body);
        }
        rows.putIfAbsent(wanted, ownerId);
        TrustedPublisher added = book.add(publisher(gem, stored), Integer.toString(book.nextId()));
        return Response.json(201, wire(added));
    }

    private static TrustedPublisher publisher(String gem, PublisherIdentity identity) {
        return new TrustedPublisher(
                RegistryId.RUBYGEMS, gem, TrustedPublisher.Kind.ACTIVE, identity, List.of(), null, true, null);
    }

    private static PublisherIdentity.GitHub identity(JsonNode node) {
        return new PublisherIdentity.GitHub(
                node.path("repository_owner").asText(""),
                node.path("repository_name").asText(""),
                node.path("workflow_filename").asText(""),
                blankAsNull(node.path("environment").textValue()),
                null,
                blankAsNull(node.path("workflow_repository_owner").textValue()),
                blankAsNull(node.path("workflow_repository_name").textValue()));
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static PublisherIdentity.GitHub withOwnerId(PublisherIdentity.GitHub g, @Nullable String ownerId) {
        return new PublisherIdentity.GitHub(
                g.owner(),
                g.repository(),
                g.workflow(),
                g.environment(),
                ownerId,
                g.workflowOwner(),
                g.workflowRepository());
    }

    /** The publisher's name as it is shown: never with the repository of the workflow. */
    static String name(PublisherIdentity identity) {
        if (!(identity instanceof PublisherIdentity.GitHub g)) {
            return identity.provider();
        }
        String environment = g.environment() == null ? "" : " (" + g.environment() + ")";
        return "GitHub Actions " + g.owner() + "/" + g.repository() + " @ .github/workflows/" + g.workflow()
                + environment;
    }

    private static JsonNode wire(TrustedPublisher publisher) {
        ObjectNode node = JSON.createObjectNode();
        String id = String.valueOf(publisher.id());
        if (id.matches("\\d{1,9}")) {
            node.put("id", Integer.parseInt(id));
        } else {
            node.put("id", id);
        }
        node.put("trusted_publisher_type", TYPE);
        ObjectNode inner = node.putObject("trusted_publisher");
        inner.put("name", name(publisher.identity()));
        if (publisher.identity() instanceof PublisherIdentity.GitHub g) {
            inner.put("repository_owner", g.owner());
            inner.put("repository_name", g.repository());
            inner.put("repository_owner_id", g.ownerId());
            inner.put("workflow_filename", g.workflow());
            inner.put("environment", g.environment());
            inner.put("workflow_repository_owner", g.workflowOwner());
            inner.put("workflow_repository_name", g.workflowRepository());
        }
        return node;
    }
}
