package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.signin.GitHubAccess;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;

/** A step that is a guided list about the chosen package, parts of which GitHub may tell. */
public abstract class ChecklistModel implements StepModel {
    protected final Session session;
    protected final GitHubAccess gitHub;
    protected final Texts texts;
    protected final StepBase base;

    protected ChecklistModel(Session session, GitHubAccess gitHub, Texts texts, StepId id) {
        this.session = session;
        this.gitHub = gitHub;
        this.texts = texts;
        this.base = new StepBase(session, texts, id);
    }

    @Override
    public final StepId id() {
        return base.id();
    }

    @Override
    public final ObservableValue<RailLine> rail() {
        return base.rail();
    }

    @Override
    public final ObservableValue<Bar> bar() {
        return base.bar();
    }

    /** What the list shows. */
    public final ReadOnlyObjectProperty<ChecklistView> view() {
        return base.view();
    }

    @Override
    public final void shown() {
        gitHub.enter();
        entered();
    }

    /** The user came to this step. */
    protected abstract void entered();

    /** Puts what is known into words, or shows nothing where no package is chosen. */
    protected final void show() {
        Chosen.of(session).ifPresentOrElse(this::show, base::clear);
    }

    /** Puts what is known of the chosen package into words. */
    protected abstract void show(Chosen chosen);
}
