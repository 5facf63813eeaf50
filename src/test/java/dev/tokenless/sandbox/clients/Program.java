package dev.tokenless.sandbox.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry's own client, run as a careful user would: with an argument list and no shell, in an empty folder, with a
 * home folder of its own and none of this process's environment but the search path.
 *
 * <p>With {@code -Dtokenless.transcript=FILE} everything that it is told and says is written down.
 */
final class Program {
    private static final Pattern SECRET = Pattern.compile("TOKEN$|PASSWORD|KEY$");
    private static final Map<Path, String> VERSIONS = new ConcurrentHashMap<>();
    private static final long SECONDS_AT_MOST = 120;

    private final Path executable;
    private final Path empty;
    private final Map<String, String> environment = new TreeMap<>();

    private Program(Path executable, Path folder) throws IOException {
        this.executable = executable;
        this.empty = Files.createDirectories(folder.resolve("empty"));
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        environment.put("LANG", "C.UTF-8");
    }

    /**
     * The program of this name.
     *
     * @param folder where its home and its working folder are made
     * @param debian how to get it where it is missing; the test is then skipped
     */
    static Program find(String name, String debian, Path folder) throws IOException {
        Optional<Path> executable = search(name);
        assumeTrue(executable.isPresent(), name + " is not on this machine; " + debian);
        return new Program(executable.orElseThrow(), folder);
    }

    private static Optional<Path> search(String name) {
        for (String part : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(part.isEmpty() ? "." : part, name);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Skips the test where the program is older than this, by its first two numbers. */
    Program atLeast(int major, int minor, String getIt) {
        String[] found = VERSIONS.computeIfAbsent(executable, _ -> version()).split("\\.");
        boolean enough = found.length > 1
                && (Integer.parseInt(found[0]) > major
                        || (Integer.parseInt(found[0]) == major && Integer.parseInt(found[1]) >= minor));
        assumeTrue(
                enough,
                executable.getFileName() + " " + String.join(".", found) + " is older than " + major + "." + minor
                        + "; " + getIt);
        return this;
    }

    private String version() {
        try {
            Matcher matcher = Pattern.compile("\\d+\\.\\d+\\.\\d+")
                    .matcher(run("--version").text());
            return matcher.find() ? matcher.group() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The same program with one more variable. */
    Program with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Program with(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    Program without(String... names) {
        for (String name : names) {
            environment.remove(name);
        }
        return this;
    }

    /** The folder that it runs in. */
    Path folder() {
        return empty;
    }

    /** What a program said, on both streams, and how it ended. */
    record Outcome(int status, String text) {}

    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(empty.getParent(), "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(empty.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(SECONDS_AT_MOST, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Outcome outcome = new Outcome(ended ? process.exitValue() : -1, text);
        note(arguments, outcome);
        return outcome;
    }

    private void note(String[] arguments, Outcome outcome) throws IOException {
        String file = System.getProperty("tokenless.transcript", "");
        if (file.isEmpty()) {
            return;
        }
        Map<String, String> shown = new LinkedHashMap<>(environment);
        shown.keySet().removeAll(List.of("PATH", "LANG"));
        StringBuilder text = new StringBuilder();
        shown.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        text.append("$ ").append(executable.getFileName()).append(' ').append(String.join(" ", arguments));
        text.append('\n')
                .append(outcome.text().strip())
                .append("\n[exit ")
                .append(outcome.status())
                .append("]\n\n");
        note(file, text.toString().replace(empty.getParent().toString(), "FOLDER"));
    }

    /** Adds a line to the transcript, where one is written. */
    static void note(String line) throws IOException {
        String file = System.getProperty("tokenless.transcript", "");
        if (!file.isEmpty()) {
            note(file, line + "\n");
        }
    }

    private static void note(String file, String text) throws IOException {
        Files.writeString(Path.of(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
