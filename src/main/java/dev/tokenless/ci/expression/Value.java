package dev.tokenless.ci.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of GitHub's expression language, or what is known of one. */
public sealed interface Value {
    Value NULL = new Null();
    Value TRUE = new Bool(true);
    Value FALSE = new Bool(false);
    Value EMPTY = new Text("");

    /** No value. */
    record Null() implements Value {}

    /** A boolean. */
    record Bool(boolean value) implements Value {}

    /** A number. */
    record Num(double value) implements Value {}

    /** A string. */
    record Text(String value) implements Value {}

    /** An array. */
    record Items(List<Value> values) implements Value {
        public Items {
            values = List.copyOf(values);
        }
    }

    /**
     * An object. Keys are found whatever their letter case.
     *
     * @param open whether it may have more fields than are listed: then a field that is not listed is unknown, otherwise
     *     it is null
     */
    record Fields(Map<String, Value> values, boolean open) implements Value {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The listed field of this name, null where none is listed. */
        @Nullable
        Value field(String name) {
            Value exact = values.get(name);
            if (exact != null) {
                return exact;
            }
            return values.entrySet().stream()
                    .filter(e -> e.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Something that the files do not tell.
     *
     * @param reason why, as a part of a sentence, for example {@code depends on inputs.env}
     * @param truth what is known of its truth
     * @param prefix where it is known to be a string that begins so, else null
     * @param candidates all values that it can take, empty where they cannot be listed
     */
    record Unknown(String reason, Truth truth, @Nullable String prefix, List<Value> candidates) implements Value {
        public Unknown {
            candidates = List.copyOf(candidates);
        }

        /** Nothing but the reason is known. */
        public static Unknown because(String reason) {
            return new Unknown(reason, Truth.UNKNOWN, null, List.of());
        }

        /** A string of which the beginning is known. */
        public static Unknown startingWith(String prefix, String reason) {
            return new Unknown(reason, prefix.isEmpty() ? Truth.UNKNOWN : Truth.TRUE, prefix, List.of());
        }

        /** One of these values. */
        public static Unknown oneOf(List<? extends Value> candidates, String reason) {
            return new Unknown(reason, Coercion.truth(candidates), null, List.copyOf(candidates));
        }
    }

    /** A string. */
    static Value of(String text) {
        return new Text(text);
    }

    /** A boolean. */
    static Value of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** An object with exactly these fields. */
    static Fields fields(Map<String, Value> values) {
        return new Fields(values, false);
    }

    /** An object with these fields and others that are not known. */
    static Fields open(Map<String, Value> values) {
        return new Fields(values, true);
    }

    /** A YAML scalar as GitHub types it: a plain one may be null, a boolean or a number. */
    static Value ofPlain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NULL;
            case "true", "True", "TRUE" -> TRUE;
            case "false", "False", "FALSE" -> FALSE;
            default ->
                Coercion.yamlNumber(text.toLowerCase(Locale.ROOT))
                        .<Value>map(Num::new)
                        .orElseGet(() -> new Text(text));
        };
    }
}
