package dev.tokenless.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenless.ci.github.Step;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.npm.NpmHost;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Jobs;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Event;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of the preflight steps as they stand in a generated workflow, run by bash against the sandbox: only the
 * registries' addresses are exchanged for loopback ones.
 */
class PreflightTest {
    private static final Map<String, String> PROJECT = Map.of(
            "pyproject.toml",
            "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n\n[project]\nname ="
                    + " \"octo-sample\"\nversion = \"1.0.0\"\n",
            "js/package.json",
            "{\"name\": \"@octo-org/sample\", \"version\": \"1.0.0\"}",
            "ruby/octo_sample.gemspec",
            "Gem::Specification.new do |spec|\n  spec.name = \"octo_sample\"\n  spec.version = \"1.0.0\"\nend\n",
            "rust/Cargo.toml",
            "[package]\nname = \"octo-crate\"\nversion = \"1.0.0\"\nedition = \"2024\"\n");
    /** Anything that could be a token: an identity, PyPI's, npm's, RubyGems', crates.io's. */
    private static final Pattern TOKEN =
            Pattern.compile("eyJ[\\w-]{8}|pypi-[\\w-]{12}|npm_\\w{12}|rubygems_\\w{12}|cio(tp)?_\\w{8}");

    private static final long SECONDS_AT_MOST = 60;

    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        for (String program : List.of("bash", "curl", "jq")) {
            assumeTrue(there(program), program + " is not on this machine; Debian package " + program);
        }
        sandbox = Sandbox.start(List.of());
        sandbox.watch(events::add);
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static boolean there(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p.isEmpty() ? "." : p, program)));
    }

    /** One registry's step with the addresses of the sandbox. */
    private String script(RegistryId registry) {
        Repository repository = Repository.of(PROJECT);
        NewWorkflow.Generated generated = NewWorkflow.generate(
                repository.project(),
                WorkflowOptions.usual()
                        .withPreflight(true)
                        .withTestFirst(true)
                        .withEnvironments(new EnvironmentNames.One("release")));
        Repository after = repository.with(List.of(((NewWorkflow.Ready) generated).file()));
        Step step = after.workflows().workflows().getFirst().jobs().stream()
                .filter(j -> j.id().equals("publish-to-" + registry.id()))
                .flatMap(j -> j.steps().stream())
                .filter(s -> s.name() != null && s.name().startsWith("Preflight"))
                .findFirst()
                .orElseThrow();
        assertThat(step.condition()).isEqualTo("${{ inputs.preflight }}");
        assertThat(step.shell()).isEqualTo("bash");
        return step.run()
                .text()
                .replace(
                        "https://test.pypi.org",
                        sandbox.url(RegistryId.TESTPYPI).toString())
                .replace("https://pypi.org", sandbox.url(RegistryId.PYPI).toString())
                .replace(
                        "https://rubygems.org", sandbox.url(RegistryId.RUBYGEMS).toString())
                .replace("https://crates.io", sandbox.url(RegistryId.CRATES_IO).toString());
    }

    private record Outcome(int status, String text) {}

    /** Runs a step as GitHub's runner does for {@code shell: bash}, in a job with these claims. */
    private Outcome run(RegistryId registry, Map<String, Object> claims) throws Exception {
        Path script = Files.writeString(folder.resolve("step.sh"), script(registry));
        Path work = Files.createDirectories(folder.resolve("work"));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("CI", "true");
        environment.put("GITHUB_REPOSITORY", "octo-org/sample");
        environment.put("npm_config_registry", sandbox.url(RegistryId.NPM) + "/");
        environment.put("npm_config_update_notifier", "false");
        environment.put("npm_config_fetch_retries", "0");
        environment.put("npm_config_cache", folder.resolve("cache").toString());
        environment.putAll(sandbox.issuer().run(claims).environment());
        Process process = builder.start();
        boolean ended = process.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        assertThat(ended).as(text).isTrue();
        assertThat(text).doesNotContainPattern(TOKEN);
        return new Outcome(process.exitValue(), text);
    }

    /** A release that is started by hand, as the preflight is. */
    private static Map<String, Object> byHand() {
        Map<String, Object> claims = Jobs.release();
        claims.put("event_name", "workflow_dispatch");
        claims.put("ref", "refs/heads/main");
        for (String claim : List.of("workflow_ref", "job_workflow_ref")) {
            claims.put(claim, "octo-org/sample/.github/workflows/release.yml@refs/heads/main");
        }
        return claims;
    }

    private static String name(RegistryId registry) {
        return switch (registry.id()) {
            case "npm" -> "@octo-org/sample";
            case "rubygems" -> "octo_sample";
            case "crates-io" -> "octo-crate";
            default -> "octo-sample";
        };
    }

    private void packed(RegistryId registry) throws Exception {
        if (!registry.equals(RegistryId.NPM)) {
            return;
        }
        assumeTrue(there("npm"), "npm is not on this machine; Debian package npm, then npm install -g npm@11");
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("package.json"), """
            {"name": "@octo-org/sample", "version": "1.0.0", "license": "MIT",
             "repository": {"type": "git", "url": "git+https://github.com/octo-org/sample.git"}}
            """);
        Path dist = Files.createDirectories(folder.resolve("work/dist"));
        Process pack = new ProcessBuilder("npm", "pack", "--silent", "--pack-destination", dist.toString())
                .directory(source.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pack.txt").toFile())
                .start();
        assertThat(pack.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS)).isTrue();
    }

    private List<Event> exchanges() {
        return events.stream()
                .filter(e -> e.what().toLowerCase(java.util.Locale.ROOT).matches(".*(exchange|mint).*"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi", "testpypi", "npm", "rubygems", "crates-io"})
    void a_job_that_its_publisher_believes_is_told_so_and_uploads_nothing(String id) throws Exception {
        RegistryId registry = new RegistryId(id);
        packed(registry);
        sandbox.create(registry, name(registry));
        sandbox.register(Jobs.publisher(registry, name(registry)));
        Outcome outcome = run(registry, byHand());
        assertThat(outcome.status()).as(outcome.text()).isZero();
        assertThat(outcome.text())
                .contains("\"repository\": \"octo-org/sample\"")
                .contains("\"environment\": \"release\"")
                .contains("\"event_name\": \"workflow_dispatch\"")
                .contains("believes this job")
                .contains("cannot prove");
        assertThat(exchanges()).anySatisfy(e -> assertThat(e.refused()).isFalse());
        assertThat(sandbox.book(registry).releases(name(registry))).isEmpty();
        if (registry.equals(RegistryId.CRATES_IO)) {
            assertThat(outcome.text()).contains("revoked");
            assertThat(events).anySatisfy(e -> assertThat(e.what()).containsIgnoringCase("revoke"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi", "testpypi", "npm", "rubygems", "crates-io"})
    void a_job_that_no_publisher_believes_fails_with_what_it_presents(String id) throws Exception {
        RegistryId registry = new RegistryId(id);
        packed(registry);
        sandbox.create(registry, name(registry));
        sandbox.register(Jobs.publisher(registry, name(registry), "other.yml", "release"));
        Outcome outcome = run(registry, byHand());
        assertThat(outcome.status()).as(outcome.text()).isNotZero();
        assertThat(outcome.text()).contains("release.yml@refs/heads/main").doesNotContain("believes this job");
        assertThat(exchanges())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.refused()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi", "testpypi", "rubygems"})
    void nothing_is_exchanged_while_the_publisher_is_pending(String id) throws Exception {
        RegistryId registry = new RegistryId(id);
        TrustedPublisher known = Jobs.publisher(registry, name(registry));
        sandbox.register(new TrustedPublisher(
                registry,
                known.project(),
                TrustedPublisher.Kind.PENDING,
                known.identity(),
                known.allowed(),
                null,
                null,
                null));
        Outcome outcome = run(registry, byHand());
        assertThat(outcome.status()).as(outcome.text()).isZero();
        assertThat(outcome.text()).contains("does not exist").contains("\"repository\": \"octo-org/sample\"");
        assertThat(exchanges()).isEmpty();
        assertThat(sandbox.book(registry).exists(name(registry))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi", "testpypi", "npm", "rubygems", "crates-io"})
    void every_step_that_uploads_or_exchanges_is_guarded(String id) {
        Repository repository = Repository.of(PROJECT);
        NewWorkflow.Generated generated = NewWorkflow.generate(
                repository.project(),
                WorkflowOptions.usual().withPreflight(true).withTestFirst(true));
        Repository after = repository.with(List.of(((NewWorkflow.Ready) generated).file()));
        List<Step> steps = after.workflows().workflows().getFirst().jobs().stream()
                .filter(j -> j.id().equals("publish-to-" + id))
                .flatMap(j -> j.steps().stream())
                .toList();
        List<String> unguarded = new ArrayList<>();
        for (Step step : steps) {
            boolean preparation = step.uses() != null
                    && step.uses()
                            .text()
                            .matches("actions/(checkout|setup-\\w+|download-artifact)@.*|ruby/setup-ruby@.*");
            boolean client = step.run() != null && step.run().text().startsWith("npm install -g npm@");
            if (!preparation && !client && step.condition() == null) {
                unguarded.add(String.valueOf(step));
            }
        }
        assertThat(unguarded).isEmpty();
        assertThat(steps).anySatisfy(s -> assertThat(s.condition()).isEqualTo("${{ !inputs.preflight }}"));
    }

    @Test
    void a_registry_that_does_not_answer_is_not_taken_for_a_missing_package() throws Exception {
        sandbox.close();
        Sandbox gone = sandbox;
        sandbox = Sandbox.start(List.of());
        String script = script(RegistryId.PYPI)
                .replace(
                        sandbox.url(RegistryId.PYPI).toString(),
                        gone.url(RegistryId.PYPI).toString());
        Path file = Files.writeString(folder.resolve("gone.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gone.txt").toFile());
        builder.environment().putAll(sandbox.issuer().run(byHand()).environment());
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(folder.resolve("gone.txt")))
                .contains("The job presents")
                .doesNotContain("does not exist")
                .doesNotContain(NpmHost.REGISTRY);
    }
}
