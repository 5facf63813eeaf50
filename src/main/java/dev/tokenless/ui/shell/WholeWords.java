package dev.tokenless.ui.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** Words that had to be cut show their whole in a tooltip. */
final class WholeWords {
    private WholeWords() {}

    static void attach(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, entered -> {
            if (entered.getTarget() instanceof Node node && labeled(node) instanceof Labeled cut) {
                explain(cut);
            }
        });
    }

    private static Node labeled(Node node) {
        return node instanceof Text && node.getParent() instanceof Labeled ? node.getParent() : node;
    }

    private static void explain(Labeled labeled) {
        Tooltip now = labeled.getTooltip();
        if (labeled.isTextTruncated() && now == null) {
            Tooltip whole = new Tooltip(labeled.getText());
            whole.setWrapText(true);
            whole.getStyleClass().add("whole-words");
            labeled.setTooltip(whole);
        } else if (now != null && now.getStyleClass().contains("whole-words")) {
            if (labeled.isTextTruncated()) {
                now.setText(labeled.getText());
            } else {
                labeled.setTooltip(null);
            }
        }
    }
}
