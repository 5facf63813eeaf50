package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.repo.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool as it is used at one place: a command with its arguments, or an action with its inputs.
 *
 * @param words the resolved words of a command, for the places of its flags; empty for an action
 * @param inputs the filled inputs of an action
 * @param version the version that is asked for, null where none is
 */
record Use(
        Tool tool,
        Arguments arguments,
        List<Arg> words,
        Map<String, Input> inputs,
        @Nullable String version,
        Scene scene) {
    Use {
        words = List.copyOf(words);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** A resolved word with its stretch of the script. */
    record Arg(String text, int start, int end) {}

    /** An input: its filled value and its place. */
    record Input(String value, String written, Place place) {}

    /** The value of an input, empty where it is not given. */
    String input(String name) {
        Input input = inputs.get(name);
        return input == null ? "" : input.value();
    }

    /** The place of words in the script. */
    Place place(int first, int last) {
        return words.isEmpty() || last >= words.size()
                ? scene.places().place(-1, -1)
                : scene.places().place(words.get(first).start(), words.get(last).end());
    }
}
