package dev.tokenless.sandbox.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.BasicAuth;
import dev.tokenless.sandbox.book.Book;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.http.Request;
import dev.tokenless.sandbox.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The maintainer's API keys and her second factor (rubygems/rubygems.org, app/controllers/api/v1/api_keys_controller.rb,
 * app/models/api_key.rb, app/models/concerns/user_multifactor_methods.rb).
 */
final class Keys {
    private static final Duration NO_SECOND_FACTOR_BELOW = Duration.ofMinutes(15);
    private static final int MOST = 1000;
    private static final List<String> SCOPES = List.of(
            "show_dashboard",
            "index_rubygems",
            "push_rubygem",
            "yank_rubygem",
            "add_owner",
            "update_owner",
            "remove_owner",
            "access_webhooks",
            "configure_trusted_publishers");
    private static final String DENIED = "HTTP Basic: Access denied.\n";

    private final Book book;
    private final Account account;
    private final Map<String, Key> keys = new ConcurrentHashMap<>();

    /**
     * A key.
     *
     * @param gem the only gem that it may be used for, null for all
     * @param expires null for never
     */
    record Key(
            String name,
            List<String> scopes,
            @Nullable String gem,
            Instant created,
            @Nullable Instant expires) {
        Key {
            scopes = List.copyOf(scopes);
        }

        /** A key whose whole life is short needs no second factor for its use. */
        boolean shortLived() {
            return expires != null && Duration.between(created, expires).compareTo(NO_SECOND_FACTOR_BELOW) < 0;
        }
    }

    Keys(Book book, Account account) {
        this.book = book;
        this.account = account;
        keys.put(
                account.rubygemsKey(),
                new Key(
                        "sandbox",
                        List.of("index_rubygems", "push_rubygem", "configure_trusted_publishers"),
                        null,
                        book.now(),
                        null));
    }

    /** The key that a request carries: the whole header is the key, without a scheme. */
    Optional<Key> key(Request request) {
        return request.header("Authorization")
                .map(keys::get)
                .filter(k -> k.expires() == null || k.expires().isAfter(book.now()));
    }

    /** The refusal of a request whose second factor is missing or wrong; null where none is needed. */
    @Nullable
    Response secondFactor(Request request, @Nullable Key key) {
        if (!account.secondFactor() || (key != null && key.shortLived())) {
            return null;
        }
        String given = request.header("OTP").orElse("");
        if (given.isEmpty()) {
            return Response.text(
                    401,
                    "You have enabled multifactor authentication but no OTP code provided. Please fill it and retry.");
        }
        return given.equals(account.oneTimePassword())
                ? null
                : Response.text(401, "Your OTP code is incorrect. Please check it and retry.");
    }

    private boolean signedIn(Request request) {
        return BasicAuth.of(request)
                .filter(b -> b.user().equals(account.handle()) || b.user().equals(account.email()))
                .filter(b -> b.password().equals(account.password()))
                .isPresent();
    }

    Response apiKey(Request request) {
        if (request.method().equals("GET")) {
            return Response.text(410, "This endpoint is not supported anymore.");
        }
        if (!signedIn(request)) {
            return Response.text(401, DENIED).with("WWW-Authenticate", "Basic realm=\"Application\"");
        }
        Response refusal = secondFactor(request, null);
        if (refusal != null) {
            return refusal;
        }
        ObjectNode parameters = Parameters.of(request);
        return switch (request.method()) {
            case "POST" -> create(request, parameters);
            case "PUT", "PATCH" -> widen(request, parameters);
            default -> Replies.notFound(request);
        };
    }

    private Response create(Request request, ObjectNode parameters) {
        List<String> scopes = scopes(parameters);
        List<String> problems = new ArrayList<>();
        String name = parameters.path("name").asText("");
        if (name.isBlank()) {
            problems.add("Name can't be blank");
        } else if (name.length() > 255) {
            problems.add("Name is too long (maximum is 255 characters)");
        }
        if (scopes.isEmpty()) {
            problems.add("Please enable at least one scope");
        } else if (scopes.contains("show_dashboard") && scopes.size() > 1) {
            problems.add("Show dashboard scope must be enabled exclusively");
        }
        Instant expires = null;
        JsonNode at = parameters.path("expires_at");
        if (!at.isMissingNode() && !at.isNull()) {
            expires = time(at.asText());
            if (expires == null || expires.isBefore(book.now().plusSeconds(60).minusSeconds(1))) {
                problems.add("Expires at must be in the future");
            }
        }
        String gem = parameters.path("rubygem_name").textValue();
        if (gem != null && !book.exists(gem)) {
            problems.add("Rubygem could not be found");
        }
        if (!problems.isEmpty() || keys.size() >= MOST) {
            return answered(request, 422, String.join(" and ", problems), "error");
        }
        String key = "rubygems_" + Tokens.hex(48);
        keys.put(key, new Key(name, scopes, gem, book.now(), expires));
        book.tell("key created", 200, name + " with " + String.join(", ", scopes), "");
        return answered(request, 200, key, "ok");
    }

    private Response answered(Request request, int status, String text, String word) {
        if (!Replies.json(request)) {
            return Response.text(status, text);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("rubygems_api_key", text);
        body.put("status", status == 200 ? word : "unprocessable_content");
        return Response.json(status, body);
    }

    private Response widen(Request request, ObjectNode parameters) {
        String text = parameters.path("api_key").asText("");
        Key key = keys.get(text);
        if (key == null) {
            return Response.text(401, "Access Denied. Please sign up for an account at https://rubygems.org");
        }
        List<String> scopes = new ArrayList<>(key.scopes());
        scopes(parameters).stream().filter(s -> !scopes.contains(s)).forEach(scopes::add);
        keys.put(text, new Key(key.name(), scopes, key.gem(), key.created(), key.expires()));
        return Response.text(200, "Scopes for the API key " + key.name() + " updated");
    }

    private static List<String> scopes(ObjectNode parameters) {
        List<String> scopes = new ArrayList<>();
        for (String scope : SCOPES) {
            if (parameters.path(scope).asText("").matches("true|1|on")) {
                scopes.add(scope);
            }
        }
        parameters.path("scopes").forEach(s -> scopes.add(s.asText()));
        return scopes.stream().filter(SCOPES::contains).distinct().toList();
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /** Who the caller is: with name and password only, not with a key. */
    Response me(Request request, boolean yaml) {
        if (!signedIn(request)) {
            return Response.json(401, Map.of("error", "Invalid credentials", "code", 401));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", 1);
        body.put("handle", account.handle());
        body.put("email", account.email());
        body.put("mfa", account.secondFactor() ? "ui_and_api" : "disabled");
        if (yaml) {
            StringBuilder text = new StringBuilder("---\n");
            body.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append('\n'));
            return Response.of(
                    200,
                    "text/yaml; charset=utf-8",
                    Response.text(200, text.toString()).body());
        }
        body.put("warning", null);
        return Response.json(200, body);
    }

    Account account() {
        return account;
    }
}
