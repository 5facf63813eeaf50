package dev.tokenless.cli;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Patch;
import dev.tokenless.report.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the command line reads and writes.
 *
 * @param out for what was asked for; one document where a machine-readable format is asked for
 * @param err for everything else that is said
 * @param environment the environment variables
 * @param directory the folder that relative paths start from
 * @param interactive whether a person can be asked
 * @param pause how it is waited
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        InputStream in,
        Map<String, String> environment,
        Path directory,
        boolean interactive,
        HttpSettings.Pause pause) {

    /** A terminal at which waiting takes its time. */
    public Terminal(
            PrintStream out,
            PrintStream err,
            InputStream in,
            Map<String, String> environment,
            Path directory,
            boolean interactive) {
        this(out, err, in, environment, directory, interactive, Thread::sleep);
    }

    /** The terminal of this process. */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(
                        new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.in,
                System.getenv(),
                Path.of(""),
                System.console() != null && System.console().isTerminal());
    }

    /** Colour only for a person at a terminal, and never where NO_COLOR is set (no-color.org). */
    public Style style() {
        boolean wanted = interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return wanted ? Style.COLOURED : Style.PLAIN;
    }

    /** Asks a person and answers the line that was typed; empty where nothing was. */
    public String ask(String question) {
        err.print(question);
        err.flush();
        java.io.Console console = System.console();
        String line = console != null && in == System.in ? console.readLine() : line();
        return line == null ? "" : line;
    }

    /** Asks a person for something that is not shown while it is typed; empty where nothing was. */
    public Secret askSecretly(String question) {
        java.io.Console console = System.console();
        if (console != null && in == System.in) {
            char[] typed = console.readPassword("%s", question);
            return Secret.of(typed == null ? "" : new String(typed));
        }
        return Secret.of(ask(question).strip());
    }

    /** One line of the input, without reading what comes after it; a terminal that is no console gives it so. */
    private @Nullable String line() {
        if (!interactive) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
                line.write(c);
            }
        } catch (IOException gone) {
            return null;
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Prints a diff: for a person with marks and colours, into a pipe as {@code git apply} takes it. */
    public void printPatch(List<FileEdit> files) {
        out.print(interactive ? Patch.shown(files, style()) : Patch.of(files));
    }

    /** Says what went wrong and what to do, on the error stream. */
    public void complain(String sentence) {
        err.println("tokenless: " + Escaping.terminal(sentence));
    }
}
