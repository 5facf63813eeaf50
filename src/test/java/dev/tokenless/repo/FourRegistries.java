package dev.tokenless.repo;

import java.util.LinkedHashMap;
import java.util.Map;

/** A repository with a package at each of four registries, each published by a job of its own. */
public final class FourRegistries {
    /** The workflow in which all four are published. */
    public static final String WORKFLOW = ".github/workflows/release.yml";

    private FourRegistries() {}

    /** The manifests by path. */
    private static Map<String, String> manifests() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pyproject.toml", "[project]\nname = \"four-py\"\nversion = \"1.0\"\n");
        files.put("package.json", """
            {"name": "@octo-org/four", "version": "1.0.0",
             "repository": {"type": "git", "url": "git+https://github.com/octo-org/four.git"}}
            """);
        files.put("four.gemspec", """
            Gem::Specification.new do |s|
              s.name = "four"
              s.version = "1.0.0"
            end
            """);
        files.put("Cargo.toml", "[package]\nname = \"four-rs\"\nversion = \"1.0.0\"\nedition = \"2024\"\n");
        files.put("src/lib.rs", "");
        return files;
    }

    /** All jobs hand over stored tokens; npm and crates.io are handed the same one. */
    public static Map<String, String> tokens() {
        return with("""
            on:
              push:
                tags: ["v*"]
            jobs:
              py:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - run: python -m build
                  - uses: pypa/gh-action-pypi-publish@release/v1
                    with:
                      password: ${{ secrets.PYPI_TOKEN }}
              js:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - uses: actions/setup-node@v6
                    with:
                      node-version: 24
                  - run: npm publish
                    env:
                      NODE_AUTH_TOKEN: ${{ secrets.SHARED_TOKEN }}
              gem:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - run: gem build four.gemspec
                  - run: gem push four-*.gem
                    env:
                      GEM_HOST_API_KEY: ${{ secrets.GEM_TOKEN }}
              rs:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - run: cargo publish
                    env:
                      CARGO_REGISTRY_TOKEN: ${{ secrets.SHARED_TOKEN }}
            """);
    }

    /** The job at npm logs in with its identity already; the others as in {@link #tokens()}. */
    public static Map<String, String> npmTrusted() {
        return with(tokens().get(WORKFLOW).replace("""
                  - run: npm publish
                    env:
                      NODE_AUTH_TOKEN: ${{ secrets.SHARED_TOKEN }}
            """, """
                  - run: npm publish
            """).replace("""
                  js:
                    runs-on: ubuntu-latest
                """, """
                  js:
                    runs-on: ubuntu-latest
                    permissions:
                      contents: read
                      id-token: write
                """));
    }

    /** No job hands over a token. */
    public static Map<String, String> trusted() {
        return with("""
            on:
              push:
                tags: ["v*"]
            permissions:
              contents: read
              id-token: write
            jobs:
              py:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/download-artifact@v6
                  - uses: pypa/gh-action-pypi-publish@release/v1
              js:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - uses: actions/setup-node@v6
                    with:
                      node-version: 24
                  - run: npm publish
              gem:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - uses: rubygems/release-gem@v1
              rs:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v6
                  - uses: rust-lang/crates-io-auth-action@v1
                    id: auth
                  - run: cargo publish
                    env:
                      CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}
            """);
    }

    private static Map<String, String> with(String workflow) {
        Map<String, String> files = manifests();
        files.put(WORKFLOW, workflow);
        return files;
    }
}
