package dev.tokenless.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What is known of one claim. */
public sealed interface ClaimValue {

    /** The claim is there and is this string. */
    record Text(String value) implements ClaimValue {}

    /** The claim is there and is not a string; null stands here too. */
    record Json(JsonNode value) implements ClaimValue {}

    /** The claim is not in the token. */
    record Absent() implements ClaimValue {}

    /**
     * The claim cannot be told beforehand.
     *
     * @param reason why, as a part of a sentence, for example {@code not looked up} or {@code depends on inputs.env}
     * @param candidates the values it could take, empty where that is not known either; an empty string among them
     *     means that the claim may be absent
     */
    record Unknown(String reason, List<String> candidates) implements ClaimValue {
        public Unknown {
            candidates = List.copyOf(candidates);
        }
    }
}
