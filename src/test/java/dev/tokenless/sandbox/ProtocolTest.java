package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.registry.ContractCases;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.book.Tokens;
import dev.tokenless.sandbox.upload.Archives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exchanges and uploads as data; see {@code sandbox/contract/README.md}. */
class ProtocolTest {

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (String registry : List.of("pypi", "npm", "rubygems", "crates-io")) {
            String name = "contract/" + registry + ".json";
            try (InputStream in = Objects.requireNonNull(ProtocolTest.class.getResourceAsStream(name), name)) {
                JsonNode file = RawHttp.JSON.readTree(in);
                file.path("cases")
                        .forEach(one -> all.add(
                                Arguments.of(registry + ": " + one.path("name").asText(), file, one)));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_sandbox_speaks_the_registrys_protocol(String name, JsonNode file, JsonNode one) throws Exception {
        RegistryId id = new RegistryId(file.path("registry").asText());
        try (Sandbox sandbox = Sandbox.start(List.of())) {
            file.path("owned").forEach(n -> sandbox.create(id, n.asText()));
            file.path("given").forEach(p -> sandbox.register(ContractCases.publisher(p)));
            Map<String, String> words = new LinkedHashMap<>();
            words.put("{credential}", sandbox.credential(id));
            words.put("{unknown}", Tokens.crates());
            for (JsonNode step : one.path("steps")) {
                if (!step.path("same").asBoolean()) {
                    words.put("{identity}", sandbox.issuer().token(claims(step.path("identity")), "nobody"));
                }
                RawHttp.Reply reply = sent(sandbox.url(id), step.path("request"), words);
                hold(step.path("answer"), reply, step.path("request").path("path") + ": " + reply.body());
                if (step.has("keep")) {
                    String token = reply.json().path(step.path("keep").asText()).textValue();
                    words.put("{token}", token);
                    words.put(
                            "{token-basic}",
                            Base64.getEncoder()
                                    .encodeToString(("__token__:" + token).getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
    }

    private static Map<String, Object> claims(JsonNode changes) {
        Map<String, Object> claims = Jobs.release();
        changes.properties().forEach(e -> {
            if (e.getValue().isNull()) {
                claims.remove(e.getKey());
            } else {
                claims.put(e.getKey(), RawHttp.JSON.convertValue(e.getValue(), Object.class));
            }
        });
        return claims;
    }

    private static RawHttp.Reply sent(URI base, JsonNode request, Map<String, String> words) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.path("headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), filled(e.getValue().asText(), words)));
        byte[] body = filled(
                        request.has("json")
                                ? request.path("json").toString()
                                : request.path("text").asText(""),
                        words)
                .getBytes(StandardCharsets.UTF_8);
        if (request.has("multipart")) {
            headers.put("Content-Type", "multipart/form-data; boundary=limit");
            body = multipart(request.path("multipart"));
        } else if (request.has("gem")) {
            JsonNode gem = request.path("gem");
            body = Archives.gem(gem.path("name").asText(), gem.path("version").asText());
        } else if (request.has("crate")) {
            body = crate(request.path("crate"));
        }
        return RawHttp.send(
                base,
                request.path("method").asText(),
                filled(request.path("path").asText(), words),
                headers,
                body);
    }

    private static byte[] multipart(JsonNode fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.properties().forEach(e -> {
            String file = e.getValue().isObject()
                    ? "; filename=\"" + e.getValue().path("file").asText() + "\""
                    : "";
            String text = e.getValue().isObject()
                    ? e.getValue().path("text").asText()
                    : e.getValue().asText();
            body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"" + e.getKey() + "\"" + file
                            + "\r\n\r\n" + text + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] crate(JsonNode crate) {
        byte[] json = ("{\"name\":\"" + crate.path("name").asText() + "\",\"vers\":\""
                        + crate.path("version").asText() + "\",\"deps\":[],\"features\":{}}")
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(json.length + 9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(json.length)
                .put(json)
                .putInt(1)
                .put((byte) 'x')
                .array();
    }

    private static String filled(String text, Map<String, String> words) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    private static void hold(JsonNode answer, RawHttp.Reply reply, String what) throws IOException {
        assertThat(reply.status()).as(what).isEqualTo(answer.path("status").asInt());
        if (answer.has("reason")) {
            same(answer.path("reason").asText(), reply.reason(), what);
        }
        answer.path("headers").properties().forEach(e -> {
            assertThat(reply.headers()).as(what).containsKey(e.getKey());
            same(e.getValue().asText(), reply.headers().get(e.getKey()), what);
        });
        if (answer.has("text")) {
            same(answer.path("text").asText(), reply.body(), what);
        }
        if (answer.has("json")) {
            same(answer.path("json"), reply.json(), what);
        }
    }

    private static void same(JsonNode expected, JsonNode actual, String what) {
        if (expected.isTextual() && expected.textValue().startsWith("~")) {
            same(expected.textValue(), actual.asText(), what);
        } else if (expected.isObject()) {
            assertThat(names(actual)).as(what).containsExactlyInAnyOrderElementsOf(names(expected));
            expected.properties().forEach(e -> same(e.getValue(), actual.path(e.getKey()), what));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(what).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                same(expected.get(i), actual.get(i), what);
            }
        } else {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static void same(String expected, String actual, String what) {
        if (expected.startsWith("~")) {
            assertThat(actual).as(what).matches(expected.substring(1));
        } else {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }
}
