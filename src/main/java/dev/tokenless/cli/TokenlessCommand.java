package dev.tokenless.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top: names the commands. */
@Command(
        name = "tokenless",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Moves a package from long-lived API tokens to trusted publishing.",
        footer = {
            "",
            "Without a command the window opens, with the folder that is named: tokenless FOLDER.",
            "Without a display the demo runs in the terminal.",
            "Exit status: 0 fine, 1 findings, 2 the call is wrong or the input unreadable,",
            "3 a network or registry refusal."
        })
final class TokenlessCommand implements Runnable {
    /** The commands, in the order in which they are listed. */
    static final List<Class<?>> COMMANDS = List.of(
            CheckCommand.class,
            FixCommand.class,
            WorkflowCommand.class,
            PublisherCommand.class,
            EnvironmentCommand.class,
            SecretCommand.class,
            RehearseCommand.class,
            DiagnoseCommand.class,
            SandboxCommand.class,
            DemoCommand.class,
            MigrationCommand.class,
            PortfolioCommand.class,
            ExplainCommand.class,
            BugReportCommand.class,
            CommandLine.HelpCommand.class);

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    TokenlessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }
}
