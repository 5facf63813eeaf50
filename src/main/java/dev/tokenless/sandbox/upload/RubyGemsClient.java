package dev.tokenless.sandbox.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Header;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code configure-rubygems-credentials} and {@code gem push} do (rubygems/configure-rubygems-credentials, src;
 * rubygems/rubygems, lib/rubygems/commands/push_command.rb).
 */
public final class RubyGemsClient implements Client {

    @Override
    public Answer exchange(Http http, URI registry, Secret identityToken, String packageName) {
        Request request = Request.of("POST", registry + "/api/v1/oidc/trusted_publisher/exchange_token")
                .body(new Request.Body("application/json", Json.bytes(Map.of("jwt", identityToken.reveal())), true));
        return http.send(Json.with(request, List.of(new Header("Accept", "application/json", null))));
    }

    @Override
    public @Nullable Secret token(JsonNode answer) {
        return Json.secret(answer.path("rubygems_api_key"));
    }

    @Override
    public Answer upload(Http http, URI registry, Secret uploadToken, Upload upload) {
        Request request = Request.of("POST", registry + "/api/v1/gems")
                .body(new Request.Body(
                        "application/octet-stream", Archives.gem(upload.packageName(), upload.version()), false));
        return http.send(Json.with(request, List.of(new Header("Authorization", "", uploadToken))));
    }
}
