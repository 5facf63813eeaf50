package dev.tokenless.diagnose;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.oidc.ClaimsReader;
import dev.tokenless.oidc.IdentityToken;
import dev.tokenless.oidc.TokenReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a pasted text is: a token in whatever wrapping, claims, or a log. */
final class Pasted {
    /** No token, and no claims, come near this many characters. */
    private static final int MOST = 400_000;

    /** What stands around a token that was copied alone: a header's name, the rest of GitHub's answer. */
    private static final int MOST_AROUND = 80;

    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\w-])eyJ[\\w-]{6,200000}\\.[\\w-]{8,200000}(?:\\.[\\w-]{0,20000})?");
    private static final Pattern PAYLOAD = Pattern.compile("(?:eyJ|ey[AoI]|e[wy][0-9A-Za-z])[\\w-]{20,200000}={0,2}");
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t>]*(?:```|~~~)[\\w-]*[ \\t]*$");
    private static final Pattern QUOTED = Pattern.compile("(?m)^[ \\t]*(?:>[ \\t]?)+");
    private static final Pattern WRAPPING = Pattern.compile("[\\s\"'`<>]+");

    private Pasted() {}

    static Given into(Given given, String pasted) {
        if (pasted.length() > MOST) {
            return given.withLog(pasted);
        }
        String bare = QUOTED.matcher(FENCE.matcher(pasted).replaceAll(""))
                .replaceAll("")
                .strip();
        // A terminal wraps a token into lines of equal length, so blanks inside of it mean nothing.
        String tight = WRAPPING.matcher(bare).replaceAll("");
        Given alone = token(given, tight, true);
        if (alone != null) {
            return alone;
        }
        Optional<Claims> claims = object(bare);
        if (claims.isPresent()) {
            return given.withClaims(bare.substring(bare.indexOf('{'), bare.lastIndexOf('}') + 1));
        }
        Given inside = token(given, bare, false);
        if (inside != null) {
            // A token that stands inside of a log tells the claims of the run; the log tells the rest.
            return bare.lines().count() > 2 ? inside.withLog(pasted) : inside;
        }
        return given.withLog(pasted);
    }

    /** The token of a text, or the payload of one that was cut; null where there is none of a run. */
    private static @Nullable Given token(Given given, String text, boolean whole) {
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String found = token.group();
            if (whole && text.length() - found.length() > MOST_AROUND) {
                return null; // a log with a token in it
            }
            if (TokenReader.read(found) instanceof TokenReader.Read(IdentityToken read)
                    && (whole || PrintedClaims.ofARun(read.claims().values()))) {
                return given.withToken(found);
            }
            String[] parts = found.split("\\.", -1);
            String payload = parts.length == 2 ? decoded(parts[1]) : null;
            if (payload != null) {
                // Without its signature it is no token any more, and its claims are still to be read.
                return given.withClaims(payload);
            }
        }
        if (whole && PAYLOAD.matcher(text).matches()) {
            String payload = decoded(text);
            return payload == null ? null : given.withClaims(payload);
        }
        return null;
    }

    private static @Nullable String decoded(String part) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(part.replace("=", "")), StandardCharsets.UTF_8);
            return ClaimsReader.read(json) instanceof ClaimsReader.Read(Claims claims) && ofAnIdentity(claims)
                    ? json
                    : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static Optional<Claims> object(String text) {
        int begin = text.indexOf('{');
        int end = text.lastIndexOf('}');
        // What stands before and behind may name it, but a log is more than that.
        boolean alone = begin >= 0 && end > begin && begin < 200 && text.length() - end < 200;
        return alone
                        && ClaimsReader.read(text.substring(begin, end + 1)) instanceof ClaimsReader.Read(Claims claims)
                        && ofAnIdentity(claims)
                ? Optional.of(claims)
                : Optional.empty();
    }

    private static boolean ofAnIdentity(Claims claims) {
        Map<String, ClaimValue> values = claims.values();
        return values.containsKey("repository") || values.containsKey("project_path") || PrintedClaims.ofARun(values);
    }
}
