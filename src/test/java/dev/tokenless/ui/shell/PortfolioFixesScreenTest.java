package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.tk.Toolkit;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.ui.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same fix on many repositories, as it is shown in a small window. */
class PortfolioFixesScreenTest {
    @TempDir
    Path folder;

    private Screen screen;

    @AfterEach
    void close() {
        screen.close();
    }

    /** Work that is seen before it ends. */
    private static final class Seen implements Background {
        private final Background atOnce = new AtOnce();

        @Override
        public <T> Running start(String words, Work<T> work, Consumer<Outcome<T>> whenEnded) {
            return atOnce.start(words, work, outcome -> {
                Toolkit.getToolkit().firePulse();
                whenEnded.accept(outcome);
            });
        }
    }

    private void fixes() {
        screen = Screen.open(
                folder.resolve("settings"), Screen.ground("", Map.of(), folder), new Seen(), SecondFactor.none());
        screen.size(1024, 700);
        ShownScene.PORTFOLIO_FIXES.arrange(screen, folder.resolve("clones"));
        screen.settle();
    }

    @Test
    void the_files_are_ticked_or_not_as_soon_as_all_of_them_are_known() {
        fixes();
        List<CheckBox> boxes = Screen.on(() -> screen.scene.getRoot().lookupAll(".fix-file .check-box").stream()
                .map(CheckBox.class::cast)
                .filter(box -> box.isSelected())
                .toList());
        assertThat(boxes).isNotEmpty().noneMatch(CheckBox::isDisabled);
    }

    @Test
    void only_the_list_of_files_is_scrolled() {
        fixes();
        List<Node> bars = Screen.on(() -> screen.scene.getRoot().lookupAll(".scroll-bar").stream()
                .filter(bar -> bar instanceof ScrollBar one && one.getOrientation() == Orientation.VERTICAL)
                .filter(bar -> shown(bar) && bar.getLayoutBounds().getHeight() > 0)
                .toList());
        assertThat(bars)
                .as("that scroll the page or what is in it")
                .filteredOn(bar -> bar.getParent().getStyleClass().contains("page-scroll"))
                .isEmpty();
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
