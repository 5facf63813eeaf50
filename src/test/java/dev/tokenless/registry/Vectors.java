package dev.tokenless.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.PresentedToken.Signature;
import dev.tokenless.registry.npm.NpmHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The matching vectors: cases of data, read from the folder that the build names or from the copy beside the tests. */
final class Vectors {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String NPM_HOST = "__NPM_REGISTRY_HOST__";
    private static final String KNOWN_KEY = "known-key";

    private Vectors() {}

    static List<JsonNode> read(String name) {
        String folder = System.getProperty("tokenless.vectors", "");
        try {
            String text;
            if (folder.isEmpty()) {
                try (InputStream in = Objects.requireNonNull(
                        Vectors.class.getResourceAsStream("/dev/tokenless/registry/vectors/" + name), name)) {
                    text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            } else {
                text = Files.readString(Path.of(folder, name));
            }
            List<JsonNode> cases = new ArrayList<>();
            JSON.readTree(text.replace(NPM_HOST, NpmHost.REGISTRY)).forEach(cases::add);
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException("the vectors " + name, e);
        }
    }

    /** The claims of a case, a copy; none where it gives only a raw token. */
    static ObjectNode claims(JsonNode vector) {
        return vector.path("claims") instanceof ObjectNode claims
                ? claims.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    /** The token that a case presents: its raw body, or its claims under its header and signature state. */
    static PresentedToken token(JsonNode vector, JsonNode claims) {
        JsonNode header = vector.path("header");
        if (header.isMissingNode()) {
            header = JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("kid", KNOWN_KEY);
        }
        if (vector.path("jwt").isTextual()) {
            String[] parts = vector.path("jwt").textValue().split("\\.", -1);
            JsonNode payload = parts.length == 3 ? decoded(parts[1]) : null;
            JsonNode given = parts.length == 3 ? decoded(parts[0]) : null;
            if (payload == null || given == null) {
                return new PresentedToken.Unreadable(vector.path("jwt").textValue());
            }
            return decoded(vector, given, payload);
        }
        return decoded(vector, header, claims);
    }

    private static PresentedToken decoded(JsonNode vector, JsonNode header, JsonNode payload) {
        if (!header.path("kid").isTextual()
                && !header.path("kid").isMissingNode()
                && !header.path("kid").isNull()) {
            return new PresentedToken.Unreadable(header.toString());
        }
        String algorithm = header.path("alg").isTextual() ? header.path("alg").textValue() : null;
        String keyId = header.path("kid").isTextual() ? header.path("kid").textValue() : null;
        Signature signature = Signature.VALID;
        if (vector.path("keystore").asText().equals("unavailable")) {
            signature = Signature.KEYS_UNAVAILABLE;
        } else if (keyId != null && !keyId.equals(KNOWN_KEY)) {
            signature = Signature.UNKNOWN_KEY;
        } else if (vector.path("signature").asText("valid").equals("invalid")
                || vector.path("signature").isBoolean()
                        && !vector.path("signature").booleanValue()) {
            signature = Signature.INVALID;
        }
        return new PresentedToken.Decoded(algorithm, keyId, PresentedToken.claims(payload), signature);
    }

    private static @Nullable JsonNode decoded(String part) {
        try {
            JsonNode node = JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
            return node.isObject() ? node : null;
        } catch (IllegalArgumentException | JsonProcessingException notOne) {
            return null;
        }
    }

    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    static String needed(JsonNode object, String name) {
        return Objects.requireNonNullElse(text(object, name), "");
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(item -> numbers.add(item.asInt()));
        return numbers;
    }

    static Set<String> set(JsonNode array) {
        return new LinkedHashSet<>(texts(array));
    }
}
