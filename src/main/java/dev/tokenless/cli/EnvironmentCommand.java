package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.Environment;
import dev.tokenless.github.Environments;
import dev.tokenless.github.Gate;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Trouble;
import dev.tokenless.net.Http;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "The folder of a repository.")
    private String path = ".";

    @Option(names = "--create", description = "Make those that are missing.")
    private boolean create;

    @Option(names = "--reviewer", paramLabel = "NAME", description = "Who must approve; a user or a team.")
    private List<String> reviewers = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "PATTERN", description = "Tags that may release; default v*.")
    private String tags = "v*";

    @Option(names = "--ref", paramLabel = "REF", description = "The ref of the next release; default ${DEFAULT-VALUE}.")
    private String ref = "refs/tags/v1.0.0";

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
        Set<String> names = new TreeSet<>();
        inspection.jobs().forEach(job -> {
            if (job.job().environment() instanceof EnvironmentRef.Named named) {
                names.add(named.name());
            }
        });
        if (names.isEmpty()) {
            terminal.out().println("No publish job names an environment.");
            return ExitStatus.FINE;
        }
        RepositoryId repository = GitHubSide.atGitHub(inspection.project().repository());
        if (offline) {
            names.forEach(name -> terminal.out().println(Escaping.terminal(name)));
            return ExitStatus.FINE;
        }
        try (Http http = Http.standard()) {
            GitHubSession session = GitHubSide.session(terminal, http, repository);
            Environments environments = new Environments(session, repository.owner(), repository.name());
            int status = ExitStatus.FINE;
            for (String name : names) {
                status = Math.max(status, one(environments, name));
            }
            return status;
        }
    }

    private int one(Environments environments, String name) {
        return switch (environments.find(name)) {
            case Outcome.Failed<Optional<Environment>>(Trouble trouble) -> refused(environments, trouble);
            case Outcome.Done<Optional<Environment>>(Optional<Environment> found) -> {
                if (found.isPresent()) {
                    yield gate(environments, found.get());
                }
                say(name + ": not there. GitHub would make it at the first run, without any rule.");
                yield create ? make(environments, name) : ExitStatus.FINDINGS;
            }
        };
    }

    private int gate(Environments environments, Environment environment) {
        return switch (environments.gate(environment, ref)) {
            case Outcome.Failed<Gate>(Trouble trouble) -> refused(environments, trouble);
            case Outcome.Done<Gate>(Gate gate) ->
                switch (gate) {
                    case Gate.LetsThrough(String sentence) -> {
                        say(environment.name() + ": " + sentence);
                        yield ExitStatus.FINE;
                    }
                    case Gate.Blocks(String sentence) -> {
                        say(environment.name() + ": " + sentence);
                        yield ExitStatus.FINDINGS;
                    }
                    case Gate.Undetermined(String sentence) -> {
                        say(environment.name() + ": " + sentence);
                        yield ExitStatus.FINE;
                    }
                };
        };
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
        Environments.Wanted goal =
                new Environments.Wanted(name, wanted, List.of(new Environment.RefPattern(tags, "tag")));
        return switch (environments.plan(goal)) {
            case Outcome.Failed<Environments.Plan>(Trouble trouble) -> refused(environments, trouble);
            case Outcome.Done<Environments.Plan>(Environments.Plan plan) -> {
                for (Environments.Step step : plan.steps()) {
                    say("  " + step.words());
                    step.request().shown().lines().forEach(line -> say("    " + line));
                }
                if (dryRun) {
                    yield ExitStatus.FINE;
                }
                if (environments.carryOut(plan) instanceof Outcome.Failed<Environment>(Trouble trouble)) {
                    yield refused(environments, trouble);
                }
                say(name + ": made.");
                yield ExitStatus.FINE;
            }
        };
    }

    private int refused(Environments environments, Trouble trouble) {
        terminal.complain(trouble.sentence() + " By hand: " + environments.page());
        return ExitStatus.REFUSED;
    }

    private void say(String line) {
        terminal.out().println(Escaping.terminal(line));
    }
}
