package dev.tokenless.report;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.IdToken;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;

/** The plain words for the values of the core, the same in every report for people. Not escaped. */
public final class Words {
    private Words() {}

    /** The registry's own name, or a description of what is not one of ours. */
    public static String registry(RegistryId id) {
        return Registries.byId(id).map(Registry::displayName).orElseGet(() -> {
            if (id.equals(RegistryId.GITHUB_PACKAGES)) {
                return "GitHub Packages";
            }
            return id.equals(RegistryId.PRIVATE) ? "a private index" : "another registry";
        });
    }

    /** How a job logs in, as the end of a sentence that begins with the job. */
    public static String login(PublishJob job) {
        List<String> secrets = job.secrets();
        String token = job.authentication().ownToken()
                ? "the run's own GITHUB_TOKEN"
                : secrets.isEmpty() ? "a stored token" : "the stored token " + String.join(", ", secrets);
        return switch (job.authentication()) {
            case Authentication.Trusted _ -> "logs in with its identity";
            case Authentication.Token _ -> "logs in with " + token;
            case Authentication.Both _ -> "is given " + token + " beside its identity";
            case Authentication.Unknown unknown -> "does not say how it logs in: " + unknown.reason();
        };
    }

    /** The environment as a short phrase. */
    public static String environment(EnvironmentRef environment) {
        return switch (environment) {
            case EnvironmentRef.None _ -> "no environment";
            case EnvironmentRef.Named named -> "environment " + named.name();
            case EnvironmentRef.Computed computed -> "environment " + computed.expression();
        };
    }

    /** Whether the job is given an identity token, as its own CI calls it. */
    public static String idToken(PublishJob job) {
        if (job.path().startsWith(".github/")) {
            return idToken(job.idToken());
        }
        return switch (job.idToken()) {
            case WRITE -> "id_tokens";
            case NONE -> "no id_tokens";
            case INHERITED_FROM_CALLER, UNKNOWN -> "id_tokens not known";
        };
    }

    /** The permission as a short phrase. */
    private static String idToken(IdToken idToken) {
        return switch (idToken) {
            case WRITE -> "id-token: write";
            case NONE -> "no id-token permission";
            case INHERITED_FROM_CALLER -> "id-token from its caller";
            case UNKNOWN -> "id-token not known";
        };
    }

    /** A claim's value, or what is known of it. */
    public static String claim(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text text -> text.value();
            case ClaimValue.Json json -> json.value().toString();
            case ClaimValue.Absent _ -> "(none)";
            case ClaimValue.Unknown unknown ->
                unknown.candidates().isEmpty()
                        ? "not known: " + unknown.reason()
                        : "not known: " + unknown.reason() + " (could be " + String.join(", ", unknown.candidates())
                                + ")";
        };
    }

    /** A count with its noun: {@code 1 error}, {@code 2 errors}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
