package dev.tokenless.ui.environment;

import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistPage;
import dev.tokenless.ui.signin.GitHubAccess;

/** Binds the step Environment. */
public final class EnvironmentController extends ChecklistPage {
    public EnvironmentController(EnvironmentModel model, GitHubAccess gitHub, Texts texts, Desktop desktop) {
        super(model, gitHub, texts, desktop);
    }
}
