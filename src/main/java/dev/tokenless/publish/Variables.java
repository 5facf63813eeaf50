package dev.tokenless.publish;

import dev.tokenless.repo.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables that a command sees, with the places at which they are given. */
final class Variables {
    private final Map<String, Value> values;

    private final Map<String, List<String>> loops;

    Variables() {
        this.values = new LinkedHashMap<>();
        this.loops = new LinkedHashMap<>();
    }

    Variables(Variables other) {
        this.values = new LinkedHashMap<>(other.values);
        this.loops = new LinkedHashMap<>(other.loops);
    }

    /**
     * The value of a variable.
     *
     * @param text the value as far as it is known, with expressions and variables that are not
     * @param written the value as it stands in the file
     * @param certain whether it surely has this value; false for one that is set in a branch
     */
    record Value(String text, String written, Place place, TokenUse.Kind kind, boolean certain) {
        Value(String text, Place place, TokenUse.Kind kind, boolean certain) {
            this(text, text, place, kind, certain);
        }
    }

    @Nullable
    Value get(String name) {
        return values.get(name);
    }

    void put(String name, Value value) {
        if (values.size() < 2_000) {
            values.put(name, value);
        }
    }

    /** Says that a loop gives these values to a variable, one after the other. */
    void loop(String name, List<String> over) {
        loops.put(name, List.copyOf(over.subList(0, Math.min(over.size(), 64))));
    }

    /** The values that a loop gives to a variable, empty where none does. */
    List<String> loop(String name) {
        return loops.getOrDefault(name, List.of());
    }

    Map<String, Value> all() {
        return values;
    }
}
