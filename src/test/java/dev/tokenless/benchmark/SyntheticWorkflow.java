package dev.tokenless.benchmark;

import java.util.Random;

/** The text of one workflow file: releases, tests over a matrix, lint, documents, containers, chores. */
final class SyntheticWorkflow {
    /** What a repository is written in. */
    enum Kind {
        PYTHON,
        NODE,
        RUBY,
        RUST
    }

    private final Random random;
    private final Kind kind;
    private final boolean pins;
    private final StringBuilder text = new StringBuilder();

    SyntheticWorkflow(Random random, Kind kind) {
        this.random = random;
        this.kind = kind;
        this.pins = random.nextBoolean();
    }

    String text(int file) {
        switch (file) {
            case 0 -> release();
            case 1 -> tests(3);
            case 2 -> tests(5);
            case 3 -> containers();
            case 4 -> documents();
            case 5 -> chores();
            case 6 -> tests(2);
            default -> audit();
        }
        return text.toString();
    }

    private void head(String name, String triggers, String permissions) {
        line(0, "# " + name + ": see CONTRIBUTING for what runs when and why.");
        line(0, "name: " + name);
        line(0, "");
        line(0, "on:");
        text.append(triggers);
        line(0, "");
        line(0, "permissions:");
        line(2, permissions);
        line(0, "");
    }

    private void release() {
        boolean token = random.nextBoolean();
        head("Release", "  push:\n    tags: ['v*']\n  workflow_dispatch:\n", "contents: read");
        line(0, "jobs:");
        job("build", "Build the distribution", 9, "");
        line(2, "publish:");
        line(4, "name: Publish to the registry");
        line(4, "needs: [build]");
        line(4, "if: github.repository_owner == 'octo-org' && startsWith(github.ref, 'refs/tags/')");
        line(4, "runs-on: ubuntu-latest");
        if (!token) {
            line(4, "environment: release");
            line(4, "permissions:");
            line(6, "contents: read");
            line(6, "id-token: write # for trusted publishing");
        }
        line(4, "steps:");
        switch (kind) {
            case PYTHON -> {
                uses("actions/download-artifact", "v4");
                line(8, "with:");
                line(10, "name: dist");
                line(10, "path: dist");
                uses("pypa/gh-action-pypi-publish", "release/v1");
                if (token) {
                    line(8, "with:");
                    line(10, "password: ${{ secrets.PYPI_API_TOKEN }}");
                }
            }
            case NODE -> {
                uses("actions/checkout", "v4");
                uses("actions/setup-node", "v4");
                line(8, "with:");
                line(10, "node-version: 24");
                run("npm ci", random.nextBoolean() ? "npm run release" : "npm publish --access public");
                if (token) {
                    line(8, "env:");
                    line(10, "NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}");
                }
            }
            case RUBY -> {
                uses("actions/checkout", "v4");
                uses("ruby/setup-ruby", "v1");
                if (token) {
                    run("gem build *.gemspec", "gem push *.gem");
                    line(8, "env:");
                    line(10, "GEM_HOST_API_KEY: ${{ secrets.RUBYGEMS_API_KEY }}");
                } else {
                    uses("rubygems/release-gem", "v1");
                }
            }
            case RUST -> {
                uses("actions/checkout", "v4");
                if (!token) {
                    uses("rust-lang/crates-io-auth-action", "v1");
                    line(8, "id: auth");
                }
                run("cargo publish --locked");
                line(8, "env:");
                line(
                        10,
                        token
                                ? "CARGO_REGISTRY_TOKEN: ${{ secrets.CARGO_REGISTRY_TOKEN }}"
                                : "CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}");
            }
        }
        job("announce", "Announce the release", 4, "publish");
    }

