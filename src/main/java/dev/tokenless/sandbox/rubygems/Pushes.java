package dev.tokenless.sandbox.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Multipart;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code gem push} (rubygems/rubygems.org, app/controllers/api/v1/rubygems_controller.rb, app/models/pusher.rb). The
 * answers are plain text, which the client shows as they are.
 */
final class Pushes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_ALLOWED = "You are not allowed to push this gem.";

    private final Book book;
    private final Keys keys;

    Pushes(Book book, Keys keys) {
        this.book = book;
        this.keys = keys;
    }

    /** What was sent: the gem's bytes, and signatures where there are some. */
    private record Sent(byte[] gem, @Nullable JsonNode attestations) {}

    /** The answer to reading what was sent. */
    private sealed interface Reading {}

    private record Read(Sent sent) implements Reading {}

    private record Unread(Response response) implements Reading {}

    Response push(Request request) {
        Response response = pushed(request);
        book.tell("upload", response.status(), response.text(), "");
        return response;
    }

    private Response pushed(Request request) {
        String header = request.header("Authorization").orElse("");
        Optional<Grant> grant = book.grant(header).filter(g -> g.expires().isAfter(book.now()));
        Optional<Keys.Key> key = keys.key(request);
        if (grant.isEmpty() && key.isEmpty()) {
            return Response.text(401, "Access Denied. Please sign up for an account at https://rubygems.org");
        }
        if (grant.isEmpty() && !key.get().scopes().contains("push_rubygem")) {
            return Response.text(403, "This API key cannot perform the specified action on this gem.");
        }
        Response refusal = grant.isEmpty() ? keys.secondFactor(request, key.get()) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (read(request)) {
            case Unread(Response response) -> response;
            case Read(Sent sent) -> keep(sent, grant.orElse(null), sha256(header.getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static Reading read(Request request) {
        if (!request.hasType("multipart/form-data")) {
            return new Read(new Sent(request.body(), null));
        }
        Multipart form = Multipart.of(request).orElse(new Multipart(List.of()));
        Multipart.Part gem = form.part("gem").orElse(null);
        if (gem == null || gem.fileName() == null) {
            return unread("gem is not a file upload");
        }
        String attestations = form.text("attestations").orElse("");
        if (attestations.isEmpty()) {
            return unread("missing attestations");
        }
        try {
            JsonNode array = JSON.readTree(attestations);
            if (array == null || !array.isArray()) {
                return unread("attestations must be an array, is " + (array == null ? "nil" : rubyClass(array)));
            }
            return new Read(new Sent(gem.content(), array));
        } catch (IOException _) {
            return unread("attestations must be an array, is String");
        }
    }

    private static Unread unread(String text) {
        return new Unread(Response.text(400, text));
    }

    private static String rubyClass(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "Hash";
            case NUMBER -> node.isIntegralNumber() ? "Integer" : "Float";
            case BOOLEAN -> node.booleanValue() ? "TrueClass" : "FalseClass";
            case NULL -> "NilClass";
            default -> "String";
        };
    }

    private Response keep(Sent sent, @Nullable Grant grant, String keyDigest) {
        Optional<GemFile> read = GemFile.read(sent.gem());
        if (read.isEmpty()) {
            return Response.text(
                    422,
                    "RubyGems.org cannot process this gem.\nPlease try rebuilding it and installing it locally to make"
                            + " sure it's valid.\n");
        }
        if (grant == null && sent.attestations() != null) {
            return Response.text(400, "Pushing with an attestation requires trusted publishing");
        }
        GemFile gem = read.get();
        if (grant != null && !allowed(gem.name(), grant.publishers().getFirst().identity())) {
            return Response.text(403, NOT_ALLOWED);
        }
        String digest = sha256(sent.gem());
        for (Release release : book.releases(gem.name())) {
            if (release.file().equals(gem.fullName())) {
                boolean again = digest.equals(release.digests().get("sha256"))
                        && keyDigest.equals(release.metadata().get("key"));
                return again
                        ? Response.text(200, "Gem was already pushed: " + gem.name() + " (" + gem.version() + ")")
                        : Response.text(
                                409,
                                "Repushing of gem versions is not allowed.\n"
                                        + "Please use `gem yank` to remove bad gem releases.\n"
                                        + "Please bump the version number and push a new different release.");
            }
        }
        JsonNode attestations = sent.attestations();
        book.publish(
                gem.name(),
                new Release(
                        gem.version(),
                        gem.fullName(),
                        Map.of("sha256", digest),
                        Map.of(
                                "key",
                                keyDigest,
                                "platform",
                                gem.platform().isEmpty() ? "ruby" : gem.platform(),
                                "attestations",
                                attestations == null ? "[]" : attestations.toString()),
                        book.now(),
                        grant));
        return Response.text(200, "Successfully registered gem: " + gem.name() + " (" + gem.version() + ")");
    }

    /** A key of a publisher pushes the gems that its row is linked to now, or waits for. */
    private boolean allowed(String gem, PublisherIdentity row) {
        if (book.exists(gem)) {
            return book.publishersOf(gem).stream().anyMatch(p -> p.identity().equals(row));
        }
        List<TrustedPublisher> waiting = book.publishers().stream()
                .filter(p -> p.kind() == TrustedPublisher.Kind.PENDING)
                .filter(p -> p.identity().equals(row))
                .toList();
        boolean named = waiting.stream().anyMatch(p -> gem.equalsIgnoreCase(p.project()));
        if (named) {
            book.create(gem);
            book.add(
                    new TrustedPublisher(
                            RegistryId.RUBYGEMS, gem, TrustedPublisher.Kind.ACTIVE, row, List.of(), null, true, null),
                    Integer.toString(book.nextId()));
        }
        return named;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
