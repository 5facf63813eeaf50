package dev.tokenless.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An identity token as it arrives at an exchange, with what the verification of its signature gave. */
public sealed interface PresentedToken {

    /** What was sent is no compact JWT with a JSON object for its header and payload. */
    record Unreadable(String text) implements PresentedToken {}

    /**
     * A token that can be read.
     *
     * @param algorithm the header's {@code alg}, null where it has none
     * @param keyId the header's {@code kid}, null where it has none
     * @param claims the payload
     */
    record Decoded(@Nullable String algorithm, @Nullable String keyId, Claims claims, Signature signature)
            implements PresentedToken {}

    /** The state of a token's signature. */
    enum Signature {
        VALID,
        /** It does not verify with the issuer's key, or uses an algorithm that is not RS256. */
        INVALID,
        /** The issuer's key set has no such {@code kid}. */
        UNKNOWN_KEY,
        /** The issuer's key set cannot be fetched. */
        KEYS_UNAVAILABLE
    }

    /** Claims of a decoded payload: strings as text, everything else, null too, as JSON. */
    static Claims claims(JsonNode payload) {
        Map<String, ClaimValue> values = new LinkedHashMap<>();
        payload.properties()
                .forEach(e -> values.put(
                        e.getKey(),
                        e.getValue().isTextual()
                                ? new ClaimValue.Text(e.getValue().textValue())
                                : new ClaimValue.Json(e.getValue())));
        return new Claims(values);
    }
}
