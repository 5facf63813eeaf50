package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.tk.Toolkit;
import dev.tokenless.github.GitHubAddress;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.FakeDesktop;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.ActionBar;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.Recent;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.signin.GitHubGround;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A window for a test. Each step is one hop onto the JavaFX thread: TestFX's own typing and clicking waits some 80 to 160
 * milliseconds a time.
 */
final class Screen {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T14:05:00Z"), ZoneOffset.UTC);

    /** Seconds after which a window is taken to stand still; a machine with much else to do may need many. */
    private static final int PATIENCE = 120;

    /**
     * A style sheet that says next to nothing. Text is measured as the themes have it: the other way, JavaFX breaks every
     * text into runs again each time that it asks for a height.
     */
    private static final String PLAIN = "data:text/css,.text{-fx-bounds-type:logical_vertical_center}";

    private static final String WANTED = System.getProperty("pictures", "");

    final Composition composition;
    final FakeDesktop desktop = new FakeDesktop();
    /** Lets a test look at work that goes on; a window with another background has one that nothing runs on. */
    final Held background;

    final Scene scene;
    final Stage stage;
    private final List<String> sheets;
    /** Whether it keeps its clothes on between two looks. */
    private boolean dressed;

    private @Nullable WritableImage taken;

    private Screen(
            Path folder,
            Settings.Theme theme,
            GitHubGround ground,
            Core core,
            Background given,
            SecondFactor asking,
            Clock clock) {
        background = given instanceof Held held ? held : new Held();
        SettingsFile settings = new SettingsFile(folder);
        settings.put(new Settings(theme, 1, settings.get().recents()));
        Themes themes = new Themes(settings);
        composition = new Composition(
                settings,
                new Texts(),
                themes,
                desktop,
                clock,
                given,
                core,
                new MigrationStore(folder.resolve("state")),
                Duration.ZERO,
                asking,
                ground);
        stage = new Stage();
        FirstFrame frame = new FirstFrame();
        scene = new Scene(frame, 1440, 900);
        themes.dress(scene);
        sheets = List.copyOf(scene.getStylesheets());
        undress();
        stage.setScene(scene);
        stage.show();
        frame.make(composition.root());
        composition.attach(scene);
    }

    /** Opens a window whose settings lie in the folder. */
    static Screen open(Path folder, Settings.Theme theme) {
        return open(folder, theme, ground("", Map.of(), folder));
    }

    /** Opens a window that talks to another GitHub. */
    static Screen open(Path folder, Settings.Theme theme, GitHubGround ground) {
        start();
        return on(() -> new Screen(folder, theme, ground, new LiveCore(), new Held(), SecondFactor.none(), CLOCK));
    }

    /** Opens a window whose background work the test holds in its hand, or whose user types a second factor. */
    static Screen open(Path folder, GitHubGround ground, Background background, SecondFactor asking) {
        start();
        return on(() -> new Screen(folder, Settings.Theme.LIGHT, ground, new LiveCore(), background, asking, CLOCK));
    }

    /** The same at a time that the test puts forward. */
    static Screen open(Path folder, GitHubGround ground, Background background, SecondFactor asking, Clock clock) {
        start();
        return on(() -> new Screen(folder, Settings.Theme.LIGHT, ground, new LiveCore(), background, asking, clock));
    }

    /** Opens a window with other rooms below it. */
    static Screen open(Path folder, Core core) {
        start();
        return on(() -> new Screen(
                folder,
                Settings.Theme.LIGHT,
                ground("", Map.of(), folder),
                core,
                new AtOnce(),
                SecondFactor.none(),
                CLOCK));
    }

    /**
     * A GitHub on loopback and a user with these environment variables.
     *
     * @param base where it answers; empty for none but the sample's own
     */
    static GitHubGround ground(String base, Map<String, String> environment, Path home) {
        return ground(base, environment, home, Map.of());
    }

