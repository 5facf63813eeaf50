package dev.tokenless.diagnose;

import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done at the registry: the page, and the values that would fit the job. */
final class RegistrySide {
    /** Causes that another registration cures. */
    static final Set<String> CURED = Set.of(
            "publisher-absent",
            "pending-publisher-missing",
            "pending-publisher-wrong-workflow",
            "repository-mismatch",
            "repository-renamed",
            "owner-transferred",
            "owner-case-mismatch",
            "workflow-filename-mismatch",
            "workflow-extension-mismatch",
            "caller-workflow-not-registered",
            "environment-missing-in-job",
            "environment-mismatch",
            "environment-case-mismatch",
            "publisher-field-whitespace",
            "publisher-field-list",
            "action-not-allowed",
            "package-not-covered",
            "publisher-not-found",
            "reusable-cross-repository");

    /** Causes of a package that does not exist yet: it has no page of its own. */
    private static final Set<String> PENDING = Set.of("pending-publisher-missing", "pending-publisher-wrong-workflow");

    private RegistrySide() {}

    /**
     * The registration that would fit.
     *
     * @param claims what the job presents, null where that is not known
     * @param packageName null where it is not known
     */
    static List<Remedy> remedies(
            @Nullable RegistryId id,
            String cause,
            @Nullable Claims claims,
            @Nullable String packageName,
            @Nullable Project project) {
        return remedies(id, cause, claims, packageName, project, null);
    }

    /**
     * The registration that would fit.
     *
     * @param claims what the job presents, null where that is not known
     * @param packageName null where it is not known
     * @param job the only job in question, null where there are several or none: it tells what no claims and no text say
     */
    static List<Remedy> remedies(
            @Nullable RegistryId id,
            String cause,
            @Nullable Claims claims,
            @Nullable String packageName,
            @Nullable Project project,
            @Nullable PublishJob job) {
        Registry registry = id == null ? null : Registries.byId(id).orElse(null);
        if (registry == null || !CURED.contains(cause)) {
            return List.of();
        }
        PublishJob told = job != null && job.registry().equals(registry.id()) ? job : null;
        String name = packageName == null && told != null && told.packages().size() == 1
                ? told.packages().getFirst()
                : packageName;
        // The next release runs the file as it is now, whatever the run presented that failed.
        TrustedPublisher now = told == null || project == null ? null : ofJob(project, told, name);
        TrustedPublisher fitting = now == null
                ? wanted(registry, claims, name, project)
                : ours(claims, project) ? spelled(now, claims) : null;
        boolean pending = PENDING.contains(cause) && registry.takesPending();
        TrustedPublisher wanted = fitting == null || !pending ? fitting : pending(fitting);
        List<FormField> fields = wanted == null ? List.of() : registry.form(wanted);
        String of = name == null ? "" : " for `" + name + "`";
        String title = fields.isEmpty()
                ? "Correct the publisher" + of + " at " + registry.displayName()
                : pending
                        ? "Register these values" + of + " at " + registry.displayName() + ", as a pending publisher"
                        : "Register these values" + of + " at " + registry.displayName();
        return List.of(new Remedy(Remedy.Side.REGISTRY, title, null, link(registry, name, wanted, pending), fields));
    }

    /** What to hold the registry's page against, where what was given says that a publisher fits and the registry refused. */
    static Remedy compare(Registry registry, TrustedPublisher publisher) {
        String of = publisher.project() == null ? "" : " for `" + publisher.project() + "`";
        return new Remedy(
                Remedy.Side.REGISTRY,
                "Compare these values with what " + registry.displayName() + " shows" + of,
                null,
                publisher.project() == null
                        ? link(registry, null, null, false)
                        : listed(registry.page(publisher).address()),
                registry.form(publisher));
    }

    /** The page that lists the publishers: that of the form, without the form. */
    private static String listed(String form) {
        return form.replaceFirst("\\?.*$", "").replaceFirst("/new(-trusted-publisher)?$", "");
    }

    private static TrustedPublisher pending(TrustedPublisher active) {
        return new TrustedPublisher(
                active.registry(),
                active.project(),
                TrustedPublisher.Kind.PENDING,
                active.identity(),
                active.allowed(),
                active.trustpubOnly(),
                active.projectExists(),
                active.id());
    }

