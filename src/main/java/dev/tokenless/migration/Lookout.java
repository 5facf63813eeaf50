package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.github.RepositoryTree;
import dev.tokenless.github.Secrets;
import dev.tokenless.github.Trouble;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.directory.RegistryServices;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.repo.manifest.ProjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks outside of the repository for what proves the stages of a migration: at the registry without credentials, at
 * GitHub with a token or without. It only reads. What belongs to the repository is asked once for all its packages.
 * Blocking.
 */
public final class Lookout {
    /** What {@link Unseen#what} says where the last release could not be seen. */
    public static final String LAST_RELEASE = "the last release";

    private static final String WORKFLOWS = ".github/workflows";

    private final Inspection inspection;
    private final RegistryServices registries;
    private final @Nullable GitHubSession gitHub;
    private @Nullable AtGitHub atGitHub;

    /**
     * A look at one repository.
     *
     * @param gitHub null where nobody shall ask GitHub
     */
    public Lookout(Inspection inspection, RegistryServices registries, @Nullable GitHubSession gitHub) {
        this.inspection = inspection;
        this.registries = registries;
        this.gitHub = gitHub;
    }

    /**
     * What was seen, and what could not be.
     *
     * @param standing how the repository's name stands to GitHub's; null where nobody could tell
     */
    public record Looked(Observed observed, List<Unseen> unseen, Repositories.@Nullable Standing standing) {
        public Looked {
            unseen = List.copyOf(unseen);
        }
    }

    /**
     * Something that could not be seen.
     *
     * @param what for example {@code the last release}
     * @param sentence why
     * @param nextStep what to do; empty where the sentence says it
     */
    public record Unseen(String what, String sentence, String nextStep) {}

    private record AtGitHub(
            Repositories.@Nullable Standing standing,
            String branch,
            @Nullable Inspection defaultBranch,
            Observed.@Nullable StoredSecrets secrets,
            List<Unseen> unseen) {}

    /** Looks for one package. */
    public Looked look(RegistryId registry, String packageName) {
        List<Unseen> unseen = new ArrayList<>();
        ReleaseProof release = proof(registry, packageName, LAST_RELEASE, unseen);
        ReleaseProof test = registry.equals(RegistryId.PYPI) && uploadsTo(RegistryId.TESTPYPI, packageName)
                ? proof(RegistryId.TESTPYPI, packageName, "the last release at the test index", unseen)
                : null;
        AtGitHub there = atGitHub();
        unseen.addAll(there.unseen());
        Inspection branch = there.defaultBranch();
        return new Looked(
                new Observed(
                        release,
                        test,
                        tokens(release),
                        there.secrets(),
                        branch == null ? null : defaultBranch(there.branch(), branch, registry, packageName),
                        preflown(there, registry, packageName, unseen)),
                unseen,
                there.standing());
    }

    private boolean uploadsTo(RegistryId registry, String packageName) {
        return !jobs(inspection, registry, packageName).isEmpty();
    }

    private @Nullable ReleaseProof proof(RegistryId registry, String packageName, String what, List<Unseen> unseen) {
        ReleaseProof.Reader reader = registries.proof(registry).orElse(null);
        if (reader == null) {
            unseen.add(new Unseen(what, "This registry shows nobody how a release was published.", ""));
            return null;
        }
        return switch (reader.read(packageName, null)) {
            case dev.tokenless.registry.Outcome.Done<ReleaseProof>(ReleaseProof proof) -> proof;
            case dev.tokenless.registry.Outcome.Failed<ReleaseProof>(
                    dev.tokenless.registry.Outcome.Failure failure) -> {
                unseen.add(new Unseen(what, failure.sentence(), failure.nextStep()));
                yield null;
            }
        };
    }

    /** crates.io tells it everyone beside the release; npm tells it nobody. */
    private static Observed.TokenRule tokens(@Nullable ReleaseProof release) {
        if (release == null) {
            return Observed.TokenRule.NOT_LOOKED_UP;
        }
        for (ReleaseProof.Evidence evidence : release.evidence()) {
            if (evidence.label().equals("trustpub_only")) {
                return evidence.value().equals("true") ? Observed.TokenRule.FORBIDDEN : Observed.TokenRule.ALLOWED;
            }
        }
        return Observed.TokenRule.NOT_LOOKED_UP;
    }

    private static List<PublishJob> jobs(Inspection inspection, RegistryId registry, String packageName) {
        return inspection.jobs().stream()
                .map(Inspection.Examined::job)
                .filter(job -> job.registry().equals(registry))
                .filter(job -> job.packages().isEmpty() || job.packages().contains(packageName))
                .toList();
    }

