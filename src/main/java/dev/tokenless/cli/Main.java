package dev.tokenless.cli;

import dev.tokenless.check.Inspector;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The entry of the command line. */
public final class Main {
    private Main() {}

    /** Runs one command in this process's terminal and answers its exit status. */
    public static int run(String... args) {
        if (args.length > 0 && args[0].equals("check")) {
            Thread.ofPlatform().daemon().name("prepare").start(Inspector::prepare);
        }
        return run(Terminal.ofProcess(), args);
    }

    /** Whether a word is the name of a command. */
    public static boolean isCommand(String word) {
        return TokenlessCommand.COMMANDS.stream().anyMatch(c -> name(c).equals(word));
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(CommandLine.Command.class).name();
    }

    /** Says why a call cannot be carried out, and answers the exit status of a wrong call. */
    public static int refuse(String sentence) {
        Terminal.ofProcess().complain(sentence);
        return ExitStatus.UNUSABLE;
    }

    /** Runs one command in a given terminal and answers its exit status. */
    public static int run(Terminal terminal, String... args) {
        CommandLine line = commands(terminal, args)
                .setOut(new java.io.PrintWriter(terminal.out(), true))
                .setErr(new java.io.PrintWriter(terminal.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.style() == dev.tokenless.report.Style.COLOURED
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((wrong, _) -> WrongCall.report(terminal, wrong))
                .setExecutionExceptionHandler((bug, command, _) -> Bug.report(terminal, bug, command.getCommandName()));
        int status = line.execute(args);
        terminal.out().flush();
        return status;
    }

    /**
     * The commands that this call needs: picocli reads the options of each by reflection, which for all of them takes longer
     * than a check of a small repository. A call that names none of them, or asks for help, gets them all.
     */
    private static CommandLine commands(Terminal terminal, String... args) {
        Commands factory = new Commands(terminal);
        CommandLine line = new CommandLine(new TokenlessCommand(terminal), factory);
        Optional<Class<?>> named = args.length == 0
                ? Optional.empty()
                : TokenlessCommand.COMMANDS.stream()
                        .filter(c -> c != CommandLine.HelpCommand.class)
                        .filter(c -> name(c).equals(args[0]))
                        .findFirst();
        named.map(List::<Class<?>>of)
                .orElse(TokenlessCommand.COMMANDS)
                .forEach(command -> line.addSubcommand(new CommandLine(command, factory)));
        return line;
    }
}
