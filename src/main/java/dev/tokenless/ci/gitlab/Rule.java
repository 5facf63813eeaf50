package dev.tokenless.ci.gitlab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code rules:}; the first that holds decides.
 *
 * @param condition the {@code if}, null where there is none
 * @param filesDecide whether {@code changes} or {@code exists} must hold too, which no file tells
 * @param when {@code never}, {@code manual}, ...; {@code on_success} where nothing is said
 */
public record Rule(@Nullable String condition, boolean filesDecide, String when, Map<String, String> variables) {
    public Rule {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
