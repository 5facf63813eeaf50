package dev.tokenless.ui.shell;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.ui.session.Core;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rooms below with another sample: a crate that is published with a stored token. */
final class CrateSample implements Core {
    static final String SECRET = "CARGO_REGISTRY_TOKEN";

    private final Core live = new LiveCore();

    /** Its files by path, without those of git. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("Cargo.toml", """
            [package]
            name = "octo-sample-rs"
            version = "1.4.0"
            edition = "2024"
            """);
        files.put("src/lib.rs", "");
        files.put(".github/workflows/release.yml", """
            name: Release
            on:
              push:
                tags: ["v*"]
            jobs:
              publish:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v5
                  - run: cargo publish
                    env:
                      CARGO_REGISTRY_TOKEN: ${{ secrets.CARGO_REGISTRY_TOKEN }}
            """);
        return files;
    }

    @Override
    public Inspection inspect(Path folder, KnownPublishers known) {
        return live.inspect(folder, known);
    }

    @Override
    public List<Finding> check(Inspection inspection) {
        return live.check(inspection);
    }

    @Override
    public Path layOutSample(Path folder) throws IOException {
        Map<String, String> all = files();
        all.put(".git/HEAD", "ref: refs/heads/main\n");
        all.put(".git/config", """
            [remote "origin"]
            \turl = https://github.com/octo-org/sample.git
            """);
        for (Map.Entry<String, String> file : all.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, file.getValue());
        }
        return folder;
    }
}
