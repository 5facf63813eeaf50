package dev.tokenless.ui.diagnose;

import dev.tokenless.diagnose.Cause;
import dev.tokenless.diagnose.Certainty;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Evidence;
import dev.tokenless.diagnose.Given;
import dev.tokenless.diagnose.LogLine;
import dev.tokenless.diagnose.Remedy;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Publishers;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Writing;
import dev.tokenless.ui.sheet.Line;
import dev.tokenless.ui.sheet.Lines;
import dev.tokenless.ui.sheet.Sheet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the place Diagnose shows and does. What is pasted stays in memory. */
public final class DiagnoseModel implements ScreenModel {
    private final Session session;
    private final Background background;
    private final Writing writing;
    private final Desktop desktop;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<DiagnoseView> view = new ReadOnlyObjectWrapper<>(DiagnoseView.ASKING);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private @Nullable Diagnosis diagnosis;
    private String pasted = "";
    private Rich fault = Rich.EMPTY;
    private int chosen;
    private boolean again;

    public DiagnoseModel(Session session, Background background, Writing writing, Desktop desktop, Texts texts) {
        this.session = session;
        this.background = background;
        this.writing = writing;
        this.desktop = desktop;
        this.texts = texts;
        session.follow(this::follow);
        writing.refusal().addListener((p, old, now) -> show());
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DiagnoseView> view() {
        return view.getReadOnlyProperty();
    }

    /** After a fix the project is read again, and so the diagnosis runs again. */
    private void follow(SessionState state) {
        if (again && diagnosis != null && state.reading() != null) {
            again = false;
            diagnose(pasted);
            return;
        }
        show();
    }

    /** Diagnoses whatever was pasted, with the open repository where there is one. */
    void diagnose(String text) {
        pasted = text;
        SessionState state = session.now();
        Reading open = state.reading();
        Publishers known = state.publishers();
        Given given = text.isBlank() ? Given.nothing() : Given.nothing().withLog(text);
        String stripped = text.strip();
        if (stripped.matches("ey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*")) {
            given = Given.nothing().withToken(stripped);
        } else if (stripped.startsWith("{") && stripped.endsWith("}")) {
            given = Given.nothing().withClaims(stripped);
        }
        if (open != null) {
            given = given.with(open.inspection().project());
        }
        if (known.origin() != Publishers.Origin.NOT_KNOWN) {
            given = given.withPublishers(known.all());
        }
        Given all = given;
        background.start(texts.text("diagnose.running"), progress -> Diagnosis.of(all), outcome -> {
            fault = Rich.EMPTY;
            switch (outcome) {
                case Background.Done<Diagnosis>(Diagnosis made) -> diagnosis = made;
                case Background.Cancelled<Diagnosis> _ -> {}
                case Background.Failed<Diagnosis>(Throwable cause) ->
                    fault = texts.rich("fault", Rich.code(cause.toString()));
            }
            chosen = 0;
            show();
        });
    }

    /** Looks at another cause. */
    void choose(int index) {
        chosen = index;
        show();
    }

    /** Begins anew. */
    void another() {
        diagnosis = null;
        pasted = "";
        writing.forget();
        show();
    }

    /** Writes the edits of a cure. */
    void write(List<FileEdit> edits) {
        again = true;
        writing.write(edits, () -> {});
    }

    void open(String page) {
        desktop.openPage(page);
    }

    private void show() {
        Diagnosis found = diagnosis;
        Reading open = session.now().reading();
        if (found == null) {
            view.set(asking(open));
            bar.set(new Bar(null, texts.rich("diagnose.note"), List.of(), null));
            return;
        }
        List<Cause> causes = found.causes();
        Cause cause = causes.isEmpty() ? null : causes.get(Math.min(chosen, causes.size() - 1));
        view.set(new DiagnoseView(
                false,
                answer(cause),
                causes.size() < 2 ? List.of() : causes.stream().map(this::row).toList(),
                Math.min(chosen, causes.size() - 1),
                cause == null ? "" : cause.id(),
                cause == null ? List.of() : comparisons(cause),
                cause == null
                        ? List.of()
                        : cause.fixes().stream().map(this::cure).toList(),
                found.checked(),
                Rich.plain(String.join(" ", found.notes())),
                log(found, cause),
                writing.refusal().get()));
        bar.set(new Bar(
                null,
                texts.rich("diagnose.note.found"),
                List.of(
                        Action.of(texts.text("diagnose.copy"), Feather.COPY, () -> desktop.copy(report(found))),
                        Action.of(texts.text("diagnose.another"), Feather.PLUS, this::another)),
                null));
    }

    private DiagnoseView asking(@Nullable Reading open) {
        Rich below = open == null
                ? texts.rich("diagnose.ask.below")
                : texts.rich("diagnose.ask.below.project", Rich.code(open.name()));
        DiagnoseView none = DiagnoseView.ASKING;
        return new DiagnoseView(
                true,
                new Answer(Sign.DIAGNOSE, texts.rich("diagnose.ask"), below),
                none.causes(),
                -1,
                "",
                none.comparisons(),
                none.cures(),
                none.checked(),
                Rich.EMPTY,
                Sheet.NONE,
                fault);
    }

    private Answer answer(@Nullable Cause cause) {
        if (cause == null) {
            boolean log = !pasted.isBlank();
            return new Answer(
                    log ? Sign.UNKNOWN : Sign.DONE,
                    texts.rich(log ? "diagnose.nothing" : "diagnose.nothing.static"),
                    texts.rich("diagnose.nothing.below"));
        }
        return new Answer(sign(cause.certainty()), Rich.marked(cause.message()), certainty(cause.certainty()));
    }

    private static Sign sign(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> Sign.REFUSED;
            case LIKELY -> Sign.WARNING;
            case POSSIBLE -> Sign.UNKNOWN;
        };
    }

