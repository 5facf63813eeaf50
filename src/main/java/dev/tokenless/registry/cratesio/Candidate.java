package dev.tokenless.registry.cratesio;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stored configuration that an exchange looks at. */
record Candidate(
        int index, PublisherIdentity identity, @Nullable String id) {

    /** The configurations in the database's order, in practice by id; there are no pending ones here. */
    static List<Candidate> of(List<TrustedPublisher> stored) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).kind() == TrustedPublisher.Kind.ACTIVE) {
                candidates.add(
                        new Candidate(i, stored.get(i).identity(), stored.get(i).id()));
            }
        }
        if (candidates.stream().allMatch(c -> c.id() != null && c.id().matches("[0-9]+"))) {
            candidates.sort(Comparator.comparing(c -> new BigInteger(c.id() == null ? "0" : c.id())));
        }
        return candidates;
    }
}
