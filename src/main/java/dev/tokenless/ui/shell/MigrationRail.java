package dev.tokenless.ui.shell;

import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Words;
import dev.tokenless.ui.project.PackageChooser;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The rail of a migration: the package chooser, the steps, a hint. */
final class MigrationRail extends VBox {
    private final Session session;
    private final Texts texts;
    private final Label caption;
    private final PackageChooser packages;
    private final StepRail steps;
    private final Label hint;

    MigrationRail(Session session, Texts texts) {
        this.session = session;
        this.texts = texts;
        getStyleClass().add("migration-rail");
        caption = Words.label(texts.text("rail.package"), "text-12", "muted", "rail-caption");
        hint = Words.label(texts.text("rail.hint"), "text-12", "muted", "rail-hint");
        packages = new PackageChooser(texts, index -> session.change(s -> s.choosing(index)));
        VBox.setMargin(packages, new Insets(0, 16, 0, 16));
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
        caption(now);
        hint.setVisible(!now);
        hint.setManaged(!now);
        packages.folded().set(now);
    }

    /** Names the chooser below it, where there is something to choose. */
    private void caption(boolean folded) {
        Reading open = session.now().reading();
        boolean shown = !folded && open != null && !open.uploads().isEmpty();
        caption.setVisible(shown);
        caption.setManaged(shown);
    }

    void show(SessionState state) {
        caption(folded().get());
        Reading open = state.reading();
        if (open != null) {
            packages.show(open.uploads(), state.chosen());
        }
    }
}
