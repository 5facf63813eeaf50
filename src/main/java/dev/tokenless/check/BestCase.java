package dev.tokenless.check;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.CheckOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a registry refuses whatever is registered: the claims are held against a publisher that is made to fit them, and
 * what still differs can be cured by no registration. So each registry's own matching answers, and no list of events is
 * kept beside it.
 */
public final class BestCase {
    private static final String PACKAGE = "package";

    private BestCase() {}

    /** Whether even a fitting publisher is refused because of this claim. */
    public static boolean refuses(Registry registry, Claims claims, String claim) {
        for (String file : List.of("job_workflow_ref", "workflow_ref", "ci_config_ref_uri")) {
            TrustedPublisher fitting = fitting(registry, claims, file);
            if (fitting != null) {
                Verdict verdict = registry.match(claims, List.of(fitting), PACKAGE);
                return verdict.checks().stream()
                        .anyMatch(c -> c.claim().equals(claim) && c.outcome() == CheckOutcome.MISMATCH);
            }
        }
        return false;
    }

    private static @Nullable TrustedPublisher fitting(Registry registry, Claims claims, String file) {
        String reference = claims.text(file).orElse(null);
        if (reference == null) {
            return null;
        }
        PublisherIdentity identity =
                claims.text("project_path").isPresent() ? gitLab(claims, reference) : gitHub(claims, reference);
        return identity == null
                ? null
                : new TrustedPublisher(
                        registry.id(), PACKAGE, TrustedPublisher.Kind.ACTIVE, identity, List.of(), null, null, null);
    }

    private static @Nullable PublisherIdentity gitHub(Claims claims, String reference) {
        String repository = claims.text("repository").orElse("");
        int slash = repository.indexOf('/');
        String path = reference.split("@", 2)[0];
        return slash < 0
                ? null
                : new PublisherIdentity.GitHub(
                        repository.substring(0, slash),
                        repository.substring(slash + 1),
                        path.substring(path.lastIndexOf('/') + 1),
                        null,
                        null,
                        null,
                        null);
    }

    private static @Nullable PublisherIdentity gitLab(Claims claims, String reference) {
        String project = claims.text("project_path").orElse("");
        int slash = project.lastIndexOf('/');
        int file = reference.indexOf("//");
        int at = reference.lastIndexOf('@');
        return slash < 0 || file < 0 || at < file
                ? null
                : new PublisherIdentity.GitLab(
                        project.substring(0, slash),
                        project.substring(slash + 1),
                        reference.substring(file + 2, at),
                        null,
                        null,
                        null);
    }
}
