package dev.tokenless.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A call that cannot be understood: one line says what is wrong with it, the next where to read on. */
final class WrongCall {
    private WrongCall() {}

    static int report(Terminal terminal, CommandLine.ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        boolean top = command.parent() == null;
        terminal.complain(sentence(wrong, command, top));
        terminal.err()
                .println(
                        top
                                ? "tokenless --help lists the commands."
                                : "tokenless " + command.name() + " --help lists what it takes.");
        return ExitStatus.UNUSABLE;
    }

    private static String sentence(CommandLine.ParameterException wrong, CommandSpec command, boolean top) {
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            if (unmatched.isUnknownOption()) {
                String name = first.replaceFirst("=.*$", "");
                return "there is no option " + name + "." + Nearest.question(name, options(command));
            }
            return top
                    ? "there is no command " + first + ", and no folder of that name here."
                            + Nearest.question(first, command.subcommands().keySet())
                    : first + " is too much: " + takes(command) + ".";
        }
        if (wrong instanceof CommandLine.MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().getFirst();
            return name(argument) + (argument instanceof OptionSpec ? " needs a value" : " is missing")
                    + (argument.type().isEnum() ? ": " + String.join(", ", values(argument)) : "") + ".";
        }
        ArgSpec argument = wrong.getArgSpec();
        if (argument != null && argument.type().isEnum() && wrong.getValue() != null) {
            List<String> values = values(argument);
            return "there is no " + name(argument) + " " + wrong.getValue() + "."
                    + Nearest.question(wrong.getValue(), values) + " Known are: " + String.join(", ", values) + ".";
        }
        String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
        return message.endsWith(".") ? message : message + ".";
    }

    /** The option as it is typed, or the word that stands for the argument in the help. */
    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static List<String> values(ArgSpec argument) {
        return Arrays.stream(argument.type().getEnumConstants())
                .map(Object::toString)
                .toList();
    }

    private static List<String> options(CommandSpec command) {
        return command.options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static String takes(CommandSpec command) {
        String labels =
                command.positionalParameters().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "));
        return command.name() + (labels.isEmpty() ? " takes options only" : " takes options, then " + labels);
    }
}
