package dev.tokenless.sandbox.pypi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.Verdict;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.KeptClaims;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import dev.tokenless.sandbox.token.TokenReader;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays PyPI or TestPyPI: the audience, minting, uploads, the form for publishers, and what can be read without credentials.
 *
 * <p>Source of the protocol: pypi/warehouse, warehouse/oidc/views.py, docs/user/api/upload.md,
 * docs/user/trusted-publishers/using-a-publisher.md.
 */
public final class PyPiSite implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIFETIME_SECONDS = 900;
    private static final List<String> KEPT_CLAIMS = List.of("ref", "sha", "repository");

    private final Book book;
    private final String audience;
    private final TokenReader tokens;
    private final Exchange rules;
    private final Uploads uploads;
    private final PublicPages pages;
    private final PublishingForm form;

    /** @param audience {@code pypi} or {@code testpypi} */
    public PyPiSite(Book book, Owners owners, String audience, TokenReader tokens, Exchange rules) {
        this.book = book;
        this.audience = audience;
        this.tokens = tokens;
        this.rules = rules;
        this.uploads = new Uploads(book);
        this.pages = new PublicPages(book);
        this.form = new PublishingForm(book, owners);
    }

    @Override
    public Response answer(Request request) {
        return switch (request.rawPath()) {
            case "/_/oidc/audience" ->
                request.method().equals("GET") ? Response.json(200, Map.of("audience", audience)) : Response.empty(405);
            case "/_/oidc/mint-token", "/_/oidc/github/mint-token" ->
                request.method().equals("POST") ? mint(request) : Response.empty(405);
            case "/legacy/", "/legacy" ->
                request.method().equals("POST") ? uploads.upload(request) : Response.empty(405);
            default -> PublishingForm.isFor(request) ? form.answer(request) : pages.answer(request);
        };
    }

    private Response mint(Request request) {
        String token = presented(request);
        if (token == null) {
            return refused(
                    "invalid-payload",
                    "1 validation error for TokenPayload: the body must be a JSON object with a string in token",
                    "");
        }
        PresentedToken read = tokens.read(token);
        Book.Exchanged exchanged = book.exchange(rules, read, audience, _ -> true);
        return switch (exchanged.answer()) {
            case Exchange.Refused refused ->
                refused.refusal().status() == 422 ? refused(refused.refusal()) : failed(refused.refusal());
            case Exchange.Granted granted -> granted(granted, exchanged, read);
        };
    }

    private static @Nullable String presented(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            return body == null ? null : body.path("token").textValue();
        } catch (IOException _) {
            return null;
        }
    }

    private Response granted(Exchange.Granted granted, Book.Exchanged exchanged, PresentedToken token) {
        Instant expires = book.now().plusSeconds(LIFETIME_SECONDS);
        String minted = "pypi-" + Tokens.letters(120);
        book.give(
                minted,
                new Grant(
                        exchanged.at(granted.publishers()),
                        granted.packages().stream().map(book::normal).toList(),
                        List.of(),
                        KeptClaims.of(token, KEPT_CLAIMS),
                        book.now(),
                        expires));
        book.tell("token minted", 200, "for " + String.join(", ", granted.packages()), "");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", true);
        body.put("token", minted);
        body.put("expires", expires.getEpochSecond());
        return Response.json(200, body);
    }

    /** Some claims make the server fail instead of answer. */
    private Response failed(Verdict.Refusal refusal) {
        book.tell("token exchange", refusal.status(), refusal.message(), refusal.reason());
        return Response.text(refusal.status(), refusal.message());
    }

    private Response refused(Verdict.Refusal refusal) {
        return refused(refusal.code(), refusal.message(), refusal.reason());
    }

    private Response refused(String code, String description, String reason) {
        book.tell("token exchange", 422, description, reason);
        Map<String, Object> error = new LinkedHashMap<>(); // in PyPI's own order, every time
        error.put("code", code);
        error.put("description", description);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", "Token request failed");
        body.put("errors", List.of(error));
        return Response.json(422, body);
    }
}
