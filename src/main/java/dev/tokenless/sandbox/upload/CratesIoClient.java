package dev.tokenless.sandbox.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Header;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code crates-io-auth-action} and {@code cargo publish} do (rust-lang/crates-io-auth-action, src; rust-lang/cargo). */
public final class CratesIoClient implements Client {

    @Override
    public Answer exchange(Http http, URI registry, Secret identityToken, String packageName) {
        return http.send(Request.of("POST", registry + "/api/v1/trusted_publishing/tokens")
                .body(new Request.Body("application/json", Json.bytes(Map.of("jwt", identityToken.reveal())), true)));
    }

    @Override
    public @Nullable Secret token(JsonNode answer) {
        return Json.secret(answer.path("token"));
    }

    @Override
    public Answer upload(Http http, URI registry, Secret uploadToken, Upload upload) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", upload.packageName());
        metadata.put("vers", upload.version());
        metadata.put("deps", List.of());
        metadata.put("features", Map.of());
        byte[] json = Json.bytes(metadata);
        byte[] crate = Archives.gzip(("rehearsal of " + upload.packageName()).getBytes(StandardCharsets.UTF_8));
        ByteBuffer body = ByteBuffer.allocate(8 + json.length + crate.length).order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(json.length).put(json).putInt(crate.length).put(crate);
        Request request = Request.of("PUT", registry + "/api/v1/crates/new")
                .body(new Request.Body("application/octet-stream", body.array(), false));
        return http.send(Json.with(request, List.of(new Header("Authorization", "", uploadToken))));
    }
}
