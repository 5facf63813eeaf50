package dev.tokenless.ui.portfolio;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.session.Core;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes into many repositories, each all or nothing, and takes it back again; what was begun is told, also when stopped. */
final class ManyWritings {
    private final Core core;
    private final WrittenFiles files;
    private final String what;

    /**
     * @param what is written, in words that are kept with it
     */
    ManyWritings(Core core, WrittenFiles files, String what) {
        this.core = core;
        this.files = files;
        this.what = what;
    }

    /** What was written into a repository, with the way back. */
    record Written(@Nullable RepositoryId repository, UndoLog log) {}

    /**
     * Writes. Blocking.
     *
     * @param edits by folder
     * @param written gets what was written as it is done, for whoever has to know when the work is stopped
     * @param told hears of each repository on the window's thread, unless the work was stopped
     */
    int write(
            Map<Path, List<FileEdit>> edits,
            Map<Path, Written> written,
            Background.Progress progress,
            BiConsumer<Path, WrittenFiles.Kept> told) {
        progress.sends();
        int at = 0;
        for (Map.Entry<Path, List<FileEdit>> one : edits.entrySet()) {
            if (progress.cancelled()) {
                break;
            }
            Inspection before = core.inspect(one.getKey(), KnownPublishers.NOTHING);
            WrittenFiles.Kept kept = files.writeAndKeep(before, one.getKey(), one.getValue(), what);
            if (kept.result() instanceof WriteResult.Written(UndoLog log)) {
                written.put(one.getKey(), new Written(before.project().repository(), log));
            }
            progress.at(++at, edits.size());
            progress.show(() -> told.accept(one.getKey(), kept));
        }
        return at;
    }

    /**
     * Takes back. Blocking.
     *
     * @param results gets the outcome of each repository as it is done
     * @param told hears of each repository on the window's thread, unless the work was stopped
     */
    int takeBack(
            Map<Path, Written> written,
            Map<Path, WriteResult> results,
            Background.Progress progress,
            BiConsumer<Path, WriteResult> told) {
        progress.sends();
        int at = 0;
        for (Map.Entry<Path, Written> one : written.entrySet()) {
            if (progress.cancelled()) {
                break;
            }
            Written back = one.getValue();
            WriteResult result = files.takeBack(back.repository(), one.getKey(), back.log());
            results.put(one.getKey(), result);
            progress.at(++at, written.size());
            progress.show(() -> told.accept(one.getKey(), result));
        }
        return at;
    }

    /** A map in the order in which it is filled, that one thread fills and another one reads. */
    static <V> Map<Path, V> shared() {
        return Collections.synchronizedMap(new LinkedHashMap<>());
    }
}
