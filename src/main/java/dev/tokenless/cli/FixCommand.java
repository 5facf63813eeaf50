package dev.tokenless.cli;

import dev.tokenless.edit.Editor;
import dev.tokenless.edit.WriteResult;
import dev.tokenless.fix.Repair;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless fix}. */
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        description = "Applies the safe fixes of the findings: shows them as a diff, or writes them.")
final class FixCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "The folder of a repository.")
    private String path = ".";

    @Option(names = "--rule", paramLabel = "ID", description = "Only the findings of this rule; may be repeated.")
    private List<String> rules = new ArrayList<>();

    @Option(names = "--review", description = "Also the fixes that somebody should look at.")
    private boolean review;

    @Option(names = "--diff", description = "Show what would change, which is the default.")
    private boolean diff;

    @Option(names = "--write", description = "Write it.")
    private boolean write;

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the registries hold, as JSON.")
    private @Nullable String publishers;

    @Mixin
    private Network network = new Network();

    FixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = Repositories.folder(terminal, path);
        RuleNames.refuseUnknown(rules);
        Project project = ProjectReader.read(folder);
        Repair repair = Repair.of(
                project,
                publishers == null ? null : Publishers.read(terminal, publishers),
                finding -> rules.isEmpty() || rules.contains(finding.rule()),
                review);
        if (repair.files().isEmpty()) {
            terminal.err()
                    .println("Nothing to write: no finding here has a "
                            + (review ? "fix." : "safe fix. --review adds those that are to be looked at."));
            return ExitStatus.FINE;
        }
        if (diff || !write) {
            terminal.printPatch(repair.files());
        }
        for (String title : repair.applied()) {
            terminal.err().println((write ? "fixed: " : "would fix: ") + Escaping.terminal(title));
        }
        return write ? write(folder, repair) : ExitStatus.FINE;
    }

    private int write(Path folder, Repair repair) {
        return switch (Editor.write(folder, repair.files())) {
            case WriteResult.Written written -> {
                Undo.remember(terminal, folder, written.undo(), "fix");
                terminal.err()
                        .println("Wrote " + Words.count(repair.files().size(), "file")
                                + ". Look at the change with git diff before you commit it.");
                yield ExitStatus.FINE;
            }
            case WriteResult.Refused(String reason, String manual) -> {
                terminal.complain(reason + " " + manual);
                yield ExitStatus.UNUSABLE;
            }
        };
    }
}
