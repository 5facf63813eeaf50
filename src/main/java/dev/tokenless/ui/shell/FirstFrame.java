package dev.tokenless.ui.shell;

import javafx.beans.binding.BooleanExpression;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * What the window shows while its screens are being built: the ground in the theme's colour, and the name where it will
 * stand. Then it holds the shell.
 */
final class FirstFrame extends StackPane {
    FirstFrame() {
        BorderPane ground = new BorderPane();
        ground.getStyleClass().add("shell");
        ground.setTop(header(widthProperty().lessThan(ShellController.NARROW)));
        getChildren().add(ground);
    }

    /** The header with nothing but the name in it. */
    static HBox header(BooleanExpression folded) {
        Region mark = new Region();
        mark.getStyleClass().add("brand-mark");
        Label name = new Label("Tokenless");
        name.getStyleClass().add("brand-name");
        name.visibleProperty().bind(folded.not());
        HBox brand = new HBox(mark, name);
        brand.getStyleClass().add("brand");
        HBox header = new HBox(brand);
        header.getStyleClass().add("header");
        return header;
    }

    /** Becomes the whole window. */
    void make(Parent shell) {
        getChildren().setAll(shell);
        shell.resize(getWidth(), getHeight()); // its parts arrange themselves by its width, and only once
    }
}
