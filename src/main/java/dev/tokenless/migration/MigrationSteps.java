package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.fix.Runbook;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.PullRequests;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.github.Trouble;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps of a repository's migration in their only order and keeps what was done. Each step may be tried
 * again after any failure: it looks at what is there first, so that nothing is done twice. Blocking.
 */
public final class MigrationSteps {
    private final MigrationStore store;
    private final RegistryServices registries;
    private final @Nullable GitHubSession gitHub;
    private final Clock clock;

    /**
     * The steps.
     *
     * @param gitHub null where nobody shall ask GitHub
     */
    public MigrationSteps(
            MigrationStore store, RegistryServices registries, @Nullable GitHubSession gitHub, Clock clock) {
        this.store = store;
        this.registries = registries;
        this.gitHub = gitHub;
        this.clock = clock;
    }

    /** One package after a look outside. */
    public record Seen(PlannedPackages.Key key, MigrationPlan plan, Lookout.Looked looked) {}

    /**
     * Looks outside for these packages and keeps what was seen.
     *
     * @param notes why it could not be kept; empty where it was
     */
    public record LookedAll(List<Seen> packages, List<String> notes) {
        public LookedAll {
            packages = List.copyOf(packages);
            notes = List.copyOf(notes);
        }
    }

    /** Looks outside for these packages and keeps what was seen. */
    public LookedAll look(Inspection inspection, List<PlannedPackages.Key> keys) {
        Journal journal = journal(inspection);
        Lookout lookout = new Lookout(inspection, registries, gitHub);
        Remembered kept = journal.read();
        List<Seen> seen = new ArrayList<>();
        for (PlannedPackages.Key key : keys) {
            Lookout.Looked looked = lookout.look(key.registry(), key.packageName());
            kept = remembering(inspection, key, looked, kept);
            MigrationPlan plan =
                    MigrationPlan.of(inspection, key.registry(), key.packageName(), kept, looked.observed());
            seen.add(new Seen(key, plan, looked));
        }
        List<String> notes = journal.change(before -> {
            Remembered after = before;
            for (Seen one : seen) {
                after = remembering(inspection, one.key(), one.looked(), after);
            }
            return after;
        });
        return new LookedAll(seen, notes);
    }

    private Remembered remembering(
            Inspection inspection, PlannedPackages.Key key, Lookout.Looked looked, Remembered before) {
        return MigrationPlan.remembering(
                inspection, key.registry(), key.packageName(), before, looked.observed(), clock.instant());
    }

    /** Registers a publisher, unless it is there. */
    public StepResult register(Inspection inspection, TrustedPublisher wanted, Session session) {
        var registry = wanted.registry();
        PublisherApi api =
                registry == null ? null : registries.publishers(registry).orElse(null);
        if (registry == null || api == null) {
            return new StepResult.Held("This registry takes publishers on its page alone. Open the page, register"
                    + " there, and say that it is done.");
        }
        return switch (new PublisherRegistration(api).register(wanted, session)) {
            case dev.tokenless.registry.Outcome.Failed<PublisherRegistration.Registered>(
                    dev.tokenless.registry.Outcome.Failure failure) ->
                new StepResult.Failed(failure.sentence() + " " + failure.nextStep());
            case dev.tokenless.registry.Outcome.Done<PublisherRegistration.Registered>(
                    PublisherRegistration.Registered done) -> {
                String evidence = api.registry().displayName() + " holds the publisher " + words(done.stored()) + ".";
                List<String> notes = new ArrayList<>(done.warnings());
                String key = MigrationPlan.key(registry, String.valueOf(wanted.project()));
                Remembered.Mark seen = new Remembered.Mark(
                        Remembered.Kind.SEEN, evidence, clock.instant(), Sights.identity(wanted.identity()));
                notes.addAll(journal(inspection).change(r -> r.with(key, Stage.PUBLISHER_REGISTERED, seen)));
                yield new StepResult.Done(
                        done.wasThere() ? evidence + " It was there before; nothing was sent." : evidence, notes);
            }
        };
    }

