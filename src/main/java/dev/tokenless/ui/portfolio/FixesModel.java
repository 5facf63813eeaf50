package dev.tokenless.ui.portfolio;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.FixesView.Item;
import dev.tokenless.ui.portfolio.FixesView.Kind;
import dev.tokenless.ui.portfolio.FixesView.Result;
import dev.tokenless.ui.portfolio.ManyWritings.Written;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The same fix in many repositories: one preview of all files, each of which can be left out; then written, then undone. */
final class FixesModel {
    private final Session session;
    private final Background background;
    private final Texts texts;
    private final Runnable back;
    private final Consumer<List<Path>> changed;
    private final ManyFixes preparation;
    private final ManyWritings writings;
    private final FixesAnswers answers;
    private final FixesPreview preview;
    private final ReadOnlyObjectWrapper<FixesView> view = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private List<PortfolioRow> rows = List.of();
    private List<Kind> kinds = List.of();
    private int kind;
    private Stage stage = Stage.PREPARING;
    private Background.@Nullable Running running;
    private Map<Path, Written> undo = Map.of();
    /** What this screen wrote in another window, or before it was left, by folder. */
    private final Map<Path, Written> earlier = new LinkedHashMap<>();

    private @Nullable Deed deed;
    /** Whether the table is shown again. */
    private boolean left = true;

    private Rich fault = Rich.EMPTY;

    /** How far it is. */
    enum Stage {
        PREPARING,
        READY,
        WRITING,
        WRITTEN
    }

    FixesModel(
            Session session,
            Background background,
            Core core,
            WrittenFiles files,
            Texts texts,
            Runnable back,
            Consumer<List<Path>> changed) {
        this.session = session;
        this.background = background;
        this.texts = texts;
        this.back = back;
        this.changed = changed;
        this.writings = new ManyWritings(core, files, texts.text("fixes.what"));
        this.preparation = new ManyFixes(core, files, texts);
        this.answers = new FixesAnswers(texts);
        this.preview = new FixesPreview(background, texts, this::show);
        show();
    }

    ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<FixesView> view() {
        return view.getReadOnlyProperty();
    }

    /** The files that would change, by repository. */
    ObservableList<Item> items() {
        return preview.items();
    }

    /** Prepares all safe fixes of the rows' repositories; nothing is written. */
    void prepare(List<PortfolioRow> some) {
        rows = List.copyOf(some);
        left = false;
        kinds = List.of();
        kind = 0;
        prepare();
    }

    /** Prepares something else for the same repositories. */
    void choose(int other) {
        if (other != kind && other >= 0 && other < kinds.size()) {
            kind = other;
            prepare();
        }
    }

    private void prepare() {
        stop();
        preview.clear();
        earlier.clear();
        undo = Map.of();
        fault = Rich.EMPTY;
        stage = Stage.PREPARING;
        show();
        Kind wanted = kinds.isEmpty() ? null : kinds.get(kind);
        Map<String, List<PortfolioRow>> folders = byFolder(rows);
        Background.Running[] own = new Background.Running[1];
        own[0] = background.start(
                texts.plural("fixes.preparing", folders.size(), folders.size()),
                progress -> preparation.prepare(folders, wanted, progress, this::add),
                outcome -> {
                    if (own[0] != null && own[0] != running) {
                        return;
                    }
                    running = null;
                    prepared(outcome);
                });
        running = stage == Stage.PREPARING ? own[0] : null;
    }

    private static Map<String, List<PortfolioRow>> byFolder(List<PortfolioRow> rows) {
        Map<String, List<PortfolioRow>> folders = new LinkedHashMap<>();
        rows.forEach(r ->
                folders.computeIfAbsent(r.path(), path -> new ArrayList<>()).add(r));
        return folders;
    }

    private void add(ManyFixes.Prepared one) {
        if (one.earlier() != null) {
            earlier.put(Path.of(one.path()), one.earlier());
        }
        preview.add(one);
    }

    private void prepared(Background.Outcome<List<Kind>> outcome) {
        stage = Stage.READY;
        switch (outcome) {
            case Background.Done<List<Kind>>(List<Kind> found) -> kinds = kinds.isEmpty() ? found : kinds;
            case Background.Cancelled<List<Kind>> _ -> fault = texts.rich("fixes.stopped");
            case Background.Failed<List<Kind>>(Throwable cause) ->
                fault = texts.rich("fault", Rich.code(cause.toString()));
        }
        show();
    }

