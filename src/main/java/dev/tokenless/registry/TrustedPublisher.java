package dev.tokenless.registry;

import dev.tokenless.repo.RegistryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registry's record of whom it believes.
 *
 * @param registry null in a publishers file that leaves it out
 * @param project the package's name, null where the file leaves it out
 * @param allowed npm: the allowed actions, for example {@code publish}, {@code stage publish}; empty where not given
 * @param trustpubOnly crates.io: whether the crate refuses stored tokens; null where not known
 * @param projectExists whether the package exists at the registry; null where not known
 * @param id the registry's own id of the record, null where it has none or it is not known
 */
public record TrustedPublisher(
        @Nullable RegistryId registry,
        @Nullable String project,
        Kind kind,
        PublisherIdentity identity,
        List<String> allowed,
        @Nullable Boolean trustpubOnly,
        @Nullable Boolean projectExists,
        @Nullable String id) {
    public TrustedPublisher {
        allowed = List.copyOf(allowed);
    }

    /** The same of another package. */
    public TrustedPublisher named(@Nullable String other) {
        return new TrustedPublisher(registry, other, kind, identity, allowed, trustpubOnly, projectExists, id);
    }

    /** The same with another identity. */
    public TrustedPublisher with(PublisherIdentity other) {
        return new TrustedPublisher(registry, project, kind, other, allowed, trustpubOnly, projectExists, id);
    }

    /** Whether the package is there already. */
    public enum Kind {
        ACTIVE,
        /** Waits for a package that does not exist yet. */
        PENDING
    }
}
