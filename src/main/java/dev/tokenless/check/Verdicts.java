package dev.tokenless.check;

import dev.tokenless.check.Inspection.PackageVerdict;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a registry about each package of a job. */
public final class Verdicts {
    private Verdicts() {}

    /**
     * The verdict for each package that the job uploads and of which it is known what the registry holds. Where the
     * repository does not tell which those are, it is the one package that has publishers at this registry, or the best
     * answer that any of them would get.
     *
     * @param known of all registries; a verdict's index points into the list of all of them
     */
    public static List<PackageVerdict> of(PublishJob job, Registry registry, Claims claims, KnownPublishers known) {
        List<TrustedPublisher> publishers = known.all();
        List<PackageVerdict> verdicts = new ArrayList<>();
        for (String name : job.packages()) {
            if (known.knows(registry.id(), name)) {
                List<Integer> indexes = indexes(known, publishers, registry.id(), name);
                verdicts.add(new PackageVerdict(name, match(registry, claims, publishers, indexes, name)));
            }
        }
        List<Integer> indexes = indexes(known, publishers, registry.id(), null);
        if (job.packages().isEmpty() && known.knows(registry.id(), null) && !indexes.isEmpty()) {
            verdicts.add(new PackageVerdict(null, best(registry, claims, publishers, indexes)));
        }
        return verdicts;
    }

    private static List<Integer> indexes(
            KnownPublishers known, List<TrustedPublisher> publishers, RegistryId registry, @Nullable String name) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < publishers.size(); i++) {
            if (known.speaksFor(publishers.get(i), registry, name)) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private static Verdict best(
            Registry registry, Claims claims, List<TrustedPublisher> publishers, List<Integer> indexes) {
        Verdict best = null;
        List<String> names = indexes.stream()
                .map(i -> publishers.get(i).project())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        for (String name : names.isEmpty() ? List.of("package") : names) {
            Verdict verdict = match(registry, claims, publishers, indexes, name);
            if (best == null || rank(verdict) < rank(best)) {
                best = verdict;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static int rank(Verdict verdict) {
        return switch (verdict.outcome()) {
            case MATCH -> 0;
            case UNDETERMINED -> 1;
            case MISMATCH -> 2;
        };
    }

    private static Verdict match(
            Registry registry, Claims claims, List<TrustedPublisher> publishers, List<Integer> indexes, String name) {
        List<TrustedPublisher> of = new ArrayList<>();
        List<Integer> back = new ArrayList<>();
        for (int index : indexes) {
            of.add(complete(publishers.get(index), registry.id(), name));
            back.add(index);
        }
        Verdict verdict = registry.match(claims, of, name);
        int publisher = verdict.publisher();
        int index = publisher < 0 || publisher >= back.size() ? -1 : back.get(publisher);
        return new Verdict(verdict.outcome(), index, verdict.checks(), verdict.refusal());
    }

    /** A publishers file may leave out registry and package where only one fits. */
    private static TrustedPublisher complete(TrustedPublisher p, RegistryId registry, @Nullable String name) {
        return p.registry() != null && p.project() != null
                ? p
                : new TrustedPublisher(
                        p.registry() == null ? registry : p.registry(),
                        p.project() == null ? name : p.project(),
                        p.kind(),
                        p.identity(),
                        p.allowed(),
                        p.trustpubOnly(),
                        p.projectExists(),
                        p.id());
    }
}
