package dev.tokenless.oidc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of an identity token, read from one or predicted. A claim that is not listed is known to be absent; what a
 * prediction cannot tell is listed as {@link ClaimValue.Unknown}.
 */
public record Claims(Map<String, ClaimValue> values) {
    public Claims {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What is known of a claim. */
    public ClaimValue get(String name) {
        return values.getOrDefault(name, new ClaimValue.Absent());
    }

    /** The claim's value where it is a known string. */
    public Optional<String> text(String name) {
        return get(name) instanceof ClaimValue.Text(String value) ? Optional.of(value) : Optional.empty();
    }

    /** The same claims with one of them replaced. */
    public Claims with(String name, ClaimValue value) {
        Map<String, ClaimValue> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Claims(changed);
    }
}
