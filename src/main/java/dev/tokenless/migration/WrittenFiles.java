package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.repo.RepositoryId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes files of a repository and keeps the way back, so that the next start of the program can still take it. */
public final class WrittenFiles {
    private final MigrationStore store;
    private final Clock clock;

    public WrittenFiles(MigrationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes edits, all or none. The names of the secrets that the jobs hand over are kept before: the migrated files
     * name them no more.
     *
     * @param before the repository as it is now
     * @param what the command or step that writes
     */
    public StepResult write(Inspection before, Path folder, List<FileEdit> edits, String what) {
        Kept kept = writeAndKeep(before, folder, edits, what);
        return switch (kept.result()) {
            case WriteResult.Refused(String reason, String manual) -> new StepResult.Failed(reason + " " + manual);
            case WriteResult.Written _ ->
                new StepResult.Done("Wrote " + edits.size() + (edits.size() == 1 ? " file." : " files."), kept.notes());
        };
    }

    /**
     * What came of writing, with the way back.
     *
     * @param notes why the way back is not kept beyond the caller, empty where it is
     */
    public record Kept(WriteResult result, List<String> notes) {
        public Kept {
            notes = List.copyOf(notes);
        }
    }

    /** The same as {@link #write}, for whoever offers the way back at once. */
    public Kept writeAndKeep(Inspection before, Path folder, List<FileEdit> edits, String what) {
        Journal journal = new Journal(store, before.project().repository());
        List<String> notes = new ArrayList<>(journal.change(remembered -> withSecretNames(before, remembered)));
        WriteResult result = Editor.write(folder, edits);
        if (result instanceof WriteResult.Written(UndoLog undo)) {
            notes.addAll(journal.change(r -> r.with(Remembered.Written.into(folder, what, undo, clock.instant()))));
        }
        return new Kept(result, notes.stream().distinct().toList());
    }

    /**
     * The last writing into a clone that is kept, where this step did it; empty where another did, or none. Blocking.
     *
     * @param what the command or step that wrote
     */
    public Optional<UndoLog> last(@Nullable RepositoryId repository, Path folder, String what) {
        List<Remembered.Written> written = new Journal(store, repository).read().writtenIn(folder);
        return written.isEmpty() || !written.getLast().what().equals(what)
                ? Optional.empty()
                : Optional.of(written.getLast().log());
    }

    /** Takes back one writing, whatever was written after it, as far as its lines are still as they were written. */
    public WriteResult takeBack(@Nullable RepositoryId repository, Path folder, UndoLog log) {
        WriteResult result = Editor.undo(folder, log);
        if (result instanceof WriteResult.Written) {
            new Journal(store, repository).change(r -> r.without(folder, log));
        }
        return result;
    }

    /** With the names of the secrets that each package's jobs hand over. */
    public static Remembered withSecretNames(Inspection inspection, Remembered remembered) {
        Remembered after = remembered;
        for (PlannedPackages.Key key : PlannedPackages.of(inspection)) {
            Set<String> names = new TreeSet<>();
            Sights.jobsOf(inspection, key.registry(), key.packageName())
                    .forEach(job -> names.addAll(job.job().secrets()));
            after = after.withSecretNames(MigrationPlan.key(key.registry(), key.packageName()), names);
        }
        return after;
    }

    /** Takes the last writing back: the workflow hands over the stored token again. */
    public StepResult takeBack(Inspection inspection, Path folder) {
        Journal journal = new Journal(store, inspection.project().repository());
        List<Remembered.Written> written = journal.read().writtenIn(folder);
        if (written.isEmpty()) {
            return new StepResult.Held("Nothing is kept that this program wrote here. Use git to go back.");
        }
        Remembered.Written last = written.getLast();
        return switch (Editor.undo(folder, last.log())) {
            case WriteResult.Refused(String reason, String manual) -> new StepResult.Failed(reason + " " + manual);
            case WriteResult.Written _ ->
                new StepResult.Done(
                        "Took back what " + last.what() + " wrote: "
                                + last.log().entries().stream()
                                        .map(UndoLog.Entry::path)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        journal.change(r -> r.without(folder, last.log())));
        };
    }
}
