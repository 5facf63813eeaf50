package dev.tokenless.fix;

/** Pieces of GitLab pipelines. */
final class NewGitLab {
    /**
     * One script item (docs of crates.io: trusted publishing from GitLab CI). crates.io's refusal is printed and ends the
     * job; an assignment inside {@code export} would hide it.
     */
    static final String CRATES_EXCHANGE = """
        answer="$(curl --silent --show-error \\
          -H 'Content-Type: application/json' -H "User-Agent: $CI_PROJECT_PATH ($CI_PROJECT_URL)" \\
          -d "{\\"jwt\\": \\"$CRATES_IO_ID_TOKEN\\"}" https://crates.io/api/v1/trusted_publishing/tokens)"
        CARGO_REGISTRY_TOKEN="$(printf '%s' "$answer" | sed -n 's/.*"token":"\\([^"]*\\)".*/\\1/p')"
        if [ -z "$CARGO_REGISTRY_TOKEN" ]; then echo "$answer"; exit 1; fi
        export CARGO_REGISTRY_TOKEN
        """;

    private NewGitLab() {}
}
