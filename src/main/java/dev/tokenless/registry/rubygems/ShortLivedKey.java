package dev.tokenless.registry.rubygems;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherRequest;
import dev.tokenless.registry.RegistryCalls;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A key that may only configure trusted publishers and dies by itself within a quarter of an hour: one one-time password
 * when it is made, none later (rubygems/rubygems.org app/models/api_key.rb). The registry has no request that deletes a
 * key, so it is never stored, is forgotten with the session, and its end is told to the user.
 */
public final class ShortLivedKey {
    /** Below 15 minutes a key needs no one-time password for its whole life. */
    private static final Duration LIFE = Duration.ofMinutes(14);

    /** Where keys can be looked at and deleted by hand. */
    public static final String KEYS_PAGE = "/profile/api_keys";

    private final String address;
    private final RegistryCalls calls;
    private final Clock clock;

    /**
     * Keys at an address.
     *
     * @param address without a slash at the end
     */
    public ShortLivedKey(Http http, String address, Clock clock) {
        this.address = address;
        this.calls = new RegistryCalls(
                http, new RubyGemsDialect(new WebAuthnPage(http, address, Thread::sleep)), Set.of(), Thread::sleep);
        this.clock = clock;
    }

    /**
     * A key that was made.
     *
     * @param expires when it dies by itself
     */
    public record Made(Session session, String name, Instant expires) {}

    /**
     * The request that makes a key.
     *
     * @param listing whether it shall be good for listing the user's gems too
     */
    public PublisherRequest making(String user, Secret password, boolean listing) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", "tokenless " + now);
        fields.put("configure_trusted_publishers", "true");
        if (listing) {
            fields.put("index_rubygems", "true");
        }
        fields.put("mfa", "false");
        fields.put("expires_at", now.plus(LIFE).toString());
        String basic =
                Base64.getEncoder().encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
        return new PublisherRequest(
                "Make a key that lives 14 minutes and may only configure trusted publishers",
                Request.of("POST", address + "/api/v1/api_key")
                        .header("Accept", "application/json")
                        .header("Authorization", "Basic ", Secret.of(basic))
                        .form(fields));
    }

    /**
     * Makes a key.
     *
     * @param user e-mail address or handle
     * @param listing whether it shall be good for listing the user's gems too
     */
    public Outcome<Made> make(String user, Secret password, boolean listing, SecondFactor factor) {
        Instant expires = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFE);
        PublisherRequest making = making(user, password, listing);
        Session signingIn = new Session(password, factor);
        return calls.send(making.request(), signingIn).then(reply -> {
            Secret key = key(reply);
            return key.isEmpty()
                    ? new Outcome.Failed<>(RegistryCalls.unexpected("RubyGems.org", reply, "no key in the answer"))
                    : new Outcome.Done<>(
                            new Made(new Session(key, factor), "tokenless " + expires.minus(LIFE), expires));
        });
    }

    private static Secret key(Answer.Reply reply) {
        String json = reply.json().path("rubygems_api_key").asText("");
        return Secret.of(json.isEmpty() && reply.text().startsWith("rubygems_") ? reply.text() : json);
    }
}
