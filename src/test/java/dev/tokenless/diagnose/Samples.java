package dev.tokenless.diagnose;

import dev.tokenless.registry.PublishersFile;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.manifest.ProjectReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What the tests of the diagnosis share: a refusal of PyPI with its claims, a publisher, a token, a repository. */
final class Samples {
    static final String REFUSAL = "Trusted publishing exchange failure:\n"
            + "Token request failed: the server refused the request for the following reasons:\n\n"
            + "* `invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was"
            + " not found)\n\n"
            + "If a claim is not present in the claim set, then it is rendered as `MISSING`.\n\n";

    private Samples() {}

    /** The claims as pypi-publish lists them; the environment with its own backticks or without. */
    static String claims(String environment) {
        return claims("octo-org/sample", environment);
    }

    static String claims(String repository, String environment) {
        String file = repository + "/.github/workflows/release.yml@refs/tags/v1";
        return "* `sub`: `repo:" + repository + ":ref:refs/tags/v1`\n* `repository`: `" + repository
                + "`\n* `repository_owner`: `" + repository.substring(0, repository.indexOf('/'))
                + "`\n* `repository_owner_id`: `65`\n* `workflow_ref`: `" + file + "`\n* `job_workflow_ref`: `" + file
                + "`\n* `ref`: `refs/tags/v1`\n* `environment`: " + environment + "\n";
    }

    static List<TrustedPublisher> publisher(String environment) {
        return publisher("pypi", "release.yml", environment);
    }

    static List<TrustedPublisher> publisher(String registry, String workflow, String environment) {
        String file = "[{\"registry\": \"" + registry + "\", \"project\": \"sample\", \"kind\": \"active\","
                + " \"provider\": \"github\", \"owner\": \"octo-org\", \"repository\": \"sample\", \"workflow\": \""
                + workflow + "\", \"environment\": \"" + environment + "\"}]";
        return PublishersFile.read(new SourceText("publishers.json", file)).publishers();
    }

    /** The claims of a run in an environment, as a JSON object. */
    static String object(String environment) {
        String file = "\"octo-org/sample/.github/workflows/release.yml@refs/tags/v1\"";
        return "{\"iss\":\"https://token.actions.githubusercontent.com\",\"aud\":\"pypi\",\"exp\":1790000200,"
                + "\"sub\":\"repo:octo-org/sample:environment:" + environment + "\",\"repository\":\"octo-org/sample\","
                + "\"repository_owner\":\"octo-org\",\"repository_owner_id\":\"65\",\"ref\":\"refs/tags/v1\","
                + "\"event_name\":\"push\",\"environment\":\"" + environment + "\",\"job_workflow_ref\":" + file
                + ",\"workflow_ref\":" + file + ",\"sha\":\"0\"}";
    }

    static String token(String claims) {
        return base64("{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\"}") + "." + base64(claims) + ".c2lnbmF0dXJl";
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A repository whose publish job is as it should be. */
    static Project project() {
        return ProjectReader.read(
                new MemoryTree(Map.of(
                        "pyproject.toml",
                        "[project]\nname = \"sample\"\nversion = \"1.0\"\n",
                        ".github/workflows/release.yml",
                        "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n"
                                + "    environment: pypi\n    permissions:\n      id-token: write\n    steps:\n"
                                + "      - uses: pypa/gh-action-pypi-publish@release/v1\n")),
                "sample",
                new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"));
    }

    static List<String> ids(Diagnosis diagnosis) {
        return diagnosis.causes().stream().map(Cause::id).toList();
    }
}
