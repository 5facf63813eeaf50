package dev.tokenless.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which packages have a migration of their own. */
class PlannedPackagesTest {
    @TempDir
    Path folder;

    private Inspection workspace(String member) throws IOException {
        Files.createDirectories(folder.resolve(".github/workflows"));
        Files.createDirectories(folder.resolve("packages/member"));
        Files.writeString(folder.resolve("package.json"), """
            {"name": "root", "private": true, "workspaces": ["packages/*"], "scripts": {"release": "npm publish -ws"}}
            """);
        Files.writeString(folder.resolve("packages/member/package.json"), member);
        Files.writeString(folder.resolve(".github/workflows/release.yml"), """
            on: {push: {tags: ["v*"]}}
            jobs:
              publish:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v5
                  - run: npm run release
                    env: {NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}"}
            """);
        return Inspector.inspect(ProjectReader.read(folder), null);
    }

    @Test
    void the_private_root_of_a_workspace_has_none() throws IOException {
        Inspection inspection = workspace("{\"name\": \"member\", \"version\": \"1.0.0\"}");
        assertThat(PlannedPackages.of(inspection)).containsExactly(new PlannedPackages.Key(RegistryId.NPM, "member"));
        assertThat(PlannedPackages.unnamed(inspection)).isEmpty();
    }

    @Test
    void where_every_package_is_private_the_job_is_named_instead() throws IOException {
        Inspection inspection = workspace("{\"name\": \"member\", \"version\": \"1.0.0\", \"private\": true}");
        assertThat(PlannedPackages.of(inspection)).isEmpty();
        assertThat(PlannedPackages.unnamed(inspection)).hasSameSizeAs(inspection.jobs());
    }
}
