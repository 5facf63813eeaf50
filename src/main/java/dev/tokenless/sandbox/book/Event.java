package dev.tokenless.sandbox.book;

import dev.tokenless.repo.RegistryId;
import java.time.Instant;

/**
 * Something that a sandbox registry decided, said more plainly than it says it to the client: npm answers a dozen
 * faults with the same words.
 *
 * @param what the step in words, for example {@code token exchange}
 * @param status the HTTP status that the client got
 * @param answer what the client got to read
 * @param why the reason behind it, empty where the answer says it all
 */
public record Event(RegistryId registry, Instant time, String what, int status, String answer, String why) {

    public boolean refused() {
        return status >= 400;
    }
}
