package dev.tokenless.registry;

import dev.tokenless.registry.Registry.FormField;
import java.util.ArrayList;
import java.util.List;

/** How a wanted publisher stands to those that are there. */
public sealed interface Comparison {

    /** It is there. */
    record Same(TrustedPublisher there) implements Comparison {}

    /**
     * It is not there, but one that is close to it.
     *
     * @param differences by the registry's own labels
     */
    record Differs(TrustedPublisher nearest, List<Difference> differences) implements Comparison {
        public Differs {
            differences = List.copyOf(differences);
        }
    }

    /** There is nothing like it. */
    record Absent() implements Comparison {}

    /** One field that differs; an empty value means none. */
    record Difference(String label, String there, String wanted) {}

    /** Compares by the registry's own idea of which values are the same. */
    static Comparison of(Registry registry, TrustedPublisher wanted, List<TrustedPublisher> there) {
        TrustedPublisher nearest = null;
        List<Difference> fewest = List.of();
        int fields = registry.form(wanted).size();
        for (TrustedPublisher publisher : there) {
            if (!publisher.identity().provider().equals(wanted.identity().provider())
                    || publisher.kind() != wanted.kind()) {
                continue;
            }
            List<Difference> differences = differences(registry, wanted, publisher);
            if (differences.isEmpty()) {
                return new Same(publisher);
            }
            if (nearest == null || differences.size() < fewest.size()) {
                nearest = publisher;
                fewest = differences;
            }
        }
        return nearest == null || fewest.size() >= fields ? new Absent() : new Differs(nearest, fewest);
    }

    private static List<Difference> differences(Registry registry, TrustedPublisher wanted, TrustedPublisher there) {
        List<FormField> asked = registry.form(wanted);
        List<FormField> given = registry.form(there);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(asked.size(), given.size()); i++) {
            FormField left = i < given.size() ? given.get(i) : null;
            FormField right = i < asked.size() ? asked.get(i) : null;
            if (left == null
                    || right == null
                    || !registry.sameValue(wanted.identity().provider(), right.name(), left.value(), right.value())) {
                FormField named = right == null ? left : right;
                differences.add(new Difference(
                        named == null ? "" : named.label(),
                        left == null ? "" : left.value(),
                        right == null ? "" : right.value()));
            }
        }
        return differences;
    }
}
