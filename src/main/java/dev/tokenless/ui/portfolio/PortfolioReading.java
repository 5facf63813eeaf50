package dev.tokenless.ui.portfolio;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.migration.Clones;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.PortfolioScan;
import dev.tokenless.migration.PortfolioScan.Scanned;
import dev.tokenless.repo.Problem;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reading of many repositories into the rows of the table: what was asked for, how far it is, what could not be read.
 * It can be stopped and goes on where it stopped.
 */
final class PortfolioReading {
    /** More would not be read by anybody in the window; the command line says all. */
    private static final int MOST_TROUBLES = 50;

    private final Session session;
    private final Background background;
    private final Core core;
    private final Texts texts;
    private final PortfolioRows rows;
    private final PortfolioModel.Told told;
    private final List<String> troubles = new ArrayList<>();
    private Background.@Nullable Running running;
    private @Nullable Path source;
    /** The folders that were asked for; nothing where it was all of the source. */
    private @Nullable List<Path> asked;

    private List<Path> rest = List.of();
    private int whole;
    private int done;
    private int unreadable;
    private int unlisted;

    PortfolioReading(
            Session session,
            Background background,
            Core core,
            Texts texts,
            PortfolioRows rows,
            PortfolioModel.Told told) {
        this.session = session;
        this.background = background;
        this.core = core;
        this.texts = texts;
        this.rows = rows;
        this.told = told;
    }

    /** Reads the repositories of a folder of clones or of a list, or only some folders of it. */
    void read(Path given, @Nullable List<Path> folders) {
        stop();
        rows.clear();
        if (!given.equals(source)) {
            rows.filter(PortfolioFilter.ALL); // what was sought in another folder would hide most of this one
        }
        troubles.clear();
        unreadable = 0;
        unlisted = 0;
        source = given;
        asked = folders;
        rest = folders == null ? List.of() : folders;
        whole = rest.size();
        done = 0;
        told.fault(Rich.EMPTY);
        begin(given, folders);
    }

    /** Reads everything again. */
    void again() {
        if (source != null) {
            read(source, asked);
        }
    }

    /** Goes on where reading was stopped. */
    void readOn() {
        if (source != null && !rest.isEmpty() && running == null) {
            begin(source, rest);
        }
    }

    boolean isRunning() {
        return running != null;
    }

    /** Whether something was asked for at all. */
    boolean hasSource() {
        return source != null;
    }

    /** The name of what was asked for; empty where nothing was. */
    String source() {
        return source == null ? "" : name(source);
    }

    /** How many repositories there are. */
    int whole() {
        return whole;
    }

    /** How many of them are read. */
    int done() {
        return done;
    }

    /** How many are still to be read. */
    int left() {
        return Math.max(0, whole - done);
    }

    /** Whether it was stopped before its end and can go on. */
    boolean isStopped() {
        return running == null && !rest.isEmpty();
    }

    /** How many had something that could not be read. */
    int unreadable() {
        return unreadable;
    }

    /** How many lines of a list name no folder. */
    int unlisted() {
        return unlisted;
    }

    /** What could not be read, a line each, the first ones only. */
    List<String> troubles() {
        return troubles;
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
        told.changed();
    }

    private void ended(Background.Outcome<String> outcome, Path given) {
        switch (outcome) {
            case Background.Done<String>(String refusal) -> {
                told.fault(Rich.plain(refusal));
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
            case Background.Failed<String>(Throwable cause) ->
                told.fault(texts.rich("fault", Rich.code(cause.toString())));
        }
        told.changed();
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
                        unlisted = missing.size();
                        missing.forEach(line -> trouble(texts.text("portfolio.missing", line)));
                        told.changed();
                    });
                }
            }
        }
        Bunches bunches = new Bunches(folders, known == null ? 0 : done, progress, this::add);
        // one core is left to the window
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        PortfolioScan.each(folders, threads, this::look, bunches::take);
        return "";
    }

    private Scanned look(Path folder) {
        var inspection = core.inspect(folder, KnownPublishers.NOTHING);
        return Scanned.of(folder, inspection, core.check(inspection));
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
        told.changed();
    }

    /** Some repositories changed and are read again; the rows of the others stay. */
    void readAgain(List<Path> folders) {
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
                        if (System.nanoTime() - last > Bunches.PAUSE_NANOS || i == folders.size() - 1) {
                            last = System.nanoTime();
                            Map<String, List<PortfolioRow>> ready = new LinkedHashMap<>(bunch);
                            List<String> lines =
                                    unread.stream().map(this::trouble).toList();
                            bunch.clear();
                            unread.clear();
                            progress.show(() -> replace(ready, lines));
                        }
                    }
                    return folders.size();
                },
                outcome -> {
                    if (outcome instanceof Background.Failed<Integer>(Throwable cause)) {
                        told.fault(texts.rich("fault", Rich.code(cause.toString())));
                    }
                    told.changed();
                });
    }

    private void replace(Map<String, List<PortfolioRow>> ready, List<String> lines) {
        rows.replace(ready);
        lines.stream().filter(l -> !troubles.contains(l)).forEach(l -> {
            unreadable++;
            trouble(l);
        });
        told.changed();
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

    static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }
}
