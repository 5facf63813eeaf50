package dev.tokenless.ci.yaml;

import dev.tokenless.repo.Place;
import java.util.List;
import java.util.Optional;

/**
 * A node of a YAML document with its place. An alias is replayed as the anchored node, with the anchored node's place;
 * {@link Mapping} and {@link Sequence} say by {@link #aliased()} that they were reached through one.
 */
public sealed interface YamlNode {

    /** From the first character of the node's own text to behind its last, quotes and block indicators included. */
    Place place();

    /** Whether the node was reached through an alias, so that an edit of it changes other places too. */
    boolean aliased();

    /** A scalar; {@code text} is its value as a string, whatever type YAML gives it. */
    record Scalar(String text, Style style, Place place, boolean aliased) implements YamlNode {
        /** Whether the core schema reads this as null: plain and empty, {@code ~} or a spelling of null. */
        public boolean isNull() {
            return style == Style.PLAIN
                    && (text.isEmpty()
                            || text.equals("~")
                            || text.equals("null")
                            || text.equals("Null")
                            || text.equals("NULL"));
        }

        /** Whether the core schema reads this as the given boolean. */
        public boolean isBoolean(boolean value) {
            String word = value ? "true" : "false";
            return style == Style.PLAIN
                    && (text.equals(word)
                            || text.equals(word.toUpperCase(java.util.Locale.ROOT))
                            || text.equals(Character.toUpperCase(word.charAt(0)) + word.substring(1)));
        }
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** A sequence. */
    record Sequence(List<YamlNode> items, boolean flow, Place place, boolean aliased) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A mapping; keys are kept in their order, and only scalar keys are kept. */
    record Mapping(List<Entry> entries, boolean flow, Place place, boolean aliased) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry with this key, compared exactly. */
        public Optional<Entry> entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }

        /** The value under this key. */
        public Optional<YamlNode> get(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return Optional.of(entry.value());
                }
            }
            return Optional.empty();
        }

        /** The value under this key where it is a scalar that is not null. */
        public Optional<Scalar> scalar(String key) {
            return get(key).orElse(null) instanceof Scalar s && !s.isNull() ? Optional.of(s) : Optional.empty();
        }

        /** The value under this key where it is a mapping. */
        public Optional<Mapping> mapping(String key) {
            return get(key).orElse(null) instanceof Mapping m ? Optional.of(m) : Optional.empty();
        }
    }

    /** One key with its value. */
    record Entry(Scalar key, YamlNode value) {}
}
