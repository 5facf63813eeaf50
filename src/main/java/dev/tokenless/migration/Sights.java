package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.fix.Runbook;
import dev.tokenless.github.Secrets;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What proves each stage of one package, from its files and from what was observed outside.
 *
 * @param secretNames the secrets that held the package's token, now or before the migration
 * @param changed whether this program changed something for the package, or saw it hand over a token before
 */
record Sights(
        Inspection inspection,
        RegistryId registry,
        String packageName,
        List<Inspection.Examined> jobs,
        Set<String> secretNames,
        boolean changed,
        Observed observed) {
    private static final String PIPELINE = ".gitlab-ci.yml";
    private static final int DAY = 10;

    static Sights of(
            Inspection inspection, RegistryId registry, String packageName, Remembered remembered, Observed observed) {
        List<Inspection.Examined> jobs = jobsOf(inspection, registry, packageName);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        String key = MigrationPlan.key(registry, packageName);
        names.addAll(remembered.secretNames(key));
        jobs.forEach(job -> names.addAll(job.job().secrets()));
        boolean changed = !names.isEmpty() || remembered.wrote(jobs);
        return new Sights(inspection, registry, packageName, jobs, names, changed, observed);
    }

    Sight of(Stage stage) {
        return switch (stage) {
            case PUBLISHER_REGISTERED -> registered();
            case TOKEN_KEPT_AS_FALLBACK -> fallback();
            case TEST_RELEASE -> tested();
            case PRODUCTION_SWITCHED -> switched();
            case FIRST_TRUSTED_RELEASE -> released();
            case TOKENS_FORBIDDEN -> forbidden();
            case SECRETS_DELETED -> secrets();
            case TOKEN_REVOKED -> revoked();
        };
    }

    private Sight registered() {
        List<Verdict> verdicts = verdicts();
        if (verdicts.isEmpty()) {
            return Sight.open("Register the trusted publisher, or say what the registry holds.");
        }
        if (verdicts.stream().allMatch(v -> v.publisher() < 0)) {
            if (inspection.known().unlisted(registry, packageName)) {
                // A file lists what somebody wrote into it; what was seen or said of the registry is not refuted by it.
                return Sight.open("Register the trusted publisher, or add it to the publishers file where it is"
                        + " registered: the file lists none for this package.");
            }
            return Sight.refuted("Register the trusted publisher: none is registered for this package.");
        }
        if (verdicts.stream().anyMatch(v -> v.outcome() == Verdict.Outcome.MISMATCH)) {
            return Sight.refuted("Correct the trusted publisher: the registered one does not accept the job.");
        }
        KnownPublishers.Held typed = typed();
        if (typed != null) {
            return Sight.holds("You said on " + typed.at().toString().substring(0, DAY)
                    + " that it is registered; it was not seen.");
        }
        boolean file = inspection.known().of(registry, packageName) instanceof KnownPublishers.Held held
                && held.source() == KnownPublishers.Source.FILE;
        return verdicts.stream().allMatch(v -> v.outcome() == Verdict.Outcome.MATCH)
                ? Sight.holds(
                        file
                                ? "By the publishers file, the registered publisher accepts the job."
                                : "The registered publisher accepts the job.")
                // What stays open for this computer, such as an owner's id that was not looked up, holds nothing back.
                : Sight.holds("A publisher is registered, and nothing that can be told from here speaks against it.");
    }

    /** What the user said of the package's publishers, where that is what counts; null otherwise. */
    KnownPublishers.@Nullable Held typed() {
        return inspection.known().of(registry, packageName) instanceof KnownPublishers.Held held
                        && held.source() == KnownPublishers.Source.TYPED
                ? held
                : null;
    }

    /** What a publisher of this package must name: workflow and environment of each job. */
    Set<String> identities() {
        Set<String> all = new TreeSet<>();
        ProposedPublisher.of(
                        inspection.project(),
                        jobs.stream().map(Inspection.Examined::job).toList())
                .forEach(p -> all.add(identity(p.publisher().identity())));
        return all;
    }

    /** The part of an identity that an edit of the repository can change. */
    static String identity(PublisherIdentity identity) {
        String environment = identity.environment() == null ? "" : identity.environment();
        return switch (identity) {
            case PublisherIdentity.GitHub g -> g.workflow() + " " + environment;
            case PublisherIdentity.GitLab g -> g.workflow() + " " + environment;
            case PublisherIdentity.CircleCi _, PublisherIdentity.Google _, PublisherIdentity.ActiveState _ -> "";
        };
    }

    private List<Verdict> verdicts() {
        return jobs.stream()
                .flatMap(job -> job.presented().stream())
                .flatMap(presented -> presented.verdicts().stream())
                .filter(v -> v.packageName() == null || packageName.equals(v.packageName()))
                .map(Inspection.PackageVerdict::verdict)
                .toList();
    }

    private Sight fallback() {
        if (jobs.isEmpty()) {
            return inspection.unread().isEmpty()
                    ? Sight.refuted("Add a job that publishes it.")
                    : Sight.open(inspection.unread().sentence(!inspection.jobs().isEmpty()));
        }
        Set<String> left = new TreeSet<>();
        boolean token = false;
        boolean unclear = false;
        for (Inspection.Examined examined : jobs) {
            PublishJob job = examined.job();
            switch (job.authentication()) {
                case Authentication.Trusted _ -> {}
                case Authentication.Token _, Authentication.Both _ -> {
                    token = true;
                    left.addAll(job.secrets());
                }
                case Authentication.Unknown _ -> unclear = true;
            }
        }
        if (token) {
            return Sight.refuted("Migrate the job: it still hands over "
                    + (left.isEmpty() ? "a stored token" : String.join(", ", left)) + ".");
        }
        if (unclear) {
            return Sight.open("Migrate the job: it does not say how it logs in.");
        }
        return !inspection.unread().isEmpty()
                ? Sight.open(inspection.unread().sentence(true)
                        + " The jobs of the other files hand over no stored token for " + packageName + ".")
                : Sight.holds("No job that publishes " + packageName + " to " + registryName()
                        + " hands over a stored token"
                        + (changed ? "; the secret itself is untouched." : ".")
                        + (sharing().none() ? "" : " " + sharing().sentence())
                        + otherPipeline());
    }

    private Sight tested() {
        if (registry.equals(RegistryId.TESTPYPI)) {
            return Sight.needless(new StageState.NotNeeded("This is the test index itself."));
        }
        ReleaseProof test = observed.testRelease();
        if (test != null && test.state() == ReleaseProof.State.TRUSTED && ours(test)) {
            return Sight.holds("At the test index: " + test.sentence());
        }
        ReleaseProof release = observed.release();
        if (release != null && release.state() == ReleaseProof.State.TRUSTED && ours(release)) {
            return preRelease(release.version())
                    ? Sight.holds(release.sentence())
                    : Sight.needless(new StageState.NotNeeded(
                            "Not needed any more: version " + release.version() + " itself went out without a token."));
        }
        Observed.Preflown flown = observed.preflown();
        if (flown != null) {
            switch (flown.flight()) {
                case PROVED -> {
                    return Sight.holds(flown.sentence() + " A release differs from it in its ref and event alone.");
                }
                case FAILED -> {
                    return Sight.refuted("Run the preflight until it goes through, or skip it. " + flown.sentence());
                }
                case GOES_ON, PROVES_NOTHING -> {
                    return Sight.open(flown.sentence());
                }
            }
        }
        String tried = test == null || test.state() == ReleaseProof.State.NO_RELEASE
                ? ""
                : " At the test index: " + test.sentence();
        return Sight.open("Release to a test index, tag a pre-release, or run the preflight; or skip it." + tried);
    }

    private Sight switched() {
        Observed.DefaultBranch branch = observed.defaultBranch();
        if (branch == null) {
            return Sight.open(
                    changed
                            ? "Merge the migrated files into the default branch."
                            : "Nothing was changed here, so that nothing is known to be merged. Look whether the"
                                    + " default branch holds these files, or say so.");
        }
        return branch.migrated()
                ? Sight.holds(branch.sentence())
                : Sight.refuted("Merge the migrated files. " + branch.sentence());
    }

    private Sight released() {
        ReleaseProof release = observed.release();
        if (release == null) {
            return Sight.open("Make a release as you always do, then look for it at the registry.");
        }
        return switch (release.state()) {
            case TRUSTED -> {
                if (!ours(release)) {
                    yield Sight.refuted("Release from this repository. " + release.sentence()
                            + " That is not this repository, so it proves nothing for it.");
                }
                Observed.DefaultBranch branch = observed.defaultBranch();
                yield preRelease(release.version()) && branch != null && !branch.migrated()
                        ? Sight.open("The pre-release went out without a token: " + release.sentence()
                                + " The first release after the switch is still to come.")
                        : Sight.holds(release.sentence());
            }
            case TOKEN ->
                Sight.refuted(release.sentence() + " Release once more from the migrated files, then look again.");
            // A registry that forgets for a moment is no proof against what it showed before.
            case NO_RELEASE -> Sight.open(release.sentence() + " Make a release, then look again.");
            case UNKNOWN ->
                Sight.open(release.sentence() + " Look at the log of the release, and say so when it"
                        + " exchanged the identity.");
        };
    }

    /** Whether a release was published from this repository, as far as the registry names where from. */
    private boolean ours(ReleaseProof proof) {
        var repository = inspection.project().repository();
        if (repository == null) {
            return true;
        }
        String slug = repository.slug().toLowerCase(Locale.ROOT);
        for (ReleaseProof.Evidence evidence : proof.evidence()) {
            String value = evidence.value().toLowerCase(Locale.ROOT);
            boolean names = evidence.label().equals("repository")
                    || evidence.label().endsWith(".repository")
                    || evidence.label().endsWith(".project_path");
            if (names && value.contains("/") && !value.equals(slug)) {
                return false;
            }
            boolean address = evidence.label().equals("certificate") || value.startsWith("github actions ");
            if (address && !value.contains("/" + slug + "/") && !value.contains(" " + slug + " ")) {
                return false;
            }
        }
        return true;
    }

    /** Letters in a version, beside those of a post-release or behind a plus, mark what is not final. */
    static boolean preRelease(String version) {
        String release = version.replaceFirst("\\+.*$", "").replaceFirst("(?i)[._-]?(post|rev|r)[._-]?\\d*$", "");
        return release.replaceFirst("^[vV]", "").chars().anyMatch(Character::isLetter);
    }

    private Sight forbidden() {
        Registry known = Registries.byId(registry).orElse(null);
        if (known == null || !known.forbidsTokens()) {
            return Sight.needless(new StageState.NotOffered("This registry has no setting that refuses tokens."));
        }
        return switch (observed.tokens()) {
            case FORBIDDEN -> Sight.holds("The registry refuses stored tokens.");
            case ALLOWED -> Sight.refuted("Set the package to refuse stored tokens; this can be undone.");
            case NOT_LOOKED_UP -> Sight.open("Set the package to refuse stored tokens; this can be undone.");
        };
    }

    private Sight secrets() {
        Observed.StoredSecrets held = observed.secrets();
        if (held == null) {
            if (secretNames.isEmpty()) {
                return Sight.open("No job of this package was seen to hand over a secret. Look " + where()
                        + " whether one is left, and say so.");
            }
            return sharing().none()
                    ? Sight.open("Delete " + where() + ": " + String.join(", ", secretNames) + ".")
                    : Sight.open(kept(secretNames));
        }
        Set<String> there = new LinkedHashSet<>(held.names());
        if (secretNames.isEmpty()) {
            return there.isEmpty() && held.complete()
                    ? Sight.holds("GitHub holds no secret for this repository.")
                    : Sight.open(
                            there.isEmpty()
                                    ? "Delete the stored secret at GitHub; not every place could be looked into."
                                    : "Delete the secret that held the token. GitHub holds: " + String.join(", ", there)
                                            + ".");
        }
        List<String> left = new ArrayList<>();
        for (String name : there) {
            if (secretNames.contains(name)) {
                left.add(name);
            }
        }
        if (!left.isEmpty()) {
            String delete = "Delete at GitHub: " + String.join(", ", left) + ".";
            if (!sharing().none()) {
                return Sight.refuted(kept(new TreeSet<>(left)));
            }
            Set<String> shared = shared(held, left);
            boolean own = held.stored().stream().anyMatch(s -> !s.shared() && secretNames.contains(s.name()));
            String others = " The organisation shares " + String.join(", ", shared)
                    + ": where another repository uses it, keep it and say so.";
            // What other repositories may need is not for this one to delete: there its owner's word counts.
            return own ? Sight.refuted(delete + (shared.isEmpty() ? "" : others)) : Sight.open(delete + others);
        }
        String names = String.join(", ", secretNames);
        return held.complete()
                ? Sight.holds("GitHub no longer holds " + names + ".")
                : Sight.open("What could be looked into holds no " + names
                        + "; look into the rest yourself, then say that it is done.");
    }

    /** Those of the names that the organisation holds for several repositories. */
    private static Set<String> shared(Observed.StoredSecrets held, List<String> names) {
        Set<String> shared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        held.stored().stream()
                .filter(Secrets.Stored::shared)
                .map(Secrets.Stored::name)
                .filter(name -> names.stream().anyMatch(name::equalsIgnoreCase))
                .forEach(shared::add);
        return shared;
    }

    /** The pipeline of another host beside the workflows is not read, and not spoken for. */
    private String otherPipeline() {
        var repository = inspection.project().repository();
        boolean beside = repository != null
                && repository.provider() == Provider.GITHUB
                && inspection.project().tree().read(PIPELINE) instanceof SourceTree.Text;
        return beside ? " The pipeline in " + PIPELINE + " was not looked at: the repository lives at GitHub." : "";
    }

    /** What is to be deleted and what must stay for others. */
    private String kept(Set<String> names) {
        Set<String> shared = sharing().among(names);
        List<String> own = names.stream().filter(name -> !shared.contains(name)).toList();
        return (own.isEmpty() ? "" : "Delete " + where() + ": " + String.join(", ", own) + ". ") + "Keep until then: "
                + sharing().sentence() + " Migrate that first.";
    }

    private Sight revoked() {
        String page = Runbook.tokenPage(registry);
        if (!sharing().none()) {
            return Sight.open("Wait with the token: " + sharing().sentence() + " Migrate that first, then revoke the"
                    + " token at " + page + " and say so.");
        }
        if (!inspection.unread().isEmpty()) {
            return Sight.open("Wait with the token: whether another job still hands it over is not known. "
                    + inspection.unread().sentence(true) + " Then revoke the token at " + page + " and say so.");
        }
        return Sight.open(
                changed
                        ? "Revoke the token at " + page + " and say so."
                        : "If a token was ever made for this package, revoke it at " + page + ", and say so.");
    }

    private Sharing sharing() {
        return Sharing.of(inspection, jobs, secretNames);
    }

    private String registryName() {
        return Registries.byId(registry).map(Registry::displayName).orElse(registry.id());
    }

    /** Where the secrets of the package's jobs are kept. */
    private String where() {
        var repository = inspection.project().repository();
        boolean lab = jobs.stream().anyMatch(job -> job.job().ci() instanceof PublishJob.GitLabJob);
        boolean hub = jobs.stream().anyMatch(job -> job.job().ci() instanceof PublishJob.GitHubJob);
        if (!lab && !hub) {
            lab = repository != null && repository.provider() == Provider.GITLAB;
            hub = !lab;
        }
        return lab && hub
                ? "at GitHub and among GitLab's CI/CD variables"
                : lab ? "among GitLab's CI/CD variables" : "at GitHub";
    }

    /** The jobs that upload this package, or whose packages the files do not tell. */
    static List<Inspection.Examined> jobsOf(Inspection inspection, RegistryId registry, String packageName) {
        return inspection.jobs().stream()
                .filter(job -> job.job().registry().equals(registry))
                .filter(job ->
                        job.job().packages().isEmpty() || job.job().packages().contains(packageName))
                .toList();
    }
}
