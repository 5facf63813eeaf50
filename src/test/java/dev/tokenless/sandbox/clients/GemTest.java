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

/** RubyGems' own client against the sandbox; the exchange as {@code configure-rubygems-credentials} sends it. */
class GemTest {
    private static final String GET_IT = "Debian package ruby";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Program gem;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        Program.note("## gem: " + test.getDisplayName() + "\n");
        gem = Program.find("gem", GET_IT, folder);
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.RUBYGEMS, "sample");
        sandbox.create(RegistryId.RUBYGEMS, "other");
        gem.with("GEMRC", Files.writeString(folder.resolve("gemrc"), "---\n").toString())
                .with("GEM_HOME", folder.resolve("gems").toString());
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private Path built(String name, String metadata) throws Exception {
        Path specification = Files.writeString(
                folder.resolve(name + ".gemspec"),
                "Gem::Specification.new do |s|\n  s.name = '" + name
                        + "'\n  s.version = '1.0.0'\n  s.summary = 'A sample'\n  s.authors = ['Somebody']\n"
                        + "  s.files = []\n" + metadata + "end\n");
        Path file = folder.resolve(name + "-1.0.0.gem");
        Program.Outcome outcome = gem.run("build", specification.toString(), "--output", file.toString());
        assertThat(outcome.status()).as(outcome.text()).isZero();
        return file;
    }

    private RawHttp.Reply exchanged(String token) throws IOException {
        RawHttp.Reply reply = RawHttp.json(
                sandbox.url(RegistryId.RUBYGEMS),
                "POST",
                "/api/v1/oidc/trusted_publisher/exchange_token",
                Map.of(),
                Map.of("jwt", token));
        Program.note("POST /api/v1/oidc/trusted_publisher/exchange_token -> " + reply.status() + " "
                + reply.body().replaceAll("rubygems_[0-9a-f]+", "rubygems_***"));
        return reply;
    }

    private RawHttp.Reply exchanged(Map<String, Object> claims) throws IOException {
        return exchanged(sandbox.issuer().token(claims, "rubygems.org"));
    }

    private Program.Outcome push(String key, Path file) throws Exception {
        return gem.with("GEM_HOST_API_KEY", key)
                .run(
                        "push",
                        file.toString(),
                        "--host",
                        sandbox.url(RegistryId.RUBYGEMS).toString());
    }

    @Test
    void a_key_from_the_exchange_pushes_the_gems_of_its_publisher_and_no_other() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.RUBYGEMS, "sample"));
        String token = sandbox.issuer().token(Jobs.release(), "rubygems.org");
        String key = exchanged(token).json().path("rubygems_api_key").textValue();
        Program.Outcome pushed = push(key, built("sample", ""));
        assertThat(pushed.status()).as(pushed.text()).isZero();
        assertThat(pushed.text()).contains("Successfully registered gem: sample (1.0.0)");

        Program.Outcome other = push(key, built("other", ""));
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.text()).contains("You are not allowed to push this gem.");

        // RubyGems takes an identity token again; the version it does not.
        String second = exchanged(token).json().path("rubygems_api_key").textValue();
        assertThat(second).isNotEqualTo(key);
        Program.Outcome again = push(second, folder.resolve("sample-1.0.0.gem"));
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.text()).contains("Repushing of gem versions is not allowed.");
    }

    @Test
    void every_fault_of_the_identity_gets_the_same_answer() throws Exception {
        notFound(exchanged(Jobs.release()));
        sandbox.register(Jobs.publisher(RegistryId.RUBYGEMS, "sample"));
        notFound(exchanged(Jobs.release("environment", "Release")));
        notFound(exchanged(
                Jobs.release("job_workflow_ref", "octo-org/sample/.github/workflows/publish.yml@refs/tags/v1.0.0")));
        notFound(exchanged(Jobs.release("iat", Instant.now().getEpochSecond() - 3600)));
        notFound(exchanged(sandbox.issuer().token(Jobs.release(), "https://github.com/octo-org")));
    }

    private static void notFound(RawHttp.Reply reply) {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("{\"error\":\"Not Found\"}");
    }

    @Test
    void a_key_that_is_not_known_is_refused() throws Exception {
        Program.Outcome outcome = push("rubygems_" + "0".repeat(48), built("sample", ""));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text()).contains("Access Denied.");
    }

    @Test
    void a_gem_that_names_its_push_host_never_reaches_the_sandbox() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.RUBYGEMS, "sample"));
        String key = exchanged(Jobs.release()).json().path("rubygems_api_key").textValue();
        Program.Outcome outcome =
                push(key, built("sample", "  s.metadata['allowed_push_host'] = 'https://gems.example.invalid'\n"));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text())
                .contains("is not allowed by the gemspec, which only allows \"https://gems.example.invalid\"");
        assertThat(sandbox.book(RegistryId.RUBYGEMS).releases("sample")).isEmpty();
    }
}
