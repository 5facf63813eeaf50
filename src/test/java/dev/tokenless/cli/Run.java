package dev.tokenless.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One run of the command line in a test: what it said and how it ended. */
record Run(int status, String out, String err) {

    static Run in(Path directory, String... args) {
        return in(directory, Map.of(), "", args);
    }

    static Run in(Path directory, Map<String, String> environment, String input, String... args) {
        return of(directory, environment, input, false, args);
    }

    /** With a person who types the input when she is asked. */
    static Run asked(Path directory, Map<String, String> environment, String input, String... args) {
        return of(directory, environment, input, true, args);
    }

    private static Run of(
            Path directory, Map<String, String> environment, String input, boolean interactive, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                environment,
                directory,
                interactive);
        int status = Main.run(terminal, args);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
