package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.Visible;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Upload;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The rail of a migration: the package chooser, the steps, a hint. */
final class MigrationRail extends VBox {
    private final Session session;
    private final Texts texts;
    private final Label caption;
    private final MenuButton packages = new MenuButton();
    private final StepRail steps;
    private final Label hint;

    MigrationRail(Session session, Texts texts) {
        this.session = session;
        this.texts = texts;
        getStyleClass().add("migration-rail");
        caption = Words.label(texts.text("rail.package"), "text-12", "muted", "rail-caption");
        hint = Words.label(texts.text("rail.hint"), "text-12", "muted", "rail-hint");
        packages.getStyleClass().add("package-chooser");
        packages.setGraphic(Icons.of(Feather.PACKAGE, "icon-16"));
        packages.setMnemonicParsing(false);
        packages.setMaxWidth(Double.MAX_VALUE);
        packages.setMinWidth(0);
        VBox.setMargin(packages, new Insets(0, 16, 0, 16));
        caption.setLabelFor(packages);
        steps = new StepRail(texts, step -> session.change(s -> s.at(step)));
        VBox.setVgrow(steps, Priority.ALWAYS);
        getChildren().addAll(caption, packages, steps, hint);
        folded().addListener((p, old, now) -> fold(now));
    }

    BooleanProperty folded() {
        return steps.folded();
    }

    StepRail steps() {
        return steps;
    }

    private void fold(boolean now) {
        caption.setVisible(!now);
        caption.setManaged(!now);
        hint.setVisible(!now);
        hint.setManaged(!now);
        packages.setContentDisplay(now ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    void show(SessionState state) {
        Reading open = state.reading();
        packages.getItems().clear();
        if (open == null) {
            return;
        }
        for (int i = 0; i < open.uploads().size(); i++) {
            int index = i;
            MenuItem item = new MenuItem(name(open.uploads().get(i)), Icons.of(Feather.PACKAGE, "icon-16"));
            item.setMnemonicParsing(false);
            item.setOnAction(e -> session.change(s -> s.choosing(index)));
            packages.getItems().add(item);
        }
        String chosen = state.upload().map(this::name).orElse(texts.text("rail.no-package"));
        packages.setText(chosen);
        packages.setAccessibleText(texts.text("rail.package.words", chosen));
        packages.setDisable(open.uploads().isEmpty());
    }

    private String name(Upload upload) {
        String name = upload.packageName() == null ? texts.text("upload.unnamed") : upload.packageName();
        return Visible.of(name) + " \u00b7 " + RegistryNames.of(upload.registry());
    }
}
