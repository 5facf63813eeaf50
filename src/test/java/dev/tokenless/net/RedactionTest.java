package dev.tokenless.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens are put together here, so that no scanner takes this file for a leak. */
class RedactionTest {
    private static final String BODY = "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R";

    @ParameterizedTest
    @CsvSource({
        "ghp_, ghp_***",
        "gho_, gho_***",
        "ghs_, ghs_***",
        "github_pat_, github_pat_***",
        "glpat-, glpat-***",
        "pypi-AgEIcHlwaS5vcmc, pypi-***",
        "pypi-, pypi-***",
        "npm_, npm_***",
        "cio, cio***",
        "cio_tp_, cio_tp_***",
    })
    void tokens_are_masked_but_for_their_kind(String start, String masked) {
        for (String around : List.of("%s", "a %s b", "TOKEN=%s", "'%s'", "\u001b[36m%s\u001b[0m", "x: %s\n")) {
            assertThat(Redaction.mask(around.formatted(start + BODY))).isEqualTo(around.formatted(masked));
        }
    }

    @Test
    void other_shapes_are_masked() {
        assertThat(Redaction.mask("rubygems_" + "0123456789abcdef".repeat(3))).isEqualTo("rubygems_***");
        assertThat(Redaction.mask("t=eyJ" + "hbGciOiJSUzI1NiJ9." + "eyJhdWQiOiJweXBpIn0." + "c2ln"))
                .isEqualTo("t=eyJ***");
        assertThat(Redaction.mask("Authorization: Bearer abc.def")).isEqualTo("Authorization: Bearer ***");
        assertThat(Redaction.mask("authorization: basic dXNlcjpwYXNz\nx: y"))
                .isEqualTo("authorization: basic ***\nx: y");
        assertThat(Redaction.mask("{\"Authorization\": \"plainkey\"}")).isEqualTo("{\"Authorization\": \"***\"}");
        assertThat(Redaction.mask("//host/:_authToken=11111111-2222-3333")).isEqualTo("//host/:_authToken=***");
        assertThat(Redaction.mask(":rubygems_api_key: abcdef")).isEqualTo(":rubygems_api_key: ***");
        assertThat(Redaction.mask("{\"token\":\"whatever\",\"a\":1}")).isEqualTo("{\"token\":\"***\",\"a\":1}");
        assertThat(Redaction.mask("https://me:hunter2@host/x")).isEqualTo("https://me:***@host/x");
        assertThat(Redaction.mask("npm-otp: 123456")).isEqualTo("npm-otp: ***");
        assertThat(Redaction.mask("-----BEGIN " + "PRIVATE KEY-----\nabc\n-----END " + "PRIVATE KEY-----"))
                .doesNotContain("abc");
    }

    @Test
    void secrets_that_only_their_place_gives_away_are_masked() {
        String word = "correct-horse-battery";
        for (String text : List.of(
                "TWINE_PASSWORD=%s",
                "  CARGO_REGISTRY_TOKEN: %s",
                "GEM_HOST_API_KEY='%s'",
                "cargo publish --token %s",
                "twine upload -u me -p %s dist/*",
                "machine upload.pypi.org login me password %s",
                "machine upload.pypi.org\n  login me\n  password %s",
                "[pypi]\nusername = me\npassword = %s",
                "authorization: [ 'Bearer %s' ]",
                "PRIVATE-TOKEN: %s",
                "Set-Cookie: session=%s; Secure",
                "https://%s0000@github.com/octo-org/sample",
                "https://host/x?X-Amz-Signature=%s&y=1")) {
            assertThat(Redaction.mask(text.formatted(word))).contains("***").doesNotContain(word);
        }
    }

    @Test
    void tokens_that_were_encoded_once_more_or_wrapped_are_masked() {
        String token = "eyJ" + "hbGciOiJSUzI1NiIsImtpZCI6ImsiLCJ0eXAiOiJKV1QifQ." + "eyJ"
                + "zdWIiOiJyZXBvOm9jdG8ifQ".repeat(12) + ".c2lnbmF0dXJl";
        String twice =
                java.util.Base64.getEncoder().encodeToString(token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String npm = java.util.Base64.getEncoder()
                .encodeToString(("npm_" + BODY).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String start : List.of(
                "ghp_", "ghs_", "github_pat_", "glpat-", "pypi-AgEIcHlwaS5vcmc", "rubygems_", "cio", "cio_tp_")) {
            String body = start.startsWith("rubygems") ? "0123456789abcdef".repeat(3) : BODY;
            String encoded = java.util.Base64.getEncoder()
                    .encodeToString((start + body).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(Redaction.mask("x " + encoded + " y")).as(start).matches("x [A-Za-z0-9+/]{4,14}\\*{3} y");
        }
        assertThat(Redaction.mask("x " + twice)).isEqualTo("x ZXlK***");
        assertThat(Redaction.mask("x " + npm)).isEqualTo("x bnBtX***");
        assertThat(Redaction.mask("x " + token.replaceAll("(.{64})", "$1\n")))
                .doesNotContain(token.substring(100, 140));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NPM_TOKEN=<token> or NPM_TRUSTED_PUBLISHER=true is required",
                "NODE_AUTH_TOKEN: XXXXX-XXXXX-XXXXX-XXXXX",
                "TWINE_PASSWORD: $PASSWORD",
                "env:\n  CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}",
                "cargo publish --token ${{ secrets.X }}",
                "cargo publish --token \"$TOKEN\"",
                "the ACTIONS_ID_TOKEN_REQUEST_TOKEN environment variable was unset",
                "uses: pypa/gh-action-pypi-publish@release/v1",
                "pypi-publish-to-the-test-index",
                "pypi-attestations-and-models",
                "password: ${{ secrets.PYPI_API_TOKEN }}",
                "//host/:_authToken=${NODE_AUTH_TOKEN}",
                "npm_config_registry npm_lifecycle_event npm_package_version",
                "ghp_short",
                "https://github.com/octo-org/sample.git",
                "git@github.com:octo-org/sample.git",
                "sha 3d3c42e5aac5ba805825da76410c181273ba90b1",
                "\"token\":\"${{ secrets.X }}\"",
                "the authorization was refused",
                "rubygems_mfa_required",
                "2026-08-22T10:00:00.0000000Z Run: id-token: write",
            })
    void what_is_no_token_stays(String text) {
        assertThat(Redaction.mask(text)).isEqualTo(text);
    }

    @Test
    void known_secrets_are_masked_whatever_they_look_like() {
        Redaction redaction = Redaction.of(List.of(Secret.of("correct horse"), Secret.of("correct horse battery")));
        assertThat(redaction.apply("a correct horse battery, a correct horse")).isEqualTo("a ***, a ***");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostile_text_is_masked_quickly() {
        for (String piece : List.of(
                "eyJ",
                "eyJaaaaaa.",
                "eyJ" + "a".repeat(60) + "\n",
                "ZXlK" + "a".repeat(60) + "\n",
                "machine a ",
                "twine -p ",
                "TOKEN=",
                "A_",
                "--token ",
                "https://" + "a".repeat(40),
                "pypi-",
                "pypi-a",
                "://a:",
                "-----BEGIN PRIVATE KEY-----",
                "authorization:",
                "gh",
                "a:",
                "\"token\":\"")) {
            assertThat(Redaction.mask(piece.repeat(500_000 / piece.length()))).isNotNull();
        }
    }
}
