package dev.tokenless.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.migration.Lookout;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.migration.UserFolders;
import dev.tokenless.net.Http;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Style;
import dev.tokenless.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "The folder of a repository.")
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

    @Option(names = "--format", description = "text or json; default ${DEFAULT-VALUE}.")
    private String format = "text";

    @Mixin
    private Network network = new Network();

    MigrationCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Repositories.folder(terminal, path);
        Inspection inspection = Inspector.inspect(
                ProjectReader.read(folder), publishers == null ? null : Publishers.read(terminal, publishers));
        RepositoryId repository = inspection.project().repository();
        MigrationStore store = new MigrationStore(UserFolders.state());
        Remembered remembered = remembered(store, repository);
        List<PlannedPackages.Key> keys = PlannedPackages.of(inspection).stream()
                .filter(key -> packageName == null || packageName.equals(key.packageName()))
                .toList();
        if (!done.isEmpty() || !skip.isEmpty() || !reopen.isEmpty()) {
            remembered = said(remembered, keys);
            if (repository == null) {
                throw new Bug.Refusal(
                        ExitStatus.UNUSABLE,
                        "nothing can be kept for a folder without a remote. Add the remote of the repository first.");
            }
            if (store.write(repository, remembered) instanceof MigrationStore.NotSaved(String sentence)) {
                throw new Bug.Refusal(ExitStatus.UNUSABLE, sentence);
            }
        }
        List<MigrationPlan> plans = new ArrayList<>();
        if (network.allowed()) {
            remembered = online(inspection, store, remembered, keys, plans);
        } else {
            for (PlannedPackages.Key key : keys) {
                plans.add(
                        MigrationPlan.of(inspection, key.registry(), key.packageName(), remembered, Observed.NOTHING));
            }
        }
        if (format.equals("json")) {
            json(plans);
        } else {
            text(plans);
        }
        return ExitStatus.FINE;
    }

    /** Looks outside, says what could not be seen, and keeps what was. */
    private Remembered online(
            Inspection inspection,
            MigrationStore store,
            Remembered remembered,
            List<PlannedPackages.Key> keys,
            List<MigrationPlan> plans) {
        RepositoryId repository = inspection.project().repository();
        Remembered kept = remembered;
        try (Http http = Http.standard()) {
            Lookout lookout = new Lookout(
                    inspection,
                    RegistrySide.services(terminal, http),
                    repository == null || repository.provider() == Provider.GITLAB
                            ? null
                            : GitHubSide.session(terminal, http, repository));
            Set<Lookout.Unseen> told = new LinkedHashSet<>();
            for (PlannedPackages.Key key : keys) {
                Lookout.Looked looked = lookout.look(key.registry(), key.packageName());
                looked.unseen().stream().filter(told::add).forEach(this::unseen);
                Observed observed = looked.observed();
                kept = MigrationPlan.remembering(
                        inspection, key.registry(), key.packageName(), kept, observed, Instant.now());
                plans.add(MigrationPlan.of(inspection, key.registry(), key.packageName(), kept, observed));
            }
        }
        if (repository != null
                && !kept.equals(remembered)
                && store.write(repository, kept) instanceof MigrationStore.NotSaved(String sentence)) {
            terminal.complain(sentence);
        }
        return kept;
    }

    private void unseen(Lookout.Unseen unseen) {
        terminal.complain("could not see " + unseen.what() + ": " + unseen.sentence()
                + (unseen.nextStep().isEmpty() ? "" : " " + unseen.nextStep()));
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

    private Remembered said(Remembered remembered, List<PlannedPackages.Key> keys) {
        Remembered changed = remembered;
        Instant now = Instant.now();
        for (PlannedPackages.Key key : keys) {
            String id = MigrationPlan.key(key.registry(), key.packageName());
            for (String stage : done) {
                changed =
                        changed.with(id, stage(stage), new Remembered.Mark(Remembered.Kind.SAID, "You said so.", now));
            }
            for (String stage : skip) {
                changed = changed.with(
                        id, stage(stage), new Remembered.Mark(Remembered.Kind.SKIPPED, "You passed it over.", now));
            }
            for (String stage : reopen) {
                changed = changed.without(id, stage(stage));
            }
        }
        return changed;
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

    private void text(List<MigrationPlan> plans) {
        Style style = terminal.style();
        if (plans.isEmpty()) {
            terminal.out().println("No job in this repository publishes a package, so there is nothing to migrate.");
        }
        for (MigrationPlan plan : plans) {
            terminal.out()
                    .println(style.bold(Escaping.terminal(plan.packageName())) + " at "
                            + Words.registry(plan.registry()));
            plan.stages()
                    .forEach((stage, state) -> terminal.out()
                            .println("  " + mark(state) + " " + stage.title() + ": "
                                    + Escaping.terminal(state.sentence())));
            String held = plan.pullRequestHeldBack();
            if (held != null) {
                terminal.out().println("  " + Escaping.terminal(held));
            }
            terminal.out().println();
        }
    }

    private static String mark(StageState state) {
        return switch (state) {
            case StageState.Done _ -> "[x]";
            case StageState.Skipped _ -> "[-]";
            case StageState.NotOffered _ -> "[-]";
            case StageState.NotNeeded _ -> "[-]";
            case StageState.Open _ -> "[>]";
            case StageState.Waiting _ -> "[ ]";
        };
    }

    private void json(List<MigrationPlan> plans) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", 1);
        ArrayNode packages = root.putArray("packages");
        for (MigrationPlan plan : plans) {
            ObjectNode one = packages.addObject();
            one.put("registry", plan.registry().id());
            one.put("package", plan.packageName());
            one.put("current", plan.current().id());
            one.put("finished", plan.finished());
            one.put("pullRequestHeldBack", plan.pullRequestHeldBack());
            ArrayNode stages = one.putArray("stages");
            plan.stages()
                    .forEach((stage, state) -> stages.addObject()
                            .put("stage", stage.id())
                            .put("state", state.id())
                            .put("text", state.sentence())
                            .put("undoable", stage.undoable()));
        }
        terminal.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }
}
