package dev.tokenless.sandbox.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Header;
import dev.tokenless.net.Http;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code gh-action-pypi-publish}, uv and twine do (pypi/warehouse, docs/user/api/upload.md). */
public final class PyPiClient implements Client {
    private static final String BOUNDARY = "tokenless-rehearsal-8d1f0c";

    @Override
    public Answer exchange(Http http, URI registry, Secret identityToken, String packageName) {
        return http.send(Request.of("POST", registry + "/_/oidc/mint-token")
                .body(new Request.Body("application/json", Json.bytes(Map.of("token", identityToken.reveal())), true)));
    }

    @Override
    public @Nullable Secret token(JsonNode answer) {
        return Json.secret(answer.path("token"));
    }

    @Override
    public Answer upload(Http http, URI registry, Secret uploadToken, Upload upload) {
        String file = upload.packageName().replaceAll("[-_.]+", "_") + "-" + upload.version() + ".tar.gz";
        byte[] content = ("rehearsal of " + file).getBytes(StandardCharsets.UTF_8);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(":action", "file_upload");
        fields.put("protocol_version", "1");
        fields.put("metadata_version", "2.1");
        fields.put("name", upload.packageName());
        fields.put("version", upload.version());
        fields.put("filetype", "sdist");
        fields.put("pyversion", "source");
        fields.put("sha256_digest", Archives.sha256(content));
        if (upload.attested()) {
            fields.put("attestations", "[{\"version\":1,\"verification_material\":{},\"envelope\":{}}]");
        }
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            part(form, "name=\"" + name + "\"");
            form.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        });
        part(form, "name=\"content\"; filename=\"" + file + "\"");
        form.writeBytes(content);
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        String pair = "__token__:" + uploadToken.reveal();
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Accept", "application/json", null));
        headers.add(new Header(
                "Authorization",
                "Basic ",
                Secret.of(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))));
        Request request = Request.of("POST", registry + "/legacy/")
                .body(new Request.Body("multipart/form-data; boundary=" + BOUNDARY, form.toByteArray(), false));
        return http.send(Json.with(request, headers));
    }

    private static void part(ByteArrayOutputStream form, String disposition) {
        String lead = form.size() == 0 ? "" : "\r\n";
        form.writeBytes((lead + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