    private static String words(TrustedPublisher publisher) {
        PublisherIdentity identity = publisher.identity();
        String environment = identity.environment();
        String where = switch (identity) {
            case PublisherIdentity.GitHub g -> g.owner() + "/" + g.repository() + ", " + g.workflow();
            case PublisherIdentity.GitLab g -> g.namespace() + "/" + g.project() + ", " + g.workflow();
            case PublisherIdentity.CircleCi _, PublisherIdentity.Google _, PublisherIdentity.ActiveState _ ->
                identity.provider();
        };
        return where + (environment == null || environment.isEmpty() ? "" : ", environment " + environment);
    }

    /** Why a pull request must wait; empty where every registry knows the jobs that it brings. */
    public Optional<String> heldBack(Inspection migrated) {
        Remembered remembered = journal(migrated).read();
        for (PlannedPackages.Key key : PublisherLook.waiting(migrated)) {
            String held = MigrationPlan.of(migrated, key.registry(), key.packageName(), remembered, Observed.NOTHING)
                    .awaitsPublisher();
            if (held != null) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /**
     * Looks whether the registries still hold the publishers that a pull request relies on, where they can be asked, and
     * keeps what was seen.
     *
     * @param sessions the user's credential at a registry, where one is at hand
     */
    public PublisherLook.Looked publishers(Inspection migrated, Function<RegistryId, Optional<Session>> sessions) {
        return new PublisherLook(registries, journal(migrated), clock, sessions).look(migrated);
    }

    /** Opens a pull request with the migrated files, where none was shown as open. */
    public StepResult pullRequest(Inspection migrated, PullRequests.Wanted wanted) {
        return pullRequest(migrated, wanted, null);
    }

    /**
     * Opens a pull request with the migrated files. Where one is open, its branch gets one commit with what it lacks, if that
     * is what was shown; where it lacks nothing, the step is done.
     *
     * @param migrated the repository as the pull request will make it
     * @param shown the open pull request as it was shown; null where none was
     */
    public StepResult pullRequest(
            Inspection migrated, PullRequests.Wanted wanted, OpenPullRequests.@Nullable Standing shown) {
        Optional<String> held = heldBack(migrated);
        if (held.isPresent()) {
            return new StepResult.Held(held.get());
        }
        RepositoryId repository = migrated.project().repository();
        if (CiHost.of(repository) == CiHost.GITLAB) {
            return new StepResult.Held(PullRequestDraft.atGitLab(repository));
        }
        GitHubSession session = gitHub;
        return session == null || !session.signedIn() || repository == null
                ? notSignedIn()
                : new PullRequestStep(session, repository).take(wanted, shown);
    }

    private static StepResult notSignedIn() {
        return new StepResult.Held("Nobody is signed in to GitHub. Sign in, or do this step by hand.");
    }

    /** Lets a registry refuse stored tokens for a package, or allows them again. */
    public StepResult forbidTokens(Inspection inspection, PlannedPackages.Key key, boolean forbidden, Session session) {
        if (!(registries.publishers(key.registry()).orElse(null) instanceof PublisherApi.TokenSwitch tokens)) {
            return new StepResult.Held("This registry has no setting that refuses tokens; go on with the next stage.");
        }
        MigrationPlan plan = plan(inspection, key);
        if (forbidden && !plan.state(Stage.FIRST_TRUSTED_RELEASE).passed()) {
            return new StepResult.Held(key.packageName() + " has no proven release without a token yet: to forbid"
                    + " tokens now could leave you unable to release. Release first, then look again.");
        }
        return switch (tokens.forbidTokens(key.packageName(), forbidden, session)) {
            case dev.tokenless.registry.Outcome.Failed<Boolean>(dev.tokenless.registry.Outcome.Failure failure) ->
                new StepResult.Failed(failure.sentence() + " " + failure.nextStep());
            case dev.tokenless.registry.Outcome.Done<Boolean>(Boolean now) ->
                new StepResult.Done(
                        now
                                ? "The registry refuses stored tokens for " + key.packageName() + " from now on."
                                : "The registry takes stored tokens for " + key.packageName() + " again.",
                        now
                                ? mark(
                                        inspection,
                                        plan.key(),
                                        Stage.TOKENS_FORBIDDEN,
                                        "The registry refuses stored tokens.")
                                : journal(inspection).change(r -> r.without(plan.key(), Stage.TOKENS_FORBIDDEN)));
        };
    }

    /**
     * Deletes a secret, once every package that it held a token for has its proof and no workflow names it.
     *
     * @param secret as GitHub listed it
     */
    public StepResult deleteSecret(Inspection inspection, Secrets.Stored secret) {
        Optional<String> held = needed(inspection, secret.name());
        if (held.isPresent()) {
            return new StepResult.Held(held.get());
        }
        RepositoryId repository = inspection.project().repository();
        GitHubSession session = gitHub;
        if (session == null || !session.signedIn() || repository == null) {
            return notSignedIn();
        }
        Secrets secrets = new Secrets(session, repository.owner(), repository.name());
        return switch (secrets.delete(secret)) {
            case Outcome.Failed<Secrets.Stored>(Trouble trouble) ->
                new StepResult.Failed(trouble.sentence()
                        + (trouble instanceof Trouble.NoAnswer ? " It may be deleted anyway: look again to see." : "")
                        + " By hand: " + secrets.page());
            case Outcome.Done<Secrets.Stored> _ ->
                new StepResult.Done(
                        "The secret " + secret.name() + " of " + secret.level().words() + " is deleted."
                                + (revoked(inspection, secret.name()) ? "" : " Revoke the token itself, too."),
                        List.of());
        };
    }

    /** Whether every package that a secret held a token for is known to have had its token revoked. */
    private boolean revoked(Inspection inspection, String secretName) {
        List<PlannedPackages.Key> held = holding(inspection, journal(inspection).read(), secretName);
        return !held.isEmpty()
                && held.stream()
                        .allMatch(key -> plan(inspection, key).state(Stage.TOKEN_REVOKED) instanceof StageState.Done);
    }

    /** The packages whose jobs were ever seen to hand a secret over. */
    private static List<PlannedPackages.Key> holding(Inspection inspection, Remembered remembered, String secretName) {
        return PlannedPackages.of(inspection).stream()
                .filter(key -> remembered.secretNames(id(key)).stream().anyMatch(secretName::equalsIgnoreCase))
                .toList();
    }

    /** Why a secret may not be deleted yet; empty where it may. */
    public Optional<String> needed(Inspection inspection, String secretName) {
        List<SecretUses.Use> uses =
                SecretUses.of(secretName, SecretUses.files(inspection.project().tree()));
        if (!uses.isEmpty()) {
            SecretUses.Use first = uses.getFirst();
            return Optional.of(secretName + " is still used: " + first.place().path() + ":"
                    + first.place().line() + (uses.size() == 1 ? "" : " and " + (uses.size() - 1) + " more")
                    + ". Migrate these lines first.");
        }
        if (!inspection.unread().isEmpty()) {
            return Optional.of(inspection.unread().sentence(true) + " Until then nobody can say that " + secretName
                    + " is not needed.");
        }
        // Which packages the secret held a token for, and what was proved of them, stands in what was kept.
        Optional<String> unreadable = journal(inspection).unreadable();
        if (unreadable.isPresent()) {
            return Optional.of(unreadable.get() + " Until then nobody can say that " + secretName + " is not needed.");
        }
        Remembered remembered = journal(inspection).read();
        for (PlannedPackages.Key key : holding(inspection, remembered, secretName)) {
            if (!plan(inspection, key).state(Stage.FIRST_TRUSTED_RELEASE).passed()) {
                return Optional.of(key.packageName() + " has no proven release without a token yet, and " + secretName
                        + " is the way back. Release first, then look again.");
            }
        }
        return Optional.empty();
    }

    /**
     * Revokes one of the user's stored tokens, once every package of the registry here has its proof: the registry does not
     * tell which of them the token served. Then it looks whether the token is gone.
     *
     * @param key the package whose stage this is
     */
    public StepResult revokeToken(
            Inspection inspection, PlannedPackages.Key key, PublisherApi.StoredToken token, Session session) {
        PublisherApi api = registries.publishers(key.registry()).orElse(null);
        if (!(api instanceof PublisherApi.StoredTokens tokens)) {
            return new StepResult.Held("This registry revokes tokens on its page alone: "
                    + Runbook.tokenPage(key.registry()) + ". Revoke it there, and say that it is done.");
        }
        List<PlannedPackages.Key> others = PlannedPackages.of(inspection).stream()
                .filter(other -> other.registry().equals(key.registry()))
                .toList();
        for (PlannedPackages.Key other : others) {
            if (!plan(inspection, other).state(Stage.FIRST_TRUSTED_RELEASE).passed()) {
                return new StepResult.Held(other.packageName() + " has no proven release without a token yet, and the"
                        + " token may be the one that releases it. Release first, then look again.");
            }
        }
        String registry = api.registry().displayName();
        return switch (tokens.revoke(token, session).then(_ -> tokens.tokens(session))) {
            case dev.tokenless.registry.Outcome.Failed<List<PublisherApi.StoredToken>>(
                    dev.tokenless.registry.Outcome.Failure failure) ->
                new StepResult.Failed(failure.sentence() + " " + failure.nextStep());
            case dev.tokenless.registry.Outcome.Done<List<PublisherApi.StoredToken>>(
                    List<PublisherApi.StoredToken> left) -> {
                if (left.stream().anyMatch(t -> t.key().equals(token.key()))) {
                    yield new StepResult.Failed(registry + " took the request and still lists the token "
                            + token.words() + ". List the tokens again later, or revoke it at "
                            + Runbook.tokenPage(key.registry()) + ".");
                }
                String evidence = registry + " lists the token " + token.words() + " no more.";
                Set<String> secrets = journal(inspection).read().secretNames(id(key));
                yield new StepResult.Done(
                        "The token " + token.words() + " is revoked. " + evidence,
                        journal(inspection).change(before -> {
                            Remembered after = before;
                            Remembered.Mark seen = new Remembered.Mark(Remembered.Kind.SEEN, evidence, clock.instant());
                            for (PlannedPackages.Key other : others) {
                                // The packages whose jobs were handed the same secret had the same token.
                                boolean same = other.equals(key)
                                        || !Collections.disjoint(before.secretNames(id(other)), secrets);
                                after = same ? after.with(id(other), Stage.TOKEN_REVOKED, seen) : after;
                            }
                            return after;
                        }));
            }
        };
    }

    private static String id(PlannedPackages.Key key) {
        return MigrationPlan.key(key.registry(), key.packageName());
    }

    /** Keeps what the user said of a stage, or takes it back. */
    public List<String> say(
            Inspection inspection, PlannedPackages.Key key, Stage stage, Remembered.@Nullable Kind kind, String words) {
        String id = id(key);
        return journal(inspection)
                .change(r -> kind == null
                        ? r.without(id, stage)
                        : r.with(id, stage, new Remembered.Mark(kind, words, clock.instant())));
    }

    private MigrationPlan plan(Inspection inspection, PlannedPackages.Key key) {
        return MigrationPlan.of(
                inspection,
                key.registry(),
                key.packageName(),
                journal(inspection).read(),
                Observed.NOTHING);
    }

    private List<String> mark(Inspection inspection, String key, Stage stage, String evidence) {
        return journal(inspection)
                .change(r -> r.with(key, stage, new Remembered.Mark(Remembered.Kind.SEEN, evidence, clock.instant())));
    }

    private Journal journal(Inspection inspection) {
        return new Journal(store, inspection.project().repository());
    }
}
