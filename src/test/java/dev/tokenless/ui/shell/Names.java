package dev.tokenless.ui.shell;

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

/** Walks the scene graph of a screen: whatever takes the focus has a name and a role. */
final class Names {
    private Names() {}

    /** What has no name or no role, as the window stands now. */
    static List<String> faults(Screen screen) {
        return faults(screen.scene.getRoot());
    }

    /** The same of a part alone, such as something that pops up. */
    static List<String> faults(Node part) {
        return Screen.on(() -> {
            List<String> found = new ArrayList<>();
            walk(part, found);
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
