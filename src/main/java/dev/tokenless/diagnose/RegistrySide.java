package dev.tokenless.diagnose;

import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.oidc.Claims;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        TrustedPublisher wanted = claims == null && told != null && project != null
                ? ofJob(project, told, name)
                : wanted(registry, claims, name, project);
        List<FormField> fields = wanted == null ? List.of() : registry.form(wanted);
        String title = fields.isEmpty()
                ? "Correct the publisher at " + registry.displayName()
                : "Register these values at " + registry.displayName();
        return List.of(new Remedy(Remedy.Side.REGISTRY, title, null, link(registry, name, fields), fields));
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
        boolean caller = registry.id().equals(RegistryId.NPM) || registry.id().equals(RegistryId.CRATES_IO);
        String reference =
                claims.text(caller ? "workflow_ref" : "job_workflow_ref").orElse("");
        int at = reference.indexOf('@');
        int slash = slug.indexOf('/');
        if (slash < 0 || at < 0 || !slug.equalsIgnoreCase(project.repository().slug())) {
            return null;
        }
        String path = reference.substring(0, at);
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
                        null,
                        null),
                List.of(),
                null,
                null,
                null);
    }

    /** The page of the package's publishers; PyPI's takes the values in its address. */
    private static @Nullable String link(Registry registry, @Nullable String packageName, List<FormField> fields) {
        String id = registry.id().id();
        if (packageName == null) {
            return switch (id) {
                case "pypi" -> "https://pypi.org/manage/projects/";
                case "testpypi" -> "https://test.pypi.org/manage/projects/";
                case "rubygems" -> "https://rubygems.org/profile/oidc/pending_trusted_publishers/new";
                default -> null;
            };
        }
        String name = encoded(packageName);
        return switch (id) {
            case "pypi" -> "https://pypi.org/manage/project/" + name + "/settings/publishing/" + query(fields);
            case "testpypi" -> "https://test.pypi.org/manage/project/" + name + "/settings/publishing/" + query(fields);
            case "npm" ->
                "https://www.npmjs.com/package/" + name.replace("%40", "@").replace("%2F", "/") + "/access";
            case "rubygems" -> "https://rubygems.org/gems/" + name + "/trusted_publishers/new";
            case "crates-io" -> "https://crates.io/crates/" + name + "/settings/new-trusted-publisher";
            default -> null;
        };
    }

    private static String query(List<FormField> fields) {
        List<String> parts = new ArrayList<>();
        parts.add("provider=github");
        for (FormField field : fields) {
            if (!field.value().isEmpty()) {
                parts.add(encoded(field.name()) + "=" + encoded(field.value()));
            }
        }
        return fields.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
