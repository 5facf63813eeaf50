package dev.tokenless.ui.session;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.migration.PublisherLook;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Background.Outcome;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Opens repositories and reads them again. */
public final class Opening implements AutoCloseable {
    private final Session session;
    private final Background background;
    private final Core core;
    private final Keeping keeping;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Rich> refusal = new ReadOnlyObjectWrapper<>(Rich.EMPTY);
    private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
    private Background.@Nullable Running running;
    /** Where samples were laid out: they go with the window. */
    private final Queue<Path> samples = new ConcurrentLinkedQueue<>();
    /** Counts the readings: which of them is the one that goes on. */
    private int turn;
    /** What a registry answered and no reading has taken in yet: a reading that is cancelled must not lose it. */
    private @Nullable KnownPublishers told;
    /** Whether another project is being opened: the present one is read again only where nothing comes of that. */
    private boolean leaving;
    /** Whether it was said that the open project's folder is not there. */
    private boolean gone;

    public Opening(Session session, Background background, Core core, Keeping keeping, Texts texts) {
        this.session = session;
        this.background = background;
        this.core = core;
        this.keeping = keeping;
        this.texts = texts;
    }

    /** Why the last folder could not be opened; empty where it could. */
    public ReadOnlyObjectProperty<Rich> refusal() {
        return refusal.getReadOnlyProperty();
    }

    /** Says why something was not opened, or takes that back. */
    public void refuse(Rich why) {
        refusal.set(why);
    }

    /** What is being read, in words; empty while nothing is. */
    public ReadOnlyStringProperty reading() {
        return reading.getReadOnlyProperty();
    }

    /** Opens a folder. */
    public void open(Path folder) {
        open(folder, StepId.PROJECT, upload -> false);
    }

