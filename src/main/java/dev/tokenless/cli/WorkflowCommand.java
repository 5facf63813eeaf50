package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.edit.ActionPins;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.EnvironmentNames;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.OverlayTree;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.fix.Runbook;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.migration.FreshPins;
import dev.tokenless.net.Http;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless workflow}. */
@Command(
        name = "workflow",
        mixinStandardHelpOptions = true,
        description = "The present workflow migrated to trusted publishing, or a new release workflow.")
final class WorkflowCommand implements Callable<Integer> {
    private static final Pattern PINNED =
            Pattern.compile("uses: *([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)[^ @]*@[0-9a-f]{40}\\b");

    private final Terminal terminal;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
    private String path = ".";

    @Option(names = "--registry", paramLabel = "ID", description = "Only for this registry.")
    private @Nullable String registry;

    @Option(names = "--package", paramLabel = "NAME", description = "Only for this package.")
    private @Nullable String packageName;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment of jobs that have none; '-' for none. Default: one a registry.")
    private @Nullable String environment;

    @Option(
            names = "--trigger",
            paramLabel = "TRIGGER",
            description = "What starts a new workflow: tag, release or manual; default tag.")
    private @Nullable String trigger;

    @Option(
            names = "--tool",
            paramLabel = "NAME",
            description = "The build tool of a new workflow; else as the project says.")
    private @Nullable String tool;

    @Option(names = "--test-first", description = "PyPI: publish to TestPyPI before.")
    private boolean testFirst;

    @Option(
            names = "--preflight",
            description = "With an input that rehearses against the real registry without uploading.")
    private boolean preflight;

