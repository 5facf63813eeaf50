package dev.tokenless.ui.release;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Checklist;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.signin.GitHubAccess;
import javafx.fxml.FXML;

/** Binds the step Release. */
public final class ReleaseController implements Page {
    private final ReleaseModel model;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final Desktop desktop;

    @FXML
    private Checklist checklist;

    public ReleaseController(ReleaseModel model, GitHubAccess gitHub, Texts texts, Desktop desktop) {
        this.model = model;
        this.gitHub = gitHub;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        checklist.whenAccountPressed(gitHub::ask);
        model.view().subscribe(view -> checklist.show(view, texts, desktop));
    }
}
