package dev.tokenless.migration;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.repo.Problem;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads many repositories, several at a time, in their order, with few of them in memory. */
public final class PortfolioScan {
    /** How many repositories are read ahead of the one that is told of, for each thread. */
    private static final int AHEAD = 4;

    private PortfolioScan() {}

    /**
     * What one repository came to.
     *
     * @param rows none where nothing is published
     * @param problems what could not be read
     */
    public record Scanned(Path folder, List<PortfolioRow> rows, List<Problem> problems) {
        public Scanned {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }

        /** The rows of a repository that was read. */
        public static Scanned of(Path folder, Inspection inspection, List<Finding> findings) {
            return new Scanned(folder, PortfolioRow.of(inspection, findings), inspection.problems());
        }
    }

    /** Reads one repository. */
    @FunctionalInterface
    public interface Reader {
        Scanned read(Path folder);
    }

    /** Is told of one repository after the other, on the thread that called. */
    @FunctionalInterface
    public interface Sink {
        void accept(Scanned scanned);
    }

    /**
     * Reads all folders; a fault of the program in one of them stays in it.
     *
     * @throws InterruptedException when the calling thread was interrupted; nothing is read any more then
     */
    public static void each(List<Path> folders, int threads, Reader reader, Sink sink) throws InterruptedException {
        Queue<Future<Scanned>> running = new ArrayDeque<>();
        ExecutorService readers = Executors.newFixedThreadPool(
                Math.max(1, threads),
                Thread.ofPlatform().name("portfolio-", 0).daemon(true).factory());
        try {
            for (Path folder : folders) {
                running.add(readers.submit(() -> guarded(folder, reader)));
                if (running.size() >= Math.max(1, threads) * AHEAD) {
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

    private static Scanned finished(Future<Scanned> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        }
    }

    private static Scanned guarded(Path folder, Reader reader) {
        try {
            return reader.read(folder);
        } catch (RuntimeException | StackOverflowError fault) {
            return new Scanned(
                    folder,
                    List.of(),
                    List.of(Problem.of(
                            ".",
                            "This repository was not read: the program itself went wrong ("
                                    + fault.getClass().getSimpleName() + "). Please report it.")));
        }
    }
}
