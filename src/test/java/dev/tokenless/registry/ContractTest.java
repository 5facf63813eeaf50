package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.github.Undelayed;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.cratesio.CratesIoApi;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.registry.npm.NpmApi;
import dev.tokenless.registry.rubygems.RubyGemsApi;
import dev.tokenless.registry.rubygems.ShortLivedKey;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our clients against the contract cases: what goes over the line, and what is made of the answers. */
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREDENTIAL = "credential-of-the-user";
    private static final String CODE = "123456";
    private static final String USER = "octo-cat";
    private static final String PASSWORD = "correct horse";

    static Stream<Named<JsonNode>> cases() {
        return ContractCases.registries().stream()
                .flatMap(registry -> ContractCases.of(registry, "client").stream()
                        .map(one -> Named.of(registry + ": " + one.path("name").asText(), tagged(one, registry))));
    }

    private static JsonNode tagged(JsonNode one, String registry) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) one).put("registry", registry);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_client_keeps_to_the_contract(JsonNode one) throws IOException, InterruptedException {
        try (MockWebServer server = Undelayed.server()) {
            server.start();
            String base = "http://127.0.0.1:" + server.getPort();
            for (JsonNode step : one.path("steps")) {
                server.enqueue(answer(step.path("answer"), base));
            }
            try (Http http = new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {}))) {
                Play play = new Play(one, http, base);
                play.run();
            }
            assertThat(server.getRequestCount())
                    .as("requests")
                    .isEqualTo(one.path("steps").size());
            for (JsonNode step : one.path("steps")) {
                compare(step.path("request"), server.takeRequest(), one);
            }
        }
    }

    private static MockResponse answer(JsonNode answer, String base) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(answer.path("status").asInt());
        answer.path("headers")
                .properties()
                .forEach(h -> response.addHeader(h.getKey(), h.getValue().asText()));
        if (answer.has("json")) {
            response.addHeader("Content-Type", "application/json");
            response.body(answer.path("json").toString().replace("{base}", base).replace("{otp}", CODE));
        } else if (answer.has("text")) {
            response.body(answer.path("text").asText().replace("{base}", base));
        }
        return response.build();
    }

    private static void compare(JsonNode expected, RecordedRequest sent, JsonNode one) throws IOException {
        String id = one.path("call").path("publisher").path("id").asText();
        assertThat(sent.getMethod() + " " + sent.getTarget())
                .isEqualTo(expected.path("method").asText() + " "
                        + expected.path("path").asText().replace("{id:0}", id));
        for (Map.Entry<String, JsonNode> header : expected.path("headers").properties()) {
            String value = sent.getHeaders().get(header.getKey());
            if (header.getValue().asText().equals("*")) {
                assertThat(value).as(header.getKey()).isNotBlank();
            } else if (header.getKey().equals("Content-Type")) {
                assertThat(value)
                        .as(header.getKey())
                        .startsWith(header.getValue().asText());
            } else {
                assertThat(value)
                        .as(header.getKey())
                        .isEqualTo(filled(header.getValue().asText()));
            }
        }
        String body = sent.getBody() == null ? "" : sent.getBody().utf8();
        if (expected.has("json")) {
            assertThat(JSON.readTree(body)).isEqualTo(expected.path("json"));
        } else if (expected.has("form")) {
            assertThat(form(body).keySet())
                    .isEqualTo(
                            JSON.convertValue(expected.path("form"), Map.class).keySet());
            expected.path("form").properties().forEach(field -> {
                if (!field.getValue().asText().equals("*")) {
                    assertThat(form(body))
                            .containsEntry(field.getKey(), field.getValue().asText());
                }
            });
        } else {
            assertThat(body).isEmpty();
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String filled(String text) {
        String basic = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return text.replace("{credential}", CREDENTIAL).replace("{otp}", CODE).replace("{basic}", basic);
    }

    /** One case in play. */
    private record Play(JsonNode one, Http http, String base) {
        void run() {
            JsonNode call = one.path("call");
            Session session = new Session(
                    Secret.of(call.path("credential").asText(CREDENTIAL)), willing(!call.has("securityKey")));
            if (one.path("steps").path(0).path("request").path("headers").has("npm-otp")) {
                session.accepted(Secret.of(CODE));
            }
            TrustedPublisher publisher = call.has("publisher") ? ContractCases.publisher(call.path("publisher")) : null;
            String name = call.path("package").asText();
            switch (call.path("what").asText()) {
                case "list" -> check(api().list(name, session));
                case "add" -> check(new PublisherRegistration(api()).register(given(publisher), session));
                case "post" -> check(api().post(given(publisher), session));
                case "remove" -> check(api().remove(given(publisher), session));
                case "owned" ->
                    check(
                            call.has("user")
                                    ? new CratesIoApi(http, base)
                                            .ownedBy(call.path("user").asText())
                                    : ((PublisherApi.Owner) api()).owned(session));
                case "tokens" ->
                    check(((PublisherApi.StoredTokens) api())
                            .tokens(session)
                            .map(all -> all.stream()
                                    .map(PublisherApi.StoredToken::key)
                                    .toList()));
                case "revoke" ->
                    check(((PublisherApi.StoredTokens) api())
                            .revoke(
                                    new PublisherApi.StoredToken(
                                            call.path("key").asText(), "", "", true, null, "", "", List.of()),
                                    session)
                            .map(gone -> List.of(gone.key())));
                case "key" ->
                    check(new ShortLivedKey(http, base, Clock.systemUTC())
                            .make(USER, Secret.of(call.path("password").asText(PASSWORD)), false, willing(true)));
                case "login" -> check(new NpmApi(http, base, _ -> {}).signIn(willing(true)));
                case "forbidTokens" ->
                    check(((PublisherApi.TokenSwitch) api())
                            .forbidTokens(name, call.path("on").asBoolean(), session));
                case "proof" ->
                    check(new RegistryServices(http, Map.of())
                            .at(new RegistryId(one.path("registry").asText()), base)
                            .proof(new RegistryId(one.path("registry").asText()))
                            .orElseThrow()
                            .read(name, null));
                default -> throw new IllegalArgumentException(call.toString());
            }
        }

        private static TrustedPublisher given(TrustedPublisher publisher) {
            return java.util.Objects.requireNonNull(publisher);
        }

        private PublisherApi api() {
            return switch (one.path("registry").asText()) {
                case "rubygems" -> new RubyGemsApi(http, base, _ -> {});
                case "npm" -> new NpmApi(http, base, _ -> {});
                case String other ->
                    PublisherApis.of(new RegistryId(other), http, base).orElseThrow();
            };
        }

        private void check(Outcome<?> outcome) {
            JsonNode expected = one.path("outcome");
            switch (outcome) {
                case Outcome.Done<?>(Object value) -> {
                    assertThat(expected.has("refused")).as(value.toString()).isFalse();
                    done(expected, value);
                }
                case Outcome.Failed<?>(Outcome.Failure failure) -> {
                    assertThat(failure).as(failure.toString()).isInstanceOf(Outcome.Refused.class);
                    assertThat(((Outcome.Refused) failure).reason().name())
                            .isEqualTo(expected.path("refused").asText());
                    assertThat(failure.sentence()).endsWith(".");
                    assertThat(failure.nextStep()).endsWith(".");
                }
            }
        }

        private static void done(JsonNode expected, Object value) {
            switch (value) {
                case List<?> list
                when expected.has("names") ->
                    assertThat(list.stream().map(Object::toString).toList())
                            .isEqualTo(Vectors.texts(expected.path("names")));
                case List<?> list -> {
                    List<Object> publishers = new ArrayList<>();
                    expected.path("done").forEach(p -> publishers.add(ContractCases.publisher(p)));
                    assertThat(list).isEqualTo(publishers);
                }
                case PublisherRegistration.Registered registered -> {
                    String field = registered.wasThere() ? "there" : "added";
                    assertThat(registered.stored()).isEqualTo(ContractCases.publisher(expected.path(field)));
                    if (expected.has("warning")) {
                        assertThat(registered.warnings()).isNotEmpty();
                    }
                }
                case TrustedPublisher stored
                when expected.has("added") ->
                    assertThat(stored).isEqualTo(ContractCases.publisher(expected.path("added")));
                case ReleaseProof proof ->
                    assertThat(proof.state().name())
                            .isEqualTo(expected.path("proof").asText());
                case Boolean forbidden
                when expected.has("forbidden") ->
                    assertThat(forbidden).isEqualTo(expected.path("forbidden").asBoolean());
                default ->
                    assertThat(expected.has("removed") || expected.has("key")).isTrue();
            }
        }

        private static SecondFactor willing(boolean types) {
            return new SecondFactor() {
                @Override
                public Optional<Secret> type(String registry, boolean again) {
                    return types ? Optional.of(Secret.of(CODE)) : Optional.empty();
                }

                @Override
                public boolean open(String registry, String address) {
                    return true;
                }
            };
        }
    }
}