    private void stop() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    /** Shows the difference of a file. */
    void goTo(int item) {
        preview.goTo(item);
    }

    /** Takes a file in, or leaves it out. */
    void tick(int item, boolean on) {
        if (stage == Stage.READY) {
            preview.tick(item, on);
            show();
        }
    }

    /** Takes all files in, or leaves all out. */
    void tickAll(boolean on) {
        if (stage == Stage.READY) {
            preview.tickAll(on);
            show();
        }
    }

    /** Writes the ticked files, each repository all or none. */
    void write() {
        Map<Path, List<FileEdit>> edits = preview.edits();
        if (edits.isEmpty() || stage != Stage.READY) {
            return;
        }
        stage = Stage.WRITING;
        show();
        Map<Path, Written> written = ManyWritings.shared();
        background.<Integer>start(
                texts.plural("fixes.writing", edits.size(), edits.size()),
                progress -> writings.write(edits, written, progress, this::came),
                outcome -> {
                    Map<Path, Written> done = copy(written);
                    // what was told after cancelling came no more
                    done.keySet().stream()
                            .filter(preview.edits()::containsKey)
                            .forEach(folder -> preview.mark(folder, Result.WRITTEN, ""));
                    ended(done, outcome);
                });
    }

    private static <V> Map<Path, V> copy(Map<Path, V> shared) {
        synchronized (shared) {
            return new LinkedHashMap<>(shared);
        }
    }

    private void came(Path folder, WrittenFiles.Kept kept) {
        switch (kept.result()) {
            case WriteResult.Written _ -> preview.mark(folder, Result.WRITTEN, String.join(" ", kept.notes()));
            case WriteResult.Refused(String reason, String manual) ->
                preview.mark(folder, Result.REFUSED, reason + " " + manual);
        }
        show();
    }

    private void ended(Map<Path, Written> written, Background.Outcome<Integer> outcome) {
        stage = Stage.WRITTEN;
        undo = written;
        if (outcome instanceof Background.Failed<Integer>(Throwable cause)) {
            fault = texts.rich("fault", Rich.code(cause.toString()));
        }
        if (!written.isEmpty()) {
            Deed done = new Deed(
                    Instant.now(),
                    Deed.Kind.WRITTEN,
                    texts.plural("fixes.did", written.size(), written.size()),
                    () -> takeBack(written),
                    written.size());
            deed = done;
            session.change(s -> s.did(done));
            changed.accept(List.copyOf(written.keySet()));
        }
        show();
    }

    /** Takes back what was written. */
    void undo() {
        Map<Path, Written> written = undo;
        Deed done = deed;
        if (done != null) {
            session.change(s -> s.undone(done));
        }
        takeBack(written);
    }

    /** Takes back what was written, be it what this screen shows or what was written before another preview. */
    private void takeBack(Map<Path, Written> written) {
        boolean shown = undo == written;
        undo = shown ? Map.of() : undo;
        show();
        Map<Path, WriteResult> results = ManyWritings.shared();
        background.<Integer>start(
                texts.plural("fixes.undoing", written.size(), written.size()),
                progress -> writings.takeBack(written, results, progress, (folder, result) -> {
                    if (shown) {
                        back(folder, result);
                        show();
                    }
                }),
                outcome -> {
                    if (outcome instanceof Background.Failed<Integer>(Throwable cause)) {
                        fault = texts.rich("fault", Rich.code(cause.toString()));
                    }
                    takenBack(written, copy(results), shown);
                });
    }

    private void back(Path folder, WriteResult result) {
        switch (result) {
            case WriteResult.Written _ -> preview.mark(folder, Result.TAKEN_BACK, "");
            case WriteResult.Refused(String reason, String manual) ->
                preview.mark(folder, Result.REFUSED, reason + " " + manual);
        }
    }

