package dev.tokenless.check;

import dev.tokenless.registry.TrustedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a job's identity differs from the publisher that comes nearest, named by its cause id.
 *
 * @param id the rule or cause id
 * @param likely whether only the host could confirm it, as with a renamed repository; otherwise it is certain
 * @param claim the token's claim that carries the value
 * @param field the publisher's field, in the words of the publishers file
 * @param presented what the job presents in the field's terms; null where the claim is absent
 * @param expected what the publisher holds, literally; null where it holds nothing
 * @param publisher the publisher it was held against
 */
public record Difference(
        String id,
        boolean likely,
        String claim,
        String field,
        @Nullable String presented,
        @Nullable String expected,
        TrustedPublisher publisher) {}
