package dev.tokenless.sandbox.pypi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.sandbox.book.BasicAuth;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import dev.tokenless.sandbox.http.Multipart;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The upload endpoint {@code /legacy/} (pypi/warehouse, docs/user/api/upload.md, warehouse/forklift/legacy.py). */
final class Uploads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ATTESTATIONS = 2;

    private final Book book;

    Uploads(Book book) {
        this.book = book;
    }

    /** A refusal: PyPI says the reason behind the status as well as in the body. */
    private record Refusal(int status, String message) {}

    Response upload(Request request) {
        Optional<Grant> grant = Optional.empty();
        Optional<String> token = token(request);
        if (token.isPresent()) {
            grant = book.grant(token.get());
        }
        Refusal refusal = unauthenticated(request, grant);
        if (refusal != null) {
            return refused(request, refusal);
        }
        Optional<Multipart> form = Multipart.of(request);
        if (form.isEmpty() || grant.isEmpty()) {
            return refused(request, new Refusal(400, "Error: the upload is not a multipart form."));
        }
        refusal = store(form.get(), grant.get());
        if (refusal != null) {
            return refused(request, refusal);
        }
        book.tell("upload", 200, form.get().text("name").orElse(""), "");
        return Response.of(200, "text/plain; charset=utf-8", new byte[0]);
    }

    private @Nullable Refusal unauthenticated(Request request, Optional<Grant> grant) {
        Optional<BasicAuth> basic = BasicAuth.of(request);
        if (basic.isPresent() && !basic.get().user().equals("__token__")) {
            return new Refusal(
                    403,
                    "Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted"
                            + " Publishers instead. See https://pypi.org/help/#apitoken and"
                            + " https://pypi.org/help/#trusted-publishers");
        }
        if (grant.isEmpty()) {
            return new Refusal(
                    403,
                    "Invalid or non-existent authentication information. See https://pypi.org/help/#invalid-auth for"
                            + " more information.");
        }
        return grant.get().expires().isAfter(book.now())
                ? null
                : new Refusal(403, "Invalid API Token: token is expired");
    }

    private static Optional<String> token(Request request) {
        Optional<BasicAuth> basic = BasicAuth.of(request);
        if (basic.isPresent()) {
            return Optional.of(basic.get().password().strip());
        }
        String header = request.header("Authorization").orElse("");
        for (String scheme : new String[] {"token ", "bearer "}) {
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return Optional.of(header.substring(scheme.length()).strip());
            }
        }
        return Optional.empty();
    }

    private @Nullable Refusal store(Multipart form, Grant grant) {
        if (!form.text(":action").orElse("").equals("file_upload")) {
            return new Refusal(400, "Unknown action.");
        }
        if (!form.text("protocol_version").orElse("1").equals("1")) {
            return new Refusal(400, "Unknown protocol version.");
        }
        String name = form.text("name").orElse("");
        String version = form.text("version").orElse("");
        Multipart.Part content = form.part("content").orElse(null);
        if (name.isEmpty() || version.isEmpty()) {
            return new Refusal(400, "Error: name and version are required.");
        }
        if (content == null || content.fileName() == null) {
            return new Refusal(400, "Upload payload does not have a file.");
        }
        Refusal refusal = forbidden(name, grant);
        if (refusal == null) {
            refusal = wrongDigest(form, content);
        }
        return refusal == null ? keep(form, content, content.fileName(), grant) : refusal;
    }

    private @Nullable Refusal forbidden(String name, Grant grant) {
        if (!book.exists(name)) {
            return new Refusal(
                    400,
                    "Non-user identities cannot create new projects. This was probably caused by successfully using a"
                            + " pending publisher but specifying the project name incorrectly (either in the publisher"
                            + " or in your project's metadata). Please ensure that both match. See:"
                            + " https://docs.pypi.org/trusted-publishers/troubleshooting/");
        }
        return grant.packages().contains(book.normal(name))
                ? null
                : new Refusal(403, "Invalid API Token: OIDC scoped token is not valid for project '" + name + "'");
    }

    private static @Nullable Refusal wrongDigest(Multipart form, Multipart.Part content) {
        Optional<String> md5 = form.text("md5_digest").filter(d -> !d.isEmpty());
        Optional<String> sha256 = form.text("sha256_digest").filter(d -> !d.isEmpty());
        Optional<String> blake2 = form.text("blake2_256_digest").filter(d -> !d.isEmpty());
        if (md5.isEmpty() && sha256.isEmpty() && blake2.isEmpty()) {
            return new Refusal(400, "Include at least one message digest.");
        }
        boolean same = md5.map(d -> d.equalsIgnoreCase(digest("MD5", content.content())))
                        .orElse(true)
                && sha256.map(d -> d.equalsIgnoreCase(digest("SHA-256", content.content())))
                        .orElse(true);
        return same
                ? null
                : new Refusal(400, "The digest supplied does not match a digest calculated from the uploaded file.");
    }

    private @Nullable Refusal keep(Multipart form, Multipart.Part content, String file, Grant grant) {
        String name = form.text("name").orElse("");
        String sha256 = digest("SHA-256", content.content());
        for (Release release : book.releases(name)) {
            if (release.file().equals(file)) {
                return sha256.equals(release.digests().get("sha256"))
                        ? null
                        : new Refusal(
                                400,
                                "File already exists ('" + file + "', with blake2_256 hash '"
                                        + release.digests().getOrDefault("blake2_256", "")
                                        + "'). See https://pypi.org/help/#file-name-reuse for more information.");
            }
        }
        String attestations = form.text("attestations").orElse("");
        if (!attestations.isEmpty() && !wellFormed(attestations)) {
            return new Refusal(
                    400,
                    "Invalid attestations supplied during upload: Malformed attestations: an array of at most"
                            + " two is expected");
        }
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put("sha256", sha256);
        form.text("blake2_256_digest").ifPresent(d -> digests.put("blake2_256", d));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("filetype", form.text("filetype").orElse(""));
        metadata.put("attestations", attestations);
        book.publish(name, new Release(form.text("version").orElse(""), file, digests, metadata, book.now(), grant));
        return null;
    }

    /** The signatures inside are not verified: that takes the public transparency log, which is not on this machine. */
    private static boolean wellFormed(String attestations) {
        try {
            JsonNode array = JSON.readTree(attestations);
            return array != null && array.isArray() && array.size() <= MOST_ATTESTATIONS;
        } catch (IOException _) {
            return false;
        }
    }

    private Response refused(Request request, Refusal refusal) {
        book.tell("upload", refusal.status(), refusal.message(), "");
        String code = refusal.status() + " " + refusal.message();
        Response response;
        if (request.header("Accept").orElse("").contains("application/json")) {
            Map<String, String> body = new LinkedHashMap<>();
            body.put("message", refusal.message());
            body.put("code", code);
            body.put("title", Response.empty(refusal.status()).reason());
            response = Response.json(refusal.status(), body);
        } else {
            response = Response.text(refusal.status(), code + "\n\n" + refusal.message() + "\n");
        }
        return response.because(refusal.message());
    }

    static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
