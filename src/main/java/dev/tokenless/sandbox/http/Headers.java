package dev.tokenless.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Header fields in their order; names are compared without regard to case. */
public record Headers(List<Field> fields) {
    public Headers {
        fields = List.copyOf(fields);
    }

    /** One header line. */
    public record Field(String name, String value) {}

    public static Headers none() {
        return new Headers(List.of());
    }

    /** The first value of a field. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(f -> same(f.name(), name))
                .map(Field::value)
                .findFirst();
    }

    /** All values of a field. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(f -> same(f.name(), name))
                .map(Field::value)
                .toList();
    }

    /** These fields and one more. */
    public Headers with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    /** These fields without those of a name. */
    public Headers without(String name) {
        return new Headers(fields.stream().filter(f -> !same(f.name(), name)).toList());
    }

    private static boolean same(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }
}
