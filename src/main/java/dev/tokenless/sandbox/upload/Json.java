package dev.tokenless.sandbox.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.net.Header;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON bodies and headers of requests. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static @Nullable Secret secret(JsonNode node) {
        String text = node.textValue();
        return text == null || text.isBlank() ? null : Secret.of(text);
    }

    /** The request with these headers. */
    static Request with(Request request, List<Header> headers) {
        return new Request(
                request.method(),
                request.url(),
                headers,
                request.body(),
                request.repeatable(),
                request.redirects(),
                request.largestAnswer());
    }
}
