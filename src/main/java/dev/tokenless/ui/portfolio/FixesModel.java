package dev.tokenless.ui.portfolio;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.FixesView.Item;
import dev.tokenless.ui.portfolio.FixesView.Kind;
import dev.tokenless.ui.portfolio.FixesView.Result;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.sheet.DiffSheet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
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
    private final Core core;
    private final WrittenFiles files;
    private final FixesAnswers answers;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<FixesView> view = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final List<String> without = new ArrayList<>();
    private List<PortfolioRow> rows = List.of();
    private List<Kind> kinds = List.of();
    private int kind;
    private int current = -1;
    private DiffSheet diff = DiffSheet.NONE;
    private Stage stage = Stage.PREPARING;
    private Background.@Nullable Running running;
    private Map<Path, Written> undo = Map.of();
    /** What this screen wrote in another window, or before it was left, by folder. */
    private final Map<Path, Written> earlier = new LinkedHashMap<>();

    private @Nullable Deed deed;
    /** Whether the table is shown again. */
    private boolean left = true;

    private Rich fault = Rich.EMPTY;

    /** What was written into a repository, with the way back. */
    record Written(@Nullable RepositoryId repository, UndoLog log) {}

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
        this.core = core;
        this.files = files;
        this.preparation = new ManyFixes(core, files, texts);
        this.answers = new FixesAnswers(texts);
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
        return items;
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
        items.clear();
        without.clear();
        earlier.clear();
        current = -1;
        diff = DiffSheet.NONE;
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
        if (one.edits().isEmpty()) {
            without.add(one.repository());
        }
        for (FileEdit edit : one.edits()) {
            items.add(new Item(one.path(), one.repository(), edit, true, Result.NONE, ""));
        }
        if (current < 0 && !items.isEmpty()) {
            goTo(0);
        } else {
            show();
        }
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
        if (item == current || item < 0 || item >= items.size()) {
            return;
        }
        current = item;
        FileEdit edit = items.get(item).edit();
        if (edit.before().length() + edit.after().length() < ManyFixes.SMALL) {
            diff = DiffSheet.of(List.of(edit));
            show();
            return;
        }
        diff = DiffSheet.NONE;
        show();
        background.start(texts.text("fixes.comparing"), progress -> DiffSheet.of(List.of(edit)), outcome -> {
            if (current == item && outcome instanceof Background.Done<DiffSheet>(DiffSheet sheet)) {
                diff = sheet;
                show();
            }
        });
    }

    /** Takes a file in, or leaves it out. */
    void tick(int item, boolean on) {
        if (stage == Stage.READY && item >= 0 && item < items.size()) {
            items.set(item, items.get(item).ticked(on));
            show();
        }
    }

    /** Takes all files in, or leaves all out. */
    void tickAll(boolean on) {
        if (stage == Stage.READY) {
            items.replaceAll(i -> i.ticked(on));
            show();
        }
    }

    /** Writes the ticked files, each repository all or none. */
    void write() {
        Map<Path, List<FileEdit>> edits = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.ticked() && item.result() == Result.NONE) {
                edits.computeIfAbsent(Path.of(item.path()), path -> new ArrayList<>())
                        .add(item.edit());
            }
        }
        if (edits.isEmpty() || stage != Stage.READY) {
            return;
        }
        stage = Stage.WRITING;
        show();
        Map<Path, Written> written = new LinkedHashMap<>();
        background.<Integer>start(
                texts.plural("fixes.writing", edits.size(), edits.size()),
                progress -> {
                    int at = 0;
                    for (Map.Entry<Path, List<FileEdit>> one : edits.entrySet()) {
                        if (progress.cancelled()) {
                            break;
                        }
                        Inspection before = core.inspect(one.getKey(), KnownPublishers.NOTHING);
                        WrittenFiles.Kept kept =
                                files.writeAndKeep(before, one.getKey(), one.getValue(), texts.text("fixes.what"));
                        if (kept.result() instanceof WriteResult.Written(UndoLog log)) {
                            synchronized (written) {
                                written.put(
                                        one.getKey(),
                                        new Written(before.project().repository(), log));
                            }
                        }
                        progress.at(++at, edits.size());
                        progress.show(() -> came(one.getKey(), kept));
                    }
                    return at;
                },
                outcome -> {
                    synchronized (written) {
                        written.keySet().forEach(folder -> {
                            if (items.stream()
                                    .anyMatch(i -> i.result() == Result.NONE
                                            && i.ticked()
                                            && Path.of(i.path()).equals(folder))) {
                                mark(folder, Result.WRITTEN, ""); // what was told after cancelling came no more
                            }
                        });
                        ended(new LinkedHashMap<>(written), outcome);
                    }
                });
    }

    private void came(Path folder, WrittenFiles.Kept kept) {
        switch (kept.result()) {
            case WriteResult.Written _ -> mark(folder, Result.WRITTEN, String.join(" ", kept.notes()));
            case WriteResult.Refused(String reason, String manual) ->
                mark(folder, Result.REFUSED, reason + " " + manual);
        }
        show();
    }

    private void mark(Path folder, Result result, String words) {
        items.replaceAll(i ->
                i.ticked() && Path.of(i.path()).equals(folder) && i.result() != result ? i.with(result, words) : i);
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
        Map<Path, WriteResult> results = Collections.synchronizedMap(new LinkedHashMap<>());
        background.<Integer>start(
                texts.plural("fixes.undoing", written.size(), written.size()),
                progress -> {
                    for (Map.Entry<Path, Written> one : written.entrySet()) {
                        if (progress.cancelled()) {
                            break;
                        }
                        Written back = one.getValue();
                        WriteResult result = files.takeBack(back.repository(), one.getKey(), back.log());
                        results.put(one.getKey(), result);
                        progress.at(results.size(), written.size());
                        progress.show(() -> {
                            if (shown) {
                                back(one.getKey(), result);
                                show();
                            }
                        });
                    }
                    return results.size();
                },
                outcome -> {
                    if (outcome instanceof Background.Failed<Integer>(Throwable cause)) {
                        fault = texts.rich("fault", Rich.code(cause.toString()));
                    }
                    takenBack(written, new LinkedHashMap<>(results), shown);
                });
    }

    private void back(Path folder, WriteResult result) {
        switch (result) {
            case WriteResult.Written _ -> mark(folder, Result.TAKEN_BACK, "");
            case WriteResult.Refused(String reason, String manual) ->
                mark(folder, Result.REFUSED, reason + " " + manual);
        }
    }

    private void takenBack(Map<Path, Written> written, Map<Path, WriteResult> results, boolean shown) {
        Map<Path, Written> rest = new LinkedHashMap<>(written);
        rest.keySet().removeAll(results.keySet());
        List<Path> back = results.keySet().stream()
                .filter(folder -> results.get(folder) instanceof WriteResult.Written)
                .toList();
        if (!back.isEmpty()) {
            session.change(s -> s.did(new Deed(
                    Instant.now(),
                    Deed.Kind.WRITTEN,
                    texts.plural("fixes.did.undone", back.size(), back.size()),
                    null,
                    back.size())));
        }
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
        Queue<Path> done = new ConcurrentLinkedQueue<>();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        background.<Integer>start(
                texts.plural("fixes.undoing", before.size(), before.size()),
                progress -> {
                    int at = 0;
                    for (Map.Entry<Path, Written> one : before.entrySet()) {
                        if (progress.cancelled()) {
                            break;
                        }
                        Written back = one.getValue();
                        switch (files.takeBack(back.repository(), one.getKey(), back.log())) {
                            case WriteResult.Written _ -> done.add(one.getKey());
                            case WriteResult.Refused(String reason, String manual) ->
                                refused.add(one.getKey().getFileName() + ": " + reason + " " + manual);
                        }
                        progress.at(++at, before.size());
                    }
                    return at;
                },
                outcome -> {
                    if (!done.isEmpty()) {
                        session.change(s -> s.did(new Deed(
                                Instant.now(),
                                Deed.Kind.WRITTEN,
                                texts.plural("fixes.did.undone", done.size(), done.size()),
                                null,
                                done.size())));
                        changed.accept(List.copyOf(done));
                    }
                    prepare();
                    fault = outcome instanceof Background.Failed<Integer>(Throwable cause)
                            ? texts.rich("fault", Rich.code(cause.toString()))
                            : Rich.plain(String.join(" ", refused));
                    show();
                });
    }

    private void leave() {
        left = true;
        stop();
        back.run();
    }

    private void show() {
        long ticked = items.stream().filter(Item::ticked).count();
        view.set(new FixesView(
                answers.of(stage, items, without),
                kinds,
                kind,
                current,
                diff,
                !items.isEmpty() && ticked == items.size(),
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
                    items.stream().anyMatch(i -> i.result() == Result.WRITTEN)
                            ? texts.rich("fixes.note.written")
                            : Rich.EMPTY,
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
