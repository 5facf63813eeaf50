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

/**
 * Which commit stands for which version of an action. The built-in table is as old as the program; entries that were
 * looked up at GitHub replace its own.
 *
 * @param asOf the month of the table, for example {@code 2026-08}
 * @param pins by the action's {@code owner/name}
 */
public record ActionPins(String asOf, Map<String, Pin> pins) {
    public ActionPins {
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    }

    /**
     * One version of an action.
     *
     * @param tag the version's tag, for example {@code v4.2.2}
     * @param commit the 40 hexadecimal digits of the commit that the tag names
     */
    public record Pin(String tag, String commit) {

        /** Whether a reference names the line of this version: {@code v7} and {@code release/v1} do. */
        public boolean sameLine(String ref) {
            String bare = ref.startsWith("release/") ? ref.substring("release/".length()) : ref;
            return bare.equals(tag) || tag.startsWith(bare + ".");
        }
    }

    /** The table that comes with the program; read when first asked for, because most runs need none of it. */
    public static ActionPins builtIn() {
        return BuiltIn.TABLE;
    }

    private static final class BuiltIn {
        static final ActionPins TABLE = read();

        private static ActionPins read() {
            try (InputStream in =
                    Objects.requireNonNull(ActionPins.class.getResourceAsStream("action-pins.json"), "in the jar")) {
                JsonNode root = new ObjectMapper().readTree(in);
                Map<String, Pin> pins = new LinkedHashMap<>();
                root.path("actions")
                        .properties()
                        .forEach(e -> pins.put(
                                e.getKey(),
                                new Pin(
                                        e.getValue().path("tag").asText(),
                                        e.getValue().path("sha").asText())));
                return new ActionPins(root.path("as_of").asText(), pins);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The version that is known of an action; names are compared without letter case, as GitHub does. */
    public Optional<Pin> pin(String action) {
        return pins.entrySet().stream()
                .filter(e -> e.getKey().toLowerCase(Locale.ROOT).equals(action.toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The same table with some entries replaced or added. */
    public ActionPins with(Map<String, Pin> refreshed) {
        Map<String, Pin> all = new LinkedHashMap<>(pins);
        all.putAll(refreshed);
        return new ActionPins(asOf, all);
    }

    /**
     * What stands behind {@code uses:} for an action of the table, the version as a comment behind it.
     *
     * @param pinned whether the commit is written; otherwise the tag
     * @throws IllegalArgumentException where the table lacks the action, which is a bug of the caller
     */
    public String use(String action, boolean pinned) {
        Pin pin = pin(action).orElseThrow(() -> new IllegalArgumentException("no pin for " + action));
        return pinned ? action + "@" + pin.commit() + " # " + pin.tag() : action + "@" + pin.tag();
    }
}
