package dev.tokenless.ui.diagnose;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.InView;
import dev.tokenless.ui.part.Words;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What Diagnose takes, beside it. */
final class DiagnoseRail {
    private DiagnoseRail() {}

    static Node of(Texts texts) {
        VBox rail = new VBox(
                Words.label(texts.text("diagnose.rail.from"), "text-12", "muted", "rail-caption"),
                line(texts, Feather.CLIPBOARD, "diagnose.rail.log"),
                line(texts, Feather.LIST, "diagnose.rail.run"),
                line(texts, Feather.TYPE, "diagnose.rail.line"),
                line(texts, Feather.KEY, "diagnose.rail.token"),
                line(texts, Feather.FOLDER, "diagnose.rail.project"),
                Words.label(texts.text("diagnose.rail.hint"), "text-12", "muted", "rail-hint"));
        rail.getStyleClass().add("diagnose-rail");
        ScrollPane scroll = new ScrollPane(rail);
        InView.drawnInParts(scroll);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(0);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("page-scroll");
        return scroll;
    }

    private static Node line(Texts texts, Feather icon, String key) {
        HBox row = new HBox(Icons.of(icon, "icon-18", "muted"), Words.label(texts.text(key), "rail-words"));
        row.getStyleClass().add("step");
        return row;
    }
}
