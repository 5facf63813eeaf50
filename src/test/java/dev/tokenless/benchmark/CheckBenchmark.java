package dev.tokenless.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mvn -Pbenchmark verify}: checks N and 2N synthetic repositories with the packaged program and prints files per
 * second, peak memory and the growth. {@code -Dbenchmark.repositories=N} names another N. It measures; it judges nothing
 * but that the program answered.
 */
@Tag("benchmark")
class CheckBenchmark {
    private static final int RUNS = 5;

    @TempDir
    private Path folder;

    private record Measured(double seconds, long peakKilobytes) {}

    @Test
    void checks_a_folder_of_clones() throws Exception {
        int repositories = Integer.getInteger("benchmark.repositories", 300);
        Measured one = measure(repositories);
        Measured two = measure(2 * repositories);
        System.out.printf(
                "from N to 2N: wall time x %.2f, peak memory x %.2f%n",
                two.seconds() / one.seconds(), (double) two.peakKilobytes() / one.peakKilobytes());
    }

    private Measured measure(int repositories) throws Exception {
        Path clones = Files.createDirectory(folder.resolve("clones-" + repositories));
        long bytes = SyntheticRepositories.layOut(clones, repositories);
        run(clones);
        double[] seconds = new double[RUNS];
        long[] peaks = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            Measured run = run(clones);
            seconds[i] = run.seconds();
            peaks[i] = run.peakKilobytes();
        }
        Arrays.sort(seconds);
        Arrays.sort(peaks);
        int files = repositories * SyntheticRepositories.FILES_EACH;
        System.out.printf(
                "%d repositories, %d workflow files of %.1f kB: %.2f s (least %.2f, most %.2f), %.0f files/s, peak"
                        + " %.0f MB%n",
                repositories,
                files,
                bytes / 1000.0 / files,
                seconds[RUNS / 2],
                seconds[0],
                seconds[RUNS - 1],
                files / seconds[RUNS / 2],
                peaks[RUNS / 2] / 1024.0);
        return new Measured(seconds[RUNS / 2], peaks[RUNS / 2]);
    }

    private Measured run(Path clones) throws IOException, InterruptedException {
        Path program = Path.of("target", "tokenless", "bin", "tokenless").toAbsolutePath();
        Path out = folder.resolve("out.json");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "check",
                        "--each",
                        clones.toString(),
                        "--format",
                        "json",
                        "--fail-on",
                        "never")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long peak = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(process.exitValue()).isZero();
        assertThat(out).isNotEmptyFile();
        return new Measured(seconds, peak);
    }

    /** The kernel's own high-water mark; 0 where there is no /proc. */
    private static long peakKilobytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }
}
