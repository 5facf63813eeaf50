package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IssuerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(List.of());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void a_job_gets_a_token_that_verifies_over_the_published_keys() throws Exception {
        JobAccess access = sandbox.issuer().run(Map.of("repository", "octo-org/sample", "environment", "pypi"));
        SignedJWT token = SignedJWT.parse(asked(access, "&audience=pypi", "bearer " + access.requestToken())
                .path("value")
                .textValue());
        JsonNode configuration =
                JSON.readTree(got(URI.create(sandbox.issuerUrl() + "/.well-known/openid-configuration"), "x")
                        .body());
        JWKSet keys = JWKSet.parse(
                got(URI.create(configuration.path("jwks_uri").textValue()), "x").body());

        assertThat(configuration.path("issuer").textValue()).isEqualTo("https://token.actions.githubusercontent.com");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(token.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.toJSONObject())
                .containsEntry("aud", "pypi")
                .containsEntry("iss", "https://token.actions.githubusercontent.com")
                .containsEntry("repository", "octo-org/sample")
                .containsEntry("environment", "pypi");
        long issued = claims.getIssueTime().getTime();
        assertThat(claims.getExpirationTime().getTime() - issued).isEqualTo(300_000);
        assertThat(issued - claims.getNotBeforeTime().getTime()).isEqualTo(600_000);
    }

    @Test
    void each_request_gives_a_token_of_its_own() throws Exception {
        JobAccess access = sandbox.issuer().run(Map.of("repository", "octo-org/sample"));
        String bearer = "Bearer " + access.requestToken();
        SignedJWT first = SignedJWT.parse(
                asked(access, "&audience=pypi", bearer).path("value").textValue());
        SignedJWT second =
                SignedJWT.parse(asked(access, "", bearer).path("value").textValue());
        assertThat(first.getJWTClaimsSet().getJWTID())
                .isNotEqualTo(second.getJWTClaimsSet().getJWTID());
        assertThat(second.getJWTClaimsSet().getAudience()).containsExactly("https://github.com/octo-org");
    }

    @Test
    void a_wrong_request_token_gets_nothing() throws Exception {
        JobAccess access = sandbox.issuer().run(Map.of());
        assertThat(got(access.requestUrl(), "bearer x").statusCode()).isEqualTo(401);
        assertThat(got(access.requestUrl(), access.requestToken()).statusCode()).isEqualTo(401);
        assertThat(got(URI.create(sandbox.issuerUrl() + "/jobs/x/idtoken"), "bearer x")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void given_times_and_audiences_stay_as_they_are() throws Exception {
        String token =
                sandbox.issuer().token(Map.of("iat", 1000, "exp", 1300, "aud", List.of("pypi"), "sub", 5), "ignored");
        JsonNode payload = JSON.readTree(SignedJWT.parse(token).getPayload().toString());
        assertThat(payload.path("iat").intValue()).isEqualTo(1000);
        assertThat(payload.path("nbf").intValue()).isEqualTo(400);
        assertThat(payload.path("aud").isArray()).isTrue();
        assertThat(payload.path("sub").isInt()).isTrue();
    }

    @Test
    void a_script_can_let_a_job_run() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.issuerUrl() + "/jobs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"repository\":\"a/b\"}"))
                .build();
        JsonNode answer = JSON.readTree(
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
        assertThat(answer.path("environment")
                        .path("ACTIONS_ID_TOKEN_REQUEST_URL")
                        .textValue())
                .startsWith(sandbox.issuerUrl() + "/jobs/");
    }

    private static JsonNode asked(JobAccess access, String more, String authorization) throws Exception {
        return JSON.readTree(
                got(URI.create(access.requestUrl() + more), authorization).body());
    }

    private static HttpResponse<String> got(URI uri, String authorization) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
