package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.github.Trouble;
import dev.tokenless.net.Http;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless secret}. */
@Command(
        name = "secret",
        mixinStandardHelpOptions = true,
        description = "The names of the secrets that GitHub holds, and where the workflows still use each. Asks GitHub"
                + " with GH_TOKEN or GITHUB_TOKEN.")
final class SecretCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", arity = "0..1", description = "The folder of a repository.")
    private String path = ".";

    @Option(names = "--delete", paramLabel = "NAME", description = "Delete this one; refused while a workflow uses it.")
    private @Nullable String delete;

    @Option(names = "--yes", description = "Delete without asking, for scripts.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the request and send nothing.")
    private boolean dryRun;

    @Option(names = "--offline", description = "Ask nobody: list what the workflows name.")
    private boolean offline;

    SecretCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Inspection inspection = Inspector.inspect(ProjectReader.read(Repositories.folder(terminal, path)), null);
        List<SourceText> files =
                inspection.workflows().stream().map(Workflow::source).toList();
        if (offline) {
            inspection.jobs().stream()
                    .flatMap(job -> job.job().secrets().stream())
                    .distinct()
                    .forEach(name -> uses(name, files));
            return ExitStatus.FINE;
        }
        RepositoryId repository = GitHubSide.atGitHub(inspection.project().repository());
        List<String> environments = inspection.jobs().stream()
                .map(job -> job.job().environment())
                .filter(EnvironmentRef.Named.class::isInstance)
                .map(e -> ((EnvironmentRef.Named) e).name())
                .distinct()
                .toList();
        try (Http http = Http.standard()) {
            GitHubSession session = GitHubSide.session(terminal, http, repository);
            Secrets secrets = new Secrets(session, repository.owner(), repository.name());
            Secrets.Listing listing = secrets.list(environments);
            for (Secrets.Untold untold : listing.untold()) {
                terminal.complain(untold.trouble().sentence() + " By hand: " + secrets.page());
            }
            if (delete != null) {
                return delete(secrets, listing, files, delete);
            }
            for (Secrets.Stored stored : listing.secrets()) {
                say(stored.name() + "  (" + stored.level().words() + ")");
                uses(stored.name(), files);
            }
            return listing.untold().isEmpty() ? ExitStatus.FINE : ExitStatus.REFUSED;
        }
    }

    private void uses(String name, List<SourceText> files) {
        List<SecretUses.Use> uses = SecretUses.of(name, files);
        if (uses.isEmpty()) {
            say("  " + name + ": no workflow uses it");
        }
        for (SecretUses.Use use : uses) {
            say("  " + name + ": " + use.place().path() + ":" + use.place().line() + "  " + use.line());
        }
    }

    private int delete(Secrets secrets, Secrets.Listing listing, List<SourceText> files, String name) {
        List<Secrets.Stored> named = listing.secrets().stream()
                .filter(s -> s.name().equalsIgnoreCase(name))
                .toList();
        if (named.isEmpty()) {
            say(name + ": GitHub holds no such secret here.");
            return listing.untold().isEmpty() ? ExitStatus.FINE : ExitStatus.REFUSED;
        }
        if (!SecretUses.of(name, files).isEmpty()) {
            uses(name, files);
            throw new Bug.Refusal(
                    ExitStatus.FINDINGS, name + " is still used. Migrate these lines first; nothing was deleted.");
        }
        int status = ExitStatus.FINE;
        for (Secrets.Stored stored : named) {
            secrets.deletion(stored).shown().lines().forEach(line -> say("  " + line));
            if (dryRun || !agreed()) {
                continue;
            }
            if (secrets.delete(stored) instanceof Outcome.Failed<Secrets.Stored>(Trouble trouble)) {
                terminal.complain(trouble.sentence() + " By hand: " + secrets.page());
                status = ExitStatus.REFUSED;
            } else {
                say(stored.name() + ": deleted. This cannot be undone.");
            }
        }
        return status;
    }

    private boolean agreed() {
        if (yes) {
            return true;
        }
        if (!terminal.interactive()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "nothing was deleted: say --yes where nobody can be asked, or --dry-run to look.");
        }
        return terminal.ask("Delete it for good? [y/N] ").strip().equalsIgnoreCase("y");
    }

    private void say(String line) {
        terminal.out().println(Escaping.terminal(line));
    }
}
