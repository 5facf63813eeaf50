package dev.tokenless.sandbox.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Header;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code npm publish} and {@code npm stage publish} do (npm/cli, lib/utils/oidc.js, workspaces/libnpmpublish). */
public final class NpmClient implements Client {

    @Override
    public Answer exchange(Http http, URI registry, Secret identityToken, String packageName) {
        Request request =
                Request.of("POST", registry + "/-/npm/v1/oidc/token/exchange/package/" + escaped(packageName));
        return http.send(Json.with(request, headers(identityToken, "publish")));
    }

    @Override
    public @Nullable Secret token(JsonNode answer) {
        return Json.secret(answer.path("token"));
    }

    @Override
    public Answer upload(Http http, URI registry, Secret uploadToken, Upload upload) {
        String name = upload.packageName();
        byte[] tarball = Archives.gzip(("rehearsal of " + name).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("name", name);
        manifest.put("version", upload.version());
        manifest.put("dist", Map.of("integrity", Archives.integrity(tarball)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("_id", name);
        document.put("name", name);
        document.put("dist-tags", Map.of("latest", upload.version()));
        document.put("versions", Map.of(upload.version(), manifest));
        document.put(
                "_attachments",
                Map.of(
                        name + "-" + upload.version() + ".tgz",
                        Map.of(
                                "content_type",
                                "application/octet-stream",
                                "data",
                                Base64.getEncoder().encodeToString(tarball),
                                "length",
                                tarball.length)));
        Request request = (upload.staged()
                        ? Request.of("POST", registry + "/-/stage/package/" + escaped(name))
                        : Request.of("PUT", registry + "/" + escaped(name)))
                .body(new Request.Body("application/json", Json.bytes(document), false));
        return http.send(Json.with(request, headers(uploadToken, upload.staged() ? "stage" : "publish")));
    }

    private static List<Header> headers(Secret token, String command) {
        return List.of(
                new Header("Authorization", "Bearer ", token),
                new Header("npm-command", command, null),
                new Header("npm-auth-type", "web", null));
    }

    /** The slash of a scope is escaped, in lower case, and nothing else is. */
    private static String escaped(String name) {
        return name.replace("/", "%2f");
    }
}
