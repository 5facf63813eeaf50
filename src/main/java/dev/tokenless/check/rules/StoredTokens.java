package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.publish.Authentication;
import org.jspecify.annotations.Nullable;

/** Stored tokens that stand beside the identity. */
final class StoredTokens {
    private StoredTokens() {}

    /** Whether a token is given to a job that is meant to publish without one. */
    static boolean besideIdentity(Subject subject) {
        return switch (subject.job().authentication()) {
            case Authentication.Both _ -> true;
            case Authentication.Token _ -> subject.meantTrusted();
            case Authentication.Trusted _ -> false;
            case Authentication.Unknown _ -> false;
        };
    }

    static Tools.Order order(Subject subject) {
        return Tools.order(subject);
    }

    static @Nullable Fix fix(Subject subject) {
        return null;
    }
}
