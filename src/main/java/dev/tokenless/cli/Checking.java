package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.Unread;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Checked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads and checks many repositories, on all cores, in their order, with few of them in memory. */
final class Checking {
    /** How many repositories are read ahead of the one that is told of, for each core. */
    private static final int AHEAD = 8;

    private Checking() {}

    /** Takes one checked project after the other. */
    interface Sink {
        void accept(Checked checked) throws IOException;
    }

    static void each(List<Path> folders, @Nullable List<TrustedPublisher> publishers, Sink sink) throws IOException {
        if (folders.size() == 1) {
            sink.accept(check(folders.getFirst(), publishers));
            return;
        }
        int cores = Runtime.getRuntime().availableProcessors();
        Queue<Future<Checked>> running = new ArrayDeque<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(cores)) {
            try {
                for (Path folder : folders) {
                    running.add(readers.submit(() -> check(folder, publishers)));
                    if (running.size() >= cores * AHEAD) {
                        sink.accept(finished(running.remove()));
                    }
                }
                while (!running.isEmpty()) {
                    sink.accept(finished(running.remove()));
                }
            } finally {
                readers.shutdownNow();
            }
        }
    }

    /** One repository, wholly read and checked; a fault of the program in it stays in it. */
    static Checked check(Path folder, @Nullable List<TrustedPublisher> publishers) {
        try {
            Inspection inspection = Inspector.inspect(ProjectReader.read(folder), publishers);
            return new Checked(inspection, Rules.check(inspection));
        } catch (RuntimeException | StackOverflowError bug) {
            return faulty(folder, bug);
        }
    }

    private static Checked faulty(Path folder, Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
        Problem problem = Problem.of(
                ".",
                "This repository was not checked: the program itself went wrong ("
                        + bug.getClass().getSimpleName() + where + "). Please report this line.");
        Project project = new Project(
                folder.toString(),
                new dev.tokenless.repo.MemoryTree(java.util.Map.of()),
                null,
                List.of(),
                List.of(problem));
        return new Checked(
                new Inspection(
                        project,
                        List.of(),
                        List.of(),
                        KnownPublishers.NOTHING,
                        List.of(problem),
                        new Unread(List.of(problem))),
                List.of());
    }

    private static Checked finished(Future<Checked> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("stopped");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }
}
