package dev.tokenless.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Jobs;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Event;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The real npm against the sandbox. */
class NpmTest {
    private static final String GET_IT = "Debian package npm, then npm install -g npm@11 (11.15 or newer is needed)";
    private static final String NAME = "@octo-org/sample";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Program npm;
    private Path repository;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start(TestInfo test) throws Exception {
        Program.note("## npm: " + test.getDisplayName() + "\n");
        npm = Program.find("npm", GET_IT, folder).atLeast(11, 15, GET_IT);
        sandbox = Sandbox.start(List.of());
        sandbox.watch(events::add);
        sandbox.create(RegistryId.NPM, NAME);
        Path configuration = Files.createDirectories(folder.resolve("configuration"));
        npm.with("npm_config_registry", address() + "/")
                .with("npm_config_userconfig", configuration.resolve("user").toString())
                .with("npm_config_globalconfig", configuration.resolve("global").toString())
                .with("npm_config_cache", folder.resolve("cache").toString())
                .with("npm_config_update_notifier", "false")
                .with("npm_config_fetch_retries", "0")
                .with("npm_config_ignore_scripts", "true");
        repository = Files.createDirectories(folder.resolve("repository"));
        Files.writeString(repository.resolve("package.json"), """
            {"name": "@octo-org/sample", "version": "1.0.0", "license": "MIT",
             "repository": {"type": "git", "url": "git+https://github.com/octo-org/sample.git"},
             "scripts": {"prepublishOnly": "echo ran > ran.txt"}}
            """);
        Files.writeString(repository.resolve("index.js"), "module.exports = 1\n");
    }

    @AfterEach
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private URI address() {
        return sandbox.url(RegistryId.NPM);
    }

    private Program.Outcome publish(Map<String, Object> claims) throws Exception {
        return npm.with(sandbox.issuer().run(claims).environment())
                .run("publish", repository.toString(), "--access", "public", "--loglevel", "verbose");
    }

