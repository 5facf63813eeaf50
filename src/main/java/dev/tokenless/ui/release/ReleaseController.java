package dev.tokenless.ui.release;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Checklist;
import dev.tokenless.ui.part.Page;
import javafx.fxml.FXML;

/** Binds the step Release. */
public final class ReleaseController implements Page {
    private final ReleaseModel model;
    private final Texts texts;
    private final Desktop desktop;

    @FXML
    private Checklist checklist;

    public ReleaseController(ReleaseModel model, Texts texts, Desktop desktop) {
        this.model = model;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        model.view().subscribe(view -> checklist.show(view, texts, desktop));
    }
}
