package dev.tokenless.repo.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a manifest says beside the name; what it does not say leaves no entry. */
final class Details {
    private static final int LONGEST = 2000;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Adds a scalar. */
    Details add(String key, JsonNode value) {
        return value.isValueNode() && !value.isNull() ? add(key, value.asText()) : this;
    }

    /** Adds a text. */
    Details add(String key, String value) {
        if (values.size() < 300) {
            values.put(key, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
        return this;
    }

    /** Adds a list of scalars, joined by commas; an empty list is an empty text. */
    Details addList(String key, JsonNode value) {
        return value.isArray() ? add(key, String.join(",", texts(value))) : this;
    }

    Map<String, String> values() {
        return values;
    }

    /** The texts of an array; empty for anything else. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isArray()) {
            for (JsonNode item : array) {
                if (item.isTextual()) {
                    texts.add(item.textValue());
                }
            }
        }
        return texts;
    }
}
