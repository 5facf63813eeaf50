package dev.tokenless.cli;

import picocli.CommandLine;

/** The entry of the command line. */
public final class Main {
    private Main() {}

    /** Runs one command in this process's terminal and answers its exit status. */
    public static int run(String... args) {
        return run(Terminal.ofProcess(), args);
    }

    /** Runs one command in a given terminal and answers its exit status. */
    public static int run(Terminal terminal, String... args) {
        CommandLine line = new CommandLine(new TokenlessCommand(terminal), new Commands(terminal))
                .setOut(new java.io.PrintWriter(terminal.out(), true))
                .setErr(new java.io.PrintWriter(terminal.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.style() == dev.tokenless.report.Style.COLOURED
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((bug, command, _) -> Bug.report(terminal, bug, command.getCommandName()));
        int status = line.execute(args);
        terminal.out().flush();
        return status;
    }
}
