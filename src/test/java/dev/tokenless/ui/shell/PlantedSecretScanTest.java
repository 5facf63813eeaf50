package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.net.HttpSettings;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A credential is planted where a user would give it, and everything that the program leaves is searched for it: what is
 * shown, what is logged at the finest level, what is printed, and every file of its state.
 */
class PlantedSecretScanTest {
    private static final String PLANTED = "npm_PlantedPlantedPlantedPlantedPlanted1234";
    private static final String VARIABLE = "npm_VariableVariableVariableVariableVari99";

    @TempDir
    Path folder;

    private final StringBuffer logged = new StringBuffer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.append(entry.getMessage())
                    .append(' ')
                    .append(entry.getThrown())
                    .append('\n');
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Level before = Level.INFO;
    private Screen screen;

    @BeforeEach
    void listen() {
        System.setProperty(HttpSettings.NETWORK_PROPERTY, "loopback");
        Logger root = LogManager.getLogManager().getLogger("");
        before = root.getLevel();
        root.setLevel(Level.ALL);
        listening.setLevel(Level.ALL);
        root.addHandler(listening);
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @AfterEach
    void close() {
        System.setOut(out);
        System.setErr(err);
        Logger root = LogManager.getLogManager().getLogger("");
        root.removeHandler(listening);
        root.setLevel(before);
        System.clearProperty(HttpSettings.NETWORK_PROPERTY);
        if (screen != null) {
            screen.close();
        }
    }

    private void fire(String words) {
        Screen.run(() -> screen.scene.getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(b -> words.equals(b.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words))
                .fire());
        screen.settle();
    }

    @Test
    void a_pasted_key_and_one_of_the_environment_are_left_nowhere() throws Exception {
        Path repository = Scenery.twenty(folder.resolve("twenty"));
        Path home = Files.createDirectories(folder.resolve("home"));
        screen = Screen.open(
                folder.resolve("own"),
                Settings.Theme.LIGHT,
                Screen.ground("", Map.of("NPM_TOKEN", VARIABLE, "GH_TOKEN", "ghp_" + "a1".repeat(18)), home));
        Screen.run(() -> screen.composition.open(repository));
        screen.settle();
        screen.go(StepId.PUBLISHER);
        fire("Use the environment variable NPM_TOKEN");
        screen.press();
        assertThat(screen.words()).contains("only this machine may be talked to");
        fire("Use another");
        Screen.run(() -> ((PasswordField) screen.scene.getRoot().lookup("#credential")).setText(PLANTED));
        fire("Use");
        screen.press();
        fire("All 20 packages");
        screen.press();
        screen.go(StepId.RELEASE);
        screen.go(StepId.PUBLISHER);

        nowhere(PLANTED);
        nowhere(VARIABLE);
    }

    @Test
    void the_samples_own_credentials_are_left_nowhere_when_they_worked() throws Exception {
        screen = Screen.open(folder.resolve("own"), Settings.Theme.LIGHT);
        Screen.run(() -> screen.find("#openSample", Button.class).fire());
        Screen.run(() -> screen.composition.session().change(s -> s.choosing(2)));
        screen.go(StepId.PUBLISHER);
        screen.press();
        assertThat(screen.words()).contains("RubyGems trusts");

        var account = screen.composition
                .sandboxes()
                .with(dev.tokenless.repo.RegistryId.RUBYGEMS, "octo_sample")
                .account();
        nowhere(account.rubygemsKey());
        nowhere(account.password());
    }

    private void nowhere(String secret) throws IOException {
        List<String> shapes = List.of(
                secret, Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        assertThat(screen.words()).doesNotContain(shapes);
        assertThat(String.join("\n", screen.activity())).doesNotContain(shapes);
        assertThat(screen.composition.session().now().toString()).doesNotContain(shapes);
        assertThat(logged.toString()).isNotEmpty().doesNotContain(shapes);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(shapes);
        assertThat(screen.desktop.copied + screen.desktop.pages).doesNotContain(shapes);
        int files = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(shapes);
                files++;
            }
        }
        assertThat(files).isPositive();
    }
}
