package dev.tokenless.registry;

import java.util.List;
import java.util.Set;

/**
 * The token exchange of a registry as a pure function: an identity token and what is stored go in, the answer comes out.
 * Check, diagnosis, rehearsal and sandbox all come here; whoever keeps the state (the sandbox) applies the effects.
 */
public interface Exchange {

    /**
     * Exchanges an identity token.
     *
     * @param stored everything that is registered, in the registry's order (creation)
     */
    Answer exchange(PresentedToken token, List<TrustedPublisher> stored, Circumstances circumstances);

    /**
     * What the registry knows beside its publishers.
     *
     * @param now the registry's clock, in seconds since the epoch
     * @param audience the audience that it expects
     * @param usedTokenIds the {@code jti} of tokens that it remembers
     * @param switches PyPI: the administrators' switches that are on, for example {@code disallow-oidc}
     * @param existingPackages packages that are there, beside those of active publishers
     * @param issuers PyPI: issuers that its staff attached to organizations
     */
    record Circumstances(
            long now,
            String audience,
            Set<String> usedTokenIds,
            Set<String> switches,
            Set<String> existingPackages,
            List<CustomIssuer> issuers) {
        public Circumstances {
            usedTokenIds = Set.copyOf(usedTokenIds);
            switches = Set.copyOf(switches);
            existingPackages = Set.copyOf(existingPackages);
            issuers = List.copyOf(issuers);
        }

        /** A clock and an audience, and nothing out of the ordinary. */
        public static Circumstances plain(long now, String audience, Set<String> usedTokenIds) {
            return new Circumstances(now, audience, usedTokenIds, Set.of(), Set.of(), List.of());
        }
    }

    /**
     * An issuer beside the registry's standard ones.
     *
     * @param kind whose rules its tokens follow: {@code github}, {@code gitlab}, {@code google}, {@code activestate}
     */
    record CustomIssuer(String kind, String url) {}

    /** The answer. */
    sealed interface Answer {
        /** What the exchange changes in the registry, in order; a refusal may change something too. */
        List<Effect> effects();
    }

    /**
     * A token was minted.
     *
     * @param publishers indexes of the stored publishers that the token stands for
     * @param packages the packages that the token may upload
     * @param actions npm: the allowed actions in the words of the publishers file; empty where the registry has none
     */
    record Granted(List<Integer> publishers, List<String> packages, List<String> actions, List<Effect> effects)
            implements Answer {
        public Granted {
            publishers = List.copyOf(publishers);
            packages = List.copyOf(packages);
            actions = List.copyOf(actions);
            effects = List.copyOf(effects);
        }
    }

    /** No token was minted. */
    record Refused(Verdict.Refusal refusal, List<Effect> effects) implements Answer {
        public Refused {
            effects = List.copyOf(effects);
        }
    }

    /** A change of the registry's state. */
    sealed interface Effect {}

    /** The token's id is remembered until this time, in seconds since the epoch. */
    record TokenUsed(String jti, long until) implements Effect {}

    /** crates.io: the stored publisher learns the namespace's id. */
    record NamespaceLearned(int publisher, String namespaceId) implements Effect {}

    /** PyPI: a pending publisher became an active one and its project was created. */
    record ProjectCreated(int publisher, String project) implements Effect {}

    /** PyPI: a pending publisher is removed, because its project exists already. */
    record PendingRemoved(int publisher) implements Effect {}
}
