package dev.tokenless.ui.part;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/**
 * What a popover holds: as high as its content is at the width that it has, as far as the window has room for it; the rest is
 * scrolled to. A plain scroll pane counts its content's height as if no line of it were broken.
 */
public final class PopoverPane extends ScrollPane {
    /** What the popover's own frame and arrow take, and a little of the window around it. */
    private static final double FRAME = 48;

    /** Less is no room to read in. */
    private static final double LEAST = 160;

    private final Region content;

    /**
     * A pane that holds the content.
     *
     * @param styleClass gives its width
     */
    public PopoverPane(Region content, String styleClass) {
        super(content);
        this.content = content;
        InView.drawnInParts(this);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().addAll("page-scroll", styleClass);
    }

    /** Leaves it the room that the window has above or below what the popover points at. */
    public void beside(Node anchor) {
        Bounds place = anchor.localToScene(anchor.getLayoutBounds());
        double below = anchor.getScene().getHeight() - place.getMaxY();
        setMaxHeight(Math.max(LEAST, Math.max(below, place.getMinY()) - FRAME));
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? prefWidth(-1) : width;
        double frame = snappedTopInset() + snappedBottomInset();
        return frame + content.prefHeight(room - snappedLeftInset() - snappedRightInset());
    }
}