    /** The same with registries on loopback. */
    static GitHubGround ground(
            String base, Map<String, String> environment, Path home, Map<RegistryId, String> registries) {
        String at = base.isEmpty() ? "http://127.0.0.1:9" : base;
        return new GitHubGround(
                () -> new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {})),
                host -> new GitHubAddress(host, at, at),
                new Credentials(environment, home),
                Optional.of("Iv1.sample"),
                base.isEmpty(),
                registries,
                _ -> {});
    }

    private static void start() {
        try {
            FxToolkit.registerPrimaryStage();
            Platform.setImplicitExit(false);
            // A missing font library is noticed only by the first text that is measured.
            on(() -> new Text("a").getLayoutBounds());
        } catch (TimeoutException | RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "The window cannot be drawn. Off-screen drawing loads font libraries; on Debian install"
                            + " libfreetype6 libfontconfig1 libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core",
                    e);
        }
    }

    void close() {
        on(() -> {
            stage.close();
            composition.close();
            return null;
        });
    }

    /**
     * Wears the program's style sheets from now on, for a test of how it looks. Otherwise a window wears them only while it
     * is looked at: finding the styles of each control took half of the time of the tests that look at words.
     */
    Screen dress() {
        dressed = true;
        run(() -> {
            scene.setUserAgentStylesheet(null);
            scene.getStylesheets().setAll(sheets);
        });
        settle();
        return this;
    }

    private void undress() {
        dressed = false;
        scene.setUserAgentStylesheet(PLAIN);
        scene.getStylesheets().clear();
    }

    /** Looks at the window in its clothes. */
    private <T> T look(Look<T> look) throws IOException {
        if (dressed) {
            return look.at();
        }
        dress();
        try {
            return look.at();
        } finally {
            run(this::undress);
            settle();
        }
    }

    private interface Look<T> {
        T at() throws IOException;
    }

    static <T> T on(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(PATIENCE), work);
    }

    static void run(Runnable work) {
        on(() -> {
            work.run();
            return null;
        });
    }

    /** Waits until something holds, looking once a pulse. */
    static void until(Callable<Boolean> holds) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, () -> on(holds));
        } catch (TimeoutException e) {
            throw new AssertionError("it never came to hold", e);
        }
    }

    <T extends Node> T find(String selector, Class<T> type) {
        return on(() -> type.cast(scene.getRoot().lookup(selector)));
    }

    /** Presses the highlighted action. */
    void press() {
        run(() -> bar().pressPrimary());
        settle();
    }

    /** The words of the highlighted action. */
    String primary() {
        return on(() -> ((Labeled) scene.getRoot().lookup(".action-bar .button.primary")).getText());
    }

    /** Presses a button by its id, wherever it stands. */
    void press(String id) {
        run(() -> button(id).fire());
        settle();
    }

    /** Presses the first button with these words that can be pressed, wherever it stands. */
    void pressWords(String words) {
        run(() -> shownButtons()
                .filter(b -> words.equals(b.getText())
                        && !b.isDisabled()
                        && !b.getStyleClass().contains("waiting"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to press is called " + words + " among "
                        + shownButtons().map(Button::getText).toList()))
                .fire());
        settle();
    }

    /** The words of all buttons that can be seen. */
    List<String> buttons() {
        return on(() ->
                shownButtons().map(Button::getText).filter(Objects::nonNull).toList());
    }

    private Stream<Button> shownButtons() {
        return scene.getRoot().lookupAll(".button").stream()
                .filter(n -> n instanceof Button && seen(n))
                .map(Button.class::cast);
    }

    private Button button(String id) {
        Node found = scene.getRoot().lookup("#" + id);
        return (Button) Objects.requireNonNull(found, () -> "no button " + id);
    }

    /** Everything that the window shows, in words. */
    String words() {
        return on(() -> words(scene.getRoot()));
    }

    /** What was done, newest first. */
    List<String> activity() {
        return on(() ->
                composition.session().now().deeds().stream().map(Deed::words).toList());
    }

    /** The words of everything that is shown below a node. */
    static String words(Node node) {
        StringBuilder all = new StringBuilder();
        collect(node, all);
        return all.toString();
    }

    private static void collect(Node node, StringBuilder all) {
        if (!node.isVisible()) {
            return;
        }
        switch (node) {
            case RichFlow sentence -> {
                all.append(sentence.getAccessibleText()).append('\n');
                return;
            }
            case TextFlow flow -> {
                flow.getChildren().forEach(child -> all.append(child instanceof Text text ? text.getText() : ""));
                all.append('\n');
                return;
            }
            case Labeled labeled
            when labeled.getText() != null -> all.append(labeled.getText()).append('\n');
            case TextInputControl input -> all.append(input.getText()).append('\n');
            case Text text
            when !(text.getParent() instanceof Labeled) ->
                all.append(text.getText()).append('\n');
            default -> {}
        }
        if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
    }

    private ActionBar bar() {
        return (ActionBar) scene.getRoot().lookup(".action-bar");
    }

    void go(StepId step) {
        run(() -> composition.session().change(s -> s.at(step)));
        settle();
    }

    Sign sign(StepId step) {
        return on(() -> composition.sign(step));
    }

    /** Takes the picture and holds the screen's answer to the words. */
    void shows(String picture, String words) throws IOException {
        picture(picture);
        answers(words);
    }

    /** Holds the screen's answer to the words. */
    void answers(String words) {
        String answer = on(() -> scene.getRoot().lookupAll(".answer").stream()
                .filter(Screen::seen)
                .map(Node::getAccessibleText)
                .collect(Collectors.joining(" ")));
        assertThat(answer).contains(words);
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Gives the window another theme, size and size of text. */
    void look(Settings.Theme theme, int width, int height, int percent) {
        run(() -> {
            composition.themes().choose(theme);
            composition.themes().scaleTo(percent / 100.0);
        });
        size(width, height);
        settle();
    }

    /**
     * Gives the window another size; hidden meanwhile, since the off-screen painter trips over a size that changes. A window
     * that is shown anew begins with its first control: the focus goes back to where it was.
     */
    void size(int width, int height) {
        if (on(() -> stage.getWidth() == width && stage.getHeight() == height)) {
            return;
        }
        Node focused = on(scene::getFocusOwner);
        run(() -> {
            stage.hide();
            stage.setWidth(width);
            stage.setHeight(height);
            stage.show();
        });
        settle();
        if (focused != null) {
            run(focused::requestFocus);
            settle();
        }
    }

    /**
     * Lets styles and layout come to rest: pulses, each of which looks at what changed only. The lines of a source come with
     * the third, and are brought into view before the fourth. Styling the whole window by {@code applyCss} took a good part of
     * the time of all tests.
     */
    void settle() {
        for (int i = 0; i < 4; i++) {
            run(Toolkit.getToolkit()::firePulse);
        }
    }

    /**
     * Writes the picture where somebody looks at it, and holds every state that a test comes through to what an eye would
     * complain of: no word cut or beyond the edge, nothing that takes the focus without a name and a role.
     */
    void picture(String name) throws IOException {
        look(() -> {
            keep(name);
            assertThat(Looks.faults(this)).as(name).isEmpty();
            assertThat(Names.faults(this)).as(name).isEmpty();
            return name;
        });
    }

    /** Writes the picture where somebody looks at it: encoding it takes longer than drawing it. */
    void keep(String name) throws IOException {
        settle();
        if (wanted(name)) {
            draw(name);
        }
    }

    /** Whether {@code -Dpictures} asks for the picture: all, the usual ones, or those in whose name a pattern is found. */
    static boolean wanted(String name) {
        return WANTED.equals("all")
                || WANTED.equals("usual")
                || !WANTED.isEmpty() && Pattern.compile(WANTED).matcher(name).find();
    }

    /** Writes the picture. */
    Path draw(String name) throws IOException {
        settle();
        return look(() -> write(name, take()));
    }

    /** Takes the picture, for a look at its pixels. */
    WritableImage take() {
        WritableImage image = on(() -> scene.snapshot(null));
        taken = image;
        return image;
    }

    /** The last picture that was taken. */
    WritableImage taken() {
        return Objects.requireNonNull(taken);
    }

    /** The picture of something that pops up: it is laid into a window of its own, dressed like this one. */
    void picture(String name, Region popup) throws IOException {
        assertThat(Names.faults(popup)).as(name).isEmpty();
        assertThat(LeftOut.found(popup)).as(name).isEmpty();
        if (!wanted(name)) {
            return;
        }
        WritableImage image = on(() -> {
            Parent before = popup.getParent();
            StackPane ground = new StackPane();
            Scene alone = new Scene(ground);
            alone.getStylesheets().setAll(sheets);
            ground.setStyle(scene.getRoot().getStyle() + "; -fx-background-color: -color-bg-default");
            ground.getStyleClass().setAll(scene.getRoot().getStyleClass());
            ScrollPane home = home(before);
            if (home != null) {
                home.setContent(null);
            }
            ground.getChildren().setAll(popup);
            ground.applyCss();
            ground.layout();
            WritableImage taken = alone.snapshot(null);
            ground.getChildren().clear();
            if (home != null) {
                home.setContent(popup);
            }
            return taken;
        });
        write(name, image);
    }

    private static @Nullable ScrollPane home(@Nullable Node parent) {
        for (Node at = parent; at != null; at = at.getParent()) {
            if (at instanceof ScrollPane scroll) {
                return scroll;
            }
        }
        return null;
    }

    private static Path write(String name, WritableImage image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        Path file = Files.createDirectories(Path.of("target", "screens")).resolve(name + ".png");
        ImageIO.write(copy, "png", file.toFile());
        return file;
    }

    static List<Recent> recents(Path present) {
        return List.of(
                new Recent(
                        present.toString(),
                        "octo-org/sampleproject",
                        "3 uploads \u00b7 PyPI, npm, RubyGems",
                        "ERROR",
                        "Check: 1 release would be refused",
                        Instant.parse("2026-11-20T14:02:00Z")),
                new Recent(
                        present.toString() + "/.",
                        "octo-org/octo-retry",
                        "1 upload \u00b7 RubyGems",
                        "RUNNING",
                        "Rehearse: ready",
                        Instant.parse("2026-11-19T10:00:00Z")),
                new Recent(
                        present.toString() + "/./.",
                        "octo-org/octo-derive",
                        "1 upload \u00b7 crates.io",
                        "WARNING",
                        "Retire: a token is still valid",
                        Instant.parse("2026-11-17T10:00:00Z")),
                new Recent(
                        "/gone/legacy-client",
                        "tools/legacy-client",
                        "1 upload \u00b7 npm",
                        "DONE",
                        "Done",
                        Instant.parse("2026-10-02T10:00:00Z")));
    }
}
