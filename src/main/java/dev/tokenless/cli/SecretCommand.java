package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Right;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.migration.MigrationSteps;
import dev.tokenless.migration.StepResult;
import dev.tokenless.net.Http;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
    private String path = ".";

    @Option(
            names = "--delete",
            paramLabel = "NAME",
            description = "Delete this one; refused while a workflow uses it or a package may still need it.")
    private @Nullable String delete;

    @Option(names = "--yes", description = "Delete without asking, for scripts.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the request and send nothing.")
    private boolean dryRun;

    @Option(names = "--offline", description = "Ask nobody: list what the workflows name.")
    private boolean offline;

    @Mixin
    private SignInChoice choice = new SignInChoice();

    private static final Right[] READING = {Right.READ_SECRETS, Right.READ_ENVIRONMENT_SECRETS};
    private static final Right[] DELETING = {Right.WRITE_SECRETS, Right.WRITE_ENVIRONMENT_SECRETS};

    SecretCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Inspection inspection = Inspector.inspect(ProjectReader.read(Repositories.folder(terminal, path)), null);
        List<SourceText> files = SecretUses.files(inspection.project().tree());
        if (offline) {
            List<String> names = inspection.jobs().stream()
                    .flatMap(job -> job.job().secrets().stream())
                    .distinct()
                    .toList();
            if (names.isEmpty() && inspection.unread().isEmpty()) {
                say("No publish job is handed a secret.");
            }
            names.forEach(name -> {
                say(name);
                uses(name, files);
            });
            return UnreadFiles.status(terminal, inspection, ExitStatus.FINE);
        }
        RepositoryId repository = GitHubSide.atGitHub(inspection.project().repository());
        List<String> environments = inspection.jobs().stream()
                .map(job -> job.job().environment())
                .filter(EnvironmentRef.Named.class::isInstance)
                .map(e -> ((EnvironmentRef.Named) e).name())
                .distinct()
                .toList();
        try (Http http = Http.standard()) {
            String page = new Secrets(
                            GitHubSide.session(terminal, http, repository), repository.owner(), repository.name())
                    .page();
            GitHubSession session = new GitHubSide(terminal, http, repository)
                    .signedIn(choice, page, delete == null ? READING : DELETING);
            Secrets secrets = new Secrets(session, repository.owner(), repository.name());
            Secrets.Listing listing = secrets.list(environments, ofOrganization(session, repository));
            for (Secrets.Untold untold : listing.untold()) {
                terminal.complain("could not list the secrets of "
                        + untold.level().words() + ": " + untold.trouble().sentence() + " By hand: " + secrets.page());
            }
            if (delete != null) {
                return delete(inspection, http, session, secrets, listing, delete);
            }
            if (listing.secrets().isEmpty() && listing.untold().isEmpty()) {
                say("GitHub holds no secret that this repository's workflows can reach.");
            }
            for (Secrets.Stored stored : listing.secrets()) {
                say(stored.name() + "  (" + stored.level().words()
                        + (stored.updated().isEmpty() ? "" : ", set " + stored.updated()) + ")");
                uses(stored.name(), files);
            }
            return listing.untold().stream().allMatch(u -> u.level() instanceof Secrets.OfDependabot)
                    ? ExitStatus.FINE
                    : ExitStatus.REFUSED;
        }
    }

    /** A user has no secrets to share among repositories; where it cannot be told, the level is asked for. */
    private static boolean ofOrganization(GitHubSession session, RepositoryId repository) {
        return !(new dev.tokenless.github.Repositories(session).facts(repository.owner(), repository.name())
                        instanceof
                        Outcome.Done<dev.tokenless.github.Repositories.Facts>(
                                dev.tokenless.github.Repositories.Facts facts))
                || facts.ofOrganization();
    }

    private void uses(String name, List<SourceText> files) {
        List<SecretUses.Use> uses = SecretUses.of(name, files);
        if (uses.isEmpty()) {
            say("  no workflow uses it");
        }
        for (SecretUses.Use use : uses) {
            String how = switch (use.kind()) {
                case NAMED -> "";
                case INHERITED -> "  (a called workflow gets every secret)";
                case ANY -> "  (an expression may read any secret)";
            };
            say("  " + use.place().path() + ":" + use.place().line() + "  " + use.line() + how);
        }
    }

    private int delete(
            Inspection inspection,
            Http http,
            GitHubSession session,
            Secrets secrets,
            Secrets.Listing listing,
            String name) {
        List<Secrets.Stored> named = listing.secrets().stream()
                .filter(s -> s.name().equalsIgnoreCase(name))
                .toList();
        if (named.isEmpty()) {
            boolean all = listing.untold().isEmpty();
            say(name + ": GitHub holds no such secret here"
                    + (all ? "." : ", as far as the token may see. Look at the page: " + secrets.page()));
            return all ? ExitStatus.FINE : ExitStatus.REFUSED;
        }
        MigrationSteps steps = new MigrationSteps(
                States.store(terminal), RegistrySide.services(terminal, http), session, Clock.systemUTC());
        Optional<String> needed = steps.needed(inspection, name);
        if (needed.isPresent()) {
            SecretUses.of(name, SecretUses.files(inspection.project().tree()))
                    .forEach(use ->
                            say("  " + use.place().path() + ":" + use.place().line() + "  " + use.line()));
            throw new Bug.Refusal(ExitStatus.FINDINGS, needed.get() + " Nothing was deleted.");
        }
        int status = ExitStatus.FINE;
        for (Secrets.Stored stored : named) {
            say(stored.name() + " of " + stored.level().words() + ":");
            secrets.deletion(stored).shown().lines().forEach(line -> say("  " + line));
            if (stored.shared()) {
                say("  It is shared: other repositories of the organisation may use it, too.");
            }
            if (dryRun || !Asking.agreed(terminal, yes, "Delete it for good?")) {
                continue;
            }
            switch (steps.deleteSecret(inspection, stored)) {
                case StepResult.Done done -> {
                    say(done.sentence() + " This cannot be undone.");
                    done.notes().forEach(terminal::complain);
                }
                case StepResult.Held(String sentence) -> throw new Bug.Refusal(ExitStatus.FINDINGS, sentence);
                case StepResult.Failed(String sentence) -> {
                    terminal.complain(sentence);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    private void say(String line) {
        terminal.out().println(Escaping.terminal(line));
    }
}
