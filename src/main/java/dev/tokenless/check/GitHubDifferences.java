package dev.tokenless.check;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The differences that a publisher for GitHub Actions can show. */
final class GitHubDifferences {
    /** {@code owner/repo/.github/workflows/file@ref}: the shape GitHub gives both workflow claims. */
    private static final Pattern WORKFLOW_REF = Pattern.compile("([^/]+)/([^/]+)/\\.github/workflows/([^@]+)@(.*)");

    private GitHubDifferences() {}

    static List<Difference> name(
            RegistryId registry,
            Claims claims,
            TrustedPublisher publisher,
            PublisherIdentity.GitHub g,
            ClaimCheck check) {
        return switch (check.claim()) {
            case "environment" -> List.of(Differences.environment(publisher, check, g.environment()));
            case "iss" -> List.of(Differences.unsupported(publisher, check));
            case "repository_owner_id" ->
                List.of(new Difference(
                        "owner-transferred",
                        true,
                        check.claim(),
                        "owner_id",
                        Differences.text(check.presented()),
                        check.expected(),
                        publisher));
            case "event_name" -> one("event-not-supported", "event", publisher, check);
            case "runner_environment" -> one("self-hosted-runner", "runner", publisher, check);
            case "repository", "repository_owner", "repository_name" -> repository(claims, publisher, g, check);
            case "workflow_ref", "job_workflow_ref" -> workflow(registry, claims, publisher, g, check);
            default -> one("claim-mismatch", check.claim(), publisher, check);
        };
    }

    private static List<Difference> one(String id, String field, TrustedPublisher publisher, ClaimCheck check) {
        return List.of(new Difference(
                id, false, check.claim(), field, Differences.text(check.presented()), check.expected(), publisher));
    }

    private static List<Difference> repository(
            Claims claims, TrustedPublisher publisher, PublisherIdentity.GitHub g, ClaimCheck check) {
        String slug = claims.text("repository").orElseGet(() -> {
            String presented = Differences.text(check.presented());
            return presented == null ? "" : presented;
        });
        int slash = slug.indexOf('/');
        if (slash < 0) {
            return one("repository-mismatch", "repository", publisher, check);
        }
        return List.of(repository(
                publisher,
                "repository",
                slug.substring(0, slash),
                slug.substring(slash + 1),
                g.owner(),
                g.repository()));
    }

    static Difference repository(
            TrustedPublisher publisher,
            String claim,
            String owner,
            String name,
            String expectedOwner,
            String expectedName) {
        boolean sameOwner = Differences.same(owner, expectedOwner);
        boolean sameName = Differences.same(name, expectedName);
        String ownerFault = sameOwner ? null : Differences.fieldFault(owner, expectedOwner);
        String nameFault = sameName ? null : Differences.fieldFault(name, expectedName);
        String id;
        boolean likely = false;
        if (sameOwner && sameName) {
            id = "owner-case-mismatch";
        } else if ((sameOwner || ownerFault != null) && (sameName || nameFault != null)) {
            id = ownerFault != null ? ownerFault : java.util.Objects.requireNonNull(nameFault);
        } else if (sameOwner && !expectedName.contains("/")) {
            id = "repository-renamed";
            likely = true;
        } else if (sameName) {
            id = "owner-transferred";
            likely = true;
        } else {
            id = "repository-mismatch";
        }
        return new Difference(
                id, likely, claim, "repository", owner + "/" + name, expectedOwner + "/" + expectedName, publisher);
    }

    private static List<Difference> workflow(
            RegistryId registry,
            Claims claims,
            TrustedPublisher publisher,
            PublisherIdentity.GitHub g,
            ClaimCheck check) {
        String entry = file(claims.text("workflow_ref").orElse(null));
        String presentedRef = Differences.text(check.presented());
        String own = file(presentedRef);
        if (own == null) {
            return one("workflow-filename-mismatch", "workflow", publisher, check);
        }
        if (check.claim().equals("workflow_ref")) {
            String called = file(claims.text("job_workflow_ref").orElse(null));
            boolean through = called != null && !called.equals(own);
            return List.of(Differences.file(publisher, check.claim(), own, g.workflow(), through));
        }
        String repository = claims.text("repository").orElse("");
        boolean elsewhere = !repository.isEmpty() && !Differences.same(repository(presentedRef), repository);
        boolean through = elsewhere || (entry != null && !entry.equals(own));
        boolean python = registry.equals(RegistryId.PYPI) || registry.equals(RegistryId.TESTPYPI);
        if (elsewhere
                && (python
                        || !registry.equals(RegistryId.RUBYGEMS)
                        || !own.equals(g.workflow())
                        || g.workflowRepository() == null)) {
            return List.of(new Difference(
                    "reusable-cross-repository",
                    false,
                    check.claim(),
                    "workflow",
                    presentedRef,
                    g.workflow(),
                    publisher));
        }
        if (through && python) {
            return List.of(new Difference(
                    "reusable-workflow-not-supported", false, check.claim(), "workflow", own, g.workflow(), publisher));
        }
        if (own.equals(g.workflow())) {
            if (!repository.equals(g.owner() + "/" + g.repository())) {
                return List.of(); // the claim holds the repository too, whose own check says what differs
            }
            // The same file at another commit than the run's: only a call that pins its own repository does that.
            return List.of(new Difference(
                    "reusable-workflow-not-supported",
                    false,
                    check.claim(),
                    "workflow",
                    presentedRef,
                    check.expected(),
                    publisher));
        }
        return List.of(Differences.file(publisher, check.claim(), own, g.workflow(), false));
    }

    /** The file's name in a workflow claim; a bare file name stands for itself. */
    static @Nullable String file(@Nullable String ref) {
        if (ref == null) {
            return null;
        }
        Matcher matcher = WORKFLOW_REF.matcher(ref);
        if (matcher.matches()) {
            return matcher.group(3);
        }
        return ref.contains("/") || ref.isEmpty() ? null : ref;
    }

    private static String repository(@Nullable String ref) {
        Matcher matcher = ref == null ? null : WORKFLOW_REF.matcher(ref);
        return matcher != null && matcher.matches() ? matcher.group(1) + "/" + matcher.group(2) : "";
    }
}
