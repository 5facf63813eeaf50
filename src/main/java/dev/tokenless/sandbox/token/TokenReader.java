package dev.tokenless.sandbox.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.registry.PresentedToken;
import dev.tokenless.registry.PresentedToken.Signature;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads identity tokens and checks their signatures with the keys that the issuer publishes, fetched over HTTP from its
 * discovery document as a registry does.
 */
public final class TokenReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 32 * 1024;

    private final Http http;
    private final Function<String, @Nullable URI> discovery;
    private final Map<String, JWKSet> keys = new ConcurrentHashMap<>();

    /** @param discovery from the {@code iss} claim to the discovery document that is read for it, null for none */
    public TokenReader(Function<String, @Nullable URI> discovery, Http http) {
        this.http = http;
        this.discovery = discovery;
    }

    /** Reads what was presented as a token. */
    public PresentedToken read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || text.length() > LONGEST) {
            return new PresentedToken.Unreadable(text);
        }
        try {
            JsonNode header = JSON.readTree(Base64URL.from(parts[0]).decode());
            JsonNode payload = JSON.readTree(Base64URL.from(parts[1]).decode());
            if (header == null || payload == null || !header.isObject() || !payload.isObject()) {
                return new PresentedToken.Unreadable(text);
            }
            String keyId = header.path("kid").textValue();
            return new PresentedToken.Decoded(
                    header.path("alg").textValue(),
                    keyId,
                    PresentedToken.claims(payload),
                    signature(text, payload.path("iss").textValue(), keyId));
        } catch (IOException _) {
            return new PresentedToken.Unreadable(text);
        }
    }

    private Signature signature(String text, @Nullable String issuer, @Nullable String keyId) {
        URI document = issuer == null ? null : discovery.apply(issuer);
        if (issuer == null || document == null) {
            // Nobody vouches for it; the registry refuses the issuer before it looks at the signature.
            return Signature.INVALID;
        }
        try {
            JWSObject token = JWSObject.parse(text);
            JWK key = keyId == null ? null : key(issuer, document, keyId);
            if (key == null) {
                return Signature.UNKNOWN_KEY;
            }
            boolean expected = JWSHeader.parse(token.getHeader().toBase64URL())
                    .getAlgorithm()
                    .getName()
                    .equals("RS256");
            return expected && token.verify(new RSASSAVerifier(key.toRSAKey())) ? Signature.VALID : Signature.INVALID;
        } catch (ParseException | JOSEException _) {
            return Signature.INVALID;
        } catch (IOException _) {
            return Signature.KEYS_UNAVAILABLE;
        }
    }

    private @Nullable JWK key(String issuer, URI document, String keyId) throws IOException {
        JWKSet known = keys.get(issuer);
        JWK key = known == null ? null : known.getKeyByKeyId(keyId);
        if (key == null) {
            JWKSet fetched = fetch(document);
            keys.put(issuer, fetched);
            key = fetched.getKeyByKeyId(keyId);
        }
        return key;
    }

    private JWKSet fetch(URI document) throws IOException {
        String keys = JSON.readTree(get(document)).path("jwks_uri").textValue();
        if (keys == null) {
            throw new IOException("the discovery document names no keys");
        }
        try {
            return JWKSet.parse(get(URI.create(keys)));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("the keys cannot be read", e);
        }
    }

    private String get(URI uri) throws IOException {
        Answer answer = http.send(Request.get(uri.toString()));
        return switch (answer) {
            case Answer.Ok(Answer.Reply reply) -> reply.text();
            case Answer.Refused(Answer.Reply reply) -> throw new IOException(uri + " answered " + reply.status());
            case Answer.Failure failure -> throw new IOException(failure.sentence());
        };
    }
}
