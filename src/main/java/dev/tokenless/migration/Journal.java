package dev.tokenless.migration;

import dev.tokenless.repo.RepositoryId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is remembered of one repository, read anew before each change: another window may have written in between. */
final class Journal {
    private static final Object ONE_AT_A_TIME = new Object();

    private final MigrationStore store;
    private final @Nullable RepositoryId repository;

    Journal(MigrationStore store, @Nullable RepositoryId repository) {
        this.store = store;
        this.repository = repository;
    }

    /** What is remembered; nothing where it cannot be read. */
    Remembered read() {
        return repository != null && store.read(repository) instanceof MigrationStore.Read(Remembered remembered)
                ? remembered
                : Remembered.NOTHING;
    }

    /** Why what was remembered cannot be read; empty where it can, also where nothing was. */
    Optional<String> unreadable() {
        return repository != null && store.read(repository) instanceof MigrationStore.Unusable(String sentence)
                ? Optional.of(sentence)
                : Optional.empty();
    }

    /** Changes what is remembered; the answer says why it was not kept, and is empty where it was. */
    List<String> change(UnaryOperator<Remembered> by) {
        if (repository == null) {
            return List.of("This is not kept beyond today: the folder has no remote.");
        }
        synchronized (ONE_AT_A_TIME) {
            return switch (store.read(repository)) {
                case MigrationStore.Unusable(String sentence) -> List.of(sentence);
                case MigrationStore.Read(Remembered before) -> {
                    Remembered after = by.apply(before);
                    yield !after.equals(before)
                                    && store.write(repository, after)
                                            instanceof MigrationStore.NotSaved(String sentence)
                            ? List.of(sentence)
                            : List.of();
                }
            };
        }
    }
}
