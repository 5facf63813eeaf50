package dev.tokenless.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Jobs;
import dev.tokenless.sandbox.RawHttp;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.upload.Archives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real twine against the sandbox. It exchanges identities only at the two public addresses, so the token is minted
 * by the documented requests, as {@code gh-action-pypi-publish} and uv send them.
 */
class TwineTest {
    private static final String GET_IT = "Debian package twine";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Program twine;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        Program.note("## twine: " + test.getDisplayName() + "\n");
        twine = Program.find("twine", GET_IT, folder);
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.PYPI, "sample");
        sandbox.create(RegistryId.PYPI, "other");
        twine.with("TWINE_NON_INTERACTIVE", "1")
                .with("TWINE_USERNAME", "__token__")
                .with("PYTHONDONTWRITEBYTECODE", "1")
                .with("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring");
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private RawHttp.Reply mint(String token) throws IOException {
        String body = RawHttp.JSON.writeValueAsString(Map.of("token", token));
        RawHttp.Reply reply = RawHttp.send(
                sandbox.url(RegistryId.PYPI),
                "POST",
                "/_/oidc/mint-token",
                Map.of("User-Agent", "tokenless-test", "Content-Type", "application/json", "Accept", "*/*"),
                body);
        Program.note("POST /_/oidc/mint-token -> " + reply.status() + " "
                + reply.body().replaceAll("pypi-[A-Za-z0-9]+", "pypi-***"));
        return reply;
    }

    private RawHttp.Reply minted(Map<String, Object> claims) throws IOException {
        String audience = RawHttp.get(sandbox.url(RegistryId.PYPI), "/_/oidc/audience", Map.of())
                .json()
                .path("audience")
                .textValue();
        return mint(sandbox.issuer().token(claims, audience));
    }

    private Program.Outcome upload(String token, Path file) throws Exception {
        return twine.with("TWINE_PASSWORD", token)
                .run(
                        "upload",
                        "--repository-url",
                        sandbox.url(RegistryId.PYPI) + "/legacy/",
                        "--disable-progress-bar",
                        "--config-file",
                        Files.writeString(folder.resolve("pypirc"), "").toString(),
                        file.toString());
    }

    private Path sdist(String name, String content) throws IOException {
        String root = name + "-1.0.0/";
        byte[] archive = Archives.gzip(Archives.tar(Map.of(
                root + "PKG-INFO",
                ("Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0.0\nSummary: " + content + "\n")
                        .getBytes(StandardCharsets.UTF_8))));
        return Files.write(Files.createDirectories(folder.resolve(content)).resolve(name + "-1.0.0.tar.gz"), archive);
    }

    @Test
    void a_minted_token_uploads_its_project_and_only_that() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.PYPI, "sample"));
        String token = minted(Jobs.release()).json().path("token").textValue();
        Program.Outcome uploaded = upload(token, sdist("sample", "first"));
        assertThat(uploaded.status()).as(uploaded.text()).isZero();
        assertThat(sandbox.book(RegistryId.PYPI).releases("sample"))
                .singleElement()
                .satisfies(release -> {
                    assertThat(release.file()).isEqualTo("sample-1.0.0.tar.gz");
                    assertThat(release.grant()).isNotNull();
                });

        Program.Outcome other = upload(token, sdist("other", "second"));
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.text().replaceAll("\\s+", " "))
                .contains("403")
                .contains("Invalid API Token: OIDC scoped token is not valid for project 'other'");

        Program.Outcome changed = upload(token, sdist("sample", "changed"));
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.text().replaceAll("\\s+", " "))
                .contains("400")
                .contains("File already exists ('sample-1.0.0.tar.gz', with blake2_256 hash");
    }

    @Test
    void a_token_that_was_never_minted_is_refused() throws Exception {
        Program.Outcome outcome = upload("pypi-nothing", sdist("sample", "first"));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text().replaceAll("\\s+", " "))
                .contains("403")
                .contains("Invalid or non-existent authentication information");
    }

    @Test
    void minting_is_refused_in_pypis_words() throws Exception {
        refused(minted(Jobs.release()), "invalid-publisher", "Publisher with matching claims was not found");
        sandbox.register(Jobs.publisher(RegistryId.PYPI, "sample"));
        refused(
                minted(Jobs.release("environment", "test")),
                "invalid-publisher",
                "Publisher with matching claims was not found");
        refused(
                minted(Jobs.release(
                        "job_workflow_ref", "octo-org/sample/.github/workflows/publish.yml@refs/tags/v1.0.0")),
                "invalid-publisher",
                "Publisher with matching claims was not found");
        refused(
                minted(Jobs.release("iat", Instant.now().getEpochSecond() - 3600)),
                "invalid-token",
                "malformed or invalid token");
        refused(
                minted(Jobs.release("event_name", "pull_request_target")),
                "invalid-publisher",
                "Publishing from a workflow invoked via 'pull_request_target' is not supported.");
        String once = sandbox.issuer().token(Jobs.release(), "pypi");
        assertThat(mint(once).status()).isEqualTo(200);
        refused(mint(once), "invalid-reuse-token", "invalid token: already used");
    }

    private static void refused(RawHttp.Reply reply, String code, String description) throws IOException {
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("message").textValue()).isEqualTo("Token request failed");
        JsonNode error = reply.json().path("errors").get(0);
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("description").textValue()).contains(description);
    }
}
