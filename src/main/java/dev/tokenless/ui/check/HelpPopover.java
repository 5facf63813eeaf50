package dev.tokenless.ui.check;

import dev.tokenless.ui.part.HelpPage;
import dev.tokenless.ui.part.PopoverPane;
import javafx.scene.Node;
import org.controlsfx.control.PopOver;

/** The help page of a rule in a popover. */
final class HelpPopover {
    private HelpPopover() {}

    static void show(Node at, String title, String markdown) {
        PopoverPane scroll = new PopoverPane(HelpPage.of(markdown), "help-scroll");
        PopOver over = new PopOver(scroll);
        over.setTitle(title);
        over.setArrowLocation(PopOver.ArrowLocation.RIGHT_TOP);
        over.show(at);
    }
}