    @Test
    void a_job_that_its_publisher_believes_publishes_and_nothing_of_the_repository_has_a_say() throws Exception {
        // Were it read, the publish would go to a closed port with a token of the repository's choice.
        Files.writeString(
                repository.resolve(".npmrc"),
                "registry=http://127.0.0.1:9/\n@octo-org:registry=http://127.0.0.1:9/\n"
                        + "//127.0.0.1:9/:_authToken=planted\nignore-scripts=false\nscript-shell=/bin/false\n");
        sandbox.register(Jobs.publisher(RegistryId.NPM, NAME));
        Program.Outcome outcome = publish(Jobs.release());
        assertThat(outcome.status()).as(outcome.text()).isZero();
        assertThat(outcome.text())
                .contains("Successfully retrieved and set token")
                .contains("+ @octo-org/sample@1.0.0")
                .doesNotContain("planted")
                .doesNotContain("127.0.0.1:9/");
        assertThat(sandbox.book(RegistryId.NPM).releases(NAME)).singleElement().satisfies(release -> {
            assertThat(release.version()).isEqualTo("1.0.0");
            assertThat(release.grant()).isNotNull();
        });
        assertThat(repository.resolve("ran.txt")).doesNotExist();
        assertThat(npm.folder()).isEmptyDirectory();

        // A version goes out once.
        Program.Outcome again = publish(Jobs.release());
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.text()).contains("You cannot publish over the previously published versions: 1.0.0");
    }

    @Test
    void without_a_publisher_npm_says_no_more_than_that_it_is_not_logged_in() throws Exception {
        Program.Outcome outcome = publish(Jobs.release());
        refused(outcome, "OIDC token exchange error - package not found", "no configuration matches");
    }

    @Test
    void a_wrong_environment_and_a_wrong_workflow_get_the_same_answer() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.NPM, NAME));
        refused(
                publish(Jobs.release("environment", "test")),
                "OIDC token exchange error - package not found",
                "no configuration matches");
        refused(
                publish(Jobs.release("workflow_ref", "octo-org/sample/.github/workflows/publish.yml@refs/tags/v1.0.0")),
                "OIDC token exchange error - package not found",
                "no configuration matches");
    }

    @Test
    void an_expired_token_is_not_exchanged() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.NPM, NAME));
        long old = Instant.now().getEpochSecond() - 3600;
        refused(publish(Jobs.release("iat", old)), "OIDC token exchange error - unauthorized", "expired");
    }

    private void refused(Program.Outcome outcome, String answer, String why) {
        assertThat(outcome.status()).as(outcome.text()).isEqualTo(1);
        assertThat(outcome.text())
                .contains("Failed token exchange request with body message: " + answer)
                .contains("code ENEEDAUTH");
        assertThat(events).anySatisfy(event -> assertThat(event.why()).contains(why));
        assertThat(sandbox.book(RegistryId.NPM).releases(NAME)).isEmpty();
    }

    @Test
    void a_publisher_that_may_only_stage_stages() throws Exception {
        TrustedPublisher publisher = Jobs.publisher(RegistryId.NPM, NAME);
        sandbox.register(new TrustedPublisher(
                RegistryId.NPM,
                NAME,
                publisher.kind(),
                publisher.identity(),
                List.of("stage publish"),
                null,
                null,
                null));
        Program.Outcome outcome = publish(Jobs.release());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text()).contains("code E403").contains("OIDC permission denied for this action");

        Program.Outcome staged = npm.run("stage", "publish", repository.toString(), "--access", "public");
        assertThat(staged.status()).as(staged.text()).isZero();
        assertThat(events).anySatisfy(event -> {
            assertThat(event.what()).isEqualTo("stage");
            assertThat(event.status()).isEqualTo(201);
        });
        assertThat(sandbox.book(RegistryId.NPM).releases(NAME)).isEmpty();
    }

    @Test
    void npm_trust_adds_lists_and_revokes_with_a_one_time_password() throws Exception {
        Files.writeString(
                folder.resolve("configuration/user"),
                "//" + address().getAuthority() + "/:_authToken="
                        + sandbox.account().npmSession() + "\n");
        String otp = "--otp=" + sandbox.account().oneTimePassword();
        String[] add = {
            "trust",
            "github",
            NAME,
            "--repository",
            "octo-org/sample",
            "--file",
            "release.yml",
            "--environment",
            "release",
            "--allow-publish",
            "--yes"
        };

        Program.Outcome withoutPassword = npm.run(add);
        assertThat(withoutPassword.status()).isEqualTo(1);
        assertThat(withoutPassword.text()).contains("EOTP");
        assertThat(sandbox.book(RegistryId.NPM).publishers()).isEmpty();

        Program.Outcome added = npm.run(with(add, otp));
        assertThat(added.status()).as(added.text()).isZero();
        List<TrustedPublisher> there = sandbox.book(RegistryId.NPM).publishersOf(NAME);
        assertThat(there).hasSize(1);
        assertThat(there.getFirst().allowed()).containsExactly("publish");

        Program.Outcome twice = npm.run(with(add, otp));
        assertThat(twice.status()).isEqualTo(1);
        assertThat(twice.text()).contains("E409");

        Program.Outcome listed = npm.run("trust", "list", NAME, "--json", otp);
        assertThat(listed.status()).as(listed.text()).isZero();
        assertThat(listed.text()).contains("octo-org/sample").contains("release.yml");

        Program.Outcome revoked = npm.run(
                "trust", "revoke", NAME, "--id", String.valueOf(there.getFirst().id()), otp);
        assertThat(revoked.status()).as(revoked.text()).isZero();
        assertThat(sandbox.book(RegistryId.NPM).publishers()).isEmpty();
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }

    @Test
    void the_same_token_twice_is_no_fault_at_npm() throws Exception {
        sandbox.register(Jobs.publisher(RegistryId.NPM, NAME));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("NPM_ID_TOKEN", sandbox.issuer().token(Jobs.release(), "npm:127.0.0.1"));
        npm.with(environment);
        for (int i = 0; i < 2; i++) {
            Program.Outcome dry = npm.run("publish", repository.toString(), "--dry-run", "--loglevel", "verbose");
            assertThat(dry.status()).as(dry.text()).isZero();
            assertThat(dry.text()).contains("Successfully retrieved and set token");
        }
    }
}
