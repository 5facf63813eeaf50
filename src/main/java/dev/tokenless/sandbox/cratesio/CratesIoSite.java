package dev.tokenless.sandbox.cratesio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.Exchange;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.Registry;
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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays crates.io and its sparse index (rust-lang/crates.io, src/router.rs, src/controllers/trustpub). */
public final class CratesIoSite implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIFETIME_SECONDS = 1800;
    private static final List<String> KEPT_CLAIMS = List.of("repository", "run_id", "sha", "project_path", "job_id");

    private final Book book;
    private final Registry registry;
    private final TokenReader tokens;
    private final Exchange rules;
    private final Authentication authentication;
    private final Configurations configurations;
    private final Crates crates;

    public CratesIoSite(
            Book book, Account account, Owners owners, Registry registry, TokenReader tokens, Exchange rules) {
        this.book = book;
        this.registry = registry;
        this.tokens = tokens;
        this.rules = rules;
        this.authentication = new Authentication(account);
        this.configurations = new Configurations(book, authentication, owners, registry);
        this.crates = new Crates(book, account, authentication);
    }

    @Override
    public Response answer(Request request) {
        if (request.header("User-Agent").orElse("").isBlank()) {
            return Errors.error(
                    403,
                    "We require that all requests include a `User-Agent` header. Name your program and a way to reach"
                            + " you in it.");
        }
        String path = request.rawPath();
        if (path.startsWith("/api/v1/trusted_publishing/")) {
            String rest = path.substring("/api/v1/trusted_publishing/".length());
            return rest.equals("tokens") ? token(request) : configurations.answer(request, rest);
        }
        return crates.answer(request);
    }

    private Response token(Request request) {
        return switch (request.method()) {
            case "POST" -> exchange(request);
            case "DELETE" -> revoke(request);
            default -> Response.empty(405);
        };
    }

    private Response exchange(Request request) {
        if (!request.hasType("application/json")) {
            return Errors.error(415, "Expected request with `Content-Type: application/json`");
        }
        String jwt = presented(request);
        if (jwt == null) {
            return Errors.error(
                    422,
                    "Failed to deserialize the JSON body into the target type: missing field `jwt` at line 1 column 2");
        }
        PresentedToken token = tokens.read(jwt);
        Book.Exchanged exchanged = book.exchange(rules, token, registry.audience(), _ -> true);
        return switch (exchanged.answer()) {
            case Exchange.Refused refused -> {
                Verdict.Refusal refusal = refused.refusal();
                book.tell("token exchange", refusal.status(), refusal.message(), refusal.reason());
                yield Errors.error(refusal.status(), refusal.message());
            }
            case Exchange.Granted granted -> granted(granted, exchanged, token);
        };
    }

    private static @Nullable String presented(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            return body == null ? null : body.path("jwt").textValue();
        } catch (IOException _) {
            return null;
        }
    }

    private Response granted(Exchange.Granted granted, Book.Exchanged exchanged, PresentedToken token) {
        String minted = Tokens.crates();
        book.give(
                minted,
                new Grant(
                        exchanged.at(granted.publishers()),
                        granted.packages().stream().map(book::normal).toList(),
                        List.of(),
                        KeptClaims.of(token, KEPT_CLAIMS),
                        book.now(),
                        book.now().plusSeconds(LIFETIME_SECONDS)));
        book.tell("token minted", 200, "for " + String.join(", ", granted.packages()), "");
        return Response.json(200, Map.of("token", minted));
    }

    private Response revoke(Request request) {
        if (request.header("Authorization").isEmpty()) {
            return Errors.error(401, "Missing `Authorization` header");
        }
        return switch (authentication.caller(request)) {
            case Authentication.Trusted(String token) -> {
                book.revoke(token);
                book.tell("token revoked", 204, "", "");
                yield Response.empty(204);
            }
            case Authentication.Maintainer _ ->
                Errors.error(401, "Invalid `Authorization` header: Failed to parse token");
            case Authentication.Nobody _ -> Errors.error(401, "Invalid `Authorization` header: Failed to parse token");
        };
    }
}
