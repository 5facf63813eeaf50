package dev.tokenless.registry;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trusted publisher that a job needs. Which of the two workflow claims a registry reads is the registry's own
 * knowledge, so every candidate is put to its matching and the first that is not refused is taken.
 */
public final class ProposedPublisher {
    private static final Pattern WORKFLOW = Pattern.compile("([^/]+)/([^/]+)/\\.github/workflows/([^@/]+)@.*");
    private static final Pattern PIPELINE = Pattern.compile("[^/]+/(.+)/([^/]+)//([^@]+)@.*");

    private ProposedPublisher() {}

    /**
     * The publisher for a job that presents these claims; empty where the claims do not name a repository and a file.
     *
     * @param claims predicted or presented
     * @param environment the one to name where the claims only know that there is some, else null
     */
    public static Optional<TrustedPublisher> of(
            Registry registry,
            Claims claims,
            @Nullable String packageName,
            TrustedPublisher.Kind kind,
            @Nullable String environment) {
        String named = switch (claims.get("environment")) {
            case ClaimValue.Text(String value) -> value.isEmpty() ? null : value;
            case ClaimValue.Unknown _ -> environment;
            case ClaimValue.Absent _, ClaimValue.Json _ -> null;
        };
        List<TrustedPublisher> candidates = new ArrayList<>();
        for (PublisherIdentity identity : identities(claims, named)) {
            candidates.add(new TrustedPublisher(
                    registry.id(), packageName, kind, identity, actions(registry), null, null, null));
        }
        Optional<TrustedPublisher> undetermined = Optional.empty();
        for (TrustedPublisher candidate : candidates) {
            String name = packageName == null ? "package" : packageName;
            switch (registry.match(claims, List.of(candidate), name).outcome()) {
                case MATCH -> {
                    return Optional.of(candidate);
                }
                case UNDETERMINED -> undetermined = undetermined.or(() -> Optional.of(candidate));
                case MISMATCH -> {}
            }
        }
        return undetermined;
    }

    private static List<String> actions(Registry registry) {
        return registry.actions().isEmpty()
                ? List.of()
                : List.of(registry.actions().getFirst());
    }

    private static List<PublisherIdentity> identities(Claims claims, @Nullable String environment) {
        List<PublisherIdentity> identities = new ArrayList<>();
        String ownerId = claims.text("repository_owner_id").orElse(null);
        String repository = claims.text("repository").orElse("");
        int slash = repository.indexOf('/');
        if (slash > 0) {
            String owner = repository.substring(0, slash);
            String name = repository.substring(slash + 1);
            for (String claim : List.of("job_workflow_ref", "workflow_ref")) {
                Matcher file = WORKFLOW.matcher(claims.text(claim).orElse(""));
                if (file.matches()) {
                    boolean same = file.group(1).equals(owner) && file.group(2).equals(name);
                    identities.add(new PublisherIdentity.GitHub(
                            owner,
                            name,
                            file.group(3),
                            environment,
                            ownerId,
                            same ? null : file.group(1),
                            same ? null : file.group(2)));
                }
            }
        }
        Matcher pipeline = PIPELINE.matcher(claims.text("ci_config_ref_uri").orElse(""));
        if (pipeline.matches()) {
            identities.add(new PublisherIdentity.GitLab(
                    pipeline.group(1), pipeline.group(2), pipeline.group(3), environment, null, null));
        }
        return identities;
    }
}
