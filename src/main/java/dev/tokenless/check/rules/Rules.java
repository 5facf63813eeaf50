package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Rule;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of all rules, in the order in which they are explained. */
public final class Rules {
    private static final List<Rule> ALL = List.of(
            new PublisherAbsent(),
            new PendingPublisherMissing(),
            new FirstPublishNeedsToken(),
            new RepositoryMismatch(),
            new RepositoryRenamed(),
            new OwnerTransferred(),
            new OwnerCaseMismatch(),
            new WorkflowFilenameMismatch(),
            new WorkflowExtensionMismatch(),
            new PendingPublisherWrongWorkflow(),
            new CallerWorkflowNotRegistered(),
            new ReusableWorkflowNotSupported(),
            new ReusableCrossRepository(),
            new EnvironmentMissingInJob(),
            new EnvironmentMismatch(),
            new EnvironmentCaseMismatch(),
            new PublisherFieldWhitespace(),
            new PublisherFieldList(),
            new ActionNotAllowed(),
            new UnsupportedIssuer(),
            new IdTokenPermissionMissing(),
            new AudienceMismatch(),
            new IdTokenPermissionShadowed(),
            new IdTokenPermissionCappedByCaller(),
            new ContentsPermissionMissing(),
            new TokenDisablesOidc(),
            new TokenLeftOver(),
            new StoredTokenRefused(),
            new StoredTokenInUse(),
            new ForkPullRequest(),
            new EventNotSupported(),
            new PublishTriggerNeverFires(),
            new PublishActionInsideComposite(),
            new RunnerWithoutDocker(),
            new SelfHostedRunner(),
            new DuplicateAttestations(),
            new AttestationReusableMismatch(),
            new NpmClientTooOld(),
            new ClientWithoutOidc(),
            new ReleaseToolTooOld(),
            new DistTagNotCovered(),
            new RepositoryUrlMissing(),
            new RepositoryUrlMismatch(),
            new UnpinnedAction(),
            new IdTokenForWholeWorkflow(),
            new NoEnvironment(),
            new BuildAndPublishInOneJob(),
            new PersistedCredentials(),
            new CacheInReleaseJob(),
            new TemplateInjection(),
            new WorkflowFileUnprotected());

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(
                    (Finding f) -> f.place().path())
            .thenComparingInt(f -> f.place().start())
            .thenComparing(Finding::severity)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message);

    private Rules() {}

    /** All rules. */
    public static List<Rule> all() {
        return ALL;
    }

    /** The rule with this id. */
    public static Optional<Rule> byId(String id) {
        return ALL.stream().filter(r -> r.info().id().equals(id)).findFirst();
    }

    /** Applies all rules: findings in the order of their places, each said once. */
    public static List<Finding> check(Inspection inspection) {
        return apply(inspection, ALL);
    }

    /**
     * The findings that can be causes of a failed release, taking it that every job is meant to publish without a stored
     * token. Hardening is left out.
     */
    public static List<Finding> causes(Inspection inspection) {
        return apply(inspection, ALL.stream().filter(r -> !r.info().hardening()).toList(), true);
    }

    private static List<Finding> apply(Inspection inspection, List<Rule> rules) {
        return apply(inspection, rules, false);
    }

    private static List<Finding> apply(Inspection inspection, List<Rule> rules, boolean meantTrusted) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            findings.addAll(apply(inspection, rule, meantTrusted));
        }
        Set<Key> seen = new HashSet<>();
        findings.removeIf(f -> !seen.add(new Key(f.rule(), f.place(), f.message())));
        findings.sort(BY_PLACE);
        return List.copyOf(findings);
    }

    private record Key(String rule, Place place, String message) {}

    /** A rule that breaks is a bug; it is said, and the other rules still speak. */
    private static List<Finding> apply(Inspection inspection, Rule rule, boolean meantTrusted) {
        try {
            return meantTrusted && rule instanceof JobRule jobs ? jobs.check(inspection, true) : rule.check(inspection);
        } catch (RuntimeException | StackOverflowError bug) {
            return List.of(new Finding(
                    rule.info().id(),
                    Severity.WARNING,
                    "This rule could not be applied here (" + bug.getClass().getSimpleName()
                            + "); that is a fault of the program, please report it.",
                    place(inspection),
                    null,
                    null));
        }
    }

    private static Place place(Inspection inspection) {
        @Nullable
        Place first = inspection.jobs().isEmpty()
                ? null
                : inspection.jobs().getFirst().job().place();
        return first == null ? Place.startOf(".") : first;
    }

    /** What to upload with where a job's tool knows tokens only, as a part of a sentence; empty where nothing is known. */
    public static String instead(PublishJob job) {
        String said = Tools.instead(job);
        return said.startsWith(": ") ? said.substring(2) : said;
    }
}
