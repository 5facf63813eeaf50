package dev.tokenless.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The program's table of actions with the commit of their newest known version; whoever is online can refresh it. */
public final class ActionPins {
    /** Read when first asked for: most runs need none of it. */
    private static final class Table {
        private static final Map<String, Pin> PINS = read();
    }

    private ActionPins() {}

    /**
     * A version of an action.
     *
     * @param tag for example {@code v7.0.1}
     * @param commit the 40 hexadecimal digits
     */
    public record Pin(String tag, String commit) {

        /** Whether a reference names the line of this version: {@code v7} and {@code release/v1} do. */
        public boolean sameLine(String ref) {
            String bare = ref.startsWith("release/") ? ref.substring("release/".length()) : ref;
            return bare.equals(tag) || tag.startsWith(bare + ".");
        }
    }

    /** The newest known version of an action, by its {@code owner/name}. */
    public static Optional<Pin> find(String action) {
        return Optional.ofNullable(Table.PINS.get(action.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Pin> read() {
        try (InputStream in = Objects.requireNonNull(ActionPins.class.getResourceAsStream("action-pins.json"))) {
            Map<String, Pin> pins = new LinkedHashMap<>();
            JsonNode actions = new ObjectMapper().readTree(in).path("actions");
            actions.properties()
                    .forEach(e -> pins.put(
                            e.getKey().toLowerCase(Locale.ROOT),
                            new Pin(
                                    e.getValue().path("tag").asText(),
                                    e.getValue().path("sha").asText())));
            return Collections.unmodifiableMap(pins);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
