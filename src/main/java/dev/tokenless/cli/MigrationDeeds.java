package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.github.PullRequests;
import dev.tokenless.github.Right;
import dev.tokenless.migration.MigrationSteps;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.PlannedPackages;
import dev.tokenless.migration.PublisherLook;
import dev.tokenless.migration.PullRequestDraft;
import dev.tokenless.net.Credentials;
import dev.tokenless.net.Http;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.report.Escaping;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The steps of {@code tokenless migration} that change something outside of the folder. */
final class MigrationDeeds {
    private final Terminal terminal;
    private final Http http;
    private final MigrationStore store;
    private final Inspection inspection;
    private final RegistryServices services;
    private final boolean dryRun;
    private final boolean yes;

    MigrationDeeds(
            Terminal terminal, Http http, MigrationStore store, Inspection inspection, boolean dryRun, boolean yes) {
        this.terminal = terminal;
        this.http = http;
        this.store = store;
        this.inspection = inspection;
        this.services = RegistrySide.services(terminal, http);
        this.dryRun = dryRun;
        this.yes = yes;
    }

    /** Lets the registries refuse stored tokens for these packages, or take them again. */
    int tokens(List<PlannedPackages.Key> keys, boolean forbidden) {
        MigrationSteps steps = new MigrationSteps(store, services, null, Clock.systemUTC());
        int status = ExitStatus.FINE;
        try (Counters counters = Counters.ofRegistries(terminal, http)) {
            for (PlannedPackages.Key key : keys) {
                if (!(services.publishers(key.registry()).orElse(null) instanceof PublisherApi.TokenSwitch tokens)) {
                    say(key.packageName() + " at " + dev.tokenless.report.Words.registry(key.registry())
                            + ": this registry has no setting that refuses tokens.");
                    continue;
                }
                tokens.switching(key.packageName(), forbidden, counters.nobody())
                        .request()
                        .shown()
                        .lines()
                        .forEach(line -> say("  " + line));
                if (dryRun || !Asking.agreed(terminal, yes, 1)) {
                    continue;
                }
                Session session = counters.session(key.registry());
                status = Math.max(
                        status, StepWords.tell(terminal, steps.forbidTokens(inspection, key, forbidden, session)));
            }
        }
        return status;
    }

    /** Opens a pull request with the workflows as they should be. */
    int pullRequest(SignInChoice choice, String branch, boolean draft) {
        RepositoryId repository = GitHubSide.atGitHub(inspection.project().repository());
        String page = "https://" + repository.host() + "/" + repository.slug() + "/compare";
        GitHubSession nobody = GitHubSide.session(terminal, http, repository);
        PullRequestDraft made = PullRequestDraft.of(inspection, store, nobody);
        return switch (made) {
            case PullRequestDraft.Nothing(String sentence) -> {
                terminal.complain(sentence);
                yield ExitStatus.FINDINGS;
            }
            case PullRequestDraft.Ready ready -> {
                PullRequests.Wanted wanted = ready.wanted(branch, draft);
                MigrationSteps held = new MigrationSteps(store, services, null, Clock.systemUTC());
                if (held.heldBack(ready.migrated()).isPresent()) {
                    terminal.complain(held.heldBack(ready.migrated()).get());
                    yield ExitStatus.FINDINGS;
                }
                // The publishers may have been removed since they were seen.
                PublisherLook.Looked publishers = held.publishers(ready.migrated(), this::credential);
                publishers.notes().forEach(terminal::complain);
                if (!publishers.held().isEmpty()) {
                    terminal.complain(publishers.held());
                    yield ExitStatus.FINDINGS;
                }
                PullRequestDraft.Ready shown = ready.looked(nobody, branch);
                show(shown, wanted);
                if (dryRun || !agreed(shown)) {
                    yield ExitStatus.FINE;
                }
                GitHubSession session = new GitHubSide(terminal, http, repository)
                        .signedIn(choice, page, Right.WRITE_CONTENTS, Right.WRITE_WORKFLOWS, Right.WRITE_PULL_REQUESTS);
                // Who is signed in may see more than was seen before.
                PullRequestDraft.Ready seen = ready.looked(session, branch);
                if (!seen.isOpen() && !Objects.equals(seen.open(), shown.open())) {
                    show(seen, wanted);
                    if (!agreed(seen)) {
                        yield ExitStatus.FINE;
                    }
                }
                yield StepWords.tell(
                        terminal,
                        new MigrationSteps(store, services, session, Clock.systemUTC())
                                .pullRequest(ready.migrated(), wanted, seen.open()));
            }
        };
    }

    /** The user's session at a registry whose credential the environment holds; nobody is asked for anything. */
    private Optional<Session> credential(RegistryId registry) {
        List<String> variables = PublisherApis.credentialVariables(registry);
        return !variables.isEmpty()
                        && new Credentials(terminal.environment(), Path.of(System.getProperty("user.home", ".")))
                                        .variable(variables.toArray(String[]::new))
                                instanceof Credentials.Found found
                ? Optional.of(new Session(found.secret(), SecondFactor.none()))
                : Optional.empty();
    }

    private boolean agreed(PullRequestDraft.Ready shown) {
        return Asking.agreed(
                terminal,
                yes,
                shown.adding()
                        .map(open -> "Add this commit to the pull request "
                                + open.pull().number() + "?")
                        .orElse("Open this pull request?"));
    }

    /** What would be sent. */
    private void show(PullRequestDraft.Ready ready, PullRequests.Wanted wanted) {
        if (!ready.unseen().isEmpty()) {
            terminal.complain(ready.unseen());
        }
        OpenPullRequests.Standing open = ready.open();
        if (open != null) {
            showOpen(open, wanted);
            return;
        }
        say("Branch " + wanted.branch() + ", one commit: " + wanted.message());
        wanted.changes().forEach(c -> say("  " + c.path()));
        say(wanted.title());
        wanted.body().lines().forEach(line -> say("  " + line));
    }

    private void showOpen(OpenPullRequests.Standing open, PullRequests.Wanted wanted) {
        PullRequests.Opened pull = open.pull();
        say("The pull request " + pull.number() + " is open already: " + pull.page());
        if (open.complete()) {
            say("Its branch " + pull.branch() + " holds all of this:");
            wanted.changes().forEach(c -> say("  " + c.path()));
            return;
        }
        say("Branch " + pull.branch() + ", one commit more: " + wanted.message());
        for (OpenPullRequests.Lacking lacking : open.lacks()) {
            say("  " + lacking.change().path() + (lacking.change().gone() ? " (goes)" : ""));
            if (!lacking.replaced().isEmpty()) {
                say("    takes the place of lines that only this branch holds:");
                lacking.replaced().forEach(line -> say("    - " + line));
            }
        }
        say("The text of the pull request stays as it is.");
    }

    private void say(String line) {
        terminal.out().println(Escaping.terminal(line));
    }
}
