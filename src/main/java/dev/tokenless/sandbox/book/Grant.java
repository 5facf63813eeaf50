package dev.tokenless.sandbox.book;

import dev.tokenless.registry.TrustedPublisher;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An upload token that a registry gave for an identity.
 *
 * @param publishers the records that it was given for, the first of them the one that names it
 * @param packages the names that may be uploaded with it, in the registry's normal form
 * @param actions npm: what may be done with it, in the words of the publishers file; empty where the registry has none
 * @param claims of the identity, those that the registry keeps to show where an upload came from
 */
public record Grant(
        List<TrustedPublisher> publishers,
        List<String> packages,
        List<String> actions,
        Map<String, String> claims,
        Instant created,
        Instant expires) {
    public Grant {
        publishers = List.copyOf(publishers);
        packages = List.copyOf(packages);
        actions = List.copyOf(actions);
        claims = Map.copyOf(claims);
    }
}
