package dev.tokenless.ui.session;

import dev.tokenless.registry.TrustedPublisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What is known of the registries' trusted publishers, and from where. */
public record Publishers(Origin origin, List<TrustedPublisher> all, Instant at) {
    public static final Publishers NOT_KNOWN = new Publishers(Origin.NOT_KNOWN, List.of(), Instant.EPOCH);

    public Publishers {
        all = List.copyOf(all);
    }

    /** These with those that fit replaced by others. */
    public Publishers replacing(
            Predicate<TrustedPublisher> those, List<TrustedPublisher> by, Origin from, Instant when) {
        List<TrustedPublisher> changed =
                new ArrayList<>(all.stream().filter(those.negate()).toList());
        changed.addAll(by);
        return new Publishers(from, changed, when);
    }

    /** Where the values come from. */
    public enum Origin {
        NOT_KNOWN,
        /** The repository's own publishers file. */
        FILE,
        TYPED,
        /** Asked of a registry's API. */
        READ,
        /** Asked of the registry that this program plays itself. */
        SANDBOX
    }
}
