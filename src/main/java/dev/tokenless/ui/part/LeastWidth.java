package dev.tokenless.ui.part;

import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** How much room something needs if its lines are to break between words and never inside one. */
final class LeastWidth {
    /** Nothing asks for more than this, in the size of its text: a longer word breaks where it must. */
    private static final double MOST = 11;

    private final Text measure = new Text();
    private final boolean wholeStates;

    /**
     * Of one kind.
     *
     * @param wholeStates whether a state of several words stands in one line
     */
    LeastWidth(boolean wholeStates) {
        this.wholeStates = wholeStates;
    }

    /** The room for a node that has its style, in pixels. */
    double of(Node node) {
        if (!node.isManaged()) {
            return 0;
        }
        return switch (node) {
            case Button button -> button.prefWidth(-1);
            case Labeled label -> label(label);
            case TextFlow flow ->
                flow.getChildren().stream()
                        .mapToDouble(
                                part -> part instanceof Text text ? words(text.getText(), text.getFont()) : of(part))
                        .max()
                        .orElse(0);
            case HBox row -> {
                boolean state = wholeStates && row.getStyleClass().contains("state");
                double all = row.getChildren().stream()
                        .filter(Node::isManaged)
                        .mapToDouble(part -> state && part instanceof Labeled label ? whole(label) : of(part))
                        .sum();
                long parts = row.getChildren().stream().filter(Node::isManaged).count();
                yield all + row.getSpacing() * Math.max(0, parts - 1) + around(row);
            }
            case VBox column -> widest(column) + around(column);
            case FlowPane pieces -> widest(pieces) + around(pieces);
            default -> node.minWidth(-1);
        };
    }

    private double widest(javafx.scene.layout.Pane pane) {
        return pane.getChildren().stream().mapToDouble(this::of).max().orElse(0);
    }

    /** A state is one word to the eye. */
    private static double whole(Labeled label) {
        return Math.min(MOST * label.getFont().getSize(), label.prefWidth(-1));
    }

    private double label(Labeled label) {
        if (!label.isWrapText()) {
            return Math.min(MOST * label.getFont().getSize(), label.prefWidth(-1));
        }
        Node graphic = label.getGraphic();
        double beside = graphic == null ? 0 : graphic.prefWidth(-1) + label.getGraphicTextGap();
        Insets padding = label.getInsets();
        return words(label.getText(), label.getFont()) + beside + padding.getLeft() + padding.getRight();
    }

    private static double around(Region region) {
        Insets insets = region.getInsets();
        return insets.getLeft() + insets.getRight();
    }

    private double words(String text, Font font) {
        measure.setFont(font);
        double most = MOST * font.getSize();
        return text == null
                ? 0
                : Stream.of(text.split("\\s+"))
                        .mapToDouble(word -> {
                            measure.setText(word);
                            return Math.min(
                                    most, Math.ceil(measure.getLayoutBounds().getWidth()) + 1);
                        })
                        .max()
                        .orElse(0);
    }
}
