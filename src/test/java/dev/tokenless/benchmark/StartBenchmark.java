package dev.tokenless.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * {@code mvn -Pinstaller,benchmark verify}: how quick the installed program is, in one run, as medians, each figure beside
 * that of the smallest program of its kind packaged, cached and started in the same way. Draws on an X server of its own
 * ({@code Xvfb}). {@code -Dbenchmark.runs=N} names how often. It measures; it judges nothing but that the program answered.
 */
@Tag("benchmark")
class StartBenchmark {
    private static final int RUNS = Integer.getInteger("benchmark.runs", 11);
    private static final int CLONES = 1000;

    private static final String ONE_LABEL = """
        import javafx.application.*;
        import javafx.scene.*;
        import javafx.scene.control.*;
        import javafx.stage.*;

        public class OneLabel {
            public static void main(String[] args) {
                Application.launch(Shown.class, args);
            }

            public static class Shown extends Application {
                private int pulses;

                @Override
                public void start(Stage stage) {
                    Scene scene = new Scene(new Label("one label"), 1440, 900);
                    stage.setScene(scene);
                    stage.setOnShown(shown -> {
                        scene.addPostLayoutPulseListener(() -> {
                            if (++pulses == 2) {
                                System.out.println("first frame");
                                if (Boolean.getBoolean("tokenless.end")) {
                                    Platform.exit();
                                }
                            } else {
                                Platform.requestNextPulse();
                            }
                        });
                        Platform.requestNextPulse();
                    });
                    stage.show();
                }
            }
        }
        """;

    private static final String EMPTY_COMMAND = """
        import picocli.CommandLine;

        @CommandLine.Command(name = "empty", mixinStandardHelpOptions = true)
        public class EmptyCommand implements Runnable {
            @CommandLine.Parameters(arity = "0..1")
            String folder;

            @CommandLine.Option(names = "--format")
            String format;

            public void run() {}

            public static void main(String[] args) {
                System.exit(new CommandLine(new EmptyCommand()).execute(args));
            }
        }
        """;

    @TempDir
    private static Path folder;

    private static Installed installed;
    private static Process display;
    private static Map<String, String> environment = Map.of();

    @BeforeAll
    static void install() throws Exception {
        Installed unpacked = Installed.unpack(folder.resolve("root"));
        assumeTrue(unpacked != null, "there is no installer: mvn -Pinstaller,benchmark verify builds it first");
        installed = unpacked;
        display = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24", "-noreset")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String number = display.inputReader().readLine();
        environment = Map.of("DISPLAY", ":" + number, "XDG_CONFIG_HOME", folder.toString());
    }

    @AfterAll
    static void remove() throws IOException {
        System.out.println(
                "load average " + Files.readString(Path.of("/proc/loadavg")).strip());
        display.destroy();
    }

