package dev.tokenless.ci.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can refer to: {@code github}, {@code inputs}, {@code matrix} and so on. A context that is not
 * listed is unknown in all its fields.
 */
public record Context(Map<String, Value> values) {
    /** Nothing is known. */
    public static final Context NOTHING_KNOWN = new Context(Map.of());

    public Context {
        Map<String, Value> byName = new LinkedHashMap<>();
        values.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
        values = Collections.unmodifiableMap(byName);
    }

    /** The same with one context given or replaced. */
    public Context with(String name, Value value) {
        Map<String, Value> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Context(changed);
    }

    @Nullable
    Value get(String name) {
        return values.get(name);
    }
}
