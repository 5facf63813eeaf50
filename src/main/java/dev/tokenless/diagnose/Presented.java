package dev.tokenless.diagnose;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.oidc.ClaimsReader;
import dev.tokenless.oidc.IdentityToken;
import dev.tokenless.oidc.TokenReader;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job presented, from the best source: a token, claims, the lines of a log.
 *
 * @param claims null where nothing tells them
 * @param token the token that they come from, null for another source
 */
record Presented(@Nullable Claims claims, @Nullable IdentityToken token) {

    static Presented of(Given given, List<LogLine> log, Clock clock, List<String> notes) {
        if (given.token() != null) {
            switch (TokenReader.read(given.token())) {
                case TokenReader.Read(IdentityToken token) -> {
                    say(token, clock, notes);
                    return new Presented(token.claims(), token);
                }
                case TokenReader.NotAToken(String reason) -> notes.add(reason);
            }
        }
        if (given.claims() != null) {
            switch (ClaimsReader.read(given.claims())) {
                case ClaimsReader.Read(Claims claims) -> {
                    return new Presented(whole(claims), null);
                }
                case ClaimsReader.Unreadable(String reason) -> notes.add(reason);
            }
        }
        return new Presented(PrintedClaims.find(log).orElse(null), null);
    }

    /** Claims that somebody copied may be a part of them: then what is missing is unknown. */
    static Claims whole(Claims claims) {
        // In a token every id is a text; whoever writes claims down by hand writes a number.
        Map<String, ClaimValue> texts = new LinkedHashMap<>(claims.values());
        texts.replaceAll(
                (name, value) -> name.endsWith("_id") && value instanceof ClaimValue.Json(var json) && json.isNumber()
                        ? new ClaimValue.Text(json.asText())
                        : value);
        return wholeOf(new Claims(texts));
    }

    private static Claims wholeOf(Claims claims) {
        boolean all = claims.values().containsKey("iss") && claims.values().containsKey("sub");
        if (all) {
            return claims;
        }
        Map<String, ClaimValue> found = new LinkedHashMap<>(claims.values());
        found.replaceAll((_, value) -> value instanceof ClaimValue.Text(String text) && text.equals("MISSING")
                ? new ClaimValue.Absent()
                : value);
        return PrintedClaims.complete(found);
    }

    private static void say(IdentityToken token, Clock clock, List<String> notes) {
        if (token.expiredAt(clock.instant())) {
            notes.add("The token expired at " + token.expires()
                    + ", as such tokens do within minutes; what it says is still to be read.");
        } else if (token.expires() != null) {
            notes.add("The token is valid until " + token.expires() + ". Do not pass it on before.");
        }
        notes.add(
                token.signed()
                        ? "The token carries a signature (" + token.algorithm()
                                + "), which was not verified here: it was decoded on this machine and sent nowhere."
                        : "The token carries no signature, so no registry accepts it.");
    }
}
