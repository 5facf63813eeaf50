package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.github.ScriptedGitHub;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.sandbox.MovingClock;
import dev.tokenless.sandbox.Sandbox;
import dev.tokenless.sandbox.book.Account;
import dev.tokenless.sandbox.book.Owners;
import dev.tokenless.ui.session.StepId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's own credential in the step Publisher, against registries on loopback: wrong, right, asked twice, gone. */
class CredentialWalkTest {
    private static final String GEM = "octo_gem";
    private static final String LIST = "/api/v1/gems/" + GEM + "/trusted_publishers";
    private static final String WRONG = "wrong-" + "9z".repeat(18);

    @TempDir
    Path folder;

    private final Broken background = new Broken();
    private final MovingClock clock = new MovingClock(Clock.systemUTC());
    private final Coded factor = new Coded();
    private ScriptedGitHub gitHub;
    private Sandbox sandbox;
    private Between between;
    private RegistryId registry;
    private String name;
    private Screen screen;

    /** A user who types the right code when she is asked, after some wrong ones. */
    private static final class Coded implements SecondFactor {
        private final List<String> codes = new ArrayList<>();
        private int asked;
        private Optional<Secret> before = Optional.empty();

        @Override
        public Optional<Secret> type(String registry, boolean again) {
            asked++;
            return codes.isEmpty() ? Optional.empty() : Optional.of(Secret.of(codes.removeFirst()));
        }

        @Override
        public boolean open(String registry, String address) {
            return false;
        }

        @Override
        public Optional<Secret> beforehand() {
            return before;
        }
    }

    @BeforeEach
    void start() throws IOException {
        gitHub = new ScriptedGitHub();
        sandbox = Sandbox.start(new Sandbox.Settings(
                0, List.of(), null, clock, Account.usual(), new Owners(Map.of("octo-org", "6811672"))));
        gitHub.on("GET /repos/octo-org/package", 200, ScriptedGitHub.repository("octo-org", "package"));
    }

    @AfterEach
    void close() {
        screen.close();
        between.close();
        gitHub.close();
        sandbox.close();
    }

    private void project(RegistryId of) throws IOException {
        registry = of;
        name = of.equals(RegistryId.RUBYGEMS) ? GEM : of.equals(RegistryId.NPM) ? "@octo-org/package" : "octo-crate";
        sandbox.create(of, name);
        between = new Between(sandbox.url(of).toString());
        String publish = of.equals(RegistryId.RUBYGEMS)
                ? "uses: rubygems/release-gem@v1"
                : of.equals(RegistryId.NPM) ? "run: npm publish" : "run: cargo publish";
        boolean crate = of.equals(RegistryId.CRATES_IO);
        String workflow = """
                on:
                  push: {tags: ["v*"]}
                jobs:
                  publish:
                    runs-on: ubuntu-latest
                    environment: release
                    permissions: {id-token: write, contents: write}
                    steps:
                      - uses: actions/checkout@v5
                """ + (!crate ? "" : "      - uses: rust-lang/crates-io-auth-action@v1\n        id: auth\n")
                + "      - " + publish + "\n"
                + (!crate ? "" : "        env:\n          CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}\n");
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put(".github/workflows/release.yml", workflow);
        if (of.equals(RegistryId.RUBYGEMS)) {
            files.put(GEM + ".gemspec", """
                Gem::Specification.new do |s|
                  s.name = "octo_gem"
                  s.version = "1.0.0"
                end
                """);
        } else if (of.equals(RegistryId.NPM)) {
            files.put("package.json", """
                {"name": "@octo-org/package", "version": "1.0.0", "repository": "github:octo-org/package"}
                """);
        } else {
            files.put("Cargo.toml", "[package]\nname = \"octo-crate\"\nversion = \"1.0.0\"\nedition = \"2024\"\n");
        }
        Scenery.of(folder.resolve("project"), "package", files);
        open();
    }

