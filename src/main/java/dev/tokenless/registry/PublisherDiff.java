package dev.tokenless.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * How publishers that are kept as code stand to what the registry holds, for one package.
 *
 * @param entries those of the file in its order, then those that only the registry has
 */
public record PublisherDiff(String packageName, List<Entry> entries) {
    public PublisherDiff {
        entries = List.copyOf(entries);
    }

    /** Whether file and registry say the same. */
    public boolean same() {
        return entries.stream().allMatch(e -> e instanceof Both);
    }

    /** One publisher. */
    public sealed interface Entry {}

    /** Both have it. */
    public record Both(TrustedPublisher publisher) implements Entry {}

    /** Only the file has it. */
    public record OnlyInFile(TrustedPublisher publisher) implements Entry {}

    /** Only the registry has it. */
    public record OnlyAtRegistry(TrustedPublisher publisher) implements Entry {}

    /** Both have it with differing values. */
    public record Changed(TrustedPublisher inFile, TrustedPublisher atRegistry, List<Comparison.Difference> differences)
            implements Entry {
        public Changed {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Compares.
     *
     * @param inFile the file's publishers of this package
     * @param atRegistry the registry's publishers of this package
     */
    public static PublisherDiff of(
            Registry registry, String packageName, List<TrustedPublisher> inFile, List<TrustedPublisher> atRegistry) {
        List<TrustedPublisher> left = new ArrayList<>(atRegistry);
        List<TrustedPublisher> unmet = new ArrayList<>();
        for (TrustedPublisher wanted : inFile) {
            if (Comparison.of(registry, wanted, left) instanceof Comparison.Same same) {
                left.remove(same.there());
            } else {
                unmet.add(wanted);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (TrustedPublisher wanted : inFile) {
            entries.add(unmet.contains(wanted) ? unmet(registry, wanted, left) : new Both(wanted));
        }
        left.forEach(p -> entries.add(new OnlyAtRegistry(p)));
        return new PublisherDiff(packageName, entries);
    }

    private static Entry unmet(Registry registry, TrustedPublisher wanted, List<TrustedPublisher> left) {
        return switch (Comparison.of(registry, wanted, left)) {
            case Comparison.Same same -> {
                left.remove(same.there());
                yield new Both(wanted);
            }
            case Comparison.Differs differs -> {
                left.remove(differs.nearest());
                yield new Changed(wanted, differs.nearest(), differs.differences());
            }
            case Comparison.Absent _ -> new OnlyInFile(wanted);
        };
    }
}
