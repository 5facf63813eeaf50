package dev.tokenless.fix;

import dev.tokenless.registry.npm.NpmHost;

/**
 * Steps that try the exchange inside the release job and upload nothing. They print the claims and never a token: not the
 * identity's, which stays in a variable and goes to curl through a pipe, and not the registry's, which is thrown away or
 * revoked. They do not exchange for a package that does not exist: a pending publisher would create it.
 */
final class Preflight {
    private static final String HEAD = """
              - name: Preflight with @TITLE@
                if: ${{ inputs.preflight }}
                shell: bash
                run: |
                  : "${ACTIONS_ID_TOKEN_REQUEST_URL:?This run gets no identity token.}"
                  jwt="$(curl -sSf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
                    "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=@AUDIENCE@" | jq -er .value)"
                  echo "The job presents:"
                  jq -R 'split(".")[1] | gsub("-"; "+") | gsub("_"; "/") | @base64d | fromjson
                    | {repository, repository_owner, repository_owner_id, workflow_ref, job_workflow_ref, environment, ref, event_name}' <<< "$jwt"
                  echo "A release differs in ref and event_name, which this run cannot prove."
        """;
    private static final String EXISTS = """
                  status="$(curl -sS -o /dev/null -w '%{http_code}' "@PAGE@")"
                  if [ "$status" = 404 ]; then
                    echo "@NAME@ does not exist at @TITLE@ yet: an exchange would use up its pending publisher, so none is made."
                    exit 0
                  elif [ "$status" != 200 ]; then
                    echo "@TITLE@ answered $status when it was asked for @NAME@, so no exchange is tried."
                    exit 1
                  fi
        """;

    private Preflight() {}

    static String pypi(String name, String host, String audience) {
        String title = host.startsWith("test") ? "TestPyPI" : "PyPI";
        return filled(HEAD + EXISTS + """
                      answer="$(jq -Rc '{token: .}' <<< "$jwt" \\
                        | curl -sS -H 'Content-Type: application/json' -d @- "https://@HOST@/_/oidc/mint-token")"
                      if ! jq -e '.success == true' <<< "$answer" > /dev/null; then
                        jq -r '.message, (.errors[]? | "\\(.code): \\(.description)")' <<< "$answer"
                        exit 1
                      fi
                      echo "@TITLE@ believes this job. The token that it minted is thrown away and expires."
            """, title, audience, name)
                .replace("@PAGE@", "https://" + host + "/simple/" + name + "/")
                .replace("@HOST@", host);
    }

    static String rubygems(String name) {
        return filled(HEAD + EXISTS + """
                      status="$(jq -Rc '{jwt: .}' <<< "$jwt" \\
                        | curl -sS -o /dev/null -w '%{http_code}' -H 'Content-Type: application/json' -d @- \\
                          https://rubygems.org/api/v1/oidc/trusted_publisher/exchange_token)"
                      if [ "$status" != 201 ]; then
                        echo "RubyGems answered $status: no trusted publisher of $GITHUB_REPOSITORY matches this job."
                        exit 1
                      fi
                      echo "RubyGems believes this job. The key that it gave is thrown away and expires."
            """, "RubyGems", "rubygems.org", name)
                .replace("@PAGE@", "https://rubygems.org/api/v1/gems/" + name + ".json");
    }

    /** npm makes the whole exchange in a rehearsed publish and says in its verbose log how it went (npm/cli, lib/utils/oidc.js). */
    static String npm(String file) {
        return filled(HEAD, "npm", "npm:" + NpmHost.REGISTRY, "")
                + "          npm publish " + file + " --dry-run --loglevel verbose 2>&1 | tee preflight.log \\\n"
                + """
                            || echo "The dry run itself ended with an error, see above."
                          if ! grep -q 'oidc Successfully retrieved and set token' preflight.log; then
                            echo "npm did not exchange the identity: compare the publisher with the claims of this job."
                            exit 1
                          fi
                          echo "npm believes this job. The token that it was given is thrown away and expires."
                """;
    }

    static String cratesIo() {
        return filled(HEAD + """
                      answer="$(jq -Rc '{jwt: .}' <<< "$jwt" | curl -sS -A "$GITHUB_REPOSITORY" \\
                        -H 'Content-Type: application/json' -d @- https://crates.io/api/v1/trusted_publishing/tokens)"
                      if ! jq -e '.token != null' <<< "$answer" > /dev/null; then
                        jq -r '.errors[]?.detail' <<< "$answer"
                        exit 1
                      fi
                      jq -r '"Authorization: Bearer \\(.token)"' <<< "$answer" | curl -sSf -A "$GITHUB_REPOSITORY" -X DELETE -H @- \\
                        https://crates.io/api/v1/trusted_publishing/tokens
                      echo "crates.io believes this job. The token that it minted is revoked."
            """, "crates.io", "crates.io", "");
    }

    private static String filled(String text, String title, String audience, String name) {
        return text.replace("@TITLE@", title).replace("@AUDIENCE@", audience).replace("@NAME@", name);
    }
}
