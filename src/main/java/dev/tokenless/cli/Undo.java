package dev.tokenless.cli;

import dev.tokenless.edit.UndoLog;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.UserFolders;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.nio.file.Path;
import java.time.Instant;

/** Keeps the way back of what was written. */
final class Undo {
    private Undo() {}

    /** Remembers it for the repository in the folder; a folder without a remote has its history in git alone. */
    static void remember(Terminal terminal, Path folder, UndoLog undo, String what) {
        RepositoryId repository = ProjectReader.read(folder).repository();
        if (repository == null) {
            return;
        }
        MigrationStore store = new MigrationStore(UserFolders.state());
        switch (store.read(repository)) {
            case MigrationStore.Unusable(String sentence) -> terminal.complain(sentence);
            case MigrationStore.Read(Remembered remembered) -> {
                if (store.write(repository, remembered.with(new Remembered.Written(what, undo, Instant.now())))
                        instanceof MigrationStore.NotSaved(String sentence)) {
                    terminal.complain(sentence);
                }
            }
        }
    }
}
