package dev.tokenless.ui.retire;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistPage;
import dev.tokenless.ui.signin.GitHubAccess;

/** Binds the step Retire. */
public final class RetireController extends ChecklistPage {
    public RetireController(RetireModel model, GitHubAccess gitHub, Texts texts, Desktop desktop) {
        super(model, gitHub, texts, desktop);
    }
}