    /** Whether claims are of this repository, as far as they tell. */
    private static boolean ours(@Nullable Claims claims, @Nullable Project project) {
        String ran = claims == null ? null : claims.text("repository").orElse(null);
        return ran == null
                || project != null
                        && project.repository() != null
                        && ran.equalsIgnoreCase(project.repository().slug());
    }

    /** With owner and repository as GitHub spells them: a remote may spell them otherwise. */
    private static TrustedPublisher spelled(TrustedPublisher publisher, @Nullable Claims claims) {
        String slug = claims == null ? null : claims.text("repository").orElse(null);
        return slug != null
                        && slug.indexOf('/') > 0
                        && publisher.identity() instanceof PublisherIdentity.GitHub g
                        && slug.equalsIgnoreCase(g.owner() + "/" + g.repository())
                ? publisher.with(new PublisherIdentity.GitHub(
                        slug.substring(0, slug.indexOf('/')),
                        slug.substring(slug.indexOf('/') + 1),
                        g.workflow(),
                        g.environment(),
                        g.ownerId(),
                        g.workflowOwner(),
                        g.workflowRepository()))
                : publisher;
    }

    /** The publisher that fits a job as its file says it, where that is one and all of it is known. */
    private static @Nullable TrustedPublisher ofJob(Project project, PublishJob job, @Nullable String packageName) {
        List<ProposedPublisher> fitting = ProposedPublisher.of(project, List.of(job)).stream()
                .filter(p ->
                        packageName == null || packageName.equals(p.publisher().project()))
                .toList();
        return fitting.size() == 1 && fitting.getFirst().unknown() == null
                ? fitting.getFirst().publisher()
                : null;
    }

    /**
     * The publisher that fits the claims. Values of a run in somebody else's repository are never proposed: a log may be
     * of a fork, and to trust a fork is what an attacker would wish for.
     */
    private static @Nullable TrustedPublisher wanted(
            Registry registry, @Nullable Claims claims, @Nullable String packageName, @Nullable Project project) {
        if (claims == null || project == null || project.repository() == null) {
            return null;
        }
        String slug = claims.text("repository").orElse("");
        String reference = claims.text(registry.workflowClaim()).orElse("");
        int at = reference.indexOf('@');
        int slash = slug.indexOf('/');
        boolean unknown = claims.get("environment") instanceof ClaimValue.Unknown;
        if (slash < 0
                || at < 0
                || unknown
                || !slug.equalsIgnoreCase(project.repository().slug())) {
            return null;
        }
        String path = reference.substring(0, at);
        // RubyGems alone has fields for the repository of a called workflow.
        boolean elsewhere = registry.id().equals(RegistryId.RUBYGEMS)
                && path.split("/", 3).length == 3
                && !path.toLowerCase(Locale.ROOT).startsWith(slug.toLowerCase(Locale.ROOT) + "/");
        String environment =
                claims.text("environment").filter(e -> !e.isEmpty()).orElse(null);
        return new TrustedPublisher(
                registry.id(),
                packageName,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub(
                        slug.substring(0, slash),
                        slug.substring(slash + 1),
                        path.substring(path.lastIndexOf('/') + 1),
                        environment,
                        null,
                        elsewhere ? reference.substring(0, reference.indexOf('/')) : null,
                        elsewhere ? reference.split("/", 3)[1] : null),
                List.of(),
                null,
                null,
                null);
    }

    /** The page on which the values are typed; that of the whole account where the package is not known. */
    private static @Nullable String link(
            Registry registry, @Nullable String packageName, @Nullable TrustedPublisher wanted, boolean pending) {
        if (packageName == null) {
            return switch (registry.id().id()) {
                case "pypi" -> "https://pypi.org/manage/projects/";
                case "testpypi" -> "https://test.pypi.org/manage/projects/";
                case "rubygems" -> "https://rubygems.org/profile/oidc/pending_trusted_publishers/new";
                default -> null;
            };
        }
        TrustedPublisher shown = wanted != null ? wanted : unfilled(registry, packageName, pending);
        String address = registry.page(shown).address();
        // Without values the page comes up empty; a provider alone would only hide the others.
        return wanted == null && address.contains("?") ? address.substring(0, address.indexOf('?')) : address;
    }

    /** Stands for a publisher of which only the package is known. */
    private static TrustedPublisher unfilled(Registry registry, String packageName, boolean pending) {
        return new TrustedPublisher(
                registry.id(),
                packageName,
                pending ? TrustedPublisher.Kind.PENDING : TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("", "", "", null, null, null, null),
                List.of(),
                null,
                null,
                null);
    }
}
