package dev.tokenless.cli;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.OverlayTree;
import dev.tokenless.fix.Repair;
import dev.tokenless.migration.FreshPins;
import dev.tokenless.net.Http;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
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
        List<TrustedPublisher> given = publishers == null ? null : Publishers.read(terminal, publishers);
        Repair repair = network.allowed() ? online(project, given) : Repair.of(project, given, this::wanted, review);
        if (!repair.unread().isEmpty()) {
            terminal.complain(repair.unread().sentence(true));
        }
        if (repair.files().isEmpty()) {
            terminal.err()
                    .println("Nothing to write: no finding "
                            + (repair.unread().isEmpty() ? "here" : "in what could be read") + " has a "
                            + (review ? "fix." : "safe fix. --review adds those that are to be looked at."));
            return repair.unread().isEmpty() ? ExitStatus.FINE : ExitStatus.UNUSABLE;
        }
        if (diff || !write) {
            terminal.printPatch(repair.files());
        }
        if (!write) {
            told("would fix: ", repair);
            return ExitStatus.FINE;
        }
        int status = write(folder, repair);
        if (status == ExitStatus.FINE) {
            told("fixed: ", repair);
        }
        return status;
    }

    private void told(String word, Repair repair) {
        for (String title : repair.applied()) {
            terminal.err().println(word + Escaping.terminal(title));
        }
    }

    private boolean wanted(Finding finding) {
        return rules.isEmpty() || rules.contains(finding.rule());
    }

    /** First the pins as GitHub has them today, then the rest on the files that come of it. */
    private Repair online(Project project, @Nullable List<TrustedPublisher> given) {
        try (Http http = Http.standard()) {
            Inspection inspection = Online.inspect(terminal, http, Inspector.inspect(project, given))
                    .inspection();
            RepositoryId repository = inspection.project().repository();
            if (repository == null || repository.provider() == Provider.GITLAB) {
                return Repair.of(project, given, this::wanted, review);
            }
            FreshPins.Pinned pinned = rules.isEmpty() || rules.contains("unpinned-action")
                    ? FreshPins.steps(
                            GitHubSide.session(terminal, http, repository), inspection, Rules.check(inspection))
                    : new FreshPins.Pinned(List.of(), List.of(), List.of());
            pinned.unseen().forEach(unseen -> Online.unseen(terminal, unseen));
            Map<String, FileEdit> files = new LinkedHashMap<>();
            Map<String, String> texts = new LinkedHashMap<>();
            pinned.edits().forEach(edit -> {
                files.put(edit.path(), edit);
                texts.put(edit.path(), edit.after());
            });
            Repair rest = Repair.of(
                    ProjectReader.read(new OverlayTree(project.tree(), texts), project.path(), repository),
                    given,
                    this::wanted,
                    review);
            rest.files()
                    .forEach(edit ->
                            files.merge(edit.path(), edit, (a, b) -> Editor.between(a.path(), a.before(), b.after())));
            List<String> applied = new ArrayList<>(pinned.titles());
            applied.addAll(rest.applied());
            return new Repair(List.copyOf(files.values()), applied, rest.left(), rest.unread());
        }
    }

    private int write(Path folder, Repair repair) {
        return Undo.write(terminal, folder, repair.files(), "fix");
    }
}
