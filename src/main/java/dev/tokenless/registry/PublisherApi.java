package dev.tokenless.registry;

import java.util.List;

/** The interface of a registry through which publishers are read and changed. */
public interface PublisherApi {

    /** The registry, for its rules. */
    Registry registry();

    /** The request that reads the publishers of a package. */
    PublisherRequest listing(String packageName, Session session);

    /** The publishers of a package, with the registry's ids. */
    Outcome<List<TrustedPublisher>> list(String packageName, Session session);

    /** The request that adds a publisher. */
    PublisherRequest addition(TrustedPublisher wanted, Session session);

    /** Sends it, whatever is there already; {@link PublisherRegistration} looks first. */
    Outcome<TrustedPublisher> post(TrustedPublisher wanted, Session session);

    /** The request that removes a publisher with its id. */
    PublisherRequest removal(TrustedPublisher stored, Session session);

    /** Sends it; a publisher that is gone already counts as removed. */
    Outcome<TrustedPublisher> remove(TrustedPublisher stored, Session session);

    /** How many publishers like this one a package may have. */
    default int most(TrustedPublisher wanted) {
        return Integer.MAX_VALUE;
    }

    /** What the user must know once a publisher was added, as whole sentences. */
    default List<String> afterwards() {
        return List.of();
    }

    /** The ability to forbid stored tokens for a package. */
    interface TokenSwitch {

        /** The request that forbids tokens, or allows them again. */
        PublisherRequest switching(String packageName, boolean forbidden, Session session);

        /** Sends it; the answer is whether tokens are forbidden now. */
        Outcome<Boolean> forbidTokens(String packageName, boolean forbidden, Session session);
    }

    /** The ability to list what a credential owns. */
    interface Owner {

        /** The packages that the user owns, in the registry's order. */
        Outcome<List<String>> owned(Session session);
    }
}
