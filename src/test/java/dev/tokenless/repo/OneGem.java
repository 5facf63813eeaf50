package dev.tokenless.repo;

import java.util.Map;

/** A repository whose one job pushes one gem with its identity. */
public final class OneGem {
    /** Its name. */
    public static final String NAME = "octo-gem";

    private OneGem() {}

    /** Its files. */
    public static Map<String, String> files() {
        return Map.of(".github/workflows/release.yml", """
            on: {push: {tags: ['v*']}}
            jobs:
              push:
                runs-on: ubuntu-latest
                permissions: {id-token: write, contents: read}
                steps:
                  - uses: actions/checkout@v4
                  - uses: rubygems/configure-rubygems-credentials@v1
                  - run: gem build octo-gem.gemspec && gem push octo-gem-1.0.0.gem
            """, NAME + ".gemspec", """
            Gem::Specification.new do |s|
              s.name = "octo-gem"
              s.version = "1.0.0"
            end
            """);
    }
}
