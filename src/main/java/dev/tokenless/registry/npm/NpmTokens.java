package dev.tokenless.registry.npm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Request;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.RegistryCalls;
import dev.tokenless.registry.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The user's stored tokens (npm/api-documentation token.yaml; npm/cli lib/commands/token.js): a list in pages, and one
 * request that revokes. The list shows the beginning of a token only.
 */
final class NpmTokens {
    /** More pages than this are not asked for. */
    private static final int MOST_PAGES = 50;

    private final String address;
    private final RegistryCalls calls;

    NpmTokens(String address, RegistryCalls calls) {
        this.address = address;
        this.calls = calls;
    }

    private Request request(String method, String url, Session session) {
        Request request = Request.of(method, url)
                .header("npm-command", "token")
                .header("npm-auth-type", "web")
                .header("Accept", "application/json");
        return session.credential().isEmpty()
                ? request
                : request.header("Authorization", "Bearer ", session.credential());
    }

    PublisherRequest listing(Session session) {
        return new PublisherRequest("Read your tokens at npm", request("GET", address + "/-/npm/v1/tokens", session));
    }

    Outcome<List<StoredToken>> all(Session session) {
        List<StoredToken> all = new ArrayList<>();
        Request next = listing(session).request();
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (calls.send(next, session)) {
                case Outcome.Failed<Answer.Reply>(Outcome.Failure failure) -> {
                    return new Outcome.Failed<>(failure);
                }
                case Outcome.Done<Answer.Reply>(Answer.Reply reply) -> {
                    // Something else than a list must not be taken for a list without tokens.
                    if (!reply.json().path("objects").isArray()) {
                        return unread("npm's answer is no list of tokens.", reply.status());
                    }
                    reply.json().path("objects").forEach(o -> all.add(read(o)));
                    String told = reply.json().path("urls").path("next").asText("");
                    if (told.isEmpty()) {
                        return new Outcome.Done<>(List.copyOf(all));
                    }
                    String more = next(told);
                    if (more.isEmpty()) {
                        return unread("npm names a next page of tokens that is none of its own.", reply.status());
                    }
                    next = request("GET", more, session);
                }
            }
        }
        return unread("npm lists more than " + MOST_PAGES + " pages of tokens.", 200);
    }

    private static Outcome<List<StoredToken>> unread(String sentence, int status) {
        return new Outcome.Failed<>(new Outcome.Refused(
                Outcome.Reason.UNEXPECTED,
                sentence,
                "Try again later, or look at your tokens on npm's own page.",
                status,
                ""));
    }

    /** The address of the next page, on the registry itself: the credential goes nowhere else. */
    private String next(String told) {
        if (told.isEmpty()) {
            return "";
        }
        try {
            URI page = URI.create(address).resolve(told);
            String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
            boolean tokens = page.getRawPath() != null && page.getRawPath().endsWith("/-/npm/v1/tokens");
            return tokens ? address + "/-/npm/v1/tokens" + query : "";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static StoredToken read(JsonNode token) {
        List<String> limits = new ArrayList<>();
        token.path("scopes")
                .forEach(s ->
                        limits.add(s.isTextual() ? s.asText() : s.path("name").asText("")));
        limits.removeIf(String::isEmpty);
        JsonNode bypasses = token.path("bypass_2fa");
        return new StoredToken(
                token.path("key").asText(""),
                token.path("name").asText(""),
                token.path("token").asText(""),
                !token.path("readonly").asBoolean(false),
                bypasses.isBoolean() ? bypasses.booleanValue() : null,
                token.path("created").asText(""),
                token.path("expiry").asText(""),
                limits);
    }

    PublisherRequest revoking(StoredToken token, Session session) {
        return new PublisherRequest(
                "Revoke the token " + (token.name().isEmpty() ? token.shown() : token.name()) + " at npm",
                request("DELETE", address + "/-/npm/v1/tokens/token/" + PathSegment.of(token.key()), session));
    }

    Outcome<StoredToken> revoke(StoredToken token, Session session) {
        Outcome<StoredToken> outcome =
                calls.send(revoking(token, session).request(), session).map(_ -> token);
        boolean gone = outcome instanceof Outcome.Failed<StoredToken>(Outcome.Failure failure)
                && failure instanceof Outcome.Refused refused
                && refused.status() == 404;
        return gone ? new Outcome.Done<>(token) : outcome;
    }
}
