package dev.tokenless.ui.portfolio;

import dev.tokenless.check.Inspection;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.report.PortfolioReport;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.feather.Feather;

/** What the place Portfolio shows and does. Rows fill in while reading goes on. */
public final class PortfolioModel implements ScreenModel {
    /** Rows reach the window in bunches, so that thousands of repositories do not flood it. */
    private static final int BUNCH = 25;

    private final Session session;
    private final Background background;
    private final Opening opening;
    private final Core core;
    private final Desktop desktop;
    private final Texts texts;
    private final ObservableList<PortfolioRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private boolean reading;
    private boolean read;
    private int repositories;
    private Rich fault = Rich.EMPTY;

    public PortfolioModel(
            Session session, Background background, Opening opening, Core core, Desktop desktop, Texts texts) {
        this.session = session;
        this.background = background;
        this.opening = opening;
        this.core = core;
        this.desktop = desktop;
        this.texts = texts;
        show();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Answer> answer() {
        return answer.getReadOnlyProperty();
    }

    ObservableList<PortfolioRow> rows() {
        return rows;
    }

    /** Asks for a folder of clones and reads it. */
    void choose() {
        desktop.chooseFolder(texts.text("portfolio.choose")).ifPresent(this::read);
    }

    /** Reads every repository that lies directly in a folder, or the folder itself where it is one. */
    public void read(Path folder) {
        rows.clear();
        reading = true;
        read = true;
        repositories = 0;
        fault = Rich.EMPTY;
        show();
        background.start(
                texts.text("portfolio.reading", folder.getFileName()), progress -> scan(folder, progress), outcome -> {
                    reading = false;
                    switch (outcome) {
                        case Background.Done<Integer>(Integer count) ->
                            session.change(s -> s.did(new Deed(
                                    Instant.now(),
                                    Deed.Kind.READ,
                                    texts.text("portfolio.did", count, folder.getFileName()),
                                    null)));
                        case Background.Cancelled<Integer> _ -> {}
                        case Background.Failed<Integer>(Throwable cause) ->
                            fault = texts.rich("open.unreadable", String.valueOf(cause.getMessage()));
                    }
                    show();
                });
    }

    private int scan(Path folder, Background.Progress progress) throws IOException, InterruptedException {
        List<Path> clones = clones(folder);
        List<PortfolioRow> bunch = new ArrayList<>();
        for (int i = 0; i < clones.size(); i++) {
            if (progress.cancelled() || Thread.interrupted()) {
                throw new InterruptedException();
            }
            Inspection inspection = core.inspect(clones.get(i), null);
            bunch.addAll(PortfolioRow.of(inspection, core.check(inspection)));
            progress.at(i + 1, clones.size());
            if ((i + 1) % BUNCH == 0 || i + 1 == clones.size()) {
                List<PortfolioRow> ready = List.copyOf(bunch);
                int count = i + 1;
                bunch.clear();
                progress.show(() -> add(ready, count));
            }
        }
        return clones.size();
    }

    private static List<Path> clones(Path folder) throws IOException {
        if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
            return List.of(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private void add(List<PortfolioRow> more, int count) {
        repositories = count;
        rows.addAll(more);
        show();
    }

    /** Opens the repository of a row in the wizard. */
    void open(PortfolioRow row) {
        opening.open(Path.of(row.path()));
    }

    /** Writes the table where the user says, in the form that the file's ending names. */
    void export() {
        desktop.chooseTarget(texts.text("portfolio.export"), "portfolio.csv").ifPresent(target -> {
            List<PortfolioRow> all = sorted();
            background.start(
                    texts.text("portfolio.exporting"),
                    progress -> {
                        Files.writeString(target, formatted(target.toString(), all));
                        return target;
                    },
                    outcome -> {
                        if (outcome instanceof Background.Failed<Path>(Throwable cause)) {
                            fault = texts.rich("portfolio.not-written", String.valueOf(cause.getMessage()));
                        } else if (outcome instanceof Background.Done<Path>) {
                            session.change(s -> s.did(new Deed(
                                    Instant.now(),
                                    Deed.Kind.WRITTEN,
                                    texts.text("portfolio.exported", target.getFileName()),
                                    null)));
                        }
                        show();
                    });
        });
    }

    private static String formatted(String name, List<PortfolioRow> all) throws IOException {
        if (name.endsWith(".md")) {
            return PortfolioReport.markdown(all);
        }
        if (name.endsWith(".html")) {
            return PortfolioReport.html(all);
        }
        return name.endsWith(".json") ? PortfolioReport.json(all) : PortfolioReport.csv(all);
    }

    /** The rows, what needs the user first. */
    List<PortfolioRow> sorted() {
        return rows.stream().sorted(PortfolioRow.WORST_FIRST).toList();
    }

    /** How many rows are in a state. */
    long count(PortfolioRow.State state) {
        return rows.stream().filter(r -> r.state() == state).count();
    }

    private void show() {
        answer.set(sentence());
        Action choose = Action.primary(texts.text("portfolio.open"), Feather.FOLDER, this::choose);
        if (rows.isEmpty()) {
            bar.set(new Bar(null, texts.rich("portfolio.note"), List.of(), choose));
            return;
        }
        bar.set(new Bar(
                null,
                texts.rich("portfolio.note.rows"),
                List.of(Action.of(texts.text("portfolio.export.button"), Feather.DOWNLOAD, this::export)),
                choose));
    }

    private Answer sentence() {
        if (!fault.spans().isEmpty()) {
            return new Answer(Sign.ERROR, fault, Rich.EMPTY);
        }
        if (!read) {
            return new Answer(
                    Sign.OVERVIEW, texts.rich("portfolio.answer.empty"), texts.rich("portfolio.answer.empty.below"));
        }
        long trusted = count(PortfolioRow.State.TRUSTED);
        long refused = count(PortfolioRow.State.BROKEN);
        Rich sentence =
                texts.rich(reading ? "portfolio.answer.reading" : "portfolio.answer", trusted, rows.size(), refused);
        return new Answer(
                Sign.OVERVIEW,
                rows.isEmpty() && !reading ? texts.rich("portfolio.answer.none") : sentence,
                texts.richPlural("portfolio.answer.below", repositories, repositories));
    }
}
