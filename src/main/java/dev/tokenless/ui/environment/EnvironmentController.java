package dev.tokenless.ui.environment;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Checklist;
import dev.tokenless.ui.part.Page;
import javafx.fxml.FXML;

/** Binds the step Environment. */
public final class EnvironmentController implements Page {
    private final EnvironmentModel model;
    private final Texts texts;
    private final Desktop desktop;

    @FXML
    private Checklist checklist;

    public EnvironmentController(EnvironmentModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        model.view().subscribe(view -> checklist.show(view, texts, desktop));
    }
}
