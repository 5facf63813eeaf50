package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.Environment;
import dev.tokenless.github.Environments;
import dev.tokenless.github.Gate;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Right;
import dev.tokenless.github.Trouble;
import dev.tokenless.net.Http;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless environment}. */
@Command(
        name = "environment",
        mixinStandardHelpOptions = true,
        description = "The GitHub environments that the publish jobs name: whether they are there, and whether they let"
                + " the release tag through. Asks GitHub with GH_TOKEN or GITHUB_TOKEN.")
final class EnvironmentCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
    private String path = ".";

    @Option(names = "--create", description = "Make those that are missing, and add what the others lack.")
    private boolean create;

    @Option(names = "--reviewer", paramLabel = "NAME", description = "Who must approve; a user or a team.")
    private List<String> reviewers = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "PATTERN",
            description = "Tags that may release; may be repeated. Default v*; - for no rule.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--branch", paramLabel = "PATTERN", description = "Branches that may release; may be repeated.")
    private List<String> branches = new ArrayList<>();

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description = "The ref of the next release, such as refs/tags/v1.2.3. Default: what starts each job.")
    private @Nullable String ref;

    @Option(names = "--name", paramLabel = "NAME", description = "This environment, whatever the jobs name.")
    private @Nullable String named;

    @Option(names = "--yes", description = "Send without asking, for scripts.")
    private boolean yes;

    @Mixin
    private SignInChoice choice = new SignInChoice();

    @Option(names = "--dry-run", description = "Show the requests and send none that changes anything.")
    private boolean dryRun;

    @Option(names = "--offline", description = "Ask nobody: list the names alone.")
    private boolean offline;

    EnvironmentCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Inspection inspection = Inspector.inspect(ProjectReader.read(Repositories.folder(terminal, path)), null);
        Map<String, Set<String>> names = names(inspection);
        // Names that stand in a file which could not be read are missing here, so the end is no good one.
        int whole = UnreadFiles.status(terminal, inspection, ExitStatus.FINE);
        if (names.isEmpty()) {
            if (whole != ExitStatus.FINE) {
                return whole;
            }
            say("No publish job names an environment. Without one, every branch of the repository can release;"
                    + " tokenless workflow adds it, or name one with --name.");
            return ExitStatus.FINE;
        }
        RepositoryId repository = GitHubSide.atGitHub(inspection.project().repository());
        if (offline) {
            names.forEach((name, refs) -> say(name + (refs.isEmpty() ? "" : "  (" + String.join(", ", refs) + ")")));
            return whole;
        }
        try (Http http = Http.standard()) {
            GitHubSide side = new GitHubSide(terminal, http, repository);
            GitHubSession session = create && !dryRun
                    ? side.signedIn(
                            choice,
                            new Environments(
                                            GitHubSide.session(terminal, http, repository),
                                            repository.owner(),
                                            repository.name())
                                    .page(),
                            Right.READ_ENVIRONMENTS,
                            Right.WRITE_ENVIRONMENTS)
                    : GitHubSide.session(terminal, http, repository);
            Environments environments = new Environments(session, repository.owner(), repository.name());
            int status = ExitStatus.FINE;
            for (Map.Entry<String, Set<String>> name : names.entrySet()) {
                status = Math.max(status, one(environments, name.getKey(), name.getValue()));
            }
            return status == ExitStatus.FINE ? whole : status;
        }
    }

    /** The environments that the jobs name, each with the refs of the runs that reach them. */
    private Map<String, Set<String>> names(Inspection inspection) {
        Map<String, Set<String>> names = new TreeMap<>();
        for (Inspection.Examined job : inspection.jobs()) {
            if (job.job().environment() instanceof EnvironmentRef.Named environment
                    && (named == null || named.equals(environment.name()))) {
                Set<String> refs = names.computeIfAbsent(environment.name(), _ -> new TreeSet<>());
                job.presented()
                        .forEach(p -> p.prediction()
                                .claims()
                                .text("ref")
                                .filter(r -> r.startsWith("refs/"))
                                .ifPresent(refs::add));
            }
        }
        if (named != null) {
            names.putIfAbsent(named, new TreeSet<>());
        }
        if (ref != null) {
            Set<String> only = Set.of(ref);
            names.replaceAll((name, refs) -> only);
        }
        return names;
    }

    private int one(Environments environments, String name, Set<String> refs) {
        return switch (environments.find(name)) {
            case Outcome.Failed<Optional<Environment>>(Trouble trouble) -> refused(environments, trouble);
            case Outcome.Done<Optional<Environment>>(Optional<Environment> found) -> {
                if (found.isEmpty()) {
                    say(name + ": not there. GitHub would create it at the first run, without any rule.");
                    yield create ? make(environments, name) : ExitStatus.FINDINGS;
                }
                describe(found.get());
                yield create
                        ? Math.max(make(environments, name), gates(environments, name, refs))
                        : gates(environments, found.get(), refs);
            }
        };
    }

    private void describe(Environment environment) {
        String reviewers =
                environment.reviewers().stream().map(Environment.Reviewer::name).collect(Collectors.joining(", "));
        String refs = switch (environment.policy()) {
            case Environment.AnyRef _ -> "every branch and tag";
            case Environment.ProtectedBranches _ -> "protected branches";
            case Environment.Patterns(List<Environment.RefPattern> patterns) ->
                patterns.isEmpty()
                        ? "nothing: it has no rule yet"
                        : patterns.stream().map(p -> p.type() + " " + p.name()).collect(Collectors.joining(", "));
        };
        say(environment.name() + ": "
                + (reviewers.isEmpty() ? "nobody has to approve" : "approved by " + reviewers)
                + "; lets through " + refs + ".");
    }

    private int gates(Environments environments, String name, Set<String> refs) {
        return switch (environments.find(name)) {
            case Outcome.Failed<Optional<Environment>>(Trouble trouble) -> refused(environments, trouble);
            case Outcome.Done<Optional<Environment>>(Optional<Environment> found) ->
                found.map(e -> gates(environments, e, refs)).orElse(ExitStatus.FINE);
        };
    }

    private int gates(Environments environments, Environment environment, Set<String> refs) {
        int status = ExitStatus.FINE;
        for (String one : refs) {
            switch (environments.gate(environment, one)) {
                case Outcome.Failed<Gate>(Trouble trouble) -> status = Math.max(status, refused(environments, trouble));
                case Outcome.Done<Gate>(Gate gate) -> {
                    say("  " + gate.sentence());
                    if (gate instanceof Gate.Blocks) {
                        status = Math.max(status, ExitStatus.FINDINGS);
                    }
                }
            }
        }
        return status;
    }

    private int make(Environments environments, String name) {
        List<Environment.Reviewer> wanted = new ArrayList<>();
        for (String reviewer : reviewers) {
            switch (environments.reviewer(reviewer)) {
                case Outcome.Done<Environment.Reviewer>(Environment.Reviewer known) -> wanted.add(known);
                case Outcome.Failed<Environment.Reviewer>(Trouble trouble) -> {
                    return refused(environments, trouble);
                }
            }
        }
        List<Environment.RefPattern> patterns = new ArrayList<>();
        (tags.isEmpty() && branches.isEmpty() ? List.of("v*") : tags)
                .stream()
                        .filter(tag -> !tag.equals("-"))
                        .forEach(tag -> patterns.add(new Environment.RefPattern(tag, "tag")));
        branches.forEach(branch -> patterns.add(new Environment.RefPattern(branch, "branch")));
        return switch (environments.plan(new Environments.Wanted(name, wanted, patterns))) {
            case Outcome.Failed<Environments.Plan>(Trouble trouble) -> refused(environments, trouble);
            case Outcome.Done<Environments.Plan>(Environments.Plan plan) -> carryOut(environments, name, plan);
        };
    }

    private int carryOut(Environments environments, String name, Environments.Plan plan) {
        if (plan.steps().isEmpty()) {
            say("  It has all of this already; nothing is sent.");
            return ExitStatus.FINE;
        }
        for (Environments.Step step : plan.steps()) {
            say("  " + step.words());
            step.request().shown().lines().forEach(line -> say("    " + line));
        }
        if (dryRun || !Asking.agreed(terminal, yes, plan.steps().size())) {
            return ExitStatus.FINE;
        }
        if (environments.carryOut(plan) instanceof Outcome.Failed<Environment>(Trouble trouble)) {
            return refused(environments, trouble);
        }
        say(name + (plan.present().isEmpty() ? ": made." : ": changed."));
        return ExitStatus.FINE;
    }

    private int refused(Environments environments, Trouble trouble) {
        terminal.complain(trouble.sentence() + " By hand: " + environments.page());
        return ExitStatus.REFUSED;
    }

    private void say(String line) {
        terminal.out().println(Escaping.terminal(line));
    }
}
