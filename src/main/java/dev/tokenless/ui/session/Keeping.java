package dev.tokenless.ui.session;

import dev.tokenless.edit.UndoLog;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.MigrationStore.NotSaved;
import dev.tokenless.migration.MigrationStore.Read;
import dev.tokenless.migration.MigrationStore.Saved;
import dev.tokenless.migration.MigrationStore.Unusable;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was seen, said and written of a migration, so that the project opened again shows it. Of the sample it is kept
 * until the window closes.
 */
public final class Keeping implements AutoCloseable {
    private final Session session;
    private final Background background;
    private final MigrationStore store;
    private final Texts texts;
    private final Clock clock;
    private @Nullable Path sampleFolder;

    /** What is remembered here is more than what is kept: the last writing failed. */
    private volatile boolean notSaved;

    public Keeping(Session session, Background background, MigrationStore store, Texts texts, Clock clock) {
        this.session = session;
        this.background = background;
        this.store = store;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * What is remembered of the open project.
     *
     * @param trouble why it is not kept beyond this window, empty where it is
     */
    public record Kept(Remembered remembered, String trouble) {
        public static final Kept NOTHING = new Kept(Remembered.NOTHING, "");
    }

    /** Where it is kept: for the sample a folder that goes with the window. Blocking. */
    public synchronized MigrationStore store(boolean sample) {
        if (!sample) {
            return store;
        }
        Path folder = sampleFolder;
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("tokenless-sample-state");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sampleFolder = folder;
        }
        return new MigrationStore(folder);
    }

    /** What was kept of a repository. Blocking. */
    Kept read(boolean sample, @Nullable RepositoryId repository) {
        if (sample) {
            return new Kept(Remembered.NOTHING, texts.text("keeping.sample"));
        }
        return repository == null
                ? new Kept(Remembered.NOTHING, texts.text("keeping.no-remote"))
                : kept(store, repository);
    }

    private static Kept kept(MigrationStore from, RepositoryId repository) {
        return switch (from.read(repository)) {
            case Read(Remembered remembered) -> new Kept(remembered, "");
            case Unusable(String sentence) -> new Kept(Remembered.NOTHING, sentence);
        };
    }

    /** What is kept of a stage of a package. */
    public Optional<Remembered.Mark> marked(String packageKey, Stage stage) {
        return Optional.ofNullable(
                session.now().kept().remembered().marks(packageKey).get(stage));
    }

    /** Sets a stage's mark for a package, or takes it away. */
    public void mark(String packageKey, Stage stage, Remembered.@Nullable Mark mark) {
        change(r -> mark == null ? r.without(packageKey, stage) : r.with(packageKey, stage, mark));
    }

    /**
     * Files are about to be written: the names of the secrets that their jobs hand over are kept, since the files will name
     * them no more.
     */
    void writing() {
        Reading open = session.now().reading();
        if (open == null) {
            return;
        }
        change(r -> WrittenFiles.withSecretNames(open.inspection(), r));
    }

    /** Files were written: the way back is kept. */
    void written(Path folder, String what, UndoLog log) {
        change(r -> r.with(Remembered.Written.into(folder, what, log, clock.instant())));
    }

    /**
     * Takes files back and forgets the way back where it is kept. That is the project in which they were written, whichever
     * is open by now. Blocking.
     */
    WriteResult takeBack(Reading written, UndoLog log) {
        return new WrittenFiles(store(written.sample()), clock)
                .takeBack(written.inspection().project().repository(), written.folder(), log);
    }

    /** What was written was taken back: there is no way back to show any more. */
    void takenBack(Path folder, UndoLog log) {
        change(r -> r.without(folder, log));
    }

    /** Changes what is remembered, here and where it is kept. */
    public void change(UnaryOperator<Remembered> by) {
        Reading open = session.now().reading();
        if (open == null) {
            return;
        }
        RepositoryId repository = open.inspection().project().repository();
        Kept now = session.now().kept();
        Remembered changed = by.apply(now.remembered());
        if (changed.equals(now.remembered())) {
            return;
        }
        session.change(s -> s.keeping(new Kept(changed, now.trouble())));
        if (repository == null || !open.sample() && !now.trouble().isEmpty()) {
            return;
        }
        background.<Kept>start(
                texts.text("keeping.writing"), progress -> write(open.sample(), repository, by), outcome -> {
                    Reading then = session.now().reading();
                    if (then == null || !then.folder().equals(open.folder()) || open.sample()) {
                        return;
                    }
                    if (outcome instanceof Background.Done<Kept>(Kept written)
                            && !written.trouble().isEmpty()) {
                        session.change(s -> s.keeping(new Kept(s.kept().remembered(), written.trouble())));
                    }
                });
    }

    /** Whether something that is remembered here could not be written where it is kept. */
    boolean notSaved() {
        return notSaved;
    }

    /** Writes what could not be written before, once more. */
    void saveAgain() {
        Reading open = session.now().reading();
        RepositoryId repository =
                open == null ? null : open.inspection().project().repository();
        if (open == null || repository == null || open.sample() || !notSaved) {
            return;
        }
        notSaved = false;
        Remembered here = session.now().kept().remembered();
        background.<Kept>start(
                texts.text("keeping.writing"), progress -> write(false, repository, _ -> here), outcome -> {
                    Reading then = session.now().reading();
                    if (then != null
                            && then.folder().equals(open.folder())
                            && outcome instanceof Background.Done<Kept>(Kept written)) {
                        session.change(s -> s.keeping(new Kept(s.kept().remembered(), written.trouble())));
                    }
                });
    }

    /** Somebody else changed what is kept, by the same rules: it is read again. Blocking. */
    public Remembered again(boolean sample, @Nullable RepositoryId repository, Remembered otherwise) {
        return repository != null && store(sample).read(repository) instanceof Read(Remembered remembered)
                ? remembered
                : otherwise;
    }

    /** Shows what was read again. */
    public void show(Remembered remembered) {
        session.change(s -> s.keeping(new Kept(remembered, s.kept().trouble())));
    }

    /** Read and written in one go: the command line, or another window, may have written in between. */
    private synchronized Kept write(boolean sample, RepositoryId repository, UnaryOperator<Remembered> by) {
        MigrationStore into = store(sample);
        Kept before = kept(into, repository);
        if (!before.trouble().isEmpty()) {
            return before;
        }
        Remembered after = by.apply(before.remembered());
        return switch (into.write(repository, after)) {
            case Saved _ -> new Kept(after, "");
            case NotSaved(String sentence) -> {
                notSaved = true;
                yield new Kept(after, sentence);
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        Path folder = sampleFolder;
        sampleFolder = null;
        if (folder != null) {
            delete(folder);
        }
    }

    /** Deletes a folder of this program with all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
