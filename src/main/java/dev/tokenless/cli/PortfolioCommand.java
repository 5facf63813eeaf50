package dev.tokenless.cli;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.PortfolioReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless portfolio}. */
@Command(
        name = "portfolio",
        mixinStandardHelpOptions = true,
        description = "The table of a folder of clones: every package, its registry and how far it is, worst first."
                + " check --each gives the details.")
final class PortfolioCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "DIR",
            arity = "1",
            description = "A folder of clones, or a text file that lists folders, one a line.")
    private String folder = ".";

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the registries hold, as JSON.")
    private @Nullable String publishers;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(names = "--offline", description = "Accepted for the sake of scripts: this command uses no network.")
    private boolean offline;

    PortfolioCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Format {
        text,
        csv,
        markdown,
        html,
        json
    }

    @Override
    public Integer call() throws IOException {
        List<TrustedPublisher> given = publishers == null ? null : Publishers.read(terminal, publishers);
        List<PortfolioRow> rows = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        Checking.each(Repositories.of(terminal, List.of(), List.of(folder)), given, checked -> {
            rows.addAll(PortfolioRow.of(checked.inspection(), checked.findings()));
            if (!checked.inspection().unread().isEmpty()) {
                unread.add(checked.inspection().project().path());
            }
        });
        rows.sort(PortfolioRow.WORST_FIRST);
        terminal.out()
                .print(
                        switch (format) {
                            case text -> PortfolioReport.text(rows);
                            case csv -> PortfolioReport.csv(rows);
                            case markdown -> PortfolioReport.markdown(rows);
                            case html -> PortfolioReport.html(rows);
                            case json -> PortfolioReport.json(rows);
                        });
        for (String path : unread) {
            terminal.err()
                    .println(Escaping.terminal(path)
                            + ": a workflow could not be read. tokenless check says which and why.");
        }
        return unread.isEmpty() ? ExitStatus.FINE : ExitStatus.UNUSABLE;
    }
}