    private void tests(int jobs) {
        head(
                "Tests",
                "  push:\n"
                        + "    branches: [main, 'release/**']\n"
                        + "    paths-ignore: ['docs/**', '**.md']\n"
                        + "  pull_request:\n",
                "contents: read");
        line(0, "concurrency:");
        line(2, "group: ${{ github.workflow }}-${{ github.head_ref || github.ref }}");
        line(2, "cancel-in-progress: true");
        line(0, "");
        line(0, "env:");
        line(2, "FORCE_COLOR: '1'");
        line(2, "CACHE_KEY: key-" + random.nextInt(100));
        line(0, "");
        line(0, "jobs:");
        for (int job = 0; job < jobs; job++) {
            job("test-" + job, "Tests, part " + job, 3 + random.nextInt(4), job > 2 ? "test-0" : "");
        }
    }

    private void containers() {
        head("Containers", "  push:\n    branches: [main]\n  schedule:\n    - cron: '17 3 * * 1'\n", "packages: write");
        line(0, "jobs:");
        job("image", "Build the image", 3, "");
        uses("docker/setup-buildx-action", "v3");
        uses("docker/login-action", "v3");
        line(8, "with:");
        line(10, "registry: ghcr.io");
        line(10, "username: ${{ github.actor }}");
        line(10, "password: ${{ secrets.GITHUB_TOKEN }}");
        uses("docker/build-push-action", "v6");
        line(8, "with:");
        line(10, "push: ${{ github.event_name != 'pull_request' }}");
        line(10, "tags: ghcr.io/octo-org/image:${{ github.sha }}");
        job("sign", "Sign the image", 5, "image");
    }

    private void documents() {
        head("Documents", "  push:\n    branches: [main]\n  workflow_dispatch:\n", "contents: read");
        line(0, "jobs:");
        job("documents", "Build the documents", 6, "");
        line(2, "deploy:");
        line(4, "needs: documents");
        line(4, "permissions:");
        line(6, "pages: write");
        line(6, "id-token: write");
        line(4, "environment:");
        line(6, "name: github-pages");
        line(6, "url: ${{ steps.deployment.outputs.page_url }}");
        line(4, "runs-on: ubuntu-latest");
        line(4, "steps:");
        uses("actions/deploy-pages", "v4");
        line(8, "id: deployment");
    }

    private void chores() {
        head(
                "Chores",
                "  issues:\n    types: [opened, labeled]\n  schedule:\n    - cron: '0 5 * * *'\n",
                "issues: write");
        line(0, "jobs:");
        line(2, "stale:");
        line(4, "if: ${{ !github.event.repository.fork }}");
        line(4, "runs-on: ubuntu-latest");
        line(4, "steps:");
        uses("actions/stale", "v9");
        line(8, "with:");
        line(10, "days-before-stale: 60");
        line(10, "stale-issue-message: >");
        for (int i = 0; i < 6; i++) {
            line(12, "This issue has been quiet for a while, so it is marked now; say a word and it stays open.");
        }
        job("labels", "Labels", 4, "");
    }

    private void audit() {
        head("Audit", "  pull_request:\n    branches: [main]\n  merge_group:\n", "security-events: write");
        line(0, "jobs:");
        job("audit", "Audit", 6, "");
        uses("github/codeql-action/init", "v3");
        line(8, "with:");
        line(10, "languages: ${{ matrix.version }}");
        uses("github/codeql-action/analyze", "v3");
    }

    /** A job over a matrix with so many steps; left open, so that steps may be added behind it. */
    private void job(String id, String name, int steps, String needs) {
        line(2, id + ":");
        line(4, "name: " + name + " (${{ matrix.os }}, ${{ matrix.version }})");
        if (!needs.isEmpty()) {
            line(4, "needs: " + needs);
        }
        if (random.nextInt(3) == 0) {
            line(
                    4,
                    "if: github.event_name == 'push' || github.event.pull_request.head.repo.full_name !="
                            + " github.repository");
        }
        line(4, "runs-on: ${{ matrix.os }}");
        line(4, "timeout-minutes: " + (10 + random.nextInt(50)));
        line(4, "strategy:");
        line(6, "fail-fast: false");
        line(6, "matrix:");
        line(8, "os: [ubuntu-latest, windows-latest, macos-latest]");
        line(8, "version: ['3.10', '3.11', '3.12', '3.13']");
        if (random.nextBoolean()) {
            line(8, "include:");
            line(10, "- os: ubuntu-24.04-arm");
            line(12, "version: '3.14'");
            line(12, "experimental: true");
        }
        line(4, "steps:");
        uses("actions/checkout", "v4");
        line(8, "with:");
        line(10, "fetch-depth: 0");
        line(10, "persist-credentials: false");
        setUp();
        for (int step = 0; step < steps; step++) {
            step(step);
        }
    }