    @Option(
            names = "--attestations",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Attest what a new workflow builds, where the registry keeps attestations; default.")
    private boolean attestations;

    @Option(
            names = "--separate-build",
            description = "Divide every job that builds and publishes to PyPI, also where it need not be.")
    private boolean separateBuild;

    @Option(names = "--file", paramLabel = "NAME", description = "The file name of a new workflow: ${DEFAULT-VALUE}.")
    private String fileName = "release.yml";

    @Option(names = "--new", description = "Write a new workflow.")
    private boolean fresh;

    @Option(names = "--migrate", description = "Migrate what is there, which is the default where a job uses a token.")
    private boolean migrate;

    @Option(names = "--pin", negatable = true, description = "Pin actions to commits; default for new workflows.")
    private @Nullable Boolean pin;

    @Option(
            names = "--runbook",
            description =
                    "Print the runbook of the whole migration as Markdown: what to click where, with every value.")
    private boolean runbook;

    @Option(names = "--pull-request", description = "Print the text of the pull request as Markdown, ready to paste.")
    private boolean pullRequest;

    @Option(names = "--print", description = "Print the whole files.")
    private boolean print;

    @Option(names = "--diff", description = "Print the difference, which is the default.")
    private boolean diff;

    @Option(names = "--write", description = "Write it.")
    private boolean write;

    @Mixin
    private Network network = new Network();

    WorkflowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = Repositories.folder(terminal, path);
        RegistryId only = registry == null ? null : registry(registry);
        if (fresh && migrate) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, "--new and --migrate exclude each other.");
        }
        Inspection inspection = Inspector.inspect(ProjectReader.read(folder), null);
        if (inspection.jobs().isEmpty() && !fresh && !inspection.unread().isEmpty()) {
            // A second workflow beside one that cannot be read could publish everything twice.
            throw UnreadFiles.refusal(terminal, inspection, "");
        }
        UnreadFiles.told(terminal, inspection);
        boolean tokens = inspection.jobs().stream()
                .anyMatch(job -> !job.job().authentication().tokens().isEmpty());
        return fresh || (!migrate && !tokens && inspection.jobs().isEmpty())
                ? NewWorkflows.make(this, terminal, folder, inspection.project(), only)
                : migrated(folder, inspection, only);
    }

    private int migrated(Path folder, Inspection inspection, @Nullable RegistryId only) {
        Project project = inspection.project();
        List<PublishJob> jobs =
                inspection.jobs().stream().map(Inspection.Examined::job).toList();
        boolean pins = Boolean.TRUE.equals(pin);
        WorkflowOptions options = WorkflowOptions.smallest()
                .withRegistries(only == null ? Set.of() : Set.of(only))
                .withPackages(packageName == null ? Set.of() : Set.of(packageName))
                .withEnvironments(environments())
                .withPinned(pins)
                .withSeparateBuild(separateBuild);
        Migration first = WorkflowMigration.migrate(project, inspection.workflows(), jobs, options);
        Migration fresh = first instanceof Migration.Migrated made
                ? freshPins(project, made.files())
                        .map(table -> WorkflowMigration.migrate(
                                project, inspection.workflows(), jobs, options.withPins(table)))
                        .orElse(first)
                : first;
        return switch (fresh) {
            case Migration.NothingToDo(String reason) -> {
                terminal.err().println(Escaping.terminal(reason));
                yield inspection.unread().isEmpty() ? ExitStatus.FINE : ExitStatus.UNUSABLE;
            }
            case Migration.Refused refused -> {
                manual(refused.manual());
                yield ExitStatus.FINDINGS;
            }
            case Migration.Migrated done -> {
                for (Migration.Change change : done.changes()) {
                    terminal.err()
                            .println(
                                    (change.review() ? "to be reviewed: " : "") + Escaping.terminal(change.sentence()));
                }
                manual(done.manual());
                if (!done.unusedSecrets().isEmpty()) {
                    terminal.err()
                            .println("No file refers to these secrets any more; keep them until the first trusted"
                                    + " release: " + Escaping.terminal(String.join(", ", done.unusedSecrets())));
                }
                yield deliver(folder, project, done);
            }
        };
    }

    /** The pins of these files as GitHub has them today; empty where it is not to be asked. */
    Optional<ActionPins> freshPins(Project project, List<FileEdit> files) {
        if (!network.allowed() || project.repository() == null) {
            return Optional.empty();
        }
        Set<String> actions = new TreeSet<>();
        for (FileEdit file : files) {
            Matcher pinned = PINNED.matcher(file.after());
            while (pinned.find()) {
                if (!file.before().contains(pinned.group())) {
                    actions.add(pinned.group(1));
                }
            }
        }
        try (Http http = Http.standard()) {
            FreshPins fresh = FreshPins.newest(GitHubSide.session(terminal, http, project.repository()), actions);
            fresh.unseen().forEach(unseen -> Online.unseen(terminal, unseen));
            return Optional.of(fresh.table());
        }
    }

    private void manual(List<Migration.ManualStep> steps) {
        for (Migration.ManualStep step : steps) {
            terminal.err()
                    .println(Escaping.terminal(step.place().path()) + ":"
                            + step.place().line() + ": " + Escaping.terminal(step.reason()));
            step.instruction().lines().forEach(line -> terminal.err().println("    " + Escaping.terminal(line)));
        }
    }

    /** Shows or writes the files, as the call asks for. */
    int deliver(Path folder, Project project, Migration.Migrated made) {
        List<FileEdit> files = made.files();
        if (runbook || pullRequest) {
            terminal.out().print(text(project, made));
        } else if (print) {
            files.forEach(file -> terminal.out().print(file.after()));
        } else if (diff || !write) {
            terminal.printPatch(files);
        }
        if (!write) {
            return ExitStatus.FINE;
        }
        return Undo.write(terminal, folder, files, "workflow");
    }

    /** The texts speak of the publishers that the repository needs afterwards. */
    private String text(Project project, Migration.Migrated made) {
        Map<String, String> texts = new LinkedHashMap<>();
        made.files().forEach(f -> texts.put(f.path(), f.after()));
        Inspection after = Inspector.inspect(
                ProjectReader.read(new OverlayTree(project.tree(), texts), project.path(), project.repository()), null);
        List<PublishJob> jobs =
                after.jobs().stream().map(Inspection.Examined::job).toList();
        List<ProposedPublisher> publishers = ProposedPublisher.of(
                after.project(),
                jobs.stream()
                        .filter(job -> !(job.authentication() instanceof Authentication.Token))
                        .toList());
        return runbook
                ? Runbook.markdown(after.project(), jobs, publishers, made)
                : Runbook.pullRequest(after.project(), jobs, publishers, made);
    }

    EnvironmentNames environments() {
        if (environment == null) {
            return new EnvironmentNames.EachRegistry();
        }
        return environment.equals("-") ? new EnvironmentNames.None() : new EnvironmentNames.One(environment);
    }

    @Nullable
    String trigger() {
        return trigger;
    }

    @Nullable
    String tool() {
        return tool;
    }

    @Nullable
    String packageName() {
        return packageName;
    }

    String fileName() {
        return fileName;
    }

    boolean attestations() {
        return attestations;
    }

    boolean testFirst() {
        return testFirst;
    }

    boolean preflight() {
        return preflight;
    }

    boolean pinned() {
        return !Boolean.FALSE.equals(pin);
    }

    static RegistryId registry(String id) {
        RegistryId registry = new RegistryId(id);
        if (Registries.byId(registry).isEmpty()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "there is no registry " + id + ". Known are: "
                            + String.join(
                                    ", ",
                                    Registries.all().stream()
                                            .map(r -> r.id().id())
                                            .toList()) + ".");
        }
        return registry;
    }
}
