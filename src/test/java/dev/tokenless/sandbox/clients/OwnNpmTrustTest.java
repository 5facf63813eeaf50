package dev.tokenless.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.Outcome.Reason;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.npm.OwnNpm;
import dev.tokenless.registry.npm.OwnNpmTrust;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.http.Limits;
import dev.tokenless.sandbox.http.LoopbackServer;
import dev.tokenless.sandbox.http.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Our use of the user's own {@code npm trust}, with the real npm, against the sandbox. */
class OwnNpmTrustTest {
    private static final String NAME = "@octo-org/sample";

    @TempDir
    Path folder;

    private final Http http = new Http(HttpSettings.standard().onlyLoopback());
    private final Map<String, String> environment = new TreeMap<>();
    private Sandbox sandbox;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        Program.note("## our use of npm trust: " + test.getDisplayName() + "\n");
        String getIt = "Debian package npm, then npm install -g npm@11 (11.15 or newer is needed)";
        Program.find("npm", getIt, folder).atLeast(11, 15, getIt);
        sandbox = Sandbox.start(List.of());
        sandbox.create(RegistryId.NPM, NAME);
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", Files.createDirectories(folder.resolve("own")).toString());
        environment.put("NPM_CONFIG_USERCONFIG", folder.resolve("own/.npmrc").toString());
        environment.put("NPM_CONFIG_FETCH_RETRIES", "0");
        signIn(sandbox.account().npmSession());
    }

    @AfterEach
    void stop() {
        http.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private void signIn(String token) throws Exception {
        Files.writeString(
                folder.resolve("own/.npmrc"),
                "//" + sandbox.url(RegistryId.NPM).getAuthority() + "/:_authToken=" + token + "\n");
    }

    private OwnNpmTrust npm() {
        String address = sandbox.url(RegistryId.NPM).toString();
        Optional<OwnNpm> npm = OwnNpm.find(environment, address);
        assumeTrue(npm.isPresent(), "node and npm are not on the path");
        return new OwnNpmTrust(npm.orElseThrow(), http, address, wait -> {});
    }

    /** Opens the page as a person would, and counts how often she was asked to. */
    private static final class Person implements SecondFactor {
        private final Http http;
        private final AtomicInteger opened = new AtomicInteger();

        Person(Http http) {
            this.http = http;
        }

        @Override
        public Optional<Secret> type(String registry, boolean again) {
            return Optional.empty();
        }

        @Override
        public boolean open(String registry, String address) {
            opened.incrementAndGet();
            return http.send(Request.get(address)) instanceof Answer.Ok;
        }
    }

    private static Session with(SecondFactor factor) {
        return new Session(Secret.of(""), factor);
    }

    private static TrustedPublisher wanted() {
        return new TrustedPublisher(
                RegistryId.NPM,
                NAME,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", "release", null, null, null),
                List.of("publish", "stage publish"),
                null,
                null,
                null);
    }

    @Test
    void it_registers_lists_and_removes_with_one_confirmation_on_the_page() {
        Person person = new Person(http);
        Session session = with(person);
        OwnNpmTrust npm = npm();

        Outcome<PublisherRegistration.Registered> added = new PublisherRegistration(npm).register(wanted(), session);
        assertThat(added).isInstanceOfSatisfying(Outcome.Done.class, done -> {});
        List<TrustedPublisher> there = sandbox.book(RegistryId.NPM).publishersOf(NAME);
        assertThat(there).singleElement().satisfies(p -> {
            assertThat(p.identity()).isEqualTo(wanted().identity());
            assertThat(p.allowed()).containsExactly("publish", "stage publish");
        });

        assertThat(npm.list(NAME, session)).isEqualTo(new Outcome.Done<>(there));
        assertThat(new PublisherRegistration(npm).register(wanted(), session))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(((PublisherRegistration.Registered) done.value()).wasThere())
                                .isTrue());

        assertThat(npm.remove(there.getFirst(), session)).isInstanceOf(Outcome.Done.class);
        assertThat(sandbox.book(RegistryId.NPM).publishers()).isEmpty();
        assertThat(person.opened).hasValue(1);
    }

    @Test
    void a_one_time_password_that_was_given_beforehand_serves_too() {
        Session session = with(SecondFactor.given(Secret.of(sandbox.account().oneTimePassword())));
        assertThat(npm().post(wanted(), session)).isInstanceOf(Outcome.Done.class);
        assertThat(sandbox.book(RegistryId.NPM).publishersOf(NAME)).hasSize(1);
    }

    @Test
    void a_refused_password_and_nobody_to_ask_end_without_a_change() {
        assertThat(npm().post(wanted(), with(SecondFactor.given(Secret.of("000000")))))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Outcome.SecondFactorMissing.class));
        assertThat(npm().post(wanted(), with(SecondFactor.none())))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Outcome.SecondFactorMissing.class));
        assertThat(sandbox.book(RegistryId.NPM).publishers()).isEmpty();
    }

    @Test
    void its_refusals_are_told_in_our_words() throws Exception {
        Session session = with(SecondFactor.given(Secret.of(sandbox.account().oneTimePassword())));
        assertThat(npm().post(wanted(), session)).isInstanceOf(Outcome.Done.class);
        refused(npm().post(wanted(), session), Reason.ALREADY_THERE, 409);
        refused(npm().list("absent-package", session), Reason.PACKAGE_ABSENT, 404);
        TrustedPublisher gone = new TrustedPublisher(
                RegistryId.NPM,
                NAME,
                wanted().kind(),
                wanted().identity(),
                List.of(),
                null,
                null,
                "00000000-0000-4000-8000-000000000000");
        refused(npm().remove(gone, session), Reason.PACKAGE_ABSENT, 404);
        signIn("npm_unknown");
        refused(npm().list(NAME, session), Reason.NOT_SIGNED_IN, 401);
        Files.delete(folder.resolve("own/.npmrc"));
        refused(npm().list(NAME, session), Reason.NOT_SIGNED_IN, 401);
    }

    private static void refused(Outcome<?> outcome, Reason reason, int status) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(Outcome.Refused.class, refusal -> {
                                    assertThat(refusal.reason())
                                            .as(refusal.raw())
                                            .isEqualTo(reason);
                                    assertThat(refusal.status()).isEqualTo(status);
                                    assertThat(refusal.sentence()).endsWith(".");
                                    assertThat(refusal.nextStep()).endsWith(".");
                                }));
    }

    @Test
    void a_registry_that_does_not_answer_is_told_so() {
        OwnNpmTrust npm = npm();
        sandbox.close();
        assertThat(npm.list(NAME, with(SecondFactor.none())))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Outcome.NotReached.class));
    }

    @Test
    void nothing_of_a_hostile_repository_is_used() throws Exception {
        AtomicInteger lured = new AtomicInteger();
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path ran = repository.resolve("ran.txt");
        try (LoopbackServer other = LoopbackServer.start(0, Limits.usual(), request -> {
            lured.incrementAndGet();
            return Response.text(200, "[]");
        })) {
            String there = "http://127.0.0.1:" + other.port() + "/";
            Files.writeString(
                    repository.resolve(".npmrc"),
                    "registry=" + there + "\n@octo-org:registry=" + there + "\n//127.0.0.1:" + other.port()
                            + "/:_authToken=planted\nnode-options=--require " + repository.resolve("evil.js")
                            + "\nscript-shell=" + repository.resolve("evil.js") + "\n");
            Files.writeString(
                    repository.resolve("evil.js"), "require('fs').writeFileSync(" + "'" + ran + "', 'ran')\n");
            Files.writeString(
                    repository.resolve("package.json"),
                    "{\"name\": \"@octo-org/sample\", \"repository\": \"github:evil/evil\"}");
            // As where the program was started in the repository.
            environment.put("PWD", repository.toString());
            environment.put("INIT_CWD", repository.toString());

            Session session =
                    with(SecondFactor.given(Secret.of(sandbox.account().oneTimePassword())));
            assertThat(npm().post(wanted(), session)).isInstanceOf(Outcome.Done.class);

            assertThat(lured).hasValue(0);
            assertThat(ran).doesNotExist();
            assertThat(sandbox.book(RegistryId.NPM).publishersOf(NAME))
                    .singleElement()
                    .satisfies(p -> assertThat(p.identity()).isEqualTo(wanted().identity()));
        }
    }
}
