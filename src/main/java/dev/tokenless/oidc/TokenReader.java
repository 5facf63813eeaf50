package dev.tokenless.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decodes an identity token on this machine. Nothing is verified and nothing is sent. */
public final class TokenReader {
    private static final int MAX_CHARACTERS = ClaimsReader.MAX_CHARACTERS;
    /** 9999-12-31, so that a hostile number makes no impossible date. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private TokenReader() {}

    /** The answer to reading a token. */
    public sealed interface Reading {}

    /** The token was decoded. */
    public record Read(IdentityToken token) implements Reading {}

    /**
     * The text is no identity token.
     *
     * @param reason a whole sentence; nothing of the text is in it
     */
    public record NotAToken(String reason) implements Reading {}

    /** Decodes a token, given with or without {@code Bearer} and surrounding space. */
    public static Reading read(String text) {
        String token = text.strip();
        if (token.regionMatches(true, 0, "bearer ", 0, 7)) {
            token = token.substring(7).strip();
        }
        if (token.isEmpty()) {
            return new NotAToken("The text is empty.");
        }
        if (token.length() > MAX_CHARACTERS) {
            return new NotAToken("The text is too long to be an identity token.");
        }
        try {
            Base64URL[] parts = JOSEObject.split(token);
            if (parts.length != 3) {
                return new NotAToken("The token is encrypted, which no identity token of a CI system is.");
            }
            return decode(parts);
        } catch (ParseException | IllegalArgumentException e) {
            return new NotAToken(
                    "The text is not an identity token: a token has three parts in base64, divided by two dots.");
        }
    }

    private static Reading decode(Base64URL[] parts) throws ParseException {
        Header header = Header.parse(parts[0]);
        return switch (ClaimsReader.read(parts[1].decodeToString())) {
            case ClaimsReader.Unreadable _ -> new NotAToken("The middle part of the token does not hold claims.");
            case ClaimsReader.Read(Claims claims) ->
                new Read(new IdentityToken(
                        header.getAlgorithm().getName(),
                        header instanceof JWSHeader signed ? signed.getKeyID() : null,
                        header.getType() == null ? null : header.getType().getType(),
                        !(header instanceof PlainHeader) && !parts[2].toString().isEmpty(),
                        claims,
                        instant(claims, "iat"),
                        instant(claims, "nbf"),
                        instant(claims, "exp")));
        };
    }

    private static @Nullable Instant instant(Claims claims, String name) {
        if (claims.get(name) instanceof ClaimValue.Json(JsonNode node) && node.isNumber()) {
            long seconds = node.asLong();
            return seconds < 0 || seconds > LAST_SECOND ? null : Instant.ofEpochSecond(seconds);
        }
        return null;
    }
}
