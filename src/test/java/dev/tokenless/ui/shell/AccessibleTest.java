package dev.tokenless.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ui.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks the scene graph of every screen in every state: whatever takes the focus has a name and a role. */
class AccessibleTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatever_takes_the_focus_has_a_name_and_a_role(ShownScene scene) {
        Screen screen = Screen.open(folder.resolve("settings"), Settings.Theme.LIGHT);
        try {
            scene.arrange(screen, folder.resolve("repository"));
            screen.settle();
            List<String> wide = faults(screen);
            screen.size(1024, 700);
            assertThat(wide).isEmpty();
            assertThat(faults(screen)).isEmpty();
        } finally {
            screen.close();
        }
    }

    private static List<String> faults(Screen screen) {
        return Screen.on(() -> {
            List<String> found = new ArrayList<>();
            walk(screen.scene.getRoot(), found);
            return found;
        });
    }

    private static void walk(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        boolean plumbing = node instanceof ScrollPane || node instanceof ScrollBar || node instanceof SplitPane;
        if (node.isFocusTraversable() && !plumbing) {
            if (name(node).isBlank()) {
                found.add("no name: " + node);
            }
            AccessibleRole role = node.getAccessibleRole();
            if (role == null || role == AccessibleRole.NODE || role == AccessibleRole.PARENT) {
                found.add("no role: " + node);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, found));
        }
    }

    /** What is read out: its own words, those it shows, or those of the label that is for it. */
    private static String name(Node node) {
        String own = node.getAccessibleText();
        if (own != null && !own.isBlank()) {
            return own;
        }
        String shown = node instanceof Labeled labeled
                ? labeled.getText()
                : node instanceof TextInputControl input ? input.getPromptText() : "";
        if (shown != null && !shown.isBlank()) {
            return shown;
        }
        return node instanceof Control ? labelFor(node) : "";
    }

    private static String labelFor(Node node) {
        return node.getScene().getRoot().lookupAll(".label").stream()
                .filter(l -> l instanceof Label label && label.getLabelFor() == node)
                .map(l -> ((Label) l).getText())
                .findFirst()
                .orElse("");
    }
}
