package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Words;
import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** Help: the keys, the size of the text. */
final class HelpMenu extends MenuButton {
    /** The name of the key that goes with the letters, as it stands on the keyboard. */
    private static final String SHORTCUT = System.getProperty("os.name", "").startsWith("Mac") ? "Cmd" : "Ctrl";

    private final Texts texts;

    HelpMenu(Texts texts, Themes themes, Runnable tour) {
        this.texts = texts;
        getStyleClass().addAll("button-icon", "flat", "no-arrow");
        setGraphic(Icons.of(Feather.HELP_CIRCLE, "icon-16"));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setTooltip(new Tooltip(texts.text("shell.help")));
        setAccessibleText(texts.text("shell.help"));
        MenuItem guided = new MenuItem(texts.text("help.tour"));
        guided.setOnAction(e -> tour.run());
        MenuItem pages = new MenuItem(texts.text("help.pages"));
        pages.setOnAction(e -> new HelpBook(
                        texts, themes, getScene() == null ? null : getScene().getWindow())
                .show());
        MenuItem keys = new MenuItem(texts.text("help.keys"));
        keys.setOnAction(e -> keys());
        Menu size = new Menu(texts.text("help.text-size"));
        ToggleGroup group = new ToggleGroup();
        for (int percent : Themes.SIZES) {
            RadioMenuItem item = new RadioMenuItem(texts.text("help.percent", percent));
            item.setToggleGroup(group);
            themes.scale().subscribe(now -> item.setSelected(Math.round(now.doubleValue() * 100) == percent));
            item.setOnAction(e -> themes.scaleTo(percent / 100.0));
            size.getItems().add(item);
        }
        getItems().addAll(guided, pages, keys, size);
    }

    private void keys() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("keys");
        List<List<String>> rows = List.of(
                List.of("F1", texts.text("keys.help")),
                List.of(SHORTCUT + "+O", texts.text("keys.open")),
                List.of("F5", texts.text("keys.reread")),
                List.of("Esc", texts.text("keys.cancel")),
                List.of(SHORTCUT + "+1 \u2026 8", texts.text("keys.step")),
                List.of(SHORTCUT + "+Shift+1 \u2026 3", texts.text("keys.place")),
                List.of("F6", texts.text("keys.area")),
                List.of("F8", texts.text("keys.lit")),
                List.of(SHORTCUT + "+F", texts.text("keys.find")),
                List.of(SHORTCUT + "+Enter", texts.text("keys.primary")),
                List.of("Alt+\u2190", texts.text("keys.back")),
                List.of(SHORTCUT + "+C", texts.text("keys.copy")),
                List.of(SHORTCUT + " +  \u2212  0", texts.text("keys.zoom")));
        for (int i = 0; i < rows.size(); i++) {
            Label key = new Label(rows.get(i).getFirst());
            key.getStyleClass().add("chip");
            grid.add(key, 0, i);
            grid.add(Words.label(rows.get(i).getLast()), 1, i);
        }
        PopOver over = new PopOver(grid);
        over.setTitle(texts.text("help.keys"));
        over.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        over.show(this);
    }
}
