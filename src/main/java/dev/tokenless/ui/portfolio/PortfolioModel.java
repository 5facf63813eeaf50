package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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
    private final Opening opening;
    private final Desktop desktop;
    private final Texts texts;
    private final PortfolioAnswers answers;
    private final PortfolioRows rows = new PortfolioRows();
    private final FixesModel fixes;
    private final PublishersModel publishers;
    private final ReadOnlyObjectWrapper<PortfolioView> view = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<Boolean> rereadable = new ReadOnlyObjectWrapper<>(false);
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.TABLE);
    private final PortfolioReading reading;
    private final PortfolioExport export;
    private Rich fault = Rich.EMPTY;
    private final Action chooseList;
    private final Action choose;
    private final Action clear;
    private final Action readOn;
    private final Action toPublishers;
    private final Action toFixes;

    /** What reading and exporting tell the place, on the window's thread. */
    interface Told {
        /** Something came in, began or ended. */
        void changed();

        /** Why nothing could be read or written; empty where that is over. */
        void fault(Rich fault);
    }

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
        this.opening = opening;
        this.desktop = desktop;
        this.texts = texts;
        this.answers = new PortfolioAnswers(texts);
        Told told = new Told() {
            @Override
            public void changed() {
                show();
            }

            @Override
            public void fault(Rich now) {
                fault = now;
            }
        };
        this.reading = new PortfolioReading(session, background, core, texts, rows, told);
        this.export = new PortfolioExport(session, background, desktop, texts, told);
        this.chooseList = Action.of(texts.text("portfolio.open-list"), Feather.LIST, this::chooseList);
        this.choose = Action.primary(texts.text("portfolio.open"), Feather.FOLDER, this::choose);
        this.clear = Action.of(texts.text("portfolio.clear"), Feather.X, this::chooseNone);
        this.readOn = Action.of(texts.text("portfolio.read-on"), Feather.PLAY, reading::readOn);
        this.toPublishers = Action.of(texts.text("portfolio.publishers"), Feather.SHIELD, this::reviewPublishers);
        this.toFixes = Action.primary(texts.text("portfolio.review"), Feather.TOOL, this::reviewFixes);
        this.fixes = new FixesModel(session, background, core, files, texts, this::toTable, reading::readAgain);
        this.publishers = new PublishersModel(session, background, core, desktop, texts, registrations, this::toTable);
        show();
        mode.subscribe(now -> {
            rereadable.set(reading.hasSource() && now == Mode.TABLE);
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
        mode.set(Mode.TABLE);
        reading.read(given, folders);
    }

    /** Reads everything again. */
    void again() {
        if (reading.hasSource()) {
            mode.set(Mode.TABLE);
            reading.again();
        }
    }

    @Override
    public ObservableValue<Boolean> rereadable() {
        return rereadable.getReadOnlyProperty();
    }

    /** Reads the chosen repositories again, everything where none is chosen. */
    @Override
    public boolean rereads() {
        if (!reading.hasSource() || mode.get() != Mode.TABLE) {
            return true;
        }
        List<Path> folders = rows.chosen().stream()
                .map(PortfolioRow::path)
                .distinct()
                .map(Path::of)
                .toList();
        if (folders.isEmpty()) {
            again();
        } else if (!reading.isRunning()) {
            reading.readAgain(folders);
        }
        return true;
    }

    /** Goes on where reading was stopped. */
    void readOn() {
        reading.readOn();
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
        if (reading.isRunning()) {
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
                Objects.requireNonNullElse(row.packageName(), ""),
                PortfolioFilter.repository(row),
                row.workflow() + ":" + row.line(),
                row.reason()));
    }

    private void toTable() {
        mode.set(Mode.TABLE);
    }

    /** Writes the table where the user says, in the form that the file's ending names. */
    void export(PortfolioFile form) {
        export.write(form, rows.shown());
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
        view.set(new PortfolioView(
                answers.of(new PortfolioAnswers.Facts(
                        reading.source(),
                        reading.isRunning(),
                        reading.whole(),
                        reading.done(),
                        rows.size() - files,
                        files,
                        reading.unreadable(),
                        reading.unlisted(),
                        rows.worstFirst(),
                        states)),
                fault,
                states,
                java.util.Collections.unmodifiableMap(registries),
                rows.filter(),
                rows.size(),
                work,
                rows.chosenCount(),
                rows.chosenHidden(),
                reading.left(),
                reading.troubles(),
                rows.stale(),
                reading.isRunning()));
        rereadable.set(reading.hasSource() && mode.get() == Mode.TABLE);
        if (!bar.isBound()) {
            bar.set(tableBar());
        }
    }

    /** The same actions again while rows come in, so that their buttons stay. */
    private Bar tableBar() {
        if (rows.size() == 0) {
            return new Bar(null, texts.rich("portfolio.note"), List.of(chooseList), choose);
        }
        int chosen = rows.chosenCount();
        int hidden = rows.chosenHidden();
        int shown = rows.shown().size();
        String none = shown == 0 ? texts.text("portfolio.none-shown") : "";
        List<Action> others = new ArrayList<>();
        if (chosen > 0) {
            others.add(clear);
        }
        if (reading.isStopped()) {
            others.add(readOn);
        }
        others.add(toPublishers.unless(none));
        Rich note = chosen == 0
                ? texts.richPlural("portfolio.note.all", shown, shown)
                : hidden == 0
                        ? texts.rich("portfolio.note.chosen", chosen)
                        : texts.rich("portfolio.note.hidden", chosen, hidden);
        return new Bar(null, note, others, toFixes.unless(none));
    }
}
