package dev.tokenless.sandbox.npm;

import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: sessions from the web login, one-time passwords from the web flow, and the maintainer's stored tokens
 * (npm/npm-profile, lib/index.js; npm/npm-registry-fetch, lib/check-response.js; npm/api-documentation, token.yaml).
 */
final class Sessions {
    private static final long OTP_SECONDS = 300;
    private static final int DIALOGUES_AT_MOST = 1000;

    private final Book book;
    private final Account account;
    private final Map<String, Dialogue> dialogues = new ConcurrentHashMap<>();
    private final Map<String, Instant> passwords = new ConcurrentHashMap<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> stored = new ConcurrentHashMap<>();

    private enum Purpose {
        LOGIN,
        ONE_TIME_PASSWORD
    }

    private record Dialogue(Purpose purpose, @Nullable String token) {}

    Sessions(Book book, Account account) {
        this.book = book;
        this.account = account;
        sessions.put(account.npmSession(), account.handle());
        String key = Tokens.hex(64);
        stored.put(key, listed(key));
    }

    private Map<String, Object> listed(String key) {
        Map<String, Object> token = new LinkedHashMap<>();
        token.put("key", key);
        token.put("name", "ci-publish");
        token.put("token", "npm_" + key.substring(0, 4));
        token.put("readonly", false);
        token.put("bypass_2fa", true);
        token.put("created", book.now().toString());
        token.put("expiry", book.now().plusSeconds(90L * 24 * 3600).toString());
        return token;
    }

    /** Whether a person's session was sent. */
    boolean person(Request request) {
        return bearer(request).map(sessions::containsKey).orElse(false);
    }

    static Optional<String> bearer(Request request) {
        String header = request.header("Authorization").orElse("");
        return header.regionMatches(true, 0, "bearer ", 0, 7)
                ? Optional.of(header.substring(7).trim())
                : Optional.empty();
    }

    /** The refusal of a request that lacks a session or its second factor; null where both are there. */
    @Nullable
    Response withoutPerson(Request request) {
        if (!person(request)) {
            return Response.json(401, Map.of("message", "Unauthorized"));
        }
        String given = request.header("npm-otp").orElse("");
        Instant until = passwords.get(given);
        if (given.equals(account.oneTimePassword()) || (until != null && until.isAfter(book.now()))) {
            return null;
        }
        boolean web = request.header("npm-auth-type").orElse("").equals("web")
                && request.header("npm-command").isPresent();
        Response asked = web
                ? Response.json(401, dialogue(request, Purpose.ONE_TIME_PASSWORD, "authUrl"))
                : Response.json(
                        401, Map.of("error", "This operation requires a one-time password from your authenticator"));
        return asked.with("www-authenticate", "OTP");
    }

    private Map<String, Object> dialogue(Request request, Purpose purpose, String urlName) {
        if (dialogues.size() >= DIALOGUES_AT_MOST) {
            dialogues.clear();
        }
        String id = Tokens.letters(24);
        dialogues.put(id, new Dialogue(purpose, null));
        String base = "http://" + request.header("Host").orElse("127.0.0.1");
        Map<String, Object> urls = new LinkedHashMap<>();
        urls.put(urlName, base + "/-/sandbox/approve/" + id);
        urls.put("doneUrl", base + "/-/v1/done?authId=" + id);
        return urls;
    }

    Response whoAmI(Request request) {
        String user = bearer(request).map(sessions::get).orElse(null);
        return user == null
                ? Response.json(401, Map.of("error", "Unauthorized"))
                : Response.json(200, Map.of("username", user));
    }

    Response login(Request request, List<String> path) {
        String route = request.method() + " " + String.join("/", path.subList(1, Math.min(path.size(), 3)));
        return switch (route) {
            case "POST v1/login" -> Response.json(200, dialogue(request, Purpose.LOGIN, "loginUrl"));
            case "GET v1/done" -> done(request.query("authId").orElse(""));
            case "GET sandbox/approve" -> approve(path.getLast());
            default -> NpmSite.notFound();
        };
    }

    /** The page on which a person would prove who she is; here to open it is enough. */
    private Response approve(String id) {
        Dialogue dialogue = dialogues.get(id);
        if (dialogue == null) {
            return NpmSite.notFound();
        }
        if (dialogue.token() == null) {
            String token;
            if (dialogue.purpose() == Purpose.LOGIN) {
                token = "npm_" + Tokens.letters(36);
                sessions.put(token, account.handle());
            } else {
                token = Tokens.letters(32);
                passwords.values().removeIf(until -> until.isBefore(book.now()));
                passwords.put(token, book.now().plusSeconds(OTP_SECONDS));
            }
            dialogues.put(id, new Dialogue(dialogue.purpose(), token));
        }
        return Response.text(200, "The sandbox takes you for " + account.handle() + ". You may close this page.\n");
    }

    private Response done(String id) {
        Dialogue dialogue = dialogues.get(id);
        if (dialogue == null) {
            return NpmSite.notFound();
        }
        return dialogue.token() == null
                ? Response.json(202, Map.of()).with("retry-after", "1")
                : Response.json(200, Map.of("token", dialogue.token()));
    }

    Response tokens(Request request, List<String> path) {
        if (path.size() < 4 || !path.get(2).equals("v1") || !path.get(3).equals("tokens")) {
            return NpmSite.notFound();
        }
        if (!person(request)) {
            return Response.json(401, Map.of("message", "Unauthorized"));
        }
        if (request.method().equals("GET") && path.size() == 4) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("objects", new ArrayList<>(stored.values()));
            body.put("total", stored.size());
            body.put("urls", Map.of());
            return Response.json(200, body);
        }
        if (request.method().equals("DELETE") && path.size() == 6 && path.get(4).equals("token")) {
            Response refusal = withoutPerson(request);
            if (refusal != null) {
                return refusal;
            }
            return stored.remove(Request.decoded(path.get(5))) == null ? NpmSite.notFound() : Response.empty(204);
        }
        return NpmSite.notFound();
    }
}
