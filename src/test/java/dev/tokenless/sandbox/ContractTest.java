package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.ContractCases;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Owners;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract cases, played against the sandbox; see {@code registry/contract/README.md}. */
class ContractTest {

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (String registry : ContractCases.registries()) {
            for (JsonNode one : ContractCases.of(registry, "server")) {
                all.add(Arguments.of(registry + ": " + one.path("name").asText(), registry, one));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_sandbox_answers_as_the_registry_does(String name, String registry, JsonNode one) throws Exception {
        JsonNode given = one.path("given");
        List<TrustedPublisher> publishers = new ArrayList<>();
        given.path("publishers").forEach(p -> publishers.add(ContractCases.publisher(p)));
        Map<String, String> owners = new LinkedHashMap<>();
        given.path("owners")
                .properties()
                .forEach(e -> owners.put(e.getKey(), e.getValue().asText("")));
        Account account =
                Account.usual().withSecondFactor(given.path("secondFactor").asBoolean());
        Sandbox.Settings settings =
                new Sandbox.Settings(0, List.of(), null, Clock.systemUTC(), account, new Owners(owners));
        try (Sandbox sandbox = Sandbox.start(settings)) {
            RegistryId id = new RegistryId(registry);
            given.path("owned").forEach(n -> sandbox.create(id, n.asText()));
            List<String> ids = publishers.stream()
                    .map(p -> String.valueOf(sandbox.register(p).id()))
                    .toList();
            Map<String, String> words = words(registry, sandbox, ids, one.path("call"));
            for (JsonNode step : one.path("steps")) {
                hold(step, sandbox.url(id), words);
            }
        }
    }

    private static Map<String, String> words(String registry, Sandbox sandbox, List<String> ids, JsonNode call) {
        Account account = sandbox.account();
        String credential = account.credential(new RegistryId(registry));
        String password = call.path("password").asText(account.password());
        Map<String, String> words = new LinkedHashMap<>();
        words.put("{credential}", call.path("credential").asText(credential));
        words.put("{otp}", account.oneTimePassword());
        words.put(
                "{basic}",
                Base64.getEncoder()
                        .encodeToString((account.handle() + ":" + password).getBytes(StandardCharsets.UTF_8)));
        words.put("{base}", sandbox.url(new RegistryId(registry)).toString());
        for (int i = 0; i < ids.size(); i++) {
            words.put("{id:" + i + "}", ids.get(i));
        }
        return words;
    }

    private static void hold(JsonNode step, URI base, Map<String, String> words) throws Exception {
        JsonNode request = step.path("request");
        Map<String, String> headers = new LinkedHashMap<>();
        request.path("headers").properties().forEach(e -> {
            if (!e.getValue().isNull()) {
                String value = filled(e.getValue().asText(), words);
                headers.put(e.getKey(), value.equals("*") ? "tokenless" : value);
            }
        });
        String body = "";
        if (request.has("json")) {
            body = filled(request.path("json").toString(), words);
        } else if (request.has("form")) {
            headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
            body = form(request.path("form"), words);
        }
        RawHttp.Reply reply = RawHttp.send(
                base,
                request.path("method").asText(),
                filled(request.path("path").asText(), words),
                headers,
                body);
        hold(step.path("answer"), reply, request.path("method").asText() + " " + request.path("path"), words);
    }

    private static void hold(JsonNode answer, RawHttp.Reply reply, String what, Map<String, String> words)
            throws Exception {
        assertThat(reply.status())
                .as(what + ": " + reply.body())
                .isEqualTo(answer.path("status").asInt());
        List<String> varies = new ArrayList<>();
        answer.path("varies").forEach(v -> varies.add(v.asText()));
        if (varies.contains("*")) {
            return;
        }
        answer.path("headers")
                .properties()
                .forEach(e -> assertThat(reply.headers())
                        .as(what)
                        .containsEntry(
                                e.getKey().toLowerCase(java.util.Locale.ROOT),
                                filled(e.getValue().asText(), words)));
        if (answer.has("text")) {
            assertThat(reply.body()).as(what).isEqualTo(answer.path("text").asText());
        }
        if (answer.has("json")) {
            JsonNode expected = RawHttp.JSON.readTree(filled(answer.path("json").toString(), words));
            assertThat(without(reply.json(), varies)).as(what).isEqualTo(without(expected, varies));
        }
    }

    private static String form(JsonNode fields, Map<String, String> words) {
        List<String> pairs = new ArrayList<>();
        fields.properties().forEach(e -> {
            String value = filled(e.getValue().asText(), words);
            if (value.equals("*")) {
                value = e.getKey().equals("expires_at")
                        ? Instant.now().plusSeconds(600).toString()
                        : "anything";
            }
            pairs.add(e.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        return String.join("&", pairs);
    }

    private static String filled(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    /** The same without the values that a server chooses itself; that they are there still counts. */
    private static JsonNode without(JsonNode node, List<String> varies) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = RawHttp.JSON.createObjectNode();
            object.properties().forEach(e -> {
                if (varies.contains(e.getKey())) {
                    copy.put(e.getKey(), "varies");
                } else {
                    copy.set(e.getKey(), without(e.getValue(), varies));
                }
            });
            return copy;
        }
        if (node.isArray()) {
            var copy = RawHttp.JSON.createArrayNode();
            node.forEach(n -> copy.add(without(n, varies)));
            return copy;
        }
        return node;
    }
}
