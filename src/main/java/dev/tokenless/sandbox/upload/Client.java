package dev.tokenless.sandbox.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.Secret;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What the clients of one registry do between having an identity token and having uploaded. */
public interface Client {

    /** Exchanges an identity token. */
    Answer exchange(Http http, URI registry, Secret identityToken, String packageName);

    /** Uploads a made-up file of the package with an upload token. */
    Answer upload(Http http, URI registry, Secret uploadToken, Upload upload);

    /** The upload token in the registry's answer; null where there is none. */
    @Nullable
    Secret token(JsonNode answer);

    /** When the upload token ends; null where the answer does not say. */
    default @Nullable Instant expires(JsonNode answer) {
        JsonNode value = answer.path("expires").isMissingNode() ? answer.path("expires_at") : answer.path("expires");
        if (value.isIntegralNumber()) {
            return Instant.ofEpochSecond(value.longValue());
        }
        try {
            return value.isTextual() ? OffsetDateTime.parse(value.textValue()).toInstant() : null;
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    /**
     * What is uploaded.
     *
     * @param staged npm: for approval instead of at once
     * @param attested PyPI: with attestations
     */
    record Upload(String packageName, String version, boolean staged, boolean attested) {}
}
