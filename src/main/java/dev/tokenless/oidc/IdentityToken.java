package dev.tokenless.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an identity token says of itself. Its signature was not verified: that needs the issuer's keys, and a token is
 * never sent anywhere.
 *
 * @param algorithm the header's {@code alg}, for example {@code RS256}; {@code none} for a token without a signature
 * @param keyId the header's {@code kid}, null where it has none
 * @param type the header's {@code typ}, null where it has none
 * @param signed whether a signature is there, whatever it is worth
 * @param issued the {@code iat} claim, null where it is absent or no number; likewise the next two
 */
public record IdentityToken(
        String algorithm,
        @Nullable String keyId,
        @Nullable String type,
        boolean signed,
        Claims claims,
        @Nullable Instant issued,
        @Nullable Instant notBefore,
        @Nullable Instant expires) {

    /** Whether the token's time is over; a token that names no time never ends. */
    public boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** The token's claims stay out of logs. */
    @Override
    public String toString() {
        return "IdentityToken[" + algorithm + "]";
    }
}
