package dev.tokenless.cli;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.SecondFactor;
import java.util.Optional;

/** The sandbox's own maintainer: types her one-time password, and opens the sandbox's page where she is asked to. */
final class SandboxPerson implements SecondFactor {
    private final Http http;
    private final String oneTimePassword;

    SandboxPerson(Http http, String oneTimePassword) {
        this.http = http;
        this.oneTimePassword = oneTimePassword;
    }

    @Override
    public Optional<Secret> type(String registry, boolean again) {
        return again ? Optional.empty() : Optional.of(Secret.of(oneTimePassword));
    }

    @Override
    public boolean open(String registry, String address) {
        return http.send(Request.get(address)) instanceof Answer.Ok;
    }
}
