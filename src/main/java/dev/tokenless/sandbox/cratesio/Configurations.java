package dev.tokenless.sandbox.cratesio;

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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of crates, for GitHub and GitLab (rust-lang/crates.io, src/controllers/trustpub/github_configs and
 * gitlab_configs).
 */
final class Configurations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PER_CRATE = 5;

    private final Book book;
    private final Authentication authentication;
    private final Owners owners;
    private final Registry registry;

    Configurations(Book book, Authentication authentication, Owners owners, Registry registry) {
        this.book = book;
        this.authentication = authentication;
        this.owners = owners;
        this.registry = registry;
    }

    /** The two kinds, which share everything but their fields. */
    private enum Kind {
        GITHUB("github", "GitHub"),
        GITLAB("gitlab", "GitLab");

        private final String word;
        private final String shown;

        Kind(String word, String shown) {
            this.word = word;
            this.shown = shown;
        }

        boolean holds(TrustedPublisher publisher) {
            return publisher.identity().provider().equals(word);
        }
    }

    /** @param rest the path behind {@code /api/v1/trusted_publishing/} */
    Response answer(Request request, String rest) {
        for (Kind kind : Kind.values()) {
            String name = kind.word + "_configs";
            if (rest.equals(name)) {
                return switch (request.method()) {
                    case "GET" -> told(request, list(request, kind));
                    case "POST" -> told(request, create(request, kind));
                    default -> Response.empty(405);
                };
            }
            if (rest.startsWith(name + "/")) {
                return request.method().equals("DELETE")
                        ? told(request, delete(request, kind, rest.substring(name.length() + 1)))
                        : Response.empty(405);
            }
        }
        return Errors.notFound();
    }

    private Response told(Request request, Response response) {
        boolean refused = response.status() >= 400;
        book.tell(request.method() + " configurations", response.status(), refused ? response.text() : "", "");
        return response;
    }

    private Response list(Request request, Kind kind) {
        Optional<String> crate = request.query("crate");
        Optional<String> user = request.query("user_id");
        if (crate.isPresent() && user.isPresent()) {
            return Errors.error(400, "Cannot specify both `crate` and `user_id` query parameters");
        }
        if (crate.isEmpty() && user.isEmpty()) {
            return Errors.error(400, "Must specify either `crate` or `user_id` query parameter");
        }
        Response refusal = authentication.otherThanMaintainer(request);
        if (refusal != null) {
            return refusal;
        }
        if (user.isPresent() && !user.get().equals("1")) {
            return Errors.error(403, "this action requires authentication as the specified user");
        }
        if (crate.isPresent() && !book.exists(crate.get())) {
            return absent(crate.get());
        }
        List<TrustedPublisher> all = (crate.isPresent() ? book.publishersOf(crate.get()) : book.publishers())
                .stream().filter(kind::holds).toList();
        return Pages.of(request, all, Configurations::id, this::wire, kind.word + "_configs")
                .with("Cache-Control", "no-store");
    }

    private static Response absent(String crate) {
        return Errors.error(404, "crate `" + crate + "` does not exist");
    }

    private static int id(TrustedPublisher publisher) {
        String id = String.valueOf(publisher.id());
        return id.matches("\\d{1,9}") ? Integer.parseInt(id) : 0;
    }

    private Response create(Request request, Kind kind) {
        if (!request.hasType("application/json")) {
            return Errors.error(415, "Expected request with `Content-Type: application/json`");
        }
        JsonNode body;
        try {
            body = JSON.readTree(request.body());
        } catch (IOException _) {
            return Errors.error(400, "Failed to parse the request body as JSON");
        }
        JsonNode node = body == null ? JSON.nullNode() : body.path(kind.word + "_config");
        if (!node.isObject()) {
            return missing(kind.word + "_config");
        }
        List<String> required = kind == Kind.GITHUB
                ? List.of("crate", "repository_owner", "repository_name", "workflow_filename")
                : List.of("crate", "namespace", "project", "workflow_filepath");
        for (String field : required) {
            if (!node.path(field).isTextual()) {
                return missing(kind.word + "_config." + field);
            }
        }
        TrustedPublisher wanted = wanted(kind, node);
        List<Registry.FieldProblem> problems = registry.validate(wanted);
        if (!problems.isEmpty()) {
            return Errors.error(400, problems.getFirst().message());
        }
        Response refusal = authentication.otherThanMaintainer(request);
        return refusal == null ? store(kind, wanted) : refusal;
    }

    private static Response missing(String field) {
        String last = field.substring(field.lastIndexOf('.') + 1);
        return Errors.error(
                422,
                "Failed to deserialize the JSON body into the target type: "
                        + (last.equals(field) ? "" : field.substring(0, field.indexOf('.')) + ": ") + "missing field `"
                        + last + "` at line 1 column 2");
    }

    private Response store(Kind kind, TrustedPublisher wanted) {
        String crate = String.valueOf(wanted.project());
        if (!book.exists(crate)) {
            return absent(crate);
        }
        if (book.publishersOf(crate).stream().filter(kind::holds).count() >= MOST_PER_CRATE) {
            return Errors.error(
                    409,
                    "This crate already has the maximum number of " + kind.shown
                            + " Trusted Publishing configurations (" + MOST_PER_CRATE + ")");
        }
        PublisherIdentity identity = wanted.identity();
        if (identity instanceof PublisherIdentity.GitHub g) {
            Optional<Owners.Owner> owner = owners.find(g.owner());
            if (owner.isEmpty()) {
                return Errors.error(400, "Unknown GitHub user or organization");
            }
            identity = new PublisherIdentity.GitHub(
                    owner.get().login(),
                    g.repository(),
                    g.workflow(),
                    g.environment(),
                    owner.get().id(),
                    null,
                    null);
        }
        TrustedPublisher added =
                book.add(publisher(book.spelling(crate).orElse(crate), identity), Integer.toString(book.nextId()));
        return Response.json(200, Map.of(kind.word + "_config", wire(added)));
    }

    private Response delete(Request request, Kind kind, String id) {
        Optional<TrustedPublisher> there = book.publisher(id).filter(kind::holds);
        if (there.isEmpty()) {
            return Errors.notFound();
        }
        Response refusal = authentication.otherThanMaintainer(request);
        if (refusal != null) {
            return refusal;
        }
        book.remove(id);
        return Response.empty(204);
    }

    private static TrustedPublisher wanted(Kind kind, JsonNode node) {
        String crate = node.path("crate").asText();
        String environment = node.path("environment").textValue();
        return switch (kind) {
            case GITHUB ->
                publisher(
                        crate,
                        new PublisherIdentity.GitHub(
                                node.path("repository_owner").asText(),
                                node.path("repository_name").asText(),
                                node.path("workflow_filename").asText(),
                                environment,
                                null,
                                null,
                                null));
            case GITLAB ->
                publisher(
                        crate,
                        new PublisherIdentity.GitLab(
                                node.path("namespace").asText(),
                                node.path("project").asText(),
                                node.path("workflow_filepath").asText(),
                                environment,
                                null,
                                null));
        };
    }

    private static TrustedPublisher publisher(String crate, PublisherIdentity identity) {
        return new TrustedPublisher(
                RegistryId.CRATES_IO, crate, TrustedPublisher.Kind.ACTIVE, identity, List.of(), null, true, null);
    }

    private JsonNode wire(TrustedPublisher publisher) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", id(publisher));
        node.put("crate", publisher.project());
        switch (publisher.identity()) {
            case PublisherIdentity.GitHub g -> {
                node.put("workflow_filename", g.workflow());
                node.put("repository_owner", g.owner());
                node.put("repository_owner_id", number(g.ownerId()));
                node.put("repository_name", g.repository());
            }
            case PublisherIdentity.GitLab g -> {
                node.put("namespace", g.namespace());
                node.put("namespace_id", g.namespaceId());
                node.put("project", g.project());
                node.put("workflow_filepath", g.workflow());
            }
            case PublisherIdentity.CircleCi _, PublisherIdentity.Google _, PublisherIdentity.ActiveState _ -> {
                // crates.io has no such publishers.
            }
        }
        node.put("environment", publisher.identity().environment());
        node.put("created_at", book.createdAt(String.valueOf(publisher.id())).toString());
        return node;
    }

    private static @Nullable Integer number(@Nullable String id) {
        return id != null && id.matches("\\d{1,9}") ? Integer.valueOf(id) : null;
    }
}
