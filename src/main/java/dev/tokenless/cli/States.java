package dev.tokenless.cli;

import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.UserFolders;
import java.nio.file.Path;

/** Where the state of migrations is kept: with the user's other programs, or where a variable says. */
final class States {
    /** Names another folder, for example one that a build keeps. */
    static final String VARIABLE = "TOKENLESS_STATE";

    private States() {}

    static Path folder(Terminal terminal) {
        String other = terminal.environment().getOrDefault(VARIABLE, "");
        return other.isEmpty() ? UserFolders.state() : terminal.directory().resolve(other);
    }

    static MigrationStore store(Terminal terminal) {
        return new MigrationStore(folder(terminal));
    }
}
