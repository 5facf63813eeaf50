package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.kordamp.ikonli.feather.Feather;

/** What the view models of guided lists have in common: view, bar and rail as properties, Back and Continue. */
public final class StepBase {
    private final Session session;
    private final Texts texts;
    private final StepId id;
    private final ReadOnlyObjectWrapper<ChecklistView> view = new ReadOnlyObjectWrapper<>(ChecklistView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;

    public StepBase(Session session, Texts texts, StepId id) {
        this.session = session;
        this.texts = texts;
        this.id = id;
        this.rail = new ReadOnlyObjectWrapper<>(waiting());
    }

    /** Which step it is. */
    public StepId id() {
        return id;
    }

    public ReadOnlyObjectProperty<ChecklistView> view() {
        return view.getReadOnlyProperty();
    }

    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    public ObservableValue<RailLine> rail() {
        return rail.getReadOnlyProperty();
    }

    /** The rail's line before anything is known. */
    public RailLine waiting() {
        return new RailLine(Sign.WAITING, texts.text(id.questionKey()));
    }

    /** Shows nothing. */
    public void clear() {
        view.set(ChecklistView.NONE);
        bar.set(Bar.NONE);
        rail.set(waiting());
    }

    /** Shows a list; its rail line is current while the step is open. */
    public void show(ChecklistView next, RailLine line, Bar actions) {
        view.set(next);
        boolean here = session.now().step() == id;
        rail.set(here && line.sign() == Sign.WAITING ? new RailLine(Sign.CURRENT, line.words()) : line);
        bar.set(actions);
    }

    /** Back to the step before. */
    public Action back() {
        return Action.of(texts.text("back"), Feather.ARROW_LEFT, () -> session.change(s -> s.at(id.before())));
    }

    /** On to the next step. */
    public Action onward(String words) {
        return Action.of(words, Feather.ARROW_RIGHT, () -> session.change(s -> s.at(id.next())));
    }

    /** A bar whose primary action goes on. */
    public Bar goingOn(String words, Rich note) {
        Action next = onward(words);
        return new Bar(back(), note, java.util.List.of(), Action.primary(next.text(), next.icon(), next.run()));
    }
}
