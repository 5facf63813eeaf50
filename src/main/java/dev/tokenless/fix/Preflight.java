package dev.tokenless.fix;

import java.util.Locale;

/**
 * Steps that try the exchange inside the release job and upload nothing. They print the claims and never the token, and
 * do not exchange for a package that does not exist: a pending publisher would create it.
 */
final class Preflight {
    private static final String CLAIMS = """
                  jwt="$(curl -sSf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
                    "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=%s" | jq -r .value)"
                  echo "::add-mask::$jwt"
                  echo "The job presents:"
                  jq -rn --arg jwt "$jwt" '$jwt | split(".")[1] | gsub("-"; "+") | gsub("_"; "/") | @base64d | fromjson
                    | {repository, repository_owner, repository_owner_id, workflow_ref, job_workflow_ref, environment, ref, event_name}'
                  echo "A release differs in ref and event_name, which this run cannot prove."
        """;

    private Preflight() {}

    private static String head(String registry) {
        return "      - name: Preflight with " + registry + "\n        if: ${{ inputs.preflight }}\n        run: |\n";
    }

    static String pypi(String name, String host, String audience) {
        return head(host.startsWith("test") ? "TestPyPI" : "PyPI")
                + String.format(Locale.ROOT, CLAIMS, audience)
                + """
                          if ! curl -sSf -o /dev/null "https://%1$s/pypi/%2$s/json"; then
                            echo "%2$s does not exist at %1$s yet: an exchange would create it, so none is made."
                            exit 0
                          fi
                          answer="$(curl -sS -H 'Content-Type: application/json' -d "{\\"token\\": \\"$jwt\\"}" "https://%1$s/_/oidc/mint-token")"
                          if [ "$(jq -r .success <<< "$answer")" != true ]; then
                            jq -r '.message, (.errors[]? | "\\(.code): \\(.description)")' <<< "$answer"
                            exit 1
                          fi
                          echo "%1$s believes this job. The token that it minted is not used and expires."
                """.formatted(host, name);
    }

    static String rubygems(String name) {
        return head("RubyGems") + String.format(Locale.ROOT, CLAIMS, "rubygems.org") + """
                      if ! curl -sSf -o /dev/null "https://rubygems.org/api/v1/gems/%1$s.json"; then
                        echo "%1$s does not exist at RubyGems yet: an exchange could use up its pending publisher, so none is made."
                        exit 0
                      fi
                      status="$(curl -sS -o /dev/null -w '%%{http_code}' -H 'Content-Type: application/json' -d "{\\"jwt\\": \\"$jwt\\"}" \\
                        https://rubygems.org/api/v1/oidc/trusted_publisher/exchange_token)"
                      if [ "$status" != 201 ]; then
                        echo "RubyGems answered $status: no trusted publisher of $GITHUB_REPOSITORY matches this job."
                        exit 1
                      fi
                      echo "RubyGems believes this job. The key that it gave is not used and expires."
            """.formatted(name);
    }

    /**
     * npm makes the whole exchange in a rehearsed publish. What hinders it is told at levels that are not even printed, or
     * not at all by a client that is too old, so that only the words of success count (npm/cli lib/utils/oidc.js).
     */
    static String npm(String file) {
        return head("npm")
                + "          npm publish " + file + " --dry-run --loglevel verbose 2>&1 | tee preflight.log\n"
                + """
                          if ! grep -q 'oidc Successfully retrieved' preflight.log; then
                            echo "npm did not exchange the identity: compare the publisher with the claims of this job."
                            exit 1
                          fi
                          echo "npm believes this job. Nothing was uploaded."
                          echo "A release differs in ref and event, which this run cannot prove."
                """;
    }

    static String cratesIo() {
        return head("crates.io") + String.format(Locale.ROOT, CLAIMS, "crates.io") + """
                      echo "crates.io believes this job: the step before minted a token, which is revoked when the job ends."
            """;
    }
}
