package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings.Pause;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Signing in by a code that is typed at GitHub (GitHub's documentation, "Authorizing OAuth apps: device flow"). It is
 * offered only where the client id of a registered app is configured.
 */
public final class DeviceFlow {
    /** The system property that names the client id. */
    public static final String CLIENT_ID_PROPERTY = "tokenless.github.client-id";

    /** The environment variable that names it. */
    public static final String CLIENT_ID_VARIABLE = "TOKENLESS_GITHUB_CLIENT_ID";

    private static final String SCOPES = "repo workflow";
    /** GitHub asks for five seconds more whenever it is asked too soon. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final Http http;
    private final GitHubAddress address;
    private final String clientId;
    private final Pause pause;

    public DeviceFlow(Http http, GitHubAddress address, String clientId, Pause pause) {
        this.http = http;
        this.address = address;
        this.clientId = clientId;
        this.pause = pause;
    }

    /** The configured client id of this process; without one there is no device flow. */
    public static Optional<String> configuredClientId() {
        return configuredClientId(System.getenv());
    }

    /**
     * The configured client id: of the system property, the environment variable, or the build.
     *
     * @param environment the environment variables
     */
    public static Optional<String> configuredClientId(Map<String, String> environment) {
        return Stream.of(
                        System.getProperty(CLIENT_ID_PROPERTY, ""),
                        environment.getOrDefault(CLIENT_ID_VARIABLE, ""),
                        ofTheBuild())
                .map(String::strip)
                // What a build left unfilled names nothing.
                .filter(id -> !id.isEmpty() && !id.startsWith("${"))
                .findFirst();
    }

    private static String ofTheBuild() {
        try (InputStream in = DeviceFlow.class.getResourceAsStream("/dev/tokenless/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty(CLIENT_ID_PROPERTY, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the user types where.
     *
     * @param userCode to be typed
     * @param page where
     * @param lifetime how long the code is good
     * @param interval between two questions whether it was typed
     */
    public record Code(Secret deviceCode, String userCode, String page, Duration lifetime, Duration interval) {}

    /** How it ended. */
    public sealed interface End {}

    /**
     * The user agreed.
     *
     * @param scopes as granted, which may be fewer than asked for
     */
    public record Granted(Secret token, String scopes) implements End {}

    /** It did not come about; the sentence says why and what to do. */
    public record NotGranted(String sentence) implements End {}

    /** Asks for a code. */
    public Outcome<Code> begin() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", clientId);
        fields.put("scope", SCOPES);
        Request request = Request.of("POST", address.web() + "/login/device/code")
                .header("Accept", "application/json")
                .form(fields);
        return switch (http.send(request)) {
            case Answer.Ok(Answer.Reply reply) -> code(reply);
            case Answer.Refused(Answer.Reply reply) ->
                Outcome.failed(new Trouble.Refused(reply.status(), Refusals.message(reply.json())));
            case Answer.Failure failure -> Outcome.failed(new Trouble.NoAnswer(failure));
        };
    }

    private Outcome<Code> code(Answer.Reply reply) {
        JsonNode body = reply.json();
        if (body.has("error")) {
            return Outcome.failed(new Trouble.Refused(
                    reply.status(), sentence(body.path("error").asText())));
        }
        String page = body.path("verification_uri").asText("");
        if (!body.path("device_code").isTextual()
                || !body.path("user_code").isTextual()
                || !page.startsWith(address.web() + "/")) {
            return Outcome.failed(new Trouble.Garbled(address.web() + "/login/device/code"));
        }
        return Outcome.done(new Code(
                Secret.of(body.path("device_code").textValue()),
                body.path("user_code").textValue(),
                page,
                Duration.ofSeconds(Math.clamp(body.path("expires_in").asLong(900), 1, 3600)),
                Duration.ofSeconds(Math.clamp(body.path("interval").asLong(5), 1, 60))));
    }

    /** Waits until the user has typed the code, refused, or let it grow old. Ends early by an interrupt. */
    public End await(Code code) {
        Duration interval = code.interval();
        Duration waited = Duration.ZERO;
        while (waited.compareTo(code.lifetime()) < 0) {
            try {
                pause.spend(interval);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new NotGranted("Cancelled; nobody was signed in.");
            }
            waited = waited.plus(interval);
            switch (http.send(question(code))) {
                case Answer.Ok(Answer.Reply reply) -> {
                    JsonNode body = reply.json();
                    if (body.path("access_token").isTextual()) {
                        return new Granted(
                                Secret.of(body.path("access_token").textValue()),
                                body.path("scope").asText(""));
                    }
                    switch (body.path("error").asText("")) {
                        case "authorization_pending" -> {}
                        case "slow_down" ->
                            interval = Duration.ofSeconds(Math.clamp(
                                    body.path("interval")
                                            .asLong(interval.plus(SLOWER).toSeconds()),
                                    1,
                                    120));
                        case String error -> {
                            return new NotGranted(sentence(error));
                        }
                    }
                }
                case Answer.Refused(Answer.Reply reply) -> {
                    return new NotGranted("GitHub refused (" + reply.status() + "). Paste a token instead.");
                }
                case Answer.Failure failure -> {
                    return new NotGranted(failure.sentence());
                }
            }
        }
        return new NotGranted(sentence("expired_token"));
    }

    private Request question(Code code) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", clientId);
        fields.put("device_code", code.deviceCode().reveal());
        fields.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        return Request.of("POST", address.web() + "/login/oauth/access_token")
                .header("Accept", "application/json")
                .secretForm(fields);
    }

    private static String sentence(String error) {
        return switch (error) {
            case "expired_token" -> "The code was not typed in time. Ask for a new one.";
            case "access_denied" -> "The sign-in was refused at GitHub. Start it again, or paste a token.";
            case "device_flow_disabled" ->
                "The configured app does not allow signing in by code. Paste a token instead.";
            case "incorrect_client_credentials" ->
                "GitHub does not know the configured client id. Paste a token instead.";
            case "incorrect_device_code" -> "GitHub does not know this code. Ask for a new one.";
            default ->
                "GitHub did not sign in" + (error.isEmpty() ? "" : " (" + error + ")") + ". Paste a token instead.";
        };
    }
}
