package dev.tokenless.cli;

import dev.tokenless.check.HelpPages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless explain ID}. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Prints the help page of a rule or a cause.")
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The id; without it all ids are listed.")
    private String id = "";

    @Option(names = "--offline", description = "Accepted for the sake of scripts: this command uses no network.")
    private boolean offline;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (id.isEmpty()) {
            HelpPages.ids().forEach(terminal.out()::println);
            return ExitStatus.FINE;
        }
        return HelpPages.find(id)
                .map(page -> {
                    terminal.out().print(page);
                    return ExitStatus.FINE;
                })
                .orElseThrow(() -> new Bug.Refusal(
                        ExitStatus.UNUSABLE,
                        "there is no page " + id + "." + Nearest.question(id, HelpPages.ids())
                                + " tokenless explain without an id lists them all."));
    }
}
