package dev.tokenless.registry.npm;

import static dev.tokenless.registry.ClaimTexts.text;

import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict;
import org.jspecify.annotations.Nullable;

/** What the registry compares when a provenance statement comes with the package; its letters count. */
public final class Provenance {
    private static final String START = "Error verifying sigstore provenance bundle: ";

    private Provenance() {}

    /** The refusal of an upload with provenance; null where it is accepted. */
    static Verdict.@Nullable Refusal refusal(Claims claims, @Nullable String repositoryUrl) {
        String repository = TokenExchange.repository(claims);
        if (repository.isEmpty()) {
            return null;
        }
        String runner = text(claims, "runner_environment");
        if (runner.equals("self-hosted")) {
            return refused("Unsupported GitHub Actions runner environment: \"self-hosted\". Only \"github-hosted\""
                    + " runners are supported when publishing with provenance.");
        }
        String visibility = text(claims, "repository_visibility") + text(claims, "project_visibility");
        if (!visibility.isEmpty() && !visibility.equals("public")) {
            return refused("Unsupported source repository visibility: \"" + visibility
                    + "\". Only public source repositories are supported when publishing with provenance.");
        }
        if (repositoryUrl == null || matches(repositoryUrl, repository)) {
            return null;
        }
        return refused("Failed to validate repository information: package.json: \"repository.url\" is \""
                + repositoryUrl + "\", expected to match \"" + repository + "\" from provenance");
    }

    private static Verdict.Refusal refused(String text) {
        return TokenExchange.refusal(422, START + text, text);
    }

    /**
     * Whether {@code repository.url} of a manifest is the repository's address: a {@code git+} before it and a
     * {@code .git} behind it do no harm, and npm itself rewrites the short forms before it uploads.
     *
     * @param repository the address with its scheme, for example {@code https://github.com/octo-org/sample}
     */
    public static boolean matches(String repositoryUrl, String repository) {
        String url = repositoryUrl.startsWith("git+") ? repositoryUrl.substring(4) : repositoryUrl;
        if (url.matches("[^/:@\\s]+/[^/:@\\s]+")) {
            url = "https://github.com/" + url;
        } else if (url.startsWith("github:")) {
            url = "https://github.com/" + url.substring("github:".length());
        } else if (url.startsWith("gitlab:")) {
            url = "https://gitlab.com/" + url.substring("gitlab:".length());
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        url = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url;
        return url.equals(repository);
    }
}
