package dev.tokenless.ui.shell;

import dev.tokenless.repo.sample.SampleProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Repositories to draw: one whose next release is refused, one that is in order, one with twenty packages. */
final class Scenery {
    private static final String CONFIG = """
        [remote "origin"]
        \turl = https://github.com/octo-org/%s.git
        """;

    private Scenery() {}

    /** A package that runs in environment release, while its publisher says pypi. */
    static Path refused(Path folder) {
        return python(folder, "sampleproject", "release", "pypi");
    }

    /** A package that runs as its publisher says. */
    static Path good(Path folder) {
        return python(folder, "sampleproject", "pypi", "pypi");
    }

    /** A repository at GitHub with these files. */
    static Path of(Path folder, String name, Map<String, String> files) {
        write(folder, ".git/HEAD", "ref: refs/heads/main\n");
        write(folder, ".git/config", CONFIG.formatted(name));
        files.forEach((path, text) -> write(folder, path, text));
        return folder;
    }

    /** A package whose names are as long as they may be, and whose publisher differs in two letters of one of them. */
    static Path lengthy(Path folder) {
        String environment = "production-release-of-the-python-packages-by-two-of-the-maintainers";
        return python(
                folder,
                "a-distribution-with-a-name-that-is-as-long-as-names-in-real-life-ever-become",
                environment,
                environment.replace("-two-", "-tow-"));
    }

    private static Path python(Path folder, String name, String runsIn, String expected) {
        write(folder, ".git/HEAD", "ref: refs/heads/main\n");
        write(folder, ".git/config", CONFIG.formatted(name));
        write(folder, "pyproject.toml", """
            [project]
            name = "%s"
            version = "1.4.0"
            """.formatted(name));
        write(folder, ".github/workflows/release.yml", """
            name: release
            on:
              push:
                tags: ["v*"]
              workflow_dispatch:

            permissions: {}

            jobs:
              build:
                runs-on: ubuntu-latest
                permissions:
                  contents: read
                steps:
                  - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                    with:
                      persist-credentials: false
                  - run: python -m pip install build
                  - run: python -m build
                  - uses: actions/upload-artifact@v7
                    with:
                      name: dist
                      path: dist/

              publish:
                needs: build
                runs-on: ubuntu-latest
                environment: %s
                permissions:
                  id-token: write
                steps:
                  - uses: actions/download-artifact@v8
                    with:
                      name: dist
                      path: dist/
                  - uses: pypa/gh-action-pypi-publish@release/v1
            """.formatted(runsIn));
        write(folder, ".github/trusted-publishers.json", """
            [
              {
                "registry": "pypi",
                "project": "%s",
                "provider": "github",
                "owner": "octo-org",
                "repository": "%s",
                "workflow": "release.yml",
                "environment": "%s"
              }
            ]
            """.formatted(name, name, expected));
        return folder;
    }

    /** A monorepo that uploads twenty npm packages with one stored token. */
    static Path twenty(Path folder) {
        write(folder, ".git/HEAD", "ref: refs/heads/main\n");
        write(folder, ".git/config", CONFIG.formatted("monorepo"));
        write(folder, "package.json", """
            { "name": "monorepo", "private": true, "workspaces": ["packages/*"] }
            """);
        StringBuilder steps = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            String name =
                    "component-" + (char) ('a' + i - 1) + (i % 5 == 0 ? "-with-a-rather-long-name-of-its-own" : "");
            write(folder, "packages/" + name + "/package.json", """
                { "name": "@octo-org/%s", "version": "2.%d.0" }
                """.formatted(name, i));
            steps.append("""
                      - run: npm publish --access public
                        working-directory: packages/%s
                        env:
                          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}
                """.formatted(name));
        }
        write(folder, ".github/workflows/publish.yml", """
            on:
              release:
                types: [published]
            jobs:
              publish:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - uses: actions/setup-node@v6
            """ + steps);
        return folder;
    }

    /** A folder of clones in different states. */
    static Path clones(Path folder) {
        refused(folder.resolve("refused"));
        good(folder.resolve("good"));
        SampleProject.layOut(folder.resolve("sample"));
        twenty(folder.resolve("twenty"));
        write(folder, "broken/.github/workflows/release.yml", "on: [push\njobs:\n  a: : b\n");
        write(folder, "nothing/README.md", "Nothing to publish here.\n");
        return folder;
    }

    private static void write(Path folder, String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