    @Test
    void the_command_line() throws Exception {
        List<String> options = installed.options("cli.aot");
        String published = Path.of(CommandLine.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Path empty = installed.small(folder, "EmptyCommand", EMPTY_COMMAND, List.of(published), options, ".");
        Path renewed = installed.small(
                folder.resolve("renewed"), "EmptyCommand", EMPTY_COMMAND, List.of("picocli"), options, ".");
        Path one = Path.of("src/test/resources/dev/tokenless/check/id-token-permission-missing/nothing-declared")
                .toAbsolutePath();
        Map<String, List<Double>> times = new HashMap<>();
        for (int i = 0; i < RUNS + 2; i++) {
            put(times, "empty", i, toTheEnd(List.of(empty.toString(), one.toString())));
            put(times, "renewed", i, toTheEnd(List.of(renewed.toString(), one.toString())));
            put(times, "check", i, toTheEnd(List.of(installed.program().toString(), "check", one.toString())));
        }
        double least = median(times.get("empty"));
        say("an empty program, picocli as published", least, least, "");
        say("an empty program, picocli renewed", median(times.get("renewed")), least, "");
        say("tokenless check, one workflow", median(times.get("check")), least, "goal 1.6");
    }

    @Test
    void the_window() throws Exception {
        List<String> options = installed.options("app.aot");
        Path label = installed.small(folder, "OneLabel", ONE_LABEL, List.of("javafx-"), options);
        Map<String, String> telling = new HashMap<>(environment);
        telling.put("TOKENLESS_OPTIONS", "-Dtokenless.tell=true");
        Map<String, List<Double>> times = new HashMap<>();
        List<Double> resident = new ArrayList<>();
        for (int i = 0; i < RUNS + 2; i++) {
            put(
                    times,
                    "label",
                    i,
                    until(List.of(label.toString()), environment, "first frame").get("first frame"));
            Map<String, Double> shown =
                    until(List.of(installed.program().toString()), telling, "usable", "first frame");
            put(times, "frame", i, shown.get("first frame"));
            put(times, "usable", i, shown.get("usable"));
        }
        for (int i = 0; i < 3; i++) {
            resident.add(resident(List.of(installed.program().toString()), telling, "usable"));
        }
        double least = median(times.get("label"));
        say("a window with one label, first frame", least, least, "");
        say("tokenless, first frame", median(times.get("frame")), least, "goal 1.3");
        say("tokenless, welcome takes a press", median(times.get("usable")), least, "goal 1.5");
        System.out.printf("%-42s %6.0f MB  goal 200%n", "resident, resting on welcome", median(resident));
    }

    @Test
    void the_sample() throws Exception {
        for (String what : List.of("sample", "checks")) {
            List<String> command = new ArrayList<>(
                    installed.window(Path.of("target", "test-classes"), "dev.tokenless.ui.shell.Probe$Start"));
            command.add(what);
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < Math.max(5, RUNS / 2); i++) {
                times.add(value(command, "shown "));
            }
            System.out.printf("open sample, until its %-19s %6.0f ms  goal 300%n", what + " is shown", median(times));
            if (what.equals("checks")) {
                List<Double> resident = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    resident.add(resident(command, quiet(), "shown "));
                }
                System.out.printf("%-42s %6.0f MB  goal 200%n", "resident, resting on the sample", median(resident));
            }
        }
    }

    @Test
    void the_pulses_of_a_portfolio() throws Exception {
        Path clones = Files.createDirectory(folder.resolve("clones"));
        SyntheticRepositories.layOut(clones, CLONES);
        List<String> command = new ArrayList<>(
                installed.window(Path.of("target", "test-classes"), "dev.tokenless.ui.shell.Probe$Start"));
        command.addAll(List.of("portfolio", clones.toString()));
        Process process = start(command, quiet());
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            System.out.println(CLONES + " repositories read in the portfolio: " + line(said, "pulses")
                    + " (ms between pulses; goal: p99 17, most 50)");
        } finally {
            process.destroy();
        }
    }

    /** Without a graphics card GTK would load a software GL for nothing: as the installed script. */
    private Map<String, String> quiet() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("GDK_GL", "disable");
        return all;
    }

    /** The first two runs of each kind warm the disk and are not counted. */
    private static void put(Map<String, List<Double>> times, String name, int run, double time) {
        List<Double> kept = times.computeIfAbsent(name, n -> new ArrayList<>());
        if (run >= 2) {
            kept.add(time);
        }
    }

    private double toTheEnd(List<String> command) throws Exception {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return (System.nanoTime() - begun) / 1e6;
    }

    private Process start(List<String> command, Map<String, String> with) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(with);
        return builder.start();
    }

    /** Milliseconds from the start until each word was said. */
    private Map<String, Double> until(List<String> command, Map<String, String> with, String last, String... before)
            throws Exception {
        Map<String, Double> times = new HashMap<>();
        long begun = System.nanoTime();
        Process process = start(command, with);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                double at = (System.nanoTime() - begun) / 1e6;
                for (String word : before) {
                    if (line.startsWith(word)) {
                        times.put(word, at);
                    }
                }
                if (line.startsWith(last)) {
                    times.put(last, at);
                    break;
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(times).as(String.join(" ", command)).containsKey(last);
        return times;
    }

    private double value(List<String> command, String word) throws Exception {
        Process process = start(command, quiet());
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            return Double.parseDouble(line(said, word).substring(word.length()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String line(BufferedReader said, String word) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(word)) {
                return line;
            }
            all.append(line).append('\n');
        }
        throw new IOException("never said " + word + "\n" + all);
    }

    /** Resident megabytes, eight seconds after a word was said. */
    private double resident(List<String> command, Map<String, String> with, String word) throws Exception {
        Process process = start(command, with);
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            line(said, word);
            process.waitFor(8, TimeUnit.SECONDS);
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
            return Double.NaN;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void say(String what, double millis, double least, String goal) {
        System.out.printf("%-42s %6.0f ms  x %.2f  %s%n", what, millis, millis / least, goal);
    }
}
