package dev.tokenless.ui.release;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistPage;
import dev.tokenless.ui.signin.GitHubAccess;

/** Binds the step Release. */
public final class ReleaseController extends ChecklistPage {
    public ReleaseController(ReleaseModel model, GitHubAccess gitHub, Texts texts, Desktop desktop) {
        super(model, gitHub, texts, desktop);
    }
}
