package dev.tokenless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Grant;
import dev.tokenless.sandbox.book.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code migration --online} reads at the registries, as the sandbox plays their public pages. */
class ReleaseProofTest {
    private static final String PUBLISH = """
        on: {push: {tags: ['v*']}}
        jobs:
          publish:
            runs-on: ubuntu-latest
            environment: release
            permissions:
              contents: write
              id-token: write
            steps:
              - uses: actions/checkout@v4
        """;
    private static final Map<String, String> STEPS = Map.of(
            "pypi", "      - uses: pypa/gh-action-pypi-publish@release/v1\n",
            "npm", "      - uses: actions/setup-node@v4\n        with: {node-version: 24}\n      - run: npm publish\n",
            "rubygems", "      - uses: ruby/setup-ruby@v1\n      - uses: rubygems/release-gem@v1\n",
            "crates-io",
                    "      - uses: rust-lang/crates-io-auth-action@v1\n        id: auth\n      - run: cargo publish\n"
                            + "        env:\n          CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}\n");
    private static final Map<String, Map<String, String>> MANIFESTS = Map.of(
            "pypi", Map.of("pyproject.toml", "[project]\nname = \"sample\"\nversion = \"1.0.0\"\n"),
            "npm",
                    Map.of(
                            "package.json",
                            "{\"name\": \"sample\", \"version\": \"1.0.0\","
                                    + " \"repository\": \"github:octo-org/sample\"}"),
            "rubygems",
                    Map.of(
                            "sample.gemspec",
                            "Gem::Specification.new do |s|\n  s.name = \"sample\"\n  s.version = \"1.0.0\"\nend\n"),
            "crates-io", Map.of("Cargo.toml", "[package]\nname = \"sample\"\nversion = \"1.0.0\"\n"));

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private int run;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        run++;
        environment.put("TOKENLESS_STATE", folder.resolve("state" + run).toString());
        sandbox = Sandbox.start(List.of());
        Sandbox.REGISTRIES.forEach(id -> environment.put(
                "TOKENLESS_" + id.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_URL",
                sandbox.url(id).toString()));
        // Nobody answers as GitHub: what it would tell stays unknown.
        environment.put("TOKENLESS_GITHUB_API", "http://127.0.0.1:9");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Path repository(String registry) throws IOException {
        Path at = Files.createDirectories(folder.resolve("repository" + run));
        Files.createDirectories(at.resolve(".git"));
        Files.writeString(at.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                at.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://github.com/octo-org/sample.git\n");
        Files.createDirectories(at.resolve(".github/workflows"));
        Files.writeString(at.resolve(".github/workflows/release.yml"), PUBLISH + STEPS.get(registry));
        for (Map.Entry<String, String> file : MANIFESTS.get(registry).entrySet()) {
            Files.writeString(at.resolve(file.getKey()), file.getValue());
        }
        return at;
    }

    private JsonNode online(Path at, String registry) throws IOException {
        Run run = Run.in(
                folder,
                environment,
                "",
                "migration",
                at.toString(),
                "--registry",
                registry,
                "--online",
                "--format",
                "json");
        assertThat(run.status()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out()).path("packages").path(0);
    }

    private static JsonNode stage(JsonNode plan, String id) {
        for (JsonNode stage : plan.path("stages")) {
            if (stage.path("stage").asText().equals(id)) {
                return stage;
            }
        }
        throw new AssertionError(id);
    }

    private void release(String registry, String version, @Nullable String repository) {
        RegistryId id = new RegistryId(registry);
        String[] parts = repository == null ? new String[] {"", ""} : repository.split("/");
        TrustedPublisher publisher = new TrustedPublisher(
                id,
                "sample",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub(parts[0], parts[1], "release.yml", "release", null, null, null),
                List.of(),
                null,
                null,
                null);
        Grant grant = repository == null
                ? null
                : new Grant(
                        List.of(publisher),
                        List.of("sample"),
                        List.of(),
                        Map.of("repository", repository, "run_id", "1", "sha", "0"),
                        Instant.EPOCH,
                        Instant.EPOCH);
        String file = switch (registry) {
            case "pypi" -> "sample-" + version + ".tar.gz";
            case "npm" -> "sample-" + version + ".tgz";
            case "rubygems" -> "sample-" + version + ".gem";
            default -> "sample-" + version + ".crate";
        };
        sandbox.create(id, "sample");
        sandbox.book(id)
                .publish(
                        "sample",
                        new Release(
                                version,
                                file,
                                Map.of("sha256", "0"),
                                Map.of(),
                                Instant.EPOCH.plusSeconds(run * 60L),
                                grant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi", "npm", "rubygems", "crates-io"})
    void a_release_that_used_the_token_is_told_apart_from_one_that_did_not(String registry) throws IOException {
        Path at = repository(registry);
        JsonNode nothing = online(at, registry);
        assertThat(nothing.path("release").path("login").asText()).isEqualTo("no-release");

        release(registry, "1.0.0", null);
        JsonNode token = online(at, registry);
        assertThat(token.path("release").path("login").asText())
                .as(token.path("release").toString())
                .isEqualTo("token");
        assertThat(stage(token, "first-trusted-release").path("state").asText()).isNotEqualTo("done");

        run++;
        release(registry, "1.1.0", "octo-org/sample");
        JsonNode trusted = online(at, registry);
        assertThat(trusted.path("release").path("login").asText())
                .as(trusted.path("release").toString())
                .isEqualTo("trusted");
        assertThat(trusted.path("release").path("evidence")).isNotEmpty();
        assertThat(stage(trusted, "first-trusted-release").path("state").asText())
                .isEqualTo("done");
        assertThat(stage(trusted, "first-trusted-release").path("text").asText())
                .contains("1.1.0");
        assertThat(stage(trusted, "test-release").path("state").asText()).isEqualTo("not-needed");

        // Seen once, it is remembered without the network; a release by token afterwards is seen, too.
        Run offline =
                Run.in(folder, environment, "", "migration", at.toString(), "--registry", registry, "--format", "json");
        assertThat(stage(
                                new ObjectMapper()
                                        .readTree(offline.out())
                                        .path("packages")
                                        .path(0),
                                "first-trusted-release")
                        .path("state")
                        .asText())
                .isEqualTo("done");
        run++;
        release(registry, "1.2.0", null);
        JsonNode again = online(at, registry);
        assertThat(again.path("release").path("login").asText()).isEqualTo("token");
        assertThat(stage(again, "first-trusted-release").path("state").asText()).isNotEqualTo("done");
    }

    @Test
    void a_release_of_another_repository_proves_nothing_for_this_one() throws IOException {
        Path at = repository("crates-io");
        run += 10;
        release("crates-io", "9.0.0", "someone-else/fork");
        JsonNode plan = online(at, "crates-io");
        assertThat(stage(plan, "first-trusted-release").path("state").asText()).isNotEqualTo("done");
        assertThat(plan.path("release").path("text").asText()).contains("someone-else/fork");
    }

    @Test
    void a_git_hub_that_cannot_be_reached_is_said_and_the_registry_still_answers() throws IOException {
        Path at = repository("npm");
        Run run = Run.in(folder, environment, "", "migration", at.toString(), "--online");
        assertThat(run.err()).contains("could not see the repository at GitHub");
        assertThat(run.out()).contains("sample at npm");
        assertThat(run.status()).isZero();
    }
}
