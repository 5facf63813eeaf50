package dev.tokenless.ui.retire;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Checklist;
import dev.tokenless.ui.part.Page;
import javafx.fxml.FXML;

/** Binds the step Retire. */
public final class RetireController implements Page {
    private final RetireModel model;
    private final Texts texts;
    private final Desktop desktop;

    @FXML
    private Checklist checklist;

    public RetireController(RetireModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        model.view().subscribe(view -> checklist.show(view, texts, desktop));
    }
}
