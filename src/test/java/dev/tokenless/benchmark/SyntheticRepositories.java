package dev.tokenless.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Lays out repositories whose workflow files have the size and the variety of real ones; the same seed, the same files. */
final class SyntheticRepositories {
    static final int FILES_EACH = 8;

    private SyntheticRepositories() {}

    static void layOut(Path folder, int repositories) throws IOException {
        Random random = new Random(20261121);
        for (int i = 0; i < repositories; i++) {
            Path repository = Files.createDirectories(folder.resolve("repository-" + i));
            Files.createDirectories(repository.resolve(".git"));
            Files.writeString(
                    repository.resolve(".git/config"),
                    "[remote \"origin\"]\n\turl = https://github.com/octo-org/repository-" + i + ".git\n");
            Files.writeString(repository.resolve(".git/HEAD"), "ref: refs/heads/main\n");
            manifests(repository, i);
            Path workflows = Files.createDirectories(repository.resolve(".github/workflows"));
            for (int file = 0; file < FILES_EACH; file++) {
                Files.writeString(
                        workflows.resolve(file == 0 ? "release.yml" : "ci-" + file + ".yml"),
                        file == 0 ? release(i, random) : tests(file, random));
            }
        }
    }

    private static void manifests(Path repository, int i) throws IOException {
        Files.writeString(
                repository.resolve("pyproject.toml"),
                "[project]\nname = \"package-" + i
                        + "\"\nversion = \"1.0.0\"\n[build-system]\nrequires = [\"hatchling\"]\n"
                        + "build-backend = \"hatchling.build\"\n");
        Files.writeString(
                repository.resolve("package.json"),
                "{\"name\": \"package-" + i + "\", \"version\": \"1.0.0\", \"scripts\": {\"release\": \"npm publish\","
                        + " \"test\": \"vitest\"}}\n");
    }

    private static String release(int i, Random random) {
        boolean token = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        text.append("name: Release\n\non:\n  push:\n    tags: ['v*']\n  workflow_dispatch:\n\njobs:\n");
        build(text, "build", random, 12);
        text.append("  publish:\n    needs: build\n    runs-on: ubuntu-latest\n");
        if (!token) {
            text.append("    environment: pypi\n    permissions:\n      id-token: write\n");
        }
        text.append("    steps:\n      - uses: actions/download-artifact@v4\n        with:\n          name: dist\n")
                .append("          path: dist\n      - uses: pypa/gh-action-pypi-publish@release/v1\n");
        if (token) {
            text.append("        with:\n          password: ${{ secrets.PYPI_API_TOKEN }}\n");
        }
        text.append("  npm:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n")
                .append("      - uses: actions/setup-node@v4\n        with:\n          node-version: 24\n")
                .append("      - run: |\n          npm ci\n          npm run ")
                .append(i % 2 == 0 ? "release" : "test")
                .append("\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n");
        return text.toString();
    }

    private static String tests(int file, Random random) {
        StringBuilder text = new StringBuilder();
        text.append("# Tests, number ")
                .append(file)
                .append("\nname: CI ")
                .append(file)
                .append("\n\non:\n  push:\n    branches: [main]\n  pull_request:\n\npermissions:\n  contents: read\n\n")
                .append("concurrency:\n"
                        + "  group: ${{ github.workflow }}-${{ github.ref }}\n"
                        + "  cancel-in-progress: true\n\n")
                .append("jobs:\n");
        int jobs = 1 + random.nextInt(4);
        for (int job = 0; job < jobs; job++) {
            build(text, "job-" + job, random, 6 + random.nextInt(14));
        }
        return text.toString();
    }

    private static void build(StringBuilder text, String id, Random random, int steps) {
        text.append("  ").append(id).append(":\n    name: ").append(id).append(" on ${{ matrix.os }}\n");
        text.append("    strategy:\n"
                + "      fail-fast: false\n"
                + "      matrix:\n"
                + "        os: [ubuntu-latest, windows-latest, macos-latest]\n");
        text.append("        python: ['3.10', '3.11', '3.12', '3.13']\n    runs-on: ${{ matrix.os }}\n    steps:\n");
        text.append("      - uses: actions/checkout@v4\n        with:\n          fetch-depth: 0\n");
        text.append("      - name: Set up Python\n        uses: actions/setup-python@v5\n        with:\n")
                .append("          python-version: ${{ matrix.python }}\n          cache: pip\n");
        for (int step = 0; step < steps; step++) {
            text.append("      # step ")
                    .append(step)
                    .append("\n      - name: Step ")
                    .append(step)
                    .append('\n');
            if (random.nextInt(4) == 0) {
                text.append("        if: runner.os == 'Linux' && github.event_name != 'pull_request'\n");
            }
            text.append("        run: |\n");
            for (int line = 0; line < 2 + random.nextInt(6); line++) {
                text.append("          python -m pip install --upgrade package-")
                        .append(random.nextInt(1000))
                        .append(" && echo \"line ")
                        .append(line)
                        .append("\" >> \"$GITHUB_STEP_SUMMARY\"\n");
            }
            text.append("        env:\n          CACHE_KEY: key-")
                    .append(random.nextInt(100))
                    .append('\n');
        }
    }
}
