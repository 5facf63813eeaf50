package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.text.Text;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A window that was made narrow, or whose text was made large, looks as before when it is as wide and its text as small as
 * before: everything stands where it stood, and the focus where it was.
 */
class ToAndFroTest {
    @TempDir
    Path folder;

    /** Every kind of layout once; {@code -Dscenes=PATTERN} takes others. */
    private static final Set<ShownScene> USUAL = EnumSet.of(
            ShownScene.WELCOME,
            ShownScene.PROJECT,
            ShownScene.CHECK_REFUSED,
            ShownScene.WORKFLOW_NEW,
            ShownScene.LONG_PUBLISHER,
            ShownScene.RETIRE_FORBID,
            ShownScene.DIAGNOSE_RUNS,
            ShownScene.PORTFOLIO,
            ShownScene.PORTFOLIO_FIXES);

    @ParameterizedTest
    @EnumSource
    void everything_stands_where_it_stood(ShownScene scene) {
        String wanted = System.getProperty("scenes", "");
        if (wanted.isEmpty() ? !USUAL.contains(scene) : !scene.words().matches(wanted)) {
            return;
        }
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        try {
            scene.arrange(screen, folder.resolve("repository"));
            screen.dress();
            put(screen, 1440, 900, 125);
            put(screen, 1440, 900, 100); // what was measured before it was dressed is measured anew
            Node focused = Screen.on(screen.scene::getFocusOwner);
            List<String> before = places(screen);
            for (int[] look : new int[][] {{1440, 900, 200}, {1024, 700, 100}, {1024, 700, 200}, {1300, 900, 100}}) {
                put(screen, look[0], look[1], look[2]);
                Node now = Screen.on(screen.scene::getFocusOwner);
                assertThat(now).as("focus of " + look[0] + " " + look[2]).isSameAs(focused);
            }
            put(screen, 1440, 900, 100);
            List<String> after = places(screen);
            List<String> missing = new ArrayList<>(before);
            missing.removeAll(after);
            after.removeAll(before);
            assertThat(after.stream().limit(12))
                    .as("where there was " + missing)
                    .isEmpty();
        } finally {
            screen.close();
        }
    }

    private static void put(Screen screen, int width, int height, int percent) {
        Screen.run(() -> {
            screen.composition.themes().choose(width == 1024 ? Settings.Theme.DARK : Settings.Theme.LIGHT);
            screen.composition.themes().scaleTo(percent / 100.0);
        });
        screen.size(width, height);
        screen.settle();
    }

    private static List<String> places(Screen screen) {
        return Screen.on(() -> {
            List<String> found = new ArrayList<>();
            walk(screen.scene.getRoot(), found);
            return found;
        });
    }

    private static void walk(Node node, List<String> found) {
        if (!node.isVisible() || node instanceof ScrollBar || node instanceof ListView) {
            return;
        }
        if (node instanceof Labeled || node instanceof Text) {
            String words = node instanceof Labeled labeled ? labeled.getText() : ((Text) node).getText();
            Bounds at = node.localToScene(node.getLayoutBounds());
            found.add("%s at %d %d, %d x %d"
                    .formatted(
                            words,
                            Math.round(at.getMinX()),
                            Math.round(at.getMinY()),
                            Math.round(at.getWidth()),
                            Math.round(at.getHeight())));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, found));
        }
    }
}