    private void setUp() {
        switch (kind) {
            case PYTHON -> uses("actions/setup-python", "v5");
            case NODE -> uses("actions/setup-node", "v4");
            case RUBY -> uses("ruby/setup-ruby", "v1");
            case RUST -> uses("dtolnay/rust-toolchain", "stable");
        }
        line(8, "with:");
        line(
                10,
                switch (kind) {
                    case PYTHON -> "python-version: ${{ matrix.version }}";
                    case NODE -> "node-version: ${{ matrix.version }}";
                    case RUBY -> "ruby-version: ${{ matrix.version }}";
                    case RUST -> "toolchain: stable";
                });
    }

    private void step(int number) {
        switch (random.nextInt(9)) {
            case 0 -> {
                uses("actions/cache", "v4");
                line(8, "with:");
                line(10, "path: ~/.cache/tools");
                line(10, "key: ${{ runner.os }}-${{ hashFiles('**/lockfile') }}");
            }
            case 1 -> {
                uses("actions/upload-artifact", "v4");
                line(8, "if: always()");
                line(8, "with:");
                line(10, "name: result-${{ matrix.os }}-" + number);
                line(10, "path: build/");
            }
            case 2 -> {
                line(6, "# The runner of this system has an old one.");
                named(
                        "Install the system's packages",
                        "sudo apt-get update",
                        "sudo apt-get install -y libssl-dev pkg-config");
                line(8, "if: runner.os == 'Linux'");
            }
            case 3 -> {
                named(
                        "Find the version",
                        "version=$(git describe --tags --abbrev=0 | sed 's/^v//')",
                        "if [[ \"$version\" == *rc* ]]; then",
                        "  echo \"pre=true\" >> \"$GITHUB_OUTPUT\"",
                        "fi",
                        "echo \"version=$version\" >> \"$GITHUB_OUTPUT\"");
                line(8, "id: version-" + number);
                line(8, "shell: bash");
            }
            default -> {
                switch (kind) {
                    case PYTHON ->
                        named(
                                "Test",
                                "python -m pip install -U pip tox-" + random.nextInt(50),
                                "tox -e py -- -n auto --cov");
                    case NODE ->
                        named("Test", "npm ci", "npm run lint -- --max-warnings " + random.nextInt(9), "npm test");
                    case RUBY ->
                        named("Test", "bundle install --jobs 4", "bundle exec rspec --seed " + random.nextInt(999));
                    case RUST -> named("Test", "cargo test --all-features -- --test-threads " + random.nextInt(9));
                }
                line(8, "env:");
                line(10, "COVERAGE_TOKEN: ${{ secrets.COVERAGE_TOKEN }}");
            }
        }
    }

    private void named(String name, String... lines) {
        line(6, "- name: " + name);
        line(8, "run: |");
        for (String line : lines) {
            line(10, line);
        }
    }

    private void run(String... lines) {
        line(6, "- run: |");
        for (String line : lines) {
            line(10, line);
        }
    }

    private void uses(String action, String version) {
        line(
                6,
                pins
                        ? "- uses: " + action + "@" + "%040x".formatted(action.hashCode() & 0xffffffffL) + " # "
                                + version
                        : "- uses: " + action + "@" + version);
    }

    private void line(int indent, String content) {
        text.repeat(' ', content.isEmpty() ? 0 : indent).append(content).append('\n');
    }
}
