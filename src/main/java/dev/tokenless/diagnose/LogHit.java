package dev.tokenless.diagnose;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A known text that was found in a log.
 *
 * @param values what its named groups hold
 * @param line where it begins
 */
record LogHit(LogPattern pattern, Map<String, String> values, LogLine line) {
    LogHit {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    /** The pattern's sentence with its values. */
    String says() {
        String said = pattern.says();
        for (Map.Entry<String, String> value : values.entrySet()) {
            said = said.replace("{" + value.getKey() + "}", shown(value.getValue()));
        }
        return said;
    }

    /** A value as code; a list of them stands in code already. */
    private static String shown(String value) {
        return value.startsWith("`") ? value : "`" + value + "`";
    }
}