    private void takenBack(Map<Path, Written> written, Map<Path, WriteResult> results, boolean shown) {
        Map<Path, Written> rest = new LinkedHashMap<>(written);
        rest.keySet().removeAll(results.keySet());
        toldOfTakenBack(takenBack(results));
        if (!rest.isEmpty()) {
            // it was stopped: what is still written keeps its way back
            Deed still = new Deed(
                    Instant.now(),
                    Deed.Kind.WRITTEN,
                    texts.plural("fixes.did.rest", rest.size(), rest.size()),
                    () -> takeBack(rest),
                    0);
            session.change(s -> s.did(still));
            if (shown) {
                undo = rest;
                deed = still;
            }
        }
        changed.accept(List.copyOf(results.keySet()));
        if (shown) {
            results.forEach(this::back); // what was told after cancelling came no more
        } else if (!left && (stage == Stage.READY || stage == Stage.PREPARING)) {
            prepare(); // the files under this preview are others now
        }
        show();
    }

    /** Takes back what this screen wrote before, then prepares anew: the files are others now. */
    void takeBackEarlier() {
        if (stage != Stage.READY || earlier.isEmpty()) {
            return;
        }
        Map<Path, Written> before = new LinkedHashMap<>(earlier);
        stage = Stage.WRITING;
        show();
        Map<Path, WriteResult> results = ManyWritings.shared();
        background.<Integer>start(
                texts.plural("fixes.undoing", before.size(), before.size()),
                progress -> writings.takeBack(before, results, progress, (folder, result) -> {}),
                outcome -> {
                    Map<Path, WriteResult> ended = copy(results);
                    List<Path> done = takenBack(ended);
                    toldOfTakenBack(done);
                    if (!done.isEmpty()) {
                        changed.accept(done);
                    }
                    prepare();
                    fault = outcome instanceof Background.Failed<Integer>(Throwable cause)
                            ? texts.rich("fault", Rich.code(cause.toString()))
                            : Rich.plain(refusals(ended));
                    show();
                });
    }

    private static List<Path> takenBack(Map<Path, WriteResult> results) {
        return results.keySet().stream()
                .filter(folder -> results.get(folder) instanceof WriteResult.Written)
                .toList();
    }

    private static String refusals(Map<Path, WriteResult> results) {
        List<String> refused = new ArrayList<>();
        results.forEach((folder, result) -> {
            if (result instanceof WriteResult.Refused(String reason, String manual)) {
                refused.add(folder.getFileName() + ": " + reason + " " + manual);
            }
        });
        return String.join(" ", refused);
    }

    private void toldOfTakenBack(List<Path> back) {
        if (!back.isEmpty()) {
            session.change(s -> s.did(new Deed(
                    Instant.now(),
                    Deed.Kind.WRITTEN,
                    texts.plural("fixes.did.undone", back.size(), back.size()),
                    null,
                    back.size())));
        }
    }

    private void leave() {
        left = true;
        stop();
        back.run();
    }

    private void show() {
        long ticked = preview.ticked();
        view.set(new FixesView(
                answers.of(stage, preview.items(), preview.without()),
                kinds,
                kind,
                preview.current(),
                preview.diff(),
                ticked > 0 && ticked == preview.items().size(),
                ticked > 0,
                stage == Stage.READY,
                fault));
        bar.set(bar(ticked));
    }

    private Bar bar(long ticked) {
        Action table = Action.of(texts.text("fixes.back"), Feather.ARROW_LEFT, this::leave);
        if (stage == Stage.WRITTEN) {
            List<Action> others = undo.isEmpty()
                    ? List.of()
                    : List.of(Action.of(texts.text("fixes.undo"), Feather.CORNER_UP_LEFT, this::undo));
            return new Bar(
                    null,
                    preview.isWritten() ? texts.rich("fixes.note.written") : Rich.EMPTY,
                    others,
                    Action.primary(texts.text("fixes.back"), Feather.GRID, this::leave));
        }
        Action write = Action.primary(texts.plural("fixes.write", ticked, ticked), Feather.SAVE, this::write);
        String reason = switch (stage) {
            case PREPARING -> texts.text("fixes.not-yet");
            case WRITING -> texts.text("fixes.being-written");
            case READY, WRITTEN -> ticked == 0 ? texts.text("fixes.none-ticked") : "";
        };
        List<Action> others = stage != Stage.READY || earlier.isEmpty()
                ? List.of()
                : List.of(Action.of(
                        texts.plural("fixes.earlier", earlier.size(), earlier.size()),
                        Feather.CORNER_UP_LEFT,
                        this::takeBackEarlier));
        return new Bar(table, texts.rich("fixes.note"), others, write.unless(reason));
    }
}
