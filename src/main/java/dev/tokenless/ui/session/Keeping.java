package dev.tokenless.ui.session;

import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.MigrationStore.NotSaved;
import dev.tokenless.migration.MigrationStore.Read;
import dev.tokenless.migration.MigrationStore.Saved;
import dev.tokenless.migration.MigrationStore.Unusable;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import org.jspecify.annotations.Nullable;

/** Keeps what the user says of a migration's stages, so that the project opened again shows it; of the sample nothing. */
public final class Keeping {
    private final Session session;
    private final Background background;
    private final MigrationStore store;
    private final Texts texts;

    public Keeping(Session session, Background background, MigrationStore store, Texts texts) {
        this.session = session;
        this.background = background;
        this.store = store;
        this.texts = texts;
    }

    /**
     * What is remembered of the open project.
     *
     * @param trouble why it is not kept beyond this window, empty where it is
     */
    public record Kept(Remembered remembered, String trouble) {
        public static final Kept NOTHING = new Kept(Remembered.NOTHING, "");
    }

    /** What was kept of a repository. Blocking. */
    Kept read(boolean sample, @Nullable RepositoryId repository) {
        if (sample) {
            return new Kept(Remembered.NOTHING, texts.text("keeping.sample"));
        }
        if (repository == null) {
            return new Kept(Remembered.NOTHING, texts.text("keeping.no-remote"));
        }
        return switch (store.read(repository)) {
            case Read(Remembered remembered) -> new Kept(remembered, "");
            case Unusable(String sentence) -> new Kept(Remembered.NOTHING, sentence);
        };
    }

    /** Sets a stage's mark for a package, or takes it away. */
    public void mark(String packageKey, Stage stage, Remembered.@Nullable Mark mark) {
        Reading open = session.now().reading();
        if (open == null) {
            return;
        }
        RepositoryId repository = open.inspection().project().repository();
        Kept now = session.now().kept();
        session.change(s -> s.keeping(new Kept(with(now.remembered(), packageKey, stage, mark), now.trouble())));
        if (open.sample() || repository == null || !now.trouble().isEmpty()) {
            return;
        }
        background.<Kept>start(
                texts.text("keeping.writing"), progress -> write(repository, packageKey, stage, mark), outcome -> {
                    Reading then = session.now().reading();
                    if (then == null || !then.folder().equals(open.folder())) {
                        return;
                    }
                    if (outcome instanceof Background.Done<Kept>(Kept written)
                            && !written.trouble().isEmpty()) {
                        session.change(s -> s.keeping(new Kept(s.kept().remembered(), written.trouble())));
                    }
                });
    }

    /** Read and written in one go: the command line, or another window, may have written in between. */
    private synchronized Kept write(
            RepositoryId repository, String packageKey, Stage stage, Remembered.@Nullable Mark mark) {
        Kept before = read(false, repository);
        if (!before.trouble().isEmpty()) {
            return before;
        }
        Remembered after = with(before.remembered(), packageKey, stage, mark);
        return switch (store.write(repository, after)) {
            case Saved _ -> new Kept(after, "");
            case NotSaved(String sentence) -> new Kept(after, sentence);
        };
    }

    private static Remembered with(
            Remembered remembered, String packageKey, Stage stage, Remembered.@Nullable Mark mark) {
        return mark == null ? remembered.without(packageKey, stage) : remembered.with(packageKey, stage, mark);
    }
}
