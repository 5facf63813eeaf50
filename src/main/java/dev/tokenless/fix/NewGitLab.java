package dev.tokenless.fix;

/** Pieces of GitLab pipelines. */
final class NewGitLab {
    /** One script item (docs of crates.io: trusted publishing from GitLab CI). */
    static final String CRATES_EXCHANGE = """
        |
        export CARGO_REGISTRY_TOKEN="$(curl --fail-with-body --silent --show-error \\
          -H 'Content-Type: application/json' -H "User-Agent: $CI_PROJECT_PATH ($CI_PROJECT_URL)" \\
          -d "{\\"jwt\\": \\"$CRATES_IO_ID_TOKEN\\"}" https://crates.io/api/v1/trusted_publishing/tokens \\
          | sed -n 's/.*"token":"\\([^"]*\\)".*/\\1/p')"
        """;

    private NewGitLab() {}
}
