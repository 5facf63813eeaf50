package dev.tokenless.sandbox.npm;

import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.Verdict;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.KeptClaims;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import dev.tokenless.sandbox.token.TokenReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The exchange of an identity token for one package (npm/api-documentation, oidc.yaml). */
final class TokenExchange {
    private static final long LIFETIME_SECONDS = 3600;

    private final Book book;
    private final String audience;
    private final TokenReader tokens;
    private final Exchange rules;

    TokenExchange(Book book, String audience, TokenReader tokens, Exchange rules) {
        this.book = book;
        this.audience = audience;
        this.tokens = tokens;
        this.rules = rules;
    }

    Response answer(Request request, List<String> path) {
        boolean known = path.size() == 8 && request.rawPath().startsWith("/-/npm/v1/oidc/token/exchange/package/");
        if (!known || !request.method().equals("POST")) {
            return NpmSite.notFound();
        }
        String name = Request.decoded(path.getLast());
        String header = request.header("Authorization").orElse("");
        if (!header.regionMatches(true, 0, "bearer ", 0, 7)) {
            return refused(401, "unauthorized", "no bearer token was sent");
        }
        PresentedToken token = tokens.read(header.substring(7).trim());
        if (!book.exists(name)) {
            return refused(404, "package not found", "the sandbox has no package " + name);
        }
        Book.Exchanged exchanged = book.exchange(rules, token, expected(request, token), p -> name.equals(p.project()));
        return switch (exchanged.answer()) {
            case Exchange.Refused refused -> {
                Verdict.Refusal refusal = refused.refusal();
                book.tell("token exchange", refusal.status(), refusal.message(), refusal.reason());
                yield Response.json(refusal.status(), Map.of("message", refusal.message()));
            }
            case Exchange.Granted granted -> granted(name, granted, exchanged, token);
        };
    }

    /**
     * The audience is the host that the client publishes to, without its port, and here that is loopback; a token made
     * for the public registry is taken as well, so that a rehearsal can show the one that a release will carry.
     */
    private String expected(Request request, PresentedToken token) {
        boolean genuine = token instanceof PresentedToken.Decoded decoded
                && decoded.claims().text("aud").filter(audience::equals).isPresent();
        return genuine
                ? audience
                : "npm:" + request.header("Host").orElse("127.0.0.1").replaceFirst(":\\d*$", "");
    }

    private Response granted(String name, Exchange.Granted granted, Book.Exchanged exchanged, PresentedToken token) {
        Instant now = book.now();
        Instant expires = now.plusSeconds(LIFETIME_SECONDS);
        String minted = "npm_" + Tokens.letters(60);
        book.give(
                minted,
                new Grant(
                        exchanged.at(granted.publishers()),
                        List.of(name),
                        granted.actions(),
                        KeptClaims.of(token, List.of("repository", "sha", "ref")),
                        now,
                        expires));
        book.tell("token minted", 201, "for " + name, "");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token_type", "oidc");
        body.put("token", minted);
        body.put("created", now.toString());
        body.put("expires", expires.toString());
        return Response.json(201, body);
    }

    private Response refused(int status, String words, String why) {
        String message = "OIDC token exchange error - " + words;
        book.tell("token exchange", status, message, why);
        return Response.json(status, Map.of("message", message));
    }
}
