package dev.tokenless.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k1\",\"x5t\":\"t\"}";

    @Test
    void a_token_is_decoded_with_its_header_times_and_claims() {
        IdentityToken token = token(
                HEADER,
                "{\"repository\":\"octo/x\",\"iat\":1000,\"nbf\":400,\"exp\":1300,\"run\":null,\"aud\":[\"a\",\"b\"]}");

        assertThat(token.algorithm()).isEqualTo("RS256");
        assertThat(token.keyId()).isEqualTo("k1");
        assertThat(token.type()).isEqualTo("JWT");
        assertThat(token.signed()).isTrue();
        assertThat(token.issued()).isEqualTo(Instant.ofEpochSecond(1000));
        assertThat(token.notBefore()).isEqualTo(Instant.ofEpochSecond(400));
        assertThat(token.expiredAt(Instant.ofEpochSecond(1299))).isFalse();
        assertThat(token.expiredAt(Instant.ofEpochSecond(1300))).isTrue();
        assertThat(token.claims().text("repository")).hasValue("octo/x");
        assertThat(token.claims().get("run")).isInstanceOf(ClaimValue.Json.class);
        assertThat(token.claims().get("aud")).isInstanceOf(ClaimValue.Json.class);
        assertThat(token.claims().get("environment")).isInstanceOf(ClaimValue.Absent.class);
    }

    @Test
    void a_word_before_the_token_and_space_around_it_do_no_harm() {
        assertThat(TokenReader.read("\n Bearer " + text(HEADER, "{}", "c2ln") + " \n"))
                .isInstanceOf(TokenReader.Read.class);
    }

    @Test
    void a_token_without_signature_is_told_apart() {
        assertThat(((TokenReader.Read) TokenReader.read(text("{\"alg\":\"none\"}", "{}", "")))
                        .token()
                        .signed())
                .isFalse();
    }

    @Test
    void impossible_times_are_no_times() {
        assertThat(token(HEADER, "{\"exp\":1e300,\"iat\":-5,\"nbf\":\"soon\"}"))
                .extracting(IdentityToken::expires, IdentityToken::issued, IdentityToken::notBefore)
                .containsExactly(null, null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "pypi-AgEIcHlwaS5vcmc",
                "a.b",
                "a.b.c",
                "....",
                "e30.e30.e30",
                "not a token at all.\u0000.x",
                "eyJhbGciOiJSUzI1NiJ9.W10.c2ln",
                "eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln",
                "eyJhbGciOiJSUzI1NiJ9.e30.a.b.c"
            })
    void anything_else_is_no_token_and_is_not_repeated_in_the_answer(String text) {
        assertThat(TokenReader.read(text)).isInstanceOfSatisfying(TokenReader.NotAToken.class, n -> {
            assertThat(n.reason()).endsWith(".");
            if (text.length() > 5) {
                assertThat(n.reason()).doesNotContain(text);
            }
        });
    }

    @Test
    void a_huge_text_and_a_deep_one_are_refused() {
        assertThat(TokenReader.read("a".repeat(1_000_000))).isInstanceOf(TokenReader.NotAToken.class);
        assertThat(TokenReader.read(text(HEADER, "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "c2ln")))
                .isInstanceOf(TokenReader.NotAToken.class);
    }

    @Test
    void claims_are_read_from_a_json_object_and_from_nothing_else() {
        assertThat(ClaimsReader.read("{\"ref\":\"refs/heads/main\",\"n\":1}"))
                .isInstanceOfSatisfying(
                        ClaimsReader.Read.class,
                        r -> assertThat(r.claims().text("ref")).hasValue("refs/heads/main"));
        assertThat(ClaimsReader.read("[]")).isInstanceOf(ClaimsReader.Unreadable.class);
        assertThat(ClaimsReader.read("{\n\n \"a\" }"))
                .isInstanceOfSatisfying(
                        ClaimsReader.Unreadable.class,
                        u -> assertThat(u.reason()).contains("line 3"));
        assertThat(ClaimsReader.read("")).isInstanceOf(ClaimsReader.Unreadable.class);
    }

    private static IdentityToken token(String header, String payload) {
        return ((TokenReader.Read) TokenReader.read(text(header, payload, "c2ln"))).token();
    }

    private static String text(String header, String payload, String signature) {
        return encode(header) + "." + encode(payload) + "." + signature;
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
