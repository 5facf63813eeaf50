package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.Undelayed;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.cratesio.CratesIoApi;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.rubygems.RubyGemsApi;
import dev.tokenless.registry.rubygems.ShortLivedKey;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A planted credential shows up nowhere but on the line: not in what is shown before, not in any outcome. */
class PlantedSecretTest {
    private static final String PLANTED = "rubygems_0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String CODE = "918273";

    private static final TrustedPublisher PUBLISHER = new TrustedPublisher(
            null,
            "sample",
            TrustedPublisher.Kind.ACTIVE,
            new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", null, null, null, null),
            List.of("publish"),
            null,
            null,
            "1");

    static Stream<Function<Http, PublisherApi>> interfaces() {
        return Stream.of(
                http -> new RubyGemsApi(http, address),
                http -> new CratesIoApi(http, address),
                http -> new NpmApi(http, address, _ -> {}));
    }

    private static String address = "";

    @ParameterizedTest
    @MethodSource("interfaces")
    void the_credential_is_masked_before_and_after(Function<Http, PublisherApi> made) throws IOException {
        try (MockWebServer server = Undelayed.server();
                Http http = new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {}))) {
            server.start();
            address = "http://127.0.0.1:" + server.getPort();
            for (int status : new int[] {400, 401, 403, 404, 409, 418, 422, 429, 500}) {
                // A careless server repeats what it was sent.
                server.enqueue(new MockResponse.Builder()
                        .code(status)
                        .body("{\"error\": \"refused " + PLANTED + "\", \"message\": \"" + PLANTED + "\"}")
                        .build());
            }
            PublisherApi api = made.apply(http);
            Session session = new Session(Secret.of(PLANTED), SecondFactor.given(Secret.of(CODE)));
            session.accepted(Secret.of(CODE));
            for (int i = 0; i < 9; i++) {
                assertThat(api.post(PUBLISHER, session).toString()).doesNotContain(PLANTED, CODE);
            }
            for (PublisherRequest request : List.of(
                    api.listing("sample", session),
                    api.addition(PUBLISHER, session),
                    api.removal(PUBLISHER, session))) {
                assertThat(request.shown() + request + request.headers() + request.body() + session)
                        .doesNotContain(PLANTED, CODE);
            }
        }
    }

    @Test
    void a_password_is_masked_in_the_request_that_makes_a_key() {
        try (Http http = new Http(HttpSettings.standard().onlyLoopback())) {
            PublisherRequest making = new ShortLivedKey(http, "http://127.0.0.1:9", Clock.systemUTC())
                    .making("octo", Secret.of("hunter22"), false);
            assertThat(making.shown()).doesNotContain("hunter22", "b2N0bzpodW50ZXIyMg==");
        }
    }
}
