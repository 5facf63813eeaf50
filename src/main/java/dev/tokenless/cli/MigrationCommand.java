package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.fix.Runbook;
import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.MigrationSteps;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.migration.PullRequestDraft;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StepResult;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.net.Http;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.MigrationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless migration}. */
@Command(
        name = "migration",
        mixinStandardHelpOptions = true,
        description =
                "Shows the staged plan from token to trusted publishing for each package, and how far it has come.")
final class MigrationCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
    private String path = ".";

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the registries hold, as JSON.")
    private @Nullable String publishers;

    @Option(names = "--package", paramLabel = "NAME", description = "Only this package.")
    private @Nullable String packageName;

    @Option(names = "--done", paramLabel = "STAGE", description = "Say that a stage is done; kept for the next time.")
    private List<String> done = new ArrayList<>();

    @Option(names = "--skip", paramLabel = "STAGE", description = "Pass a stage over.")
    private List<String> skip = new ArrayList<>();

    @Option(names = "--reopen", paramLabel = "STAGE", description = "Take back what was said of a stage.")
    private List<String> reopen = new ArrayList<>();

    @Option(names = "--registry", paramLabel = "ID", description = "Only at this registry.")
    private @Nullable String registry;

    @Option(names = "--undo", description = "Take back the last writing into the repository.")
    private boolean undo;

    @Option(
            names = "--pull-request",
            description =
                    "Open a pull request with the migrated workflows; held back while a registry does not know them.")
    private boolean pullRequest;

    @Option(names = "--branch", paramLabel = "NAME", description = "The branch of the pull request: ${DEFAULT-VALUE}.")
    private String branch = "trusted-publishing";

    @Option(names = "--draft", description = "Open the pull request as a draft.")
    private boolean draft;

    @Option(names = "--forbid-tokens", description = "Let the registry refuse stored tokens: npm, crates.io.")
    private boolean forbidTokens;

    @Option(names = "--allow-tokens", description = "Let the registry take stored tokens again.")
    private boolean allowTokens;

    @Option(names = "--dry-run", description = "Show what would be sent and send nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Send without asking, for scripts.")
    private boolean yes;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Mixin
    private Network network = new Network();

    @Mixin
    private SignInChoice choice = new SignInChoice();

    MigrationCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Format {
        text,
        json,
        markdown,
        html
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Repositories.folder(terminal, path);
        RegistryId only = registry == null ? null : WorkflowCommand.registry(registry);
        Inspection inspection = Inspector.inspect(
                ProjectReader.read(folder), publishers == null ? null : Publishers.read(terminal, publishers));
        List<PlannedPackages.Key> keys = PlannedPackages.of(inspection).stream()
                .filter(key -> packageName == null || packageName.equals(key.packageName()))
                .filter(key -> only == null || only.equals(key.registry()))
                .toList();
        MigrationStore store = States.store(terminal);
        RepositoryId repository = inspection.project().repository();
        // A file that cannot be used is said before anything is sent, and left as it is.
        remembered(store, repository);
        say(inspection, store, keys);
        if (undo) {
            return told(new WrittenFiles(store, Clock.systemUTC()).takeBack(inspection, folder));
        }
        if (pullRequest && CiHost.of(repository) == CiHost.GITLAB) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "this program opens pull requests at GitHub alone. "
                            + PullRequestDraft.atGitLab(Objects.requireNonNull(repository)));
        }
        if (pullRequest || forbidTokens || allowTokens) {
            return deed(inspection, store, keys);
        }
        boolean unread = UnreadFiles.told(terminal, inspection);
        List<String> unnamed = packageName != null
                ? List.of()
                : PlannedPackages.unnamed(inspection).stream()
                        .filter(job -> only == null || only.equals(job.registry()))
                        .map(Runbook::words)
                        .toList();
        if (keys.isEmpty() && unnamed.isEmpty() && !unread && (packageName != null || only != null)) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "no job of this repository publishes such a package. tokenless check lists the publish jobs.");
        }
        List<MigrationReport.Entry> entries = network.allowed()
                ? online(inspection, store, keys)
                : keys.stream()
                        .map(key -> new MigrationReport.Entry(
                                MigrationPlan.of(
                                        inspection,
                                        key.registry(),
                                        key.packageName(),
                                        remembered(store, repository),
                                        Observed.NOTHING),
                                Observed.NOTHING))
                        .toList();
        MigrationReport report = new MigrationReport(
                repository,
                inspection.project().path(),
                entries,
                remembered(store, repository).undo(),
                unnamed,
                inspection.unread(),
                Instant.now());
        PrintStream out = Folding.out(terminal, format == Format.text);
        out.print(
                switch (format) {
                    case text -> report.text(terminal.style());
                    case json -> report.json();
                    case markdown -> report.markdown();
                    case html -> report.html();
                });
        out.flush();
        return unread ? ExitStatus.UNUSABLE : ExitStatus.FINE;
    }

    private int deed(Inspection inspection, MigrationStore store, List<PlannedPackages.Key> keys) {
        try (Http http = Http.standard()) {
            MigrationDeeds deeds = new MigrationDeeds(terminal, http, store, inspection, dryRun, yes);
            return pullRequest ? deeds.pullRequest(choice, branch, draft) : deeds.tokens(keys, forbidTokens);
        }
    }

    /** Looks outside, says what could not be seen, and keeps what was. */
    private List<MigrationReport.Entry> online(
            Inspection inspection, MigrationStore store, List<PlannedPackages.Key> keys) {
        RepositoryId repository = inspection.project().repository();
        try (Http http = Http.standard()) {
            MigrationSteps steps = new MigrationSteps(
                    store,
                    RegistrySide.services(terminal, http),
                    repository == null || repository.provider() == Provider.GITLAB
                            ? null
                            : GitHubSide.session(terminal, http, repository),
                    Clock.systemUTC());
            MigrationSteps.LookedAll looked = steps.look(inspection, keys);
            looked.packages().stream()
                    .flatMap(seen -> seen.looked().unseen().stream())
                    .distinct()
                    .forEach(unseen -> Online.unseen(terminal, unseen));
            looked.notes().forEach(terminal::complain);
            return looked.packages().stream()
                    .map(seen ->
                            new MigrationReport.Entry(seen.plan(), seen.looked().observed()))
                    .toList();
        }
    }

    private Remembered remembered(MigrationStore store, @Nullable RepositoryId repository) {
        if (repository == null) {
            return Remembered.NOTHING;
        }
        return switch (store.read(repository)) {
            case MigrationStore.Read(Remembered remembered) -> remembered;
            case MigrationStore.Unusable(String sentence) -> throw new Bug.Refusal(ExitStatus.UNUSABLE, sentence);
        };
    }

    /** Keeps what the user says of stages. */
    private void say(Inspection inspection, MigrationStore store, List<PlannedPackages.Key> keys) {
        if (done.isEmpty() && skip.isEmpty() && reopen.isEmpty()) {
            return;
        }
        if (inspection.project().repository() == null) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "nothing can be kept for a folder without a remote. Add the remote of the repository first.");
        }
        done.forEach(MigrationCommand::stage);
        reopen.forEach(MigrationCommand::stage);
        for (String id : skip) {
            Stage stage = stage(id);
            if (!stage.skippable()) {
                throw new Bug.Refusal(
                        ExitStatus.UNUSABLE,
                        "the stage " + stage.id() + " cannot be skipped: what follows relies on it. Say --done "
                                + stage.id() + " where you did it by hand.");
            }
        }
        try (Http http = Http.standard()) {
            MigrationSteps steps =
                    new MigrationSteps(store, RegistrySide.services(terminal, http), null, Clock.systemUTC());
            for (PlannedPackages.Key key : keys) {
                done.forEach(id ->
                        kept(steps.say(inspection, key, stage(id), Remembered.Kind.SAID, "You said that it is done.")));
                skip.forEach(
                        id -> kept(steps.say(inspection, key, stage(id), Remembered.Kind.SKIPPED, "You skipped it.")));
                reopen.forEach(id -> kept(steps.say(inspection, key, stage(id), null, "")));
            }
        }
    }

    private static void kept(List<String> notes) {
        if (!notes.isEmpty()) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, notes.getFirst());
        }
    }

    private static Stage stage(String id) {
        List<String> ids = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.id().equals(id.toLowerCase(Locale.ROOT))) {
                return stage;
            }
            ids.add(stage.id());
        }
        throw new Bug.Refusal(
                ExitStatus.UNUSABLE, "there is no stage " + id + ". The stages are: " + String.join(", ", ids) + ".");
    }

    private int told(StepResult result) {
        return StepWords.tell(terminal, result);
    }
}