    /**
     * Opens a folder at a step, with one of its uploads chosen.
     *
     * @param wanted the upload to be chosen; the first of all where none is
     */
    public void open(Path folder, StepId step, Predicate<Upload> wanted) {
        Path whole = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(whole)) {
            refusal.set(texts.rich("open.not-a-folder", Rich.code(whole.toString())));
            return;
        }
        leaving = true;
        begin(
                texts.text("open.reading.name", String.valueOf(whole.getFileName())),
                progress -> read(whole, false, KnownPublishers.NOTHING),
                reading -> opened(s -> {
                    SessionState opened =
                            did(s.opened(reading.reading(), reading.publishers(), reading.kept()), reading);
                    List<Upload> uploads = reading.reading().uploads();
                    for (int i = 0; i < uploads.size(); i++) {
                        if (wanted.test(uploads.get(i))) {
                            return opened.choosing(i).at(step);
                        }
                    }
                    return step == StepId.PROJECT ? Landing.of(opened) : opened.at(step);
                }));
    }

    /** Lays the sample out in a folder of its own and opens it. */
    public void openSample() {
        leaving = true;
        begin(
                texts.text("open.reading"),
                progress -> {
                    Path folder = Files.createTempDirectory("tokenless-sample");
                    samples.add(folder);
                    return read(core.layOutSample(folder), true, KnownPublishers.NOTHING);
                },
                reading ->
                        opened(s -> did(s.opened(reading.reading(), reading.publishers(), reading.kept()), reading)));
    }

    @Override
    public void close() throws IOException {
        for (Path folder = samples.poll(); folder != null; folder = samples.poll()) {
            Keeping.delete(folder);
        }
    }

    private void opened(UnaryOperator<SessionState> change) {
        told = null;
        session.change(change);
    }

    /** Reads the open project again. */
    public void reread() {
        reread(s -> s);
    }

    /** Reads the open project again, with more known of the registries' publishers. */
    public void knowing(UnaryOperator<KnownPublishers> more) {
        knowing(more, s -> s);
    }

    /**
     * Reads the open project again, with more known of the registries' publishers.
     *
     * @param more made of what is known, be it shown already or not
     * @param then what else changes with it, made of the state that has the new reading
     */
    public void knowing(UnaryOperator<KnownPublishers> more, UnaryOperator<SessionState> then) {
        if (session.now().reading() == null) {
            return;
        }
        KnownPublishers before = told;
        told = more.apply(before == null ? session.now().publishers() : before);
        reread(then);
    }

    private void reread(UnaryOperator<SessionState> then) {
        Reading open = session.now().reading();
        if (open == null) {
            return;
        }
        if (leaving) {
            return;
        }
        if (!Files.isDirectory(open.folder())) {
            // Read as it is now, it would be a repository in which nothing is published.
            gone = true;
            refusal.set(texts.rich("open.gone", Rich.code(open.folder().toString())));
            session.change(then::apply);
            return;
        }
        if (gone) {
            gone = false;
            refusal.set(Rich.EMPTY);
        }
        KnownPublishers meant = told;
        // What single packages were answered stays; the project's own file is read anew.
        KnownPublishers known = (meant == null ? session.now().publishers() : meant).withFile(null);
        begin(
                texts.text("open.reading.name", open.name()),
                progress -> read(open.folder(), open.sample(), known),
                reading -> {
                    if (told == meant) {
                        told = null;
                    }
                    session.change(s -> then.apply(
                            did(s.reread(reading.reading(), reading.publishers(), kept(open, s, reading)), reading)));
                    // What a registry told, or the user said, outlives the window; what it refutes does not.
                    keeping.saveAgain();
                    keeping.change(r -> PublisherLook.marked(reading.reading().inspection(), r));
                });
    }

    private SessionState did(SessionState state, Read read) {
        Reading reading = read.reading();
        return state.did(new Deed(
                reading.at(),
                Deed.Kind.READ,
                reading.inspection().workflows().isEmpty()
                                && reading.inspection().jobs().stream()
                                        .anyMatch(job -> job.job().ci() instanceof PublishJob.GitLabJob)
                        ? texts.text("open.read.pipeline", reading.name())
                        : texts.plural(
                                "open.read",
                                reading.inspection().workflows().size(),
                                reading.name(),
                                reading.inspection().workflows().size()),
                null));
    }

    private void begin(String words, Background.Work<Read> work, Consumer<Read> then) {
        refusal.set(Rich.EMPTY);
        Background.Running before = running;
        if (before != null) {
            before.cancel();
        }
        reading.set(words);
        int own = ++turn;
        Background.Running begun = background.start(words, work, outcome -> {
            boolean last = own == turn;
            if (last) { // one that came after it is told by its own end
                turn++;
                running = null;
                leaving = false;
                reading.set("");
            }
            ended(outcome, then);
            if (last && told != null && !(outcome instanceof Background.Done<Read>)) {
                reread();
            }
        });
        running = own == turn ? begun : null;
    }

    private void ended(Outcome<Read> outcome, Consumer<Read> then) {
        switch (outcome) {
            case Background.Done<Read> done -> then.accept(done.value());
            case Background.Cancelled<Read> _ -> {}
            case Background.Failed<Read> failed ->
                refusal.set(
                        failed.cause() instanceof IOException || failed.cause() instanceof UncheckedIOException
                                ? texts.rich(
                                        "open.unreadable",
                                        String.valueOf(failed.cause().getMessage()))
                                : texts.rich("fault", Rich.code(failed.cause().toString())));
        }
    }

    private Read read(Path folder, boolean sample, KnownPublishers known) {
        Instant begun = Instant.now();
        Inspection inspection = core.inspect(folder, known);
        List<Finding> findings = core.check(inspection);
        return new Read(
                new Reading(
                        folder,
                        sample,
                        inspection,
                        findings,
                        Reading.uploads(inspection),
                        sources(inspection, findings),
                        begun,
                        Duration.between(begun, Instant.now())),
                inspection.known(),
                keeping.read(sample, inspection.project().repository()));
    }

    private static Map<String, SourceText> sources(Inspection inspection, List<Finding> findings) {
        Map<String, SourceText> sources = new LinkedHashMap<>();
        inspection.workflows().forEach(w -> sources.put(w.path(), w.source()));
        SourceTree tree = inspection.project().tree();
        Stream<String> more = Stream.of(
                        inspection.jobs().stream().map(e -> e.job().path()),
                        findings.stream().map(f -> f.place().path()),
                        inspection.problems().stream().map(p -> p.place().path()),
                        inspection.project().packages().stream().map(DeclaredPackage::manifest))
                .flatMap(paths -> paths);
        more.distinct().filter(path -> !sources.containsKey(path)).forEach(path -> {
            if (tree.read(path) instanceof SourceTree.Text(SourceText source)) {
                sources.put(path, source);
            }
        });
        return sources;
    }

    /** What was said in this window outlives a reading where no file keeps it. */
    private Keeping.Kept kept(Reading before, SessionState now, Read read) {
        if (keeping.notSaved() && !before.sample() && read.kept().trouble().isEmpty()) {
            return now.kept();
        }
        boolean lasting = !before.sample() && read.kept().trouble().isEmpty();
        return lasting
                ? read.kept()
                : new Keeping.Kept(now.kept().remembered(), read.kept().trouble());
    }

    private record Read(Reading reading, KnownPublishers publishers, Keeping.Kept kept) {}
}
