package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.registry.PublisherApi.StoredToken;
import java.util.List;

/** What the user has asked for and not confirmed yet: its request is shown, and a second press sends it. */
sealed interface Pending {

    /** A secret is to be deleted at GitHub. */
    record Deletion(Secrets.Stored secret) implements Pending {}

    /** Stored tokens are to be allowed again. */
    record Allowing() implements Pending {}

    /** All of this is to be done, one after the other. */
    record Together(List<Piece> pieces) implements Pending {
        public Together {
            pieces = List.copyOf(pieces);
        }
    }

    /** A token is to be revoked at its registry. */
    record Revoking(StoredToken token) implements Pending {}
}
