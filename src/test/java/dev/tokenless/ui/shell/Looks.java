package dev.tokenless.ui.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

/** Looks a shown screen over for what an eye would complain of: words that are cut, and words beyond the edge. */
final class Looks {
    /** A shadow or a border may reach this far beyond, in pixels. */
    private static final double SLACK = 2;

    /** A word that is longer than this, in the size of its text, is a name of somebody else that may break. */
    private static final double LONGEST_WORD = 11;

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
            framed(screen.scene, faults);
            return faults;
        });
    }

    /** The bars of the window are in it whole: nothing between them may be so high that it pushes one out. */
    private static void framed(Scene scene, List<String> faults) {
        for (String bar : List.of(".header", ".status-line", ".action-bar .button.primary")) {
            Node node = scene.getRoot().lookup(bar);
            Bounds place = node == null ? null : node.localToScene(node.getLayoutBounds());
            if (place != null
                    && (place.getMinY() < -SLACK
                            || place.getMaxY() > scene.getHeight() + SLACK
                            || place.getMaxX() > scene.getWidth() + SLACK)) {
                faults.add("out of the window: " + bar + " at " + place);
            }
        }
    }

    private static void walk(Node node, double width, List<String> faults) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled) {
            cut(labeled, faults);
            broken(labeled, faults);
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

    /** Words that wrap do so between words: a column that is too narrow for one breaks in its middle. */
    private static void broken(Labeled labeled, List<String> faults) {
        if (!labeled.isWrapText()
                || labeled.getText() == null
                || labeled.getWidth() <= 0
                || value(labeled)
                || labeled.getStyleClass().contains("chip")
                || labeled.getFont().getSize() * LONGEST_WORD < widest(labeled)
                || !(labeled.lookup(".text") instanceof Text shown)
                || shown.getLayoutBounds().getHeight() < 2 * labeled.getFont().getSize()) {
            return;
        }
        if (widest(labeled) > labeled.getWidth() + SLACK) {
            faults.add("broken inside a word: \"" + labeled.getText() + "\"");
        }
    }

    private static double widest(Labeled labeled) {
        return java.util.stream.Stream.of(labeled.getText().split("\\s+"))
                .mapToDouble(word -> {
                    Text alone = new Text(word);
                    alone.setFont(labeled.getFont());
                    return alone.getLayoutBounds().getWidth();
                })
                .max()
                .orElse(0);
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
            if (at.getStyleClass().contains("side-slot") || at instanceof TextInputControl) {
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

    /** Words of the last picture that do not stand out from what is painted around them: less than 4.5 to 1. */
    static List<String> faint(Screen screen) {
        return Screen.on(() -> {
            WritableImage image = screen.taken();
            List<String> faint = new ArrayList<>();
            faint(screen.scene.getRoot(), image.getPixelReader(), image.getWidth(), image.getHeight(), faint);
            return faint;
        });
    }

    private static void faint(Node node, PixelReader pixels, double width, double height, List<String> faint) {
        if (!node.isVisible()) {
            return;
        }
        boolean icon = node.getStyleClass().contains("ikonli-font-icon");
        if (node instanceof Text text && !icon && !text.getText().isBlank() && text.getFill() instanceof Color fill) {
            Bounds place = text.localToScene(text.getLayoutBounds());
            Color ground = fill.getOpacity() == 0 || clipped(text, place) ? null : ground(pixels, place, width, height);
            if (ground != null) {
                Color shown = fill.deriveColor(0, 1, 1, opacity(text));
                double contrast = ThemeTest.contrast(ThemeTest.over(shown, ground), ground);
                if (contrast < 4.5) {
                    faint.add("%.1f to 1: \"%s\"".formatted(contrast, text.getText()));
                }
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> faint(child, pixels, width, height, faint));
        }
    }

    /** How much of its colour is painted: what cannot be pressed is often made fainter as a whole. */
    private static double opacity(Node node) {
        double opacity = 1;
        for (Node at = node; at != null; at = at.getParent()) {
            opacity *= at.getOpacity();
        }
        return opacity;
    }

    /** Whether something around it cuts the place, or hides it altogether. */
    private static boolean clipped(Node node, Bounds place) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at.getClip() != null
                    && !at.localToScene(at.getClip().getBoundsInParent()).contains(place)) {
                return true;
            }
        }
        return false;
    }

    /** The colour that fills most of the place; nothing where the place is not wholly in the picture, or covered. */
    private static Color ground(PixelReader pixels, Bounds place, double width, double height) {
        int left = (int) place.getMinX();
        int top = (int) place.getMinY();
        int right = (int) Math.ceil(place.getMaxX());
        int bottom = (int) Math.ceil(place.getMaxY());
        if (left < 0 || top < 0 || right > width || bottom > height || right <= left || bottom <= top) {
            return null;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                counts.merge(pixels.getArgb(x, y), 1, Integer::sum);
            }
        }
        int most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return Color.rgb(most >> 16 & 255, most >> 8 & 255, most & 255);
    }
}