    private static Observed.DefaultBranch defaultBranch(
            String name, Inspection branch, RegistryId registry, String packageName) {
        List<PublishJob> jobs = jobs(branch, registry, packageName);
        if (jobs.isEmpty()) {
            return new Observed.DefaultBranch(
                    name, false, "The branch " + name + " holds no job that publishes this package.");
        }
        for (PublishJob job : jobs) {
            switch (job.authentication()) {
                case Authentication.Trusted _ -> {}
                case Authentication.Token _, Authentication.Both _ -> {
                    return new Observed.DefaultBranch(
                            name,
                            false,
                            "On the branch " + name + ", " + job.path() + " still hands over "
                                    + (job.secrets().isEmpty() ? "a stored token" : String.join(", ", job.secrets()))
                                    + ".");
                }
                case Authentication.Unknown _ -> {
                    return new Observed.DefaultBranch(
                            name, false, "On the branch " + name + ", " + job.path() + " does not say how it logs in.");
                }
            }
        }
        return new Observed.DefaultBranch(
                name,
                true,
                "The branch " + name + " holds the migrated workflow, "
                        + jobs.getFirst().path() + ".");
    }

    private Observed.@Nullable Preflown preflown(
            AtGitHub there, RegistryId registry, String packageName, List<Unseen> unseen) {
        GitHubSession session = gitHub;
        Repositories.Standing standing = there.standing();
        if (session == null || standing == null) {
            return null;
        }
        for (PublishJob job : jobs(inspection, registry, packageName)) {
            if (!(PreflightOffer.of(inspection, job) instanceof Preflight preflight)) {
                continue;
            }
            switch (new PreflightRuns(session, standing.facts()).newest(preflight)) {
                case Outcome.Done<Optional<Observed.Preflown>>(Optional<Observed.Preflown> flown) -> {
                    if (flown.isPresent()) {
                        return flown.get();
                    }
                }
                case Outcome.Failed<Optional<Observed.Preflown>>(Trouble trouble) ->
                    unseen.add(new Unseen("the preflight", trouble.sentence(), ""));
            }
        }
        return null;
    }

    private AtGitHub atGitHub() {
        AtGitHub known = atGitHub;
        if (known == null) {
            known = askGitHub();
            atGitHub = known;
        }
        return known;
    }

    private AtGitHub askGitHub() {
        RepositoryId repository = inspection.project().repository();
        GitHubSession session = gitHub;
        if (session == null || repository == null || repository.provider() != Provider.GITHUB) {
            return new AtGitHub(null, "", null, null, List.of());
        }
        List<Unseen> unseen = new ArrayList<>();
        return switch (new Repositories(session).standing(repository)) {
            case Outcome.Failed<Repositories.Standing>(Trouble trouble) -> {
                unseen.add(new Unseen("the repository at GitHub", trouble.sentence(), ""));
                yield new AtGitHub(null, "", null, null, unseen);
            }
            case Outcome.Done<Repositories.Standing>(Repositories.Standing standing) -> {
                Repositories.Facts facts = standing.facts();
                Inspection branch = branch(session, facts, repository, unseen);
                Observed.StoredSecrets secrets = secrets(session, facts, unseen);
                yield new AtGitHub(standing, facts.defaultBranch(), branch, secrets, unseen);
            }
        };
    }

    private @Nullable Inspection branch(
            GitHubSession session, Repositories.Facts facts, RepositoryId repository, List<Unseen> unseen) {
        return switch (RepositoryTree.open(session, facts.owner(), facts.name(), facts.defaultBranch())) {
            case Outcome.Failed<SourceTree>(Trouble trouble) -> {
                unseen.add(new Unseen("the default branch", trouble.sentence(), ""));
                yield null;
            }
            case Outcome.Done<SourceTree>(SourceTree remote) -> {
                Inspection branch = Inspector.inspect(
                        ProjectReader.read(
                                new WorkflowsElsewhere(inspection.project().tree(), remote), facts.slug(), repository),
                        List.of());
                // What could not be fetched must not count for what is not there.
                for (String file : remote.files(WORKFLOWS)) {
                    if (remote.read(WORKFLOWS + "/" + file) instanceof SourceTree.Unread(Problem problem)) {
                        unseen.add(new Unseen("the default branch", problem.message(), "Look again later."));
                        yield null;
                    }
                }
                yield branch;
            }
        };
    }

    private Observed.@Nullable StoredSecrets secrets(
            GitHubSession session, Repositories.Facts facts, List<Unseen> unseen) {
        if (!session.signedIn()) {
            unseen.add(new Unseen(
                    "the stored secrets",
                    "GitHub lists the names of secrets only to people who are signed in.",
                    "Sign in, or look at the repository's settings yourself."));
            return null;
        }
        List<String> environments = inspection.jobs().stream()
                .map(job -> job.job().environment())
                .filter(EnvironmentRef.Named.class::isInstance)
                .map(e -> ((EnvironmentRef.Named) e).name())
                .distinct()
                .toList();
        Secrets.Listing listing =
                new Secrets(session, facts.owner(), facts.name()).list(environments, facts.ofOrganization());
        listing.untold()
                .forEach(u -> unseen.add(new Unseen(
                        "the secrets of " + u.level().words(), u.trouble().sentence(), "")));
        boolean complete = listing.untold().stream().allMatch(u -> u.level() instanceof Secrets.OfDependabot);
        return new Observed.StoredSecrets(listing.secrets(), complete);
    }
}
