package dev.tokenless.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Claims out of a JSON object, such as the payload of a token or a file that the user keeps. */
public final class ClaimsReader {
    /** No identity token comes near this many characters. */
    static final int MAX_CHARACTERS = 262_144;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClaimsReader() {}

    /** The answer to reading claims. */
    public sealed interface Reading {}

    /** The claims were read. */
    public record Read(Claims claims) implements Reading {}

    /**
     * The text holds no claims.
     *
     * @param reason a whole sentence; nothing of the text is in it
     */
    public record Unreadable(String reason) implements Reading {}

    /** The claims of a JSON text. */
    public static Reading read(String json) {
        if (json.length() > MAX_CHARACTERS) {
            return new Unreadable("The text is too long to be the claims of a token.");
        }
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            return new Unreadable("The claims are not valid JSON (line " + line + ").");
        }
        return node.isObject()
                ? new Read(of(node))
                : new Unreadable("The claims must be a JSON object with one entry per claim.");
    }

    /** The claims of a JSON object; of any other node none. */
    public static Claims of(JsonNode object) {
        Map<String, ClaimValue> values = new LinkedHashMap<>();
        object.properties()
                .forEach(e -> values.put(
                        e.getKey(),
                        e.getValue().isTextual()
                                ? new ClaimValue.Text(e.getValue().textValue())
                                : new ClaimValue.Json(e.getValue())));
        return new Claims(values);
    }
}
