package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.InSight;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.signin.GitHubAccess;
import javafx.fxml.FXML;

/** Binds a guided list. */
public abstract class ChecklistPage implements Page {
    private final ChecklistModel model;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final Desktop desktop;

    @FXML
    private Checklist checklist;

    protected ChecklistPage(ChecklistModel model, GitHubAccess gitHub, Texts texts, Desktop desktop) {
        this.model = model;
        this.gitHub = gitHub;
        this.texts = texts;
        this.desktop = desktop;
    }

    @FXML
    private void initialize() {
        checklist.whenAccountPressed(gitHub::ask);
        InSight.follow(checklist, model.view(), view -> checklist.show(view, texts, desktop));
    }
}
