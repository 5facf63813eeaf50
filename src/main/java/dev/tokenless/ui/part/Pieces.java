package dev.tokenless.ui.part;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/** Pieces of one value, one behind the other, which go on in the next line where there is no room. */
class Pieces extends FlowPane {
    Pieces(List<? extends Node> pieces) {
        getStyleClass().add("pieces");
        setMinWidth(0);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(pieces);
        for (Node piece : pieces) {
            if (piece instanceof Labeled || piece instanceof Pieces) {
                ((Region) piece).maxWidthProperty().bind(widthProperty()); // a wider one breaks in itself
            }
        }
    }

    /** As wide as all pieces in one line; a flow pane of itself wants four hundred pixels. */
    @Override
    protected double computePrefWidth(double height) {
        Insets insets = getInsets();
        double all = getManagedChildren().stream()
                        .mapToDouble(piece -> snapSizeX(piece.prefWidth(-1)))
                        .sum()
                + getHgap() * Math.max(0, getManagedChildren().size() - 1);
        return all + insets.getLeft() + insets.getRight();
    }
}
