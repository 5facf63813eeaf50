package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.registry.PublisherApi.StoredToken;

/** What the user has asked for and not confirmed yet: its request is shown, and a second press sends it. */
sealed interface Pending {

    /** A secret is to be deleted at GitHub. */
    record Deletion(Secrets.Stored secret) implements Pending {}

    /** Stored tokens are to be allowed again. */
    record Allowing() implements Pending {}

    /** A token is to be revoked at its registry. */
    record Revoking(StoredToken token) implements Pending {}
}
