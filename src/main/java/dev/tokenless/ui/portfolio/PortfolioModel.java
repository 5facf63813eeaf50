package dev.tokenless.ui.portfolio;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.migration.Clones;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.PortfolioScan;
import dev.tokenless.migration.PortfolioScan.Scanned;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What the place Portfolio shows and does: many repositories in one table, and the way into what is done with many. */
public final class PortfolioModel implements ScreenModel {
    /** Rows reach the window in bunches, so that thousands of repositories do not flood it. */
    private static final long BUNCH_NANOS = 1_000_000_000;

    /** How far the reading is: each report is a frame to paint. */
    private static final long PROGRESS_NANOS = 200_000_000;

    /** The first rows come sooner, so that there is something to read at once. */
    private static final long FIRST_BUNCH_NANOS = 200_000_000;

    private static final int FIRST_ROWS = 32;

    /** More would not be read by anybody in the window; the command line says all. */
    private static final int MOST_TROUBLES = 50;

    private final Session session;
    private final Background background;
    private final Opening opening;
    private final Core core;
    private final Desktop desktop;
    private final Texts texts;
    private final PortfolioAnswers answers;
    private final PortfolioRows rows = new PortfolioRows();
    private final FixesModel fixes;
    private final PublishersModel publishers;
    private final ReadOnlyObjectWrapper<PortfolioView> view = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.TABLE);
    private final List<String> troubles = new ArrayList<>();
    private Background.@Nullable Running running;
    private @Nullable Path source;
    /** The folders that were asked for; nothing where it was all of the source. */
    private @Nullable List<Path> asked;

    private List<Path> rest = List.of();
    private int whole;
    private int done;
    private int unreadable;
    private Rich fault = Rich.EMPTY;
    private final Action chooseList;
    private final Action choose;
    private final Action clear;
    private final Action readOn;
    private final Action toPublishers;
    private final Action toFixes;

    /** What stands in the place. */
    enum Mode {
        TABLE,
        FIXES,
        PUBLISHERS
    }

    public PortfolioModel(
            Session session,
            Background background,
            Opening opening,
            Core core,
            WrittenFiles files,
            Desktop desktop,
            Texts texts,
            Registrations registrations) {
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.core = core;
        this.desktop = desktop;
        this.texts = texts;
        this.answers = new PortfolioAnswers(texts);
        this.chooseList = Action.of(texts.text("portfolio.open-list"), Feather.LIST, this::chooseList);
        this.choose = Action.primary(texts.text("portfolio.open"), Feather.FOLDER, this::choose);
        this.clear = Action.of(texts.text("portfolio.clear"), Feather.X, this::chooseNone);
        this.readOn = Action.of(texts.text("portfolio.read-on"), Feather.PLAY, this::readOn);
        this.toPublishers = Action.of(texts.text("portfolio.publishers"), Feather.SHIELD, this::reviewPublishers);
        this.toFixes = Action.primary(texts.text("portfolio.review"), Feather.TOOL, this::reviewFixes);
        this.fixes = new FixesModel(session, background, core, files, texts, this::toTable, this::readAgain);
        this.publishers = new PublishersModel(session, background, core, desktop, texts, registrations, this::toTable);
        show();
        mode.subscribe(now -> {
            bar.unbind();
            switch (now) {
                case TABLE -> show();
                case FIXES -> bar.bind(fixes.bar());
                case PUBLISHERS -> bar.bind(publishers.bar());
            }
        });
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PortfolioView> view() {
        return view.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Mode> mode() {
        return mode.getReadOnlyProperty();
    }

    FixesModel fixes() {
        return fixes;
    }

    PublishersModel publishers() {
        return publishers;
    }

    /** The rows that are shown, in their order. */
    ObservableList<PortfolioRow> rows() {
        return rows.shown();
    }

    /** Asks for a folder of clones and reads it. */
    void choose() {
        desktop.chooseFolder(texts.text("portfolio.choose")).ifPresent(this::read);
    }

    /** Asks for a list of folders and reads them. */
    void chooseList() {
        desktop.chooseFile(texts.text("portfolio.choose-list")).ifPresent(this::read);
    }

    /** Reads some folders: what else lies beside them stays away, also when they are read again. */
    public void read(List<Path> folders) {
        Path first = folders.getFirst().toAbsolutePath();
        Path beside = first.getParent();
        read(beside == null ? first : beside, folders);
    }

    /** Reads the repositories of a folder of clones or of a list. */
    public void read(Path given) {
        read(given, null);
    }

    private void read(Path given, @Nullable List<Path> folders) {
        stop();
        rows.clear();
        troubles.clear();
        unreadable = 0;
        source = given;
        asked = folders;
        rest = folders == null ? List.of() : folders;
        whole = rest.size();
        done = 0;
        fault = Rich.EMPTY;
        mode.set(Mode.TABLE);
        begin(given, folders);
    }

    /** Reads everything again. */
    void again() {
        if (source != null) {
            read(source, asked);
        }
    }

    /** Reads the chosen repositories again, everything where none is chosen. */
    @Override
    public boolean rereads() {
        if (source == null || mode.get() != Mode.TABLE) {
            return true;
        }
        List<Path> folders = rows.chosen().stream()
                .map(PortfolioRow::path)
                .distinct()
                .map(Path::of)
                .toList();
        if (folders.isEmpty()) {
            again();
        } else if (running == null) {
            readAgain(folders);
        }
        return true;
    }

    /** Goes on where reading was stopped. */
    void readOn() {
        if (source != null && !rest.isEmpty() && running == null) {
            begin(source, rest);
        }
    }

    private void stop() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    private void begin(Path given, @Nullable List<Path> known) {
        Background.Running[] own = new Background.Running[1];
        boolean[] ended = new boolean[1];
        own[0] = background.start(
                texts.text("portfolio.reading", name(given)), progress -> scan(given, known, progress), outcome -> {
                    ended[0] = true;
                    if (own[0] != null && own[0] != running) {
                        return;
                    }
                    running = null;
                    ended(outcome, given);
                });
        running = ended[0] ? null : own[0];
        show();
    }

    private void ended(Background.Outcome<String> outcome, Path given) {
        switch (outcome) {
            case Background.Done<String>(String refusal) -> {
                fault = Rich.plain(refusal);
                if (refusal.isEmpty()) {
                    session.change(s -> s.did(new Deed(
                            Instant.now(),
                            Deed.Kind.READ,
                            texts.plural("portfolio.did", done, done, name(given)),
                            null,
                            done)));
                }
            }
            case Background.Cancelled<String> _ -> {}
            case Background.Failed<String>(Throwable cause) -> fault = texts.rich("fault", Rich.code(cause.toString()));
        }
        show();
    }

    /** Reads in the background; answers why nothing could be read, or nothing. */
    private String scan(Path given, @Nullable List<Path> known, Background.Progress progress)
            throws InterruptedException {
        List<Path> folders;
        if (known != null) {
            folders = known;
        } else {
            switch (Clones.of(given)) {
                case Clones.Unusable(String sentence) -> {
                    return sentence;
                }
                case Clones.Folders(List<Path> found, List<String> missing) -> {
                    folders = found;
                    progress.show(() -> {
                        whole = found.size();
                        rest = found;
                        missing.forEach(line -> trouble(texts.text("portfolio.missing", line)));
                        show();
                    });
                }
            }
        }
        int before = known == null ? 0 : done;
        int all = before + folders.size();
        List<Scanned> bunch = new ArrayList<>();
        int[] count = {0};
        int[] told = {known == null ? 0 : FIRST_ROWS};
        long[] last = {System.nanoTime()};
        long[] said = {0};
        // one core is left to the window
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        PortfolioScan.each(
                folders,
                threads,
                folder -> {
                    var inspection = core.inspect(folder, KnownPublishers.NOTHING);
                    return Scanned.of(folder, inspection, core.check(inspection));
                },
                scanned -> {
                    bunch.add(scanned);
                    count[0]++;
                    if (System.nanoTime() - said[0] > PROGRESS_NANOS || count[0] == folders.size()) {
                        said[0] = System.nanoTime();
                        progress.at(before + count[0], all);
                    }
                    told[0] += scanned.rows().size();
                    long pause = told[0] < FIRST_ROWS ? FIRST_BUNCH_NANOS : BUNCH_NANOS;
                    if (System.nanoTime() - last[0] > pause || count[0] == folders.size()) {
                        last[0] = System.nanoTime();
                        List<Scanned> ready = List.copyOf(bunch);
                        List<Path> left = folders.subList(count[0], folders.size());
                        bunch.clear();
                        progress.show(() -> add(ready, left));
                    }
                });
        return "";
    }

    private void add(List<Scanned> ready, List<Path> left) {
        rest = left;
        done += ready.size();
        List<PortfolioRow> more = new ArrayList<>();
        for (Scanned scanned : ready) {
            more.addAll(scanned.rows());
            if (!scanned.problems().isEmpty()) {
                unreadable++;
                trouble(trouble(scanned));
            }
        }
        rows.add(more);
        show();
    }

    private String trouble(Scanned scanned) {
        Problem first = scanned.problems().getFirst();
        return texts.text(
                "portfolio.trouble",
                name(scanned.folder()),
                first.place().path().equals(".")
                        ? first.message()
                        : first.place().path() + ":" + first.place().line() + ": " + first.message());
    }

    private void trouble(String line) {
        if (troubles.size() < MOST_TROUBLES) {
            troubles.add(line);
        }
    }

    /** Some repositories changed and are read again. */
    private void readAgain(List<Path> folders) {
        background.<Integer>start(
                texts.text("portfolio.reading-again"),
                progress -> {
                    Map<String, List<PortfolioRow>> bunch = new LinkedHashMap<>();
                    List<Scanned> unread = new ArrayList<>();
                    long last = System.nanoTime();
                    for (int i = 0; i < folders.size() && !progress.cancelled(); i++) {
                        var inspection = core.inspect(folders.get(i), KnownPublishers.NOTHING);
                        Scanned scanned = Scanned.of(folders.get(i), inspection, core.check(inspection));
                        bunch.put(inspection.project().path(), scanned.rows());
                        if (!scanned.problems().isEmpty()) {
                            unread.add(scanned);
                        }
                        progress.at(i + 1, folders.size());
                        if (System.nanoTime() - last > BUNCH_NANOS || i == folders.size() - 1) {
                            last = System.nanoTime();
                            Map<String, List<PortfolioRow>> ready = new LinkedHashMap<>(bunch);
                            List<String> lines =
                                    unread.stream().map(this::trouble).toList();
                            bunch.clear();
                            unread.clear();
                            progress.show(() -> {
                                rows.replace(ready);
                                lines.stream()
                                        .filter(l -> !troubles.contains(l))
                                        .forEach(l -> {
                                            unreadable++;
                                            trouble(l);
                                        });
                                show();
                            });
                        }
                    }
                    return folders.size();
                },
                outcome -> {
                    if (outcome instanceof Background.Failed<Integer>(Throwable cause)) {
                        fault = texts.rich("fault", Rich.code(cause.toString()));
                    }
                    show();
                });
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /** Shows other rows. */
    void filter(PortfolioFilter other) {
        rows.filter(other);
        show();
    }

    /** Orders the rows; null for worst first. */
    void order(@Nullable Comparator<PortfolioRow> other) {
        rows.order(other == null ? PortfolioRow.WORST_FIRST : other.thenComparing(PortfolioRow.WORST_FIRST));
        show();
    }

    /** Puts rows that came in below into their order. */
    void sortAgain() {
        rows.arrange();
        show();
    }

    /** The user works on the table: nothing moves under the hand while reading goes on. */
    void touched() {
        if (running != null) {
            rows.freeze();
        }
    }

    /** Counts the changes of the choice, so that the table knows when its marks are to be drawn again. */
    int choice() {
        return rows.choice();
    }

    boolean chosen(PortfolioRow row) {
        return rows.chosen(row);
    }

    /** Chooses rows for what is done with many, or leaves them out again. */
    void choose(List<PortfolioRow> some, boolean on) {
        rows.choose(some, on);
        show();
    }

    void chooseNone() {
        rows.chooseNone();
        show();
    }

    /** Opens the repository of a row in the wizard, with its package chosen, where something is to be done. */
    void open(PortfolioRow row) {
        StepId step = row.state() == PortfolioRow.State.UNKNOWN ? StepId.PROJECT : StepId.CHECK;
        opening.open(
                Path.of(row.path()),
                step,
                u -> u.registry().equals(row.registry())
                        && Objects.equals(u.packageName(), row.packageName())
                        && u.examined() != null
                        && u.examined().job().path().equals(row.workflow())
                        && u.examined().job().job().equals(row.job()));
    }

    /** Prepares the safe fixes of the rows that are meant and shows them all before anything is written. */
    void reviewFixes() {
        fixes.prepare(rows.meant());
        mode.set(Mode.FIXES);
    }

    /** Shows the publishers that the rows need. */
    void reviewPublishers() {
        publishers.prepare(rows.meant());
        mode.set(Mode.PUBLISHERS);
    }

    /** Copies a row as words. */
    void copy(PortfolioRow row) {
        desktop.copy(String.join(
                "\t",
                row.state().word(),
                row.registry().id(),
                String.valueOf(row.packageName()),
                PortfolioFilter.repository(row),
                row.workflow() + ":" + row.line(),
                row.reason()));
    }

    private void toTable() {
        mode.set(Mode.TABLE);
    }

    /** Writes the table where the user says, in the form that the file's ending names. */
    void export(PortfolioFile form) {
        desktop.chooseTarget(texts.text("portfolio.export"), "portfolio" + form.ending())
                .ifPresent(target -> {
                    List<PortfolioRow> shown = rows.shown().stream()
                            .sorted(PortfolioRow.WORST_FIRST)
                            .toList();
                    background.start(
                            texts.text("portfolio.exporting"), progress -> form.write(target, shown), outcome -> {
                                switch (outcome) {
                                    case Background.Done<String>(String refusal) -> exported(target, refusal);
                                    case Background.Cancelled<String> _ -> {}
                                    case Background.Failed<String>(Throwable cause) ->
                                        fault = texts.rich("fault", Rich.code(cause.toString()));
                                }
                                show();
                            });
                });
    }

    private void exported(Path target, String refusal) {
        fault = refusal.isEmpty() ? Rich.EMPTY : texts.rich("portfolio.not-written", refusal);
        if (refusal.isEmpty()) {
            session.change(s -> s.did(
                    new Deed(Instant.now(), Deed.Kind.WRITTEN, texts.text("portfolio.exported", name(target)), null)));
        }
    }

    private void show() {
        Map<PortfolioRow.State, Integer> states = new EnumMap<>(PortfolioRow.State.class);
        Map<RegistryId, Integer> registries = new TreeMap<>(Comparator.comparing(RegistryId::id));
        int work = 0;
        int files = 0;
        for (PortfolioRow row : rows.all()) {
            states.merge(row.state(), 1, Integer::sum);
            files += row.isPackage() ? 0 : 1;
            registries.merge(row.registry(), 1, Integer::sum);
            work += PortfolioFilter.needsWork(row.state()) ? 1 : 0;
        }
        boolean reading = running != null;
        view.set(new PortfolioView(
                answers.of(new PortfolioAnswers.Facts(
                        source == null ? "" : name(source),
                        reading,
                        whole,
                        done,
                        rows.size() - files,
                        files,
                        unreadable,
                        states)),
                fault,
                states,
                java.util.Collections.unmodifiableMap(registries),
                rows.filter(),
                rows.size(),
                work,
                rows.chosenCount(),
                Math.max(0, whole - done),
                troubles,
                rows.stale(),
                reading));
        if (!bar.isBound()) {
            bar.set(tableBar(reading));
        }
    }

    /** The same actions again while rows come in, so that their buttons stay. */
    private Bar tableBar(boolean reading) {
        if (rows.size() == 0) {
            return new Bar(null, texts.rich("portfolio.note"), List.of(chooseList), choose);
        }
        int chosen = rows.chosenCount();
        int shown = rows.shown().size();
        String none = shown == 0 ? texts.text("portfolio.none-shown") : "";
        List<Action> others = new ArrayList<>();
        if (chosen > 0) {
            others.add(clear);
        }
        if (!reading && !rest.isEmpty()) {
            others.add(readOn);
        }
        others.add(toPublishers.unless(none));
        Rich note = chosen == 0
                ? texts.richPlural("portfolio.note.all", shown, shown)
                : texts.rich("portfolio.note.chosen", chosen);
        return new Bar(null, note, others, toFixes.unless(none));
    }
}
