package dev.tokenless.sandbox.book;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The users and organizations of GitHub as the registries would find them. Nobody is asked: an owner that was not given
 * exists, is spelt as typed, and has an id made up from its name.
 *
 * @param known the ids by login, spelt as GitHub spells it; an empty id means that there is no such owner
 */
public record Owners(Map<String, String> known) {
    public Owners {
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(known);
        known = Collections.unmodifiableMap(sorted);
    }

    /** An owner: its login as GitHub spells it, and its id. */
    public record Owner(String login, String id) {}

    /** Looks an owner up, ignoring case as GitHub does. */
    public Optional<Owner> find(String login) {
        for (Map.Entry<String, String> entry : known.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(login)) {
                return entry.getValue().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Owner(entry.getKey(), entry.getValue()));
            }
        }
        return Optional.of(new Owner(login, madeUp(login)));
    }

    /** An id for an owner that nobody told: always the same, and of the size of a real one. */
    public static String madeUp(String login) {
        CRC32 sum = new CRC32();
        sum.update(login.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return Long.toString(1_000_000 + sum.getValue() % 100_000_000);
    }
}
