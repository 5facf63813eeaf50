package dev.tokenless.ui.check;

import dev.tokenless.ui.part.HelpPage;
import dev.tokenless.ui.part.InView;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.controlsfx.control.PopOver;

/** The help page of a rule in a popover. */
final class HelpPopover {
    private HelpPopover() {}

    static void show(Node at, String title, String markdown) {
        ScrollPane scroll = new ScrollPane(HelpPage.of(markdown));
        InView.drawnInParts(scroll);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("help-scroll");
        PopOver over = new PopOver(scroll);
        over.setTitle(title);
        over.setArrowLocation(PopOver.ArrowLocation.RIGHT_TOP);
        over.show(at);
    }
}
