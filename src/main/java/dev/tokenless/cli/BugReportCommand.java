package dev.tokenless.cli;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.BugReport;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless bug-report}. */
@Command(
        name = "bug-report",
        mixinStandardHelpOptions = true,
        description = "A report for the developers of this program, to be copied into an issue: what the program is and"
                + " what it made of the repository, without names, paths or secrets.")
final class BugReportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "The folder of a repository; may be left out.")
    private @Nullable String path;

    @Option(names = "--offline", description = "Accepted for the sake of scripts: this command uses no network.")
    private boolean offline;

    BugReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (path == null) {
            terminal.out().print(BugReport.markdown(Version.text(), null, List.of(), null));
            return ExitStatus.FINE;
        }
        Throwable fault = null;
        Inspection inspection = null;
        List<Finding> findings = List.of();
        try {
            inspection = Inspector.inspect(ProjectReader.read(Repositories.folder(terminal, path)), null);
            findings = Rules.check(inspection);
        } catch (Bug.Refusal refusal) {
            throw refusal;
        } catch (RuntimeException | StackOverflowError bug) {
            fault = bug;
        }
        terminal.out().print(BugReport.markdown(Version.text(), inspection, findings, fault));
        return ExitStatus.FINE;
    }
}
