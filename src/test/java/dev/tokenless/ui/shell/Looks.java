package dev.tokenless.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;

/** Looks a shown screen over for what an eye would complain of: words that are cut, and words beyond the edge. */
final class Looks {
    /** A shadow or a border may reach this far beyond, in pixels. */
    private static final double SLACK = 2;

    /** Where names and values stand that have no longest length. */
    private static final List<String> VALUES = List.of(
            "table-cell",
            "column-header",
            "project-chooser",
            "package-chooser",
            "status-left",
            "diff-head",
            "fix-file");

    private Looks() {}

    /** What is wrong, in words; nothing where all is well. */
    static List<String> faults(Screen screen) {
        return Screen.on(() -> {
            List<String> faults = new ArrayList<>();
            walk(screen.scene.getRoot(), screen.scene.getWidth(), faults);
            return faults;
        });
    }

    private static void walk(Node node, double width, List<String> faults) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled) {
            cut(labeled, faults);
        }
        if (node instanceof Text text && !text.getText().isBlank()) {
            beyond(text, width, faults);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, width, faults));
        }
    }

    /** Words of the interface are never cut; values of strangers may be, their whole is in the tooltip then. */
    private static void cut(Labeled labeled, List<String> faults) {
        boolean shorter = labeled.getText() != null
                && labeled.lookup(".text") instanceof Text shown
                && shown.isVisible()
                && shown.getText().length() < labeled.getText().length()
                && !labeled.getText().startsWith(shown.getText());
        if (shorter && labeled.getWidth() > 0 && !value(labeled)) {
            faults.add("cut: \"" + labeled.getText() + "\"");
        }
    }

    private static boolean value(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (VALUES.stream().anyMatch(at.getStyleClass()::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it goes on beyond its pane on purpose: it can be moved to the side. */
    private static boolean moved(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getStyleClass().contains("side-slot")) {
                return true;
            }
        }
        return false;
    }

    private static void beyond(Text text, double width, List<String> faults) {
        Bounds place = text.localToScene(text.getLayoutBounds());
        boolean laidOut = place.getWidth() > 0 && place.getHeight() > 0 && !moved(text);
        if (laidOut && (place.getMaxX() > width + SLACK || place.getMinX() < -SLACK)) {
            faults.add("beyond the edge: \"" + text.getText() + "\" reaches " + Math.round(place.getMaxX()));
        }
    }
}
