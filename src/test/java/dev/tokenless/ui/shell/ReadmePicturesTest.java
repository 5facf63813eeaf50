package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pictures of the README cannot grow old: beside each stands what it shows - its answer, headings, columns and buttons -
 * and this test holds the window of today against that. {@code mvn test -Dtest=ReadmePicturesTest -Dpictures=readme} draws
 * them anew; the fonts of two machines differ, so the pixels are not compared.
 */
class ReadmePicturesTest {
    private static final Path PICTURES = Path.of("src", "pictures");
    private static final Set<String> TELLING = Set.of("section-title", "row-title", "place", "step-name", "button");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"CHECK_REFUSED", "WORKFLOW", "REHEARSE_REFUSED"})
    void each_picture_shows_the_window_as_it_is(ShownScene scene) throws IOException {
        String name = scene.name().split("_")[0].toLowerCase(Locale.ROOT);
        boolean drawn = System.getProperty("pictures", "").equals("readme");
        if (drawn) { // the first rehearsal of a program waits for its key; that time is no picture of the others
            Screen before = Screen.open(folder.resolve("before"), Settings.Theme.LIGHT);
            scene.arrange(before, folder.resolve("once"));
            before.close();
        }
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        try {
            scene.arrange(screen, folder.resolve("repository"));
            screen.settle();
            List<String> shown = Screen.on(() -> screen.scene.getRoot().lookupAll("*").stream()
                    .filter(ReadmePicturesTest::telling)
                    .map(n -> n instanceof Labeled labeled ? labeled.getText() : n.getAccessibleText())
                    .filter(words -> words != null && !words.isBlank())
                    .toList());
            Path words = PICTURES.resolve(name + ".txt");
            if (drawn) {
                Files.write(words, shown);
                Files.copy(screen.draw(name), PICTURES.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
            }
            assertThat(PICTURES.resolve(name + ".png")).isNotEmptyFile();
            assertThat(shown)
                    .as("src/pictures/%s.png is old: mvn test -Dtest=ReadmePicturesTest -Dpictures=readme", name)
                    .containsExactlyElementsOf(Files.readAllLines(words));
        } finally {
            screen.close();
        }
    }

    private static boolean telling(Node node) {
        boolean shown = node.getStyleClass().stream().anyMatch(TELLING::contains)
                || node.getStyleClass().contains("answer");
        for (Node at = node; at != null; at = at.getParent()) {
            shown = shown && at.isVisible();
        }
        return shown;
    }
}
