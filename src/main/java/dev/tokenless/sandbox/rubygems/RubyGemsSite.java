package dev.tokenless.sandbox.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.KeptClaims;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.http.Handler;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import dev.tokenless.sandbox.token.TokenReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays RubyGems.org (rubygems/rubygems.org, config/routes.rb and app/controllers/api). */
public final class RubyGemsSite implements Handler {
    private static final long LIFETIME_SECONDS = 900;
    private static final DateTimeFormatter WITH_FRACTION = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern PUBLISHERS = Pattern.compile("/api/v1/gems/([^/]+)/trusted_publishers(?:/([^/]+))?");

    private final Book book;
    private final Registry registry;
    private final TokenReader tokens;
    private final Exchange rules;
    private final Keys keys;
    private final PublisherRoutes publishers;
    private final Pushes pushes;
    private final PublicPages pages;

    public RubyGemsSite(
            Book book, Account account, Owners owners, Registry registry, TokenReader tokens, Exchange rules) {
        this.book = book;
        this.registry = registry;
        this.tokens = tokens;
        this.rules = rules;
        this.keys = new Keys(book, account);
        this.publishers = new PublisherRoutes(book, keys, owners, registry);
        this.pushes = new Pushes(book, keys);
        this.pages = new PublicPages(book, keys);
    }

    @Override
    public Response answer(Request request) {
        Matcher matcher = PUBLISHERS.matcher(request.rawPath());
        if (matcher.matches()) {
            String id = matcher.group(2);
            return publishers.answer(
                    request, Request.decoded(matcher.group(1)), id == null ? null : Request.decoded(id));
        }
        String path = request.rawPath();
        boolean post = request.method().equals("POST");
        return switch (path) {
            case "/api/v1/oidc/trusted_publisher/exchange_token" ->
                post ? exchange(request) : Replies.notFound(request);
            case "/api/v1/gems" -> post ? pushes.push(request) : Replies.notFound(request);
            case "/api/v1/api_key", "/api/v1/api_key.json", "/api/v1/api_key.yaml" -> keys.apiKey(request);
            case "/api/v1/profile/me.json", "/api/v1/profile/me" -> keys.me(request, false);
            case "/api/v1/profile/me.yaml" -> keys.me(request, true);
            case "/api/v1/webauthn_verification", "/api/v1/webauthn_verification.json" ->
                Response.text(422, "You don't have any security devices");
            default -> pages.answer(request);
        };
    }

    private Response exchange(Request request) {
        ObjectNode parameters = Parameters.of(request);
        String jwt = parameters.path("jwt").asText("");
        if (jwt.isEmpty()) {
            return Response.json(400, Map.of("error", "Request is missing param 'jwt'"));
        }
        PresentedToken token = tokens.read(jwt);
        Book.Exchanged exchanged = book.exchange(rules, token, registry.audience(), _ -> true);
        return switch (exchanged.answer()) {
            case Exchange.Refused refused -> {
                Verdict.Refusal refusal = refused.refusal();
                book.tell("token exchange", refusal.status(), refusal.message(), refusal.reason());
                yield switch (refusal.status()) {
                    case 404 -> Replies.notFound(request);
                    case 500 -> Response.json(500, Map.of("status", 500, "error", "Internal Server Error"));
                    default -> Response.json(refusal.status(), Map.of("error", refusal.message()));
                };
            }
            case Exchange.Granted granted -> granted(exchanged.at(granted.publishers()), granted.packages(), token);
        };
    }

    private Response granted(List<TrustedPublisher> rows, List<String> packages, PresentedToken token) {
        Instant now = book.now();
        Instant expires = now.plusSeconds(LIFETIME_SECONDS);
        String key = "rubygems_" + Tokens.hex(48);
        book.give(
                key,
                new Grant(
                        rows,
                        packages,
                        List.of(),
                        KeptClaims.of(token, List.of("repository", "sha", "ref")),
                        now,
                        expires));
        String name = PublisherRoutes.name(rows.getFirst().identity());
        book.tell("token minted", 201, "for " + name, "");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("rubygems_api_key", key);
        body.put("name", name + " " + TO_SECONDS.format(issued(token, now)));
        body.put("scopes", List.of("push_rubygem"));
        body.put("expires_at", WITH_FRACTION.format(expires));
        return Response.json(201, body);
    }

    private static Instant issued(PresentedToken token, Instant otherwise) {
        return token instanceof PresentedToken.Decoded decoded
                        && decoded.claims().get("iat") instanceof ClaimValue.Json(JsonNode json)
                        && json.canConvertToLong()
                ? Instant.ofEpochSecond(json.longValue())
                : otherwise;
    }
}
