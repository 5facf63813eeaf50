package dev.tokenless.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Jobs;
import dev.tokenless.sandbox.RawHttp;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
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

/** The real cargo against the sandbox; the exchange as {@code crates-io-auth-action} sends it. */
class CargoTest {
    private static final String GET_IT = "Debian package cargo-web (cargo 1.68 or newer is needed)";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Program cargo;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        Program.note("## cargo: " + test.getDisplayName() + "\n");
        cargo = Program.find("cargo", GET_IT, folder);
        // rustup's cargo looks for its toolchains below the home folder, which is another one here.
        Path rustup = Path.of(System.getProperty("user.home"), ".rustup");
        cargo.with("RUSTUP_HOME", System.getenv().getOrDefault("RUSTUP_HOME", rustup.toString()))
                .with("CARGO_HOME", folder.resolve("cargo").toString())
                .with("CARGO_TERM_COLOR", "never")
                .atLeast(1, 68, GET_IT);
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.CRATES_IO, "sample");
        cargo.with("CARGO_REGISTRIES_SANDBOX_INDEX", "sparse+" + sandbox.url(RegistryId.CRATES_IO) + "/index/");
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private Path crate(String name) throws IOException {
        Path crate = Files.createDirectories(folder.resolve("repository/" + name + "/src"))
                .getParent();
        Files.writeString(
                crate.resolve("Cargo.toml"),
                "[package]\nname = \"" + name
                        + "\"\n"
                        + "version = \"1.0.0\"\n"
                        + "edition = \"2021\"\n"
                        + "description = \"A sample\"\n"
                        + "license = \"MIT\"\n");
        Files.writeString(crate.resolve("src/lib.rs"), "\n");
        Files.writeString(
                Files.createDirectories(crate.resolve(".cargo")).resolve("config.toml"),
                "[registries.sandbox]\nindex = \"sparse+http://127.0.0.1:9/\"\ntoken = \"planted\"\n");
        return crate.resolve("Cargo.toml");
    }

    private Program.Outcome publish(String token, Path manifest) throws Exception {
        return cargo.with("CARGO_REGISTRIES_SANDBOX_TOKEN", token)
                .run(
                        "publish",
                        "--manifest-path",
                        manifest.toString(),
                        "--registry",
                        "sandbox",
                        "--no-verify",
                        "--allow-dirty",
                        "--target-dir",
                        folder.resolve("target").toString());
    }

    private RawHttp.Reply exchanged(String token) throws IOException {
        RawHttp.Reply reply = RawHttp.json(
                sandbox.url(RegistryId.CRATES_IO),
                "POST",
                "/api/v1/trusted_publishing/tokens",
                Map.of(),
                Map.of("jwt", token));
        Program.note("POST /api/v1/trusted_publishing/tokens -> " + reply.status() + " "
                + reply.body().replaceAll("cio_tp_[A-Za-z0-9]+", "cio_tp_***"));
        return reply;
    }

    private RawHttp.Reply exchanged(Map<String, Object> claims) throws IOException {
        return exchanged(sandbox.issuer().token(claims, "crates.io"));
    }

    @Test
    void an_exchanged_token_publishes_its_crate_and_creates_none() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.CRATES_IO, "sample"));
        String token = exchanged(Jobs.release()).json().path("token").textValue();
        Program.Outcome published = publish(token, crate("sample"));
        assertThat(published.status()).as(published.text()).isZero();
        assertThat(published.text()).contains("Published sample v1.0.0").doesNotContain("planted");
        assertThat(sandbox.book(RegistryId.CRATES_IO).releases("sample"))
                .singleElement()
                .satisfies(release -> {
                    assertThat(release.version()).isEqualTo("1.0.0");
                    assertThat(release.grant()).isNotNull();
                });

        Program.Outcome fresh = publish(token, crate("fresh"));
        assertThat(fresh.status()).isNotZero();
        assertThat(fresh.text()).contains("Trusted Publishing tokens do not support creating new crates.");

        sandbox.create(RegistryId.CRATES_IO, "other");
        Program.Outcome other = publish(token, crate("other"));
        assertThat(other.status()).isNotZero();
        assertThat(other.text()).contains("The provided access token is not valid for crate `other`");
    }

    @Test
    void the_exchange_is_refused_in_the_registrys_words() throws Exception {
        refused(exchanged(Jobs.release()), "No Trusted Publishing config found for repository `octo-org/sample`.");
        sandbox.register(Jobs.publisher(RegistryId.CRATES_IO, "sample"));
        refused(exchanged(Jobs.release("environment", "test")), "does not match the environment `test`");
        refused(
                exchanged(
                        Jobs.release("workflow_ref", "octo-org/sample/.github/workflows/publish.yml@refs/tags/v1.0.0")),
                "does not match the workflow filename `publish.yml`");
        refused(exchanged(Jobs.release("event_name", "workflow_run")), "does not support the `workflow_run` event");
        refused(exchanged(Jobs.release("iat", Instant.now().getEpochSecond() - 3600)), "Failed to decode JWT");
        String once = sandbox.issuer().token(Jobs.release(), "crates.io");
        assertThat(exchanged(once).status()).isEqualTo(200);
        refused(exchanged(once), "JWT has already been used");
    }

    private static void refused(RawHttp.Reply reply, String text) throws IOException {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").get(0).path("detail").textValue())
                .contains(text);
    }

    @Test
    void a_crate_that_takes_trusted_publishing_only_refuses_a_stored_token() throws Exception {
        String token = sandbox.account().cratesToken();
        RawHttp.Reply switched = RawHttp.json(
                sandbox.url(RegistryId.CRATES_IO),
                "PATCH",
                "/api/v1/crates/sample",
                Map.of("Authorization", token),
                Map.of("crate", Map.of("trustpub_only", true)));
        assertThat(switched.status()).isEqualTo(200);
        Program.Outcome outcome = publish(token, crate("sample"));
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.text()).contains("can only be published using Trusted Publishing");
    }
}