    private void open() {
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(
                        gitHub.base(), Map.of("GH_TOKEN", ScriptedGitHub.FINE), folder, Map.of(registry, address())),
                background,
                factor,
                clock);
        Screen.run(() -> screen.composition.open(folder.resolve("project")));
        screen.go(StepId.PUBLISHER);
    }

    /** npm names a page for the second factor, which has to be its own. */
    private String address() {
        return registry.equals(RegistryId.NPM) ? sandbox.url(registry).toString() : between.base();
    }

    private void give(String credential) {
        Screen.run(() -> {
            PasswordField field = (PasswordField) screen.scene.getRoot().lookup("#credential");
            field.setText(credential);
            field.getOnAction().handle(null);
        });
        screen.settle();
    }

    private List<TrustedPublisher> held() {
        return sandbox.book(registry).publishersOf(name);
    }

    private String failure() {
        return Screen.on(() -> screen.scene.getRoot().lookupAll(".notice").stream()
                .filter(n -> n.isVisible() && n.getStyleClass().contains("danger"))
                .map(Screen::words)
                .reduce("", String::concat));
    }

    private void nowhere(String... secrets) throws IOException {
        for (String secret : secrets) {
            assertThat(screen.words()).doesNotContain(secret);
            assertThat(String.join(" ", screen.activity())).doesNotContain(secret);
            assertThat(screen.composition.session().now().toString()).doesNotContain(secret);
            assertThat(String.join(" ", background.started)).doesNotContain(secret);
            try (var files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile).toList())
                        .isNotEmpty()
                        .allSatisfy(f -> assertThat(Files.readString(f, StandardCharsets.ISO_8859_1))
                                .doesNotContain(secret));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubygems", "crates-io", "npm"})
    void a_wrong_credential_is_refused_the_right_one_after_it_works_and_both_are_left_nowhere(String id)
            throws IOException {
        project(id.equals("rubygems") ? RegistryId.RUBYGEMS : id.equals("npm") ? RegistryId.NPM : RegistryId.CRATES_IO);
        String right = sandbox.account().credential(registry);
        give(WRONG);
        assertThat(screen.words()).contains("From the pasted key, kept in memory only.");
        assertThat(screen.primary()).isEqualTo("Register publisher");
        screen.press();
        assertThat(failure()).matches("(?s).*[a-z0-9}]\\. [A-Z].*").doesNotContain("Exception");
        assertThat(held()).isEmpty();
        assertThat(screen.activity()).noneMatch(d -> d.startsWith("Registered"));
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.PUBLISHER);

        screen.pressWords("Use another");
        assertThat(failure()).isEmpty();
        factor.codes.add(sandbox.account().oneTimePassword());
        factor.before = Optional.of(Secret.of(sandbox.account().oneTimePassword()));
        give(right);
        screen.press();
        assertThat(failure()).isEmpty();
        assertThat(held()).hasSize(1);
        screen.answers("trusts");
        assertThat(screen.activity())
                .filteredOn(d -> d.startsWith("Registered the publisher of " + name))
                .hasSize(1);
        nowhere(WRONG, right);
        screen.close();

        open();
        assertThat(screen.composition.session().now().toString()).doesNotContain(right);
        assertThat(screen.words()).doesNotContain("From the pasted key");
        assertThat(Screen.on(() -> screen.scene.getRoot().lookup("#credential")))
                .isNotNull();
        nowhere(WRONG, right);
    }

    @Test
    void a_second_factor_is_asked_for_once_and_again_where_it_was_wrong() throws IOException {
        project(RegistryId.RUBYGEMS);
        give(sandbox.account().credential(registry));
        screen.press();
        assertThat(factor.asked).isOne();
        assertThat(held()).isEmpty();
        assertThat(failure()).matches("(?s).*[a-z0-9}]\\. [A-Z].*");

        factor.codes.addAll(List.of("000000", sandbox.account().oneTimePassword()));
        screen.press();
        assertThat(factor.asked).isEqualTo(3);
        assertThat(held()).hasSize(1);
        nowhere(sandbox.account().oneTimePassword());
    }

    @Test
    void register_and_continue_goes_on_when_all_is_well() throws IOException {
        project(RegistryId.CRATES_IO);
        give(sandbox.account().credential(registry));
        screen.pressWords("Register and continue");
        assertThat(held()).hasSize(1);
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.ENVIRONMENT);
    }

    private void ready() throws IOException {
        project(RegistryId.RUBYGEMS);
        factor.codes.add(sandbox.account().oneTimePassword());
        give(sandbox.account().credential(registry));
    }

    private void stays() {
        assertThat(Screen.on(() -> screen.composition.session().now().step())).isEqualTo(StepId.PUBLISHER);
    }

    @Test
    void it_stays_where_the_publisher_was_there_before_and_says_so() throws IOException {
        ready();
        sandbox.book(registry)
                .add(
                        new TrustedPublisher(
                                registry,
                                name,
                                TrustedPublisher.Kind.ACTIVE,
                                new PublisherIdentity.GitHub(
                                        "octo-org", "package", "release.yml", "release", "6811672", null, null),
                                List.of(),
                                null,
                                null,
                                null),
                        "7");
        screen.pressWords("Register and continue");
        stays();
        assertThat(screen.words()).contains("RubyGems held this publisher of octo_gem before; nothing was sent.");
        assertThat(screen.activity()).noneMatch(d -> d.startsWith("Registered"));
        assertThat(between.reached("POST " + LIST)).isZero();
        assertThat(screen.primary()).isEqualTo("Continue to Environment");
    }

    @Test
    void it_stays_where_it_is_registered_and_cannot_be_read_again() throws IOException {
        ready();
        between.lostBack("POST " + LIST, () -> {
            for (int attempt = 0; attempt < 5; attempt++) {
                between.answered("GET " + LIST, 500, "{}");
            }
        });
        screen.pressWords("Register and continue");
        stays();
        assertThat(held()).hasSize(1);
        // Its answer was lost, too: whether it is there is looked up, not guessed.
        assertThat(failure() + screen.words()).containsAnyOf("could not be read again", "not known", "try again");
        between.forget();
        screen.pressWords("Register and continue");
        stays();
        assertThat(held()).hasSize(1);
        assertThat(between.reached("POST " + LIST)).isOne();
        screen.answers("trusts");
    }

    @Test
    void it_stays_where_the_stored_owner_is_another_account() throws IOException {
        gitHub.on("GET /repos/octo-org/package", 200, ScriptedGitHub.repository("octo-org", "package"));
        sandbox.close();
        sandbox = Sandbox.start(
                new Sandbox.Settings(0, List.of(), null, clock, Account.usual(), new Owners(Map.of("octo-org", "42"))));
        ready();
        screen.pressWords("Register and continue");
        stays();
        assertThat(held()).hasSize(1);
        assertThat(screen.words()).contains("The registry holds the owner id 42 for octo-org, but GitHub's is 6811672");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422, 429, 500})
    void it_stays_where_it_is_refused_and_the_next_press_works(int status) throws IOException {
        ready();
        for (int attempt = 0; attempt < 5; attempt++) {
            between.answered("POST " + LIST, status, "{\"error\": \"no\"}");
        }
        screen.pressWords("Register and continue");
        stays();
        assertThat(held()).isEmpty();
        assertThat(failure()).matches("(?s).*[a-z0-9}]\\. [A-Z].*");
        between.forget();
        screen.pressWords("Register and continue");
        assertThat(held()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"there", "back"})
    void stopped_while_it_registers_it_is_said_listed_and_registered_once(String way) throws IOException {
        ready();
        if (way.equals("there")) {
            between.lostThere("POST " + LIST, background::cancel);
        } else {
            between.lostBack("POST " + LIST, background::cancel);
        }
        screen.press();
        stays();
        assertThat(failure()).contains("Whether the registry took the request is not known");
        assertThat(screen.activity()).anyMatch(d -> d.startsWith("Stopped: Registering"));
        screen.close();

        open();
        factor.codes.add(sandbox.account().oneTimePassword());
        give(sandbox.account().credential(registry));
        screen.press();
        screen.answers("trusts");
        assertThat(held()).hasSize(1);
        assertThat(between.reached("POST " + LIST)).isOne();
        assertThat(screen.words().contains("held this publisher of octo_gem before"))
                .isEqualTo(way.equals("back"));
    }

    @Test
    void an_answer_that_comes_when_another_project_is_open_changes_nothing_there() throws IOException {
        ready();
        Path other = Scenery.good(folder.resolve("other"));
        Later later = again();
        factor.codes.add(sandbox.account().oneTimePassword());
        give(sandbox.account().credential(registry));
        screen.pressWords("Read from the registry");
        Screen.run(() -> screen.composition.open(other));
        later.all();
        screen.settle();
        assertThat(Screen.on(() -> screen.composition.session().now().reading().folder()))
                .isEqualTo(other);
        assertThat(Screen.on(
                        () -> screen.composition.session().now().publishers().all()))
                .noneMatch(p -> GEM.equals(p.project()));
        assertThat(failure()).isEmpty();
    }

    @Test
    void pressed_again_while_gitHub_is_asked_how_it_spells_the_repository_it_asks_and_registers_once()
            throws IOException {
        ready();
        Later later = again();
        give(sandbox.account().credential(registry));
        screen.press();
        screen.press();
        screen.press();
        assertThat(later.waiting()).containsExactly("Asking GitHub how it spells the repository");
        factor.codes.add(sandbox.account().oneTimePassword());
        later.all();
        assertThat(between.reached("POST " + LIST)).isOne();
        assertThat(held()).hasSize(1);
    }

    @Test
    void a_short_lived_key_is_shown_with_its_end_and_page_and_is_gone_when_it_has_ended() throws IOException {
        project(RegistryId.RUBYGEMS);
        factor.codes.add(sandbox.account().oneTimePassword());
        Screen.run(() -> {
            TextField user = screen.scene.getRoot().lookupAll(".text-field").stream()
                    .filter(n -> "E-mail or handle".equals(((TextField) n).getPromptText()))
                    .map(TextField.class::cast)
                    .findFirst()
                    .orElseThrow();
            PasswordField password = screen.scene.getRoot().lookupAll(".password-field").stream()
                    .filter(n -> "Password".equals(((TextField) n).getPromptText()))
                    .map(PasswordField.class::cast)
                    .findFirst()
                    .orElseThrow();
            user.setText(sandbox.account().handle());
            password.setText(sandbox.account().password());
        });
        screen.pressWords("Make a key");
        screen.picture("t-publisher-short-key");
        String until = java.time.format.DateTimeFormatter.ofPattern("HH:mm", java.util.Locale.ROOT)
                .format(clock.instant()
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .plus(Duration.ofMinutes(14))
                        .atZone(java.time.ZoneId.systemDefault()));
        assertThat(screen.words())
                .containsPattern(
                        "From the key \u201ctokenless [0-9T:Z-]+\u201d, which expires at [0-2][0-9]:[0-5][0-9]");
        assertThat(until).matches("[0-2][0-9]:[0-5][0-9]");
        assertThat(factor.asked).isOne();
        screen.pressWords("Delete it sooner\u2026");
        assertThat(screen.desktop.pages).last().asString().endsWith("/profile/api_keys");
        nowhere(sandbox.account().password(), sandbox.account().oneTimePassword());

        clock.forward(Duration.ofMinutes(15));
        screen.press();
        assertThat(failure()).contains("The credential has expired: the key");
        assertThat(between.came("POST " + LIST)).isZero();
        assertThat(screen.words()).doesNotContain("which expires at " + until + ", kept in memory");
        assertThat(Screen.on(() -> screen.scene.getRoot().lookup("#credential")))
                .isNotNull();
        assertThat(screen.buttons()).doesNotContain("Delete it sooner\u2026");
        assertThat(Screen.on(() -> screen.scene.getRoot().lookupAll(".button").stream()
                        .map(Button.class::cast)
                        .filter(b -> "Register publisher".equals(b.getText()))
                        .allMatch(b -> b.getStyleClass().contains("waiting") || b.isDisabled())))
                .isTrue();

        factor.codes.add(sandbox.account().oneTimePassword());
        give(sandbox.account().credential(registry));
        assertThat(failure()).isEmpty();
        screen.press();
        assertThat(held()).hasSize(1);
    }

    /** The project anew, in a window whose work goes on when the test says so. */
    private Later again() {
        Later later = new Later();
        screen.close();
        screen = Screen.open(
                folder.resolve("settings"),
                Screen.ground(gitHub.base(), Map.of(), folder, Map.of(registry, between.base())),
                later,
                factor,
                clock);
        Screen.run(() -> screen.composition.open(folder.resolve("project")));
        later.all();
        screen.go(StepId.PUBLISHER);
        return later;
    }
}
