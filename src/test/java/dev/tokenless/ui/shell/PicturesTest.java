package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Draws every screen in its states: always light at 1440 x 900 and dark at 1024 x 700; with {@code -Dpictures=all} in both
 * themes, three sizes and two sizes of text, with {@code -Dpictures=PATTERN} those in whose name it is found too;
 * {@code -Dscenes=TEXT} leaves the other scenes out. The pictures that are asked for, with {@code -Dpictures=usual} those of
 * every run, are written into {@code target/screens}.
 */
class PicturesTest {
    private static final String WANTED = System.getProperty("pictures", "");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void each_scene_is_drawn_whole_and_whatever_takes_the_focus_has_a_name_and_a_role(ShownScene scene)
            throws IOException {
        List<Look> all = Look.all().filter(look -> wanted(scene, look)).toList();
        // To and fro: a theme is laid on once a scene, since the next one begins with what the last one ended with.
        List<Look> looks = scene.ordinal() % 2 == 0 ? all : all.reversed();
        if (looks.isEmpty() || !name(scene, looks.getFirst()).contains(System.getProperty("scenes", ""))) {
            return;
        }
        SettingsFile settings = new SettingsFile(folder.resolve("settings"));
        if (scene == ShownScene.WELCOME) {
            settings.put(new Settings(Settings.Theme.LIGHT, 1, Screen.recents(folder)));
        }
        settings.flush();
        List<String> faults = new ArrayList<>();
        Screen screen = Screen.open(folder.resolve("settings"), looks.getFirst().theme);
        try {
            scene.arrange(screen, folder.resolve("repository"));
            screen.dress();
            faults.addAll(LeftOut.found(screen.scene.getRoot()));
            for (Look look : looks) {
                look.put(screen);
                screen.keep(name(scene, look));
                Looks.faults(screen).forEach(fault -> faults.add(look + ": " + fault));
                Names.faults(screen).forEach(fault -> faults.add(look + ": " + fault));
                if (look.usual()) {
                    screen.take();
                    Looks.faint(screen).forEach(fault -> faults.add(look + ": " + fault));
                }
            }
        } finally {
            screen.close();
        }
        assertThat(faults).isEmpty();
    }

    private static boolean wanted(ShownScene scene, Look look) {
        return look.usual() && (look.theme == Settings.Theme.LIGHT || !scene.between())
                || !WANTED.equals("usual") && Screen.wanted(name(scene, look));
    }

    private static String name(ShownScene scene, Look look) {
        return "p-%02d-%s-%s".formatted(scene.ordinal() + 1, scene.words(), look);
    }

    /** How the window looks. */
    private record Look(Settings.Theme theme, int width, int height, int percent) {
        static java.util.stream.Stream<Look> all() {
            return java.util.stream.Stream.of(Settings.Theme.LIGHT, Settings.Theme.DARK)
                    .flatMap(theme -> java.util.stream.Stream.of(
                            new Look(theme, 1024, 700, 100),
                            new Look(theme, 1440, 900, 100),
                            new Look(theme, 2560, 1440, 100),
                            new Look(theme, 1024, 700, 200),
                            new Look(theme, 1440, 900, 200),
                            new Look(theme, 2560, 1440, 200)));
        }

        /** Whether it is drawn in every run. */
        boolean usual() {
            return percent == 100 && width == (theme == Settings.Theme.LIGHT ? 1440 : 1024);
        }

        void put(Screen screen) {
            Screen.run(() -> {
                Themes themes = screen.composition.themes();
                if (themes.dark().get() != (theme == Settings.Theme.DARK)) {
                    themes.choose(theme);
                }
                if (themes.scale().get() != percent / 100.0) {
                    themes.scaleTo(percent / 100.0);
                }
            });
            screen.size(width, height);
        }

        @Override
        public String toString() {
            String tone = theme.name().toLowerCase(Locale.ROOT);
            return tone + "-" + width + (percent == 100 ? "" : "-" + percent);
        }
    }
}
