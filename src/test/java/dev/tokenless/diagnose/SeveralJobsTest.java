package dev.tokenless.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.FourRegistries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Diagnoses of a repository with jobs at four registries. */
class SeveralJobsTest {
    @Test
    void publishers_of_one_registry_alone_leave_the_other_jobs_out_and_that_is_said() {
        Given four = Given.nothing().with(ProjectReader.read(new MemoryTree(FourRegistries.trusted()), "four", null));
        TrustedPublisher npm = new TrustedPublisher(
                RegistryId.NPM,
                "@octo-org/four",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "four", "release.yml", null, null, null, null),
                List.of(),
                null,
                null,
                null);
        Diagnosis one = Diagnosis.of(four.withPublishers(List.of(npm)));
        assertThat(one.registry()).isEqualTo(RegistryId.NPM);
        assertThat(one.notKnown())
                .anyMatch(n -> n.reason().contains("only its jobs were looked at")
                        && n.what().contains("PyPI, RubyGems.org and crates.io"));
        assertThat(Diagnosis.of(four.withPublishers(List.of(npm)).withRegistry(RegistryId.NPM))
                        .notKnown())
                .noneMatch(n -> n.reason().contains("only its jobs"));
        // What a registry answered at some time before is no such file.
        KnownPublishers asked = KnownPublishers.NOTHING.with(
                RegistryId.NPM,
                "@octo-org/four",
                new KnownPublishers.Held(List.of(npm), KnownPublishers.Source.READ, Instant.EPOCH));
        Diagnosis all = Diagnosis.of(four.knowing(asked));
        assertThat(all.registry()).isNull();
        assertThat(all.checked()).anyMatch(c -> c.contains("4 publish jobs"));
    }

    @Test
    void a_cause_that_stands_in_several_jobs_names_them_all() {
        Diagnosis diagnosis = Diagnosis.of(
                Given.nothing().with(ProjectReader.read(new MemoryTree(FourRegistries.tokens()), "four", null)));
        Cause missing = diagnosis.causes().stream()
                .filter(c -> c.id().equals("id-token-permission-missing"))
                .findFirst()
                .orElseThrow();
        assertThat(missing.message()).startsWith("`py` in ").endsWith(" The same holds for `js`, `gem` and `rs`.");
        assertThat(missing.fixes()).hasSize(4);
        assertThat(missing.choice()).isEqualTo(Choice.ALL);
        assertThat(missing.job()).isNotNull();
        assertThat(diagnosis.causes().stream()
                        .filter(c -> c.id().equals("token-disables-oidc"))
                        .map(Cause::message))
                .singleElement()
                .asString()
                .doesNotContain("The same holds");
    }

    @Test
    void a_tool_without_an_exchange_gets_the_advice_of_its_own_registry() {
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(Map.of(
                                "sample.gemspec",
                                "Gem::Specification.new do |s|\n  s.name = 'sample'\nend\n",
                                "Cargo.toml",
                                "[package]\nname = \"sample\"\nversion = \"1.0.0\"\n",
                                ".github/workflows/release.yml",
                                "on: {push: {tags: ['v*']}}\npermissions: {id-token: write}\njobs:\n"
                                        + "  gem:\n    runs-on: ubuntu-latest\n    steps:\n"
                                        + "      - run: gem push sample-1.0.gem\n"
                                        + "  crate:\n    runs-on: ubuntu-latest\n    steps:\n"
                                        + "      - run: cargo publish\n")),
                        "sample",
                        null)));
        List<Cause> causes = diagnosis.causes().stream()
                .filter(c -> c.id().equals("client-without-oidc"))
                .toList();
        assertThat(causes).hasSize(2);
        assertThat(causes.getFirst().message()).contains("`gem push`").doesNotContain("crate");
        assertThat(causes.getFirst().fixes())
                .extracting(Remedy::title)
                .containsExactly("Put `rubygems/configure-rubygems-credentials` before it");
        assertThat(causes.getLast().fixes())
                .extracting(Remedy::title)
                .containsExactly("Put `rust-lang/crates-io-auth-action` before it and give it that step's token");
    }

    @Test
    void many_findings_of_one_kind_in_one_job_are_one_cause_with_all_its_places() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package.json", "{\"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"]}");
        for (String name : List.of("a", "b", "c")) {
            files.put("packages/" + name + "/package.json", "{\"name\": \"@octo-org/" + name + "\"}");
        }
        files.put(
                ".github/workflows/release.yml",
                "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:"
                        + " {id-token: write}\n    steps:\n      - uses: actions/setup-node@v6\n        with:"
                        + " {node-version: 24}\n      - run: npm publish --workspaces\n");
        Diagnosis diagnosis = Diagnosis.of(Given.nothing()
                .with(ProjectReader.read(
                        new MemoryTree(files),
                        "sample",
                        new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"))));
        assertThat(diagnosis.causes())
                .filteredOn(c -> c.id().equals("repository-url-missing"))
                .singleElement()
                .satisfies(c -> assertThat(c.message()).endsWith(" So it is in 2 more places."))
                .satisfies(c -> assertThat(c.evidence()).hasSize(3));
    }

    @Test
    void every_package_that_is_missing_at_the_registry_gets_its_own_values() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : List.of("a", "b")) {
            files.put(
                    "packages/" + name + "/package.json",
                    "{\"name\": \"@octo-org/" + name + "\", \"repository\": {\"type\": \"git\", \"url\":"
                            + " \"git+https://github.com/octo-org/sample.git\"}}");
        }
        files.put("package.json", "{\"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"]}");
        files.put(
                ".github/workflows/release.yml",
                "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    permissions:"
                        + " {id-token: write}\n    steps:\n      - uses: actions/setup-node@v6\n        with:"
                        + " {node-version: 24}\n      - run: npm publish --workspaces\n");
        Cause absent = Diagnosis.of(Given.nothing()
                        .with(ProjectReader.read(
                                new MemoryTree(files),
                                "sample",
                                new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample")))
                        .withPublishers(List.of()))
                .causes()
                .getFirst();
        assertThat(absent.id()).isEqualTo("publisher-absent");
        assertThat(absent.fixes())
                .extracting(Remedy::title)
                .containsExactly(
                        "Register these values for `@octo-org/a` at npm",
                        "Register these values for `@octo-org/b` at npm");
    }
}
