package dev.tokenless.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Lays out repositories whose workflow files have the size and the variety of real ones; the same seed, the same files.
 * 696 workflow files of 79 public repositories had 3.6 kB each on average, nine a repository, half of their actions
 * pinned to a commit, one or two files that publish: so have these.
 */
final class SyntheticRepositories {
    static final int FILES_EACH = 8;

    private SyntheticRepositories() {}

    /** Answers the bytes of all workflow files. */
    static long layOut(Path folder, int repositories) throws IOException {
        Random random = new Random(20261121);
        long bytes = 0;
        for (int i = 0; i < repositories; i++) {
            Path repository = Files.createDirectories(folder.resolve("repository-" + i));
            Files.createDirectories(repository.resolve(".git"));
            Files.writeString(
                    repository.resolve(".git/config"),
                    "[remote \"origin\"]\n\turl = https://github.com/octo-org/repository-" + i + ".git\n");
            Files.writeString(repository.resolve(".git/HEAD"), "ref: refs/heads/main\n");
            SyntheticWorkflow.Kind kind = SyntheticWorkflow.Kind.values()[i % SyntheticWorkflow.Kind.values().length];
            manifest(repository, kind, i);
            Path workflows = Files.createDirectories(repository.resolve(".github/workflows"));
            for (int file = 0; file < FILES_EACH; file++) {
                String text = new SyntheticWorkflow(random, kind).text(file);
                bytes += text.length();
                Files.writeString(workflows.resolve(file == 0 ? "release.yml" : "ci-" + file + ".yml"), text);
            }
        }
        return bytes;
    }

    private static void manifest(Path repository, SyntheticWorkflow.Kind kind, int i) throws IOException {
        String name = "package-" + i;
        switch (kind) {
            case PYTHON ->
                Files.writeString(
                        repository.resolve("pyproject.toml"),
                        "[project]\nname = \"" + name + "\"\nversion = \"1.0.0\"\n[build-system]\n"
                                + "requires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");
            case NODE -> {
                Files.writeString(
                        repository.resolve("package.json"),
                        "{\"name\": \"" + name + "\", \"version\": \"1.0.0\", \"workspaces\": [\"packages/*\"],"
                                + " \"scripts\": {\"release\": \"npm run build && npm publish\", \"build\": \"tsc -b\","
                                + " \"lint\": \"eslint .\", \"test\": \"vitest run\"}}\n");
                for (int part = 0; part < i % 4; part++) {
                    Path folder = Files.createDirectories(repository.resolve("packages/part-" + part));
                    Files.writeString(
                            folder.resolve("package.json"),
                            "{\"name\": \"@octo/" + name + "-" + part + "\", \"version\": \"1.0.0\"}\n");
                }
            }
            case RUBY ->
                Files.writeString(
                        repository.resolve(name + ".gemspec"),
                        "Gem::Specification.new do |s|\n  s.name = \"" + name + "\"\n  s.version = \"1.0.0\"\nend\n");
            case RUST ->
                Files.writeString(
                        repository.resolve("Cargo.toml"),
                        "[package]\nname = \"" + name + "\"\nversion = \"1.0.0\"\nedition = \"2024\"\n");
        }
    }
}
