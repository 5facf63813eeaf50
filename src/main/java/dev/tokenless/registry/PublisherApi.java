package dev.tokenless.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The ability to list and revoke the user's stored tokens. */
    interface StoredTokens {

        /** The request that lists them. */
        PublisherRequest listingTokens(Session session);

        /** The user's tokens, in the registry's order. */
        Outcome<List<StoredToken>> tokens(Session session);

        /** The request that revokes one. */
        PublisherRequest revoking(StoredToken token, Session session);

        /** Sends it; a token that is gone already counts as revoked. It cannot be taken back. */
        Outcome<StoredToken> revoke(StoredToken token, Session session);
    }

    /**
     * A stored token as its registry lists it: never the secret itself.
     *
     * @param key by which it is revoked
     * @param name that its maker gave it, empty where none
     * @param shown the beginning of the token as the registry shows it
     * @param mayPublish false where it can only read
     * @param bypasses whether it needs no second factor; null where the registry does not tell
     * @param created as the registry writes it, empty where it does not tell
     * @param expires as the registry writes it, empty where it does not tell
     * @param limits packages and scopes that it is limited to, empty where none are told
     */
    record StoredToken(
            String key,
            String name,
            String shown,
            boolean mayPublish,
            @Nullable Boolean bypasses,
            String created,
            String expires,
            List<String> limits) {
        /** More of a token than this is not shown, whatever a registry tells. */
        private static final int MOST_SHOWN = 12;

        public StoredToken {
            limits = List.copyOf(limits);
        }

        /** How a person knows it: its name and its beginning. */
        public String words() {
            String beginning = shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) : shown;
            return name.isEmpty()
                    ? beginning + "\u2026"
                    : beginning.isEmpty() ? name : name + " (" + beginning + "\u2026)";
        }
    }

    /** The ability to list what a credential owns. */
    interface Owner {

        /** The request that lists them. */
        PublisherRequest listingOwned(Session session);

        /** The packages that the user owns, in the registry's order. */
        Outcome<List<String>> owned(Session session);
    }

    /** The ability to list what a named user owns, which anyone may read. */
    interface OwnedBy {

        /** The packages that a user owns, in the registry's order. */
        Outcome<List<String>> ownedBy(String user);
    }
}
