package dev.tokenless.ui.part;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** What is in a pane that scrolls is seen: scrolled to as far as it needs to be, and drawn as it is now. */
public final class InView {
    private InView() {}

    /**
     * Brings the node into view; one that is seen already, or that no pane scrolls, stays where it is. One that is taller
     * than the pane stays where some of it is seen, and else begins at the pane's top.
     */
    public static void bring(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane && pane.getContent() != null) {
                scroll(pane, node);
                return;
            }
        }
    }

    /**
     * A scroll pane keeps a picture of its content: the whole page is drawn anew when one word in it changes, and a picture
     * that is not drawn anew in time shows the focus where it was before. Without the picture only what changed is drawn,
     * and it is drawn always.
     */
    public static void drawnInParts(ScrollPane pane) {
        pane.skinProperty().subscribe(skin -> {
            Node viewport = skin == null ? null : pane.lookup(".viewport");
            if (viewport != null) {
                viewport.setCache(false);
            }
        });
    }

    /** Lets the pane around the node begin with it, as far as there is enough below it. */
    public static void begin(Node node) {
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane pane && pane.getContent() != null) {
                double below = pane.getContent().getLayoutBounds().getHeight()
                        - pane.getViewportBounds().getHeight();
                double top = pane.getContent()
                        .sceneToLocal(node.localToScene(node.getLayoutBounds()))
                        .getMinY();
                if (below > 0) {
                    pane.setVvalue(Math.clamp(top / below, 0, 1));
                }
                return;
            }
        }
    }

    private static void scroll(ScrollPane pane, Node node) {
        double seen = pane.getViewportBounds().getHeight();
        double whole = pane.getContent().getLayoutBounds().getHeight();
        if (whole <= seen || seen <= 0) {
            return;
        }
        Bounds place = pane.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
        double from = pane.getVvalue() * (whole - seen);
        double to;
        if (place.getHeight() > seen) {
            boolean partly = place.getMinY() < from + seen && place.getMaxY() > from;
            to = partly ? from : place.getMinY();
        } else {
            to = place.getMinY() < from ? place.getMinY() : Math.max(from, place.getMaxY() - seen);
        }
        pane.setVvalue(Math.clamp(to / (whole - seen), 0, 1));
    }
}
