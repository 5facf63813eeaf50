package dev.tokenless.ui.sheet;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.SidePane;
import dev.tokenless.ui.part.Words;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/** A side pane with one source file. */
public final class SourcePane extends StackPane {
    private final SidePane pane = new SidePane();
    private final SheetView view = new SheetView();
    private final StackPane middle = new StackPane();
    private List<Button> buttons = List.of();
    private String nothing = "";

    public SourcePane() {
        middle.getChildren().setAll(view);
        pane.content(middle);
        getChildren().add(pane);
        setMinWidth(0);
    }

    /** Gives the pane its words and what its button does. */
    public void with(Texts texts, Desktop desktop) {
        nothing = texts.text("source.none");
        List<Button> all = new ArrayList<>();
        all.add(Buttons.icon(
                Feather.COPY,
                texts.text("source.copy"),
                () -> desktop.copy(view.sheet().text())));
        buttons = all;
    }

    /** Shows a file. */
    public void show(Sheet sheet) {
        if (sheet.lines().isEmpty()) {
            pane.title(Feather.FILE_TEXT, Rich.plain(sheet.title()));
            Label empty = Words.label(nothing, "muted", "text-13", "empty-pane");
            middle.getChildren().setAll(empty);
            return;
        }
        pane.title(Feather.FILE_TEXT, new Rich(List.of(Rich.code(sheet.title()))), buttons.toArray(Button[]::new));
        middle.getChildren().setAll(view);
        view.show(sheet);
    }

    /** The list of lines. */
    public SheetView lines() {
        return view;
    }
}
