package dev.tokenless.sandbox.cratesio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code cargo publish}: two lengths in four little-endian bytes, metadata in JSON, then the crate (rust-lang/crates.io,
 * src/controllers/krate/publish.rs).
 */
final class CrateUpload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Book book;
    private final Authentication authentication;
    private final Predicate<String> trustedOnly;

    CrateUpload(Book book, Authentication authentication, Predicate<String> trustedOnly) {
        this.book = book;
        this.authentication = authentication;
        this.trustedOnly = trustedOnly;
    }

    private record Crate(String name, String version, JsonNode metadata, byte[] file) {}

    Response publish(Request request) {
        Response response = published(request);
        boolean refused = response.status() >= 400;
        book.tell("upload", response.status(), refused ? response.text() : "", "");
        return response;
    }

    private Response published(Request request) {
        Optional<Crate> read = read(request.body());
        if (read.isEmpty()) {
            return Errors.error(400, "invalid upload request: the lengths do not fit the body");
        }
        Crate crate = read.get();
        return switch (authentication.caller(request)) {
            case Authentication.Nobody(Response refusal) -> refusal;
            case Authentication.Maintainer _ ->
                trustedOnly.test(crate.name())
                        ? Errors.error(
                                403,
                                "New versions of this crate can only be published using Trusted Publishing (see"
                                        + " https://crates.io/docs/trusted-publishing).")
                        : keep(crate, null);
            case Authentication.Trusted(String token) -> trusted(crate, token);
        };
    }

    private Response trusted(Crate crate, String token) {
        if (!book.exists(crate.name())) {
            return Errors.error(
                    403,
                    "Trusted Publishing tokens do not support creating new crates. Publish the crate manually, first");
        }
        Optional<Grant> grant = book.grant(token).filter(g -> g.expires().isAfter(book.now()));
        if (grant.isEmpty()) {
            return Errors.error(403, "Invalid authentication token");
        }
        return grant.get().packages().contains(book.normal(crate.name()))
                ? keep(crate, grant.get())
                : Errors.error(403, "The provided access token is not valid for crate `" + crate.name() + "`");
    }

    private Response keep(Crate crate, @Nullable Grant grant) {
        for (Release release : book.releases(crate.name())) {
            if (release.version().equals(crate.version())) {
                return Errors.error(400, "crate version `" + crate.version() + "` is already uploaded");
            }
        }
        book.publish(
                crate.name(),
                new Release(
                        crate.version(),
                        crate.name() + "-" + crate.version() + ".crate",
                        Map.of("sha256", sha256(crate.file())),
                        Map.of("index", SparseIndex.line(crate.metadata(), sha256(crate.file()))),
                        book.now(),
                        grant));
        return Response.json(
                200,
                Map.of(
                        "warnings",
                        Map.of("invalid_categories", List.of(), "invalid_badges", List.of(), "other", List.of())));
    }

    private static Optional<Crate> read(byte[] body) {
        ByteBuffer buffer = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        byte[] metadata = part(buffer);
        byte[] file = part(buffer);
        if (metadata == null || file == null) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(metadata);
            String name = node == null ? null : node.path("name").textValue();
            String version = node == null ? null : node.path("vers").textValue();
            return name == null || version == null
                    ? Optional.empty()
                    : Optional.of(new Crate(name, version, node, file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static byte @Nullable [] part(ByteBuffer buffer) {
        if (buffer.remaining() < 4) {
            return null;
        }
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            return null;
        }
        byte[] part = new byte[length];
        buffer.get(part);
        return part;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
