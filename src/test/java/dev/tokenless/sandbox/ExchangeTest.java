package dev.tokenless.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Identity tokens against the exchanges of all registries, over HTTP. */
class ExchangeTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(Sandbox.REGISTRIES.stream()
                .map(registry -> Jobs.publisher(registry, "sample"))
                .toList());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void pypi_and_testpypi_mint_for_their_own_audience_and_once() throws IOException {
        for (RegistryId registry : List.of(RegistryId.PYPI, RegistryId.TESTPYPI)) {
            String audience = RawHttp.get(sandbox.url(registry), "/_/oidc/audience", Map.of())
                    .json()
                    .path("audience")
                    .textValue();
            assertThat(audience).isEqualTo(registry.id());
            Map<String, String> token = Map.of("token", sandbox.issuer().token(Jobs.release(), audience));
            RawHttp.Reply minted = RawHttp.json(sandbox.url(registry), "POST", "/_/oidc/mint-token", Map.of(), token);
            assertThat(minted.status()).as(minted.body()).isEqualTo(200);
            assertThat(minted.json().path("success").booleanValue()).isTrue();
            assertThat(minted.json().path("token").textValue()).matches("pypi-[A-Za-z0-9_-]{85,}");

            RawHttp.Reply again =
                    RawHttp.json(sandbox.url(registry), "POST", "/_/oidc/github/mint-token", Map.of(), token);
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.body())
                    .isEqualTo("{\"message\":\"Token request failed\",\"errors\":["
                            + again.json().path("errors").get(0) + "]}");
            assertThat(again.json().path("errors").get(0).path("code").textValue())
                    .isEqualTo("invalid-reuse-token");
        }
    }

    @Test
    void npm_mints_for_one_package() throws IOException {
        String path = "/-/npm/v1/oidc/token/exchange/package/sample";
        RawHttp.Reply minted = npm(path, sandbox.issuer().token(Jobs.release(), "npm:127.0.0.1"));
        assertThat(minted.status()).as(minted.body()).isEqualTo(201);
        assertThat(minted.json().path("token_type").textValue()).isEqualTo("oidc");

        RawHttp.Reply other = npm(
                "/-/npm/v1/oidc/token/exchange/package/@acme%2fother",
                sandbox.issuer().token(Jobs.release(), "npm:127.0.0.1"));
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body()).isEqualTo("{\"message\":\"OIDC token exchange error - package not found\"}");

        RawHttp.Reply foreign = npm(path, sandbox.issuer().token(Jobs.release(), "npm:example.org"));
        assertThat(foreign.status()).isEqualTo(401);
    }

    private static RawHttp.Reply npm(String path, String token) throws IOException {
        return RawHttp.send(sandbox.url(RegistryId.NPM), "POST", path, Map.of("Authorization", "Bearer " + token), "");
    }

    @Test
    void rubygems_mints_and_hides_why_it_refuses() throws IOException {
        String path = "/api/v1/oidc/trusted_publisher/exchange_token";
        RawHttp.Reply minted = RawHttp.json(
                sandbox.url(RegistryId.RUBYGEMS),
                "POST",
                path,
                Map.of(),
                Map.of("jwt", sandbox.issuer().token(Jobs.release(), "rubygems.org")));
        assertThat(minted.status()).as(minted.body()).isEqualTo(201);
        assertThat(minted.json().path("rubygems_api_key").textValue()).matches("rubygems_[0-9a-f]{48}");
        assertThat(minted.json().path("name").textValue())
                .matches("GitHub Actions octo-org/sample @ \\.github/workflows/release\\.yml \\(release\\)"
                        + " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(minted.json().path("expires_at").textValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

        Map<String, String> wrong =
                Map.of("jwt", sandbox.issuer().token(Jobs.release("environment", "Release"), "rubygems.org"));
        assertThat(RawHttp.json(sandbox.url(RegistryId.RUBYGEMS), "POST", path, Map.of(), wrong))
                .satisfies(reply -> {
                    assertThat(reply.status()).isEqualTo(404);
                    assertThat(reply.body()).isEqualTo("{\"error\":\"Not Found\"}");
                });
        assertThat(RawHttp.json(sandbox.url(RegistryId.RUBYGEMS), "POST", path, Map.of("Accept", "*/*"), wrong)
                        .body())
                .startsWith("<!DOCTYPE html>");
    }

    @Test
    void crates_io_mints_takes_back_and_wants_to_know_who_asks() throws IOException {
        String path = "/api/v1/trusted_publishing/tokens";
        Map<String, String> jwt = Map.of("jwt", sandbox.issuer().token(Jobs.release(), "crates.io"));
        RawHttp.Reply nameless = RawHttp.send(
                sandbox.url(RegistryId.CRATES_IO),
                "POST",
                path,
                Map.of("Content-Type", "application/json"),
                RawHttp.JSON.writeValueAsString(jwt));
        assertThat(nameless.status()).isEqualTo(403);
        assertThat(nameless.body()).contains("We require that all requests include a `User-Agent` header.");

        RawHttp.Reply minted = RawHttp.json(sandbox.url(RegistryId.CRATES_IO), "POST", path, Map.of(), jwt);
        assertThat(minted.status()).as(minted.body()).isEqualTo(200);
        String token = minted.json().path("token").textValue();
        assertThat(token).matches("cio_tp_[A-Za-z0-9]{32}");
        assertThat(RawHttp.json(
                                sandbox.url(RegistryId.CRATES_IO),
                                "DELETE",
                                path,
                                Map.of("Authorization", "Bearer " + token),
                                Map.of())
                        .status())
                .isEqualTo(204);

        RawHttp.Reply again = RawHttp.json(sandbox.url(RegistryId.CRATES_IO), "POST", path, Map.of(), jwt);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).isEqualTo("{\"errors\":[{\"detail\":\"JWT has already been used\"}]}");
    }

    @Test
    void a_token_that_somebody_else_signed_is_refused() throws Exception {
        String path = "/api/v1/trusted_publishing/tokens";
        SignedJWT ours = SignedJWT.parse(sandbox.issuer().token(Jobs.release(), "crates.io"));
        RSAKey known =
                new RSAKeyGenerator(2048).keyID(ours.getHeader().getKeyID()).generate();
        RSAKey unknown = new RSAKey.Builder(known).keyID("other").build();
        Map<RSAKey, String> answers = Map.of(known, "Failed to decode JWT", unknown, "Invalid JWT key ID");
        for (Map.Entry<RSAKey, String> answer : answers.entrySet()) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(answer.getKey().getKeyID())
                    .build();
            JWSObject forged = new JWSObject(header, ours.getPayload());
            forged.sign(new RSASSASigner(answer.getKey()));
            RawHttp.Reply reply = RawHttp.json(
                    sandbox.url(RegistryId.CRATES_IO), "POST", path, Map.of(), Map.of("jwt", forged.serialize()));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains(answer.getValue());
        }
    }
}
