package dev.tokenless.cli;

import dev.tokenless.check.Inspector;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.migration.StepResult;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Writes files and keeps the way back. */
final class Undo {
    private Undo() {}

    /** Writes all or none; {@code tokenless migration --undo} takes it back. */
    static int write(Terminal terminal, Path folder, List<FileEdit> files, String what) {
        return switch (new WrittenFiles(States.store(terminal), Clock.systemUTC())
                .write(Inspector.inspect(ProjectReader.read(folder), null), folder, files, what)) {
            case StepResult.Done done -> {
                terminal.err()
                        .println(Escaping.terminal(done.sentence())
                                + " Look at the change with git diff before you commit it;"
                                + " tokenless migration --undo takes it back.");
                done.notes().forEach(terminal::complain);
                yield ExitStatus.FINE;
            }
            case StepResult.Held(String sentence) -> {
                terminal.complain(sentence);
                yield ExitStatus.UNUSABLE;
            }
            case StepResult.Failed(String sentence) -> {
                terminal.complain(sentence);
                yield ExitStatus.UNUSABLE;
            }
        };
    }
}
