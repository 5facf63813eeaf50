package dev.tokenless.registry.rubygems;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Header;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Dialect;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PathSegment;
import dev.tokenless.registry.SecondFactor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The page of RubyGems.org on which a security key gives the one-time password, for accounts that have no other second
 * factor (rubygems/rubygems.org, {@code POST /api/v1/webauthn_verification} and its status).
 */
final class WebAuthnPage implements Dialect.CodePage {
    private static final int MOST_QUESTIONS = 150;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Http http;
    private final String address;
    private final HttpSettings.Pause pause;

    WebAuthnPage(Http http, String address, HttpSettings.Pause pause) {
        this.http = http;
        this.address = address;
        this.pause = pause;
    }

    @Override
    public Optional<Outcome<Secret>> code(Request refused, SecondFactor factor) {
        String route = address + "/api/v1/webauthn_verification";
        Answer started = http.send(as(refused, Request.of("POST", route)));
        if (!(started instanceof Answer.Ok(Answer.Reply reply))) {
            return Optional.empty();
        }
        String page = reply.text().strip();
        String token = page.substring(page.lastIndexOf('/') + 1);
        if (!ownPage(page) || !factor.open("RubyGems.org", page)) {
            return Optional.empty();
        }
        Request status = as(refused, Request.get(route + "/" + PathSegment.of(token) + "/status.json"));
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            Answer answer = http.send(status);
            if (!(answer instanceof Answer.Ok(Answer.Reply told))) {
                return Optional.empty();
            }
            switch (told.json().path("status").asText()) {
                case "success" -> {
                    return Optional.of(new Outcome.Done<>(
                            Secret.of(told.json().path("code").asText())));
                }
                case "pending" -> {
                    if (!spent()) {
                        return Optional.empty();
                    }
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private boolean spent() {
        try {
            pause.spend(BETWEEN);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same user asks: with her key, or with her name and password. */
    private static Request as(Request refused, Request request) {
        Request same = request.header("Accept", "*/*");
        List<Header> headers = refused.headers();
        for (Header header : headers) {
            Secret secret = header.secret();
            if (header.name().equals("Authorization") && secret != null) {
                same = same.header(header.name(), header.text(), secret);
            }
        }
        return same;
    }

    private boolean ownPage(String page) {
        try {
            String host = URI.create(page).getHost();
            return host != null && host.equals(URI.create(address).getHost());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