    private Rich certainty(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> texts.rich("diagnose.certain");
            case LIKELY -> texts.rich("diagnose.likely");
            case POSSIBLE -> texts.rich("diagnose.possible");
        };
    }

    private DiagnoseView.CauseRow row(Cause cause) {
        return new DiagnoseView.CauseRow(
                sign(cause.certainty()),
                Rich.marked(cause.message()),
                cause.id(),
                cause.certainty().id());
    }

    private static List<DiagnoseView.Comparison> comparisons(Cause cause) {
        List<DiagnoseView.Comparison> rows = new ArrayList<>();
        for (Evidence evidence : cause.evidence()) {
            if (evidence instanceof Evidence.Comparison c) {
                boolean differs = c.expected() != null && !c.expected().equals(c.presented());
                rows.add(new DiagnoseView.Comparison(c.claim(), c.presented(), c.expected(), differs));
            }
        }
        return rows;
    }

    private DiagnoseView.Cure cure(Remedy remedy) {
        String side = switch (remedy.side()) {
            case WORKFLOW -> texts.text("diagnose.side.workflow");
            case REGISTRY -> texts.text("diagnose.side.registry");
            case GITHUB -> texts.text("diagnose.side.github");
        };
        var fix = remedy.fix();
        return new DiagnoseView.Cure(
                side,
                Rich.marked(remedy.title()),
                fix == null ? List.of() : fix.files(),
                remedy.link(),
                remedy.fields().stream()
                        .filter(f -> !f.value().isEmpty())
                        .map(f -> f.label() + ": " + f.value())
                        .toList());
    }

    private Sheet log(Diagnosis found, @Nullable Cause cause) {
        Set<Integer> telling = new HashSet<>();
        if (cause != null) {
            for (Evidence evidence : cause.evidence()) {
                if (evidence instanceof Evidence.Line line && line.path().equals("log")) {
                    telling.add(line.line());
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        int focus = -1;
        for (LogLine one : found.log()) {
            Line line = Line.of(one.number(), Lines.plain(one.text()));
            if (telling.contains(one.number())) {
                focus = focus < 0 ? lines.size() : focus;
                line = line.lit(Sign.REFUSED, Rich.EMPTY);
            }
            lines.add(line);
        }
        return new Sheet(texts.text("diagnose.log"), lines, focus);
    }

    private String report(Diagnosis found) {
        StringBuilder report = new StringBuilder();
        found.causes()
                .forEach(c -> report.append(c.id())
                        .append(" (")
                        .append(c.certainty().id())
                        .append("): ")
                        .append(c.message())
                        .append('\n'));
        found.checked().forEach(c -> report.append("- ").append(c).append('\n'));
        return report.toString();
    }
}
