package dev.tokenless.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.edit.ActionPins;
import dev.tokenless.publish.IdToken;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NewWorkflowTest {
    private static final String PYPROJECT = """
        [build-system]
        requires = ["%1$s"]
        build-backend = "%2$s"

        [project]
        name = "octo-sample"
        version = "1.0.0"
        """;
    private static final String PACKAGE = """
        {"name": "%s", "version": "1.0.0", "scripts": {"build": "tsc"},
         "repository": {"type": "git", "url": "git+https://github.com/octo-org/sample.git"}}
        """;
    private static final String GEMSPEC =
            "Gem::Specification.new do |spec|\n  spec.name = \"octo_sample\"\n  spec.version = \"1.0.0\"\nend\n";
    private static final String CRATE = "[package]\nname = \"%s\"\nversion = \"1.0.0\"\nedition = \"2024\"\n";

    private static Map<String, Map<String, String>> projects() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("build", python("setuptools", "setuptools.build_meta"));
        all.put("hatch", python("hatchling", "hatchling.build"));
        all.put("flit", python("flit_core", "flit_core.buildapi"));
        all.put("poetry", python("poetry-core", "poetry.core.masonry.api"));
        all.put("pdm", python("pdm-backend", "pdm.backend"));
        all.put("maturin", python("maturin", "maturin"));
        all.put("uv", with(python("hatchling", "hatchling.build"), "uv.lock", "version = 1\n"));
        all.put(
                "cibuildwheel",
                Map.of(
                        "pyproject.toml",
                        PYPROJECT.formatted("setuptools", "setuptools.build_meta")
                                + "\n[tool.cibuildwheel]\nbuild = \"cp313-*\"\n"));
        all.put("npm", Map.of("package.json", PACKAGE.formatted("octo-sample"), "package-lock.json", "{}"));
        all.put(
                "pnpm",
                Map.of(
                        "package.json",
                        PACKAGE.formatted("@octo/sample"),
                        "pnpm-lock.yaml",
                        "lockfileVersion: '9.0'\n"));
        all.put("yarn", Map.of("package.json", PACKAGE.formatted("octo-sample"), "yarn.lock", "# yarn lockfile v1\n"));
        all.put("bun", Map.of("package.json", PACKAGE.formatted("octo-sample"), "bun.lock", "{}"));
        all.put(
                "npm-workspaces",
                Map.of(
                        "package.json",
                        "{\"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"]}",
                        "package-lock.json",
                        "{}",
                        "packages/a/package.json",
                        PACKAGE.formatted("@octo/a"),
                        "packages/b/package.json",
                        PACKAGE.formatted("@octo/b")));
        all.put("gem", Map.of("octo_sample.gemspec", GEMSPEC));
        all.put("crate", Map.of("Cargo.toml", CRATE.formatted("octo-sample"), "Cargo.lock", "version = 4\n"));
        all.put(
                "crates-workspace",
                Map.of(
                        "Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n",
                        "a/Cargo.toml", CRATE.formatted("octo-a"),
                        "b/Cargo.toml", CRATE.formatted("octo-b")));
        Map<String, String> several = new TreeMap<>(python("hatchling", "hatchling.build"));
        several.put("js/package.json", PACKAGE.formatted("@octo/sample"));
        several.put("ruby/octo_sample.gemspec", GEMSPEC);
        several.put("rust/Cargo.toml", CRATE.formatted("octo-sample"));
        several.put(
                "other/pyproject.toml",
                PYPROJECT.formatted("hatchling", "hatchling.build").replace("octo-sample", "octo-other"));
        all.put("several", several);
        return all;
    }

    private static Map<String, String> python(String requires, String backend) {
        return Map.of("pyproject.toml", PYPROJECT.formatted(requires, backend));
    }

    private static Map<String, String> with(Map<String, String> files, String path, String text) {
        Map<String, String> more = new TreeMap<>(files);
        more.put(path, text);
        return more;
    }

    private static Map<String, WorkflowOptions> variants() {
        WorkflowOptions usual = WorkflowOptions.usual();
        Map<String, WorkflowOptions> all = new LinkedHashMap<>();
        all.put("tag", usual);
        all.put("release", usual.withTrigger(ReleaseTrigger.RELEASE).withTestFirst(true));
        all.put(
                "manual",
                usual.withTrigger(ReleaseTrigger.MANUAL).withEnvironments(new EnvironmentNames.One("release")));
        all.put("preflight", usual.withPreflight(true).withTestFirst(true));
        all.put(
                "each",
                usual.withEnvironments(new EnvironmentNames.EachPackage()).withAttestations(false));
        return all;
    }

    @TestFactory
    List<DynamicTest> every_variant_is_read_checked_and_believed() {
        List<DynamicTest> tests = new ArrayList<>();
        projects()
                .forEach((project, files) -> variants()
                        .forEach((variant, options) -> tests.add(DynamicTest.dynamicTest(
                                project + " " + variant, () -> generated(project + "-" + variant, files, options)))));
        return tests;
    }

    private static void generated(String name, Map<String, String> files, WorkflowOptions options) {
        Repository before = Repository.of(with(files, "CODEOWNERS", "* @octo-org/maintainers\n"));
        NewWorkflow.Generated generated = NewWorkflow.generate(before.project(), options);
        assertThat(generated).isInstanceOf(NewWorkflow.Ready.class);
        Repository after = before.with(List.of(((NewWorkflow.Ready) generated).file()));
        after.leave("new-" + name);
        assertThat(after.workflows().problems()).isEmpty();
        assertThat(after.published()).isEqualTo(declared(before, options.testFirst()));
        assertThat(after.jobs()).allSatisfy(j -> {
            assertThat(j.authentication().id()).as(j.job()).isEqualTo("trusted");
            assertThat(j.idToken()).as(j.job()).isEqualTo(IdToken.WRITE);
            assertThat(j.triggers())
                    .as(j.job())
                    .contains(
                            switch (options.trigger()) {
                                case TAG -> "push";
                                case RELEASE -> "release";
                                case MANUAL -> "workflow_dispatch";
                            });
        });
        assertThat(after.notBelieved()).isEmpty();
        assertThat(after.findings()).isEmpty();
        assertThat(after.migrate(WorkflowOptions.hardened())).isInstanceOf(Migration.NothingToDo.class);
    }

    @TestFactory
    List<DynamicTest> every_pipeline_of_gitlab_is_read_checked_and_believed() {
        List<DynamicTest> tests = new ArrayList<>();
        WorkflowOptions usual = WorkflowOptions.usual();
        Map<String, WorkflowOptions> variants = Map.of(
                "tag", usual,
                "test-first", usual.withTestFirst(true),
                "manual",
                        usual.withTrigger(ReleaseTrigger.MANUAL).withEnvironments(new EnvironmentNames.One("release")));
        projects()
                .forEach((project, files) -> variants.forEach((variant, options) ->
                        tests.add(DynamicTest.dynamicTest(project + " " + variant, () -> pipeline(files, options)))));
        return tests;
    }

    private static void pipeline(Map<String, String> files, WorkflowOptions options) {
        Map<String, String> there = new TreeMap<>();
        files.forEach((path, text) -> there.put(path, text.replace("github.com", "gitlab.com")));
        Repository before = new Repository(there, Provider.GITLAB);
        Set<String> wanted = new TreeSet<>(declared(before, options.testFirst()));
        wanted.removeIf(p -> p.startsWith("rubygems "));
        NewWorkflow.Generated generated = NewWorkflow.generate(before.project(), options);
        if (wanted.isEmpty()) {
            assertThat(generated).isInstanceOf(NewWorkflow.Refused.class);
            return;
        }
        assertThat(generated).isInstanceOf(NewWorkflow.Ready.class);
        Repository after = before.with(List.of(((NewWorkflow.Ready) generated).file()));
        assertThat(after.published()).isEqualTo(wanted);
        assertThat(after.jobs())
                .allSatisfy(j -> assertThat(j.authentication().id()).as(j.job()).isEqualTo("trusted"));
        // npm takes hosted runners only, and which ones run is a setting of the project.
        assertThat(after.notBelieved()).allSatisfy(d -> assertThat(d).startsWith("publish-to-npm"));
        assertThat(after.notBelieved()).noneSatisfy(d -> assertThat(d).contains("MISMATCH"));
        assertThat(after.findings()).isEmpty();
        assertThat(after.migrate(WorkflowOptions.hardened())).isInstanceOf(Migration.NothingToDo.class);
    }

    /** Every package that is not private, at its registry; Python's at TestPyPI too where that comes first. */
    private static Set<String> declared(Repository repository, boolean testFirst) {
        Set<String> all = new TreeSet<>();
        for (DeclaredPackage p : repository.project().packages()) {
            if (!"true".equals(p.details().get("private"))) {
                all.add(p.registry().id() + " " + p.name());
                if (testFirst && p.registry().equals(RegistryId.PYPI)) {
                    all.add("testpypi " + p.name());
                }
            }
        }
        return all;
    }

    @Test
    void gitlab_gets_identity_tokens_with_each_registrys_audience() {
        Map<String, String> files = new TreeMap<>(python("hatchling", "hatchling.build"));
        files.put("js/package.json", PACKAGE.formatted("octo-sample"));
        files.put("rust/Cargo.toml", CRATE.formatted("octo-sample"));
        Repository before = new Repository(files, Provider.GITLAB);
        NewWorkflow.Generated generated =
                NewWorkflow.generate(before.project(), WorkflowOptions.usual().withTestFirst(true));
        assertThat(generated).isInstanceOfSatisfying(NewWorkflow.Ready.class, r -> {
            assertThat(r.file().path()).isEqualTo(".gitlab-ci.yml");
            assertThat(r.file().after())
                    .contains("PYPI_ID_TOKEN:\n      aud: \"pypi\"")
                    .contains("TESTPYPI_ID_TOKEN:\n      aud: \"testpypi\"")
                    .contains("NPM_ID_TOKEN:\n      aud: \"npm:")
                    .contains("CRATES_IO_ID_TOKEN:\n      aud: \"crates.io\"");
        });
    }

    @Test
    void a_package_that_is_declared_twice_is_published_once_from_nearest_to_the_root() {
        Repository before = Repository.of(Map.of(
                "package.json", PACKAGE.formatted("octo-sample"),
                "copy/package.json", PACKAGE.formatted("octo-sample"),
                "other/package.json", PACKAGE.formatted("octo_sample"),
                "more/package.json", PACKAGE.formatted("octo-more")));
        assertThat(NewWorkflow.generate(before.project(), WorkflowOptions.usual()))
                .isInstanceOfSatisfying(NewWorkflow.Ready.class, r -> {
                    Repository after = before.with(List.of(r.file()));
                    assertThat(after.workflows().problems()).isEmpty();
                    assertThat(after.published()).contains("npm octo-sample", "npm octo-more");
                    assertThat(r.file().after()).doesNotContain("working-directory: copy");
                    assertThat(r.manual())
                            .anySatisfy(m -> assertThat(m.reason()).startsWith("other/package.json"))
                            .anySatisfy(m -> assertThat(m.reason()).startsWith("copy/package.json"));
                });
    }

    @Test
    void a_name_that_could_be_more_than_a_name_is_refused() {
        Repository before =
                Repository.of(Map.of("package.json", "{\"name\": \"x$(touch y)\", \"version\": \"1.0.0\"}"));
        assertThat(NewWorkflow.generate(before.project(), WorkflowOptions.usual()))
                .isInstanceOf(NewWorkflow.Refused.class);
    }

    @Test
    void a_file_name_that_github_does_not_run_is_refused() {
        Repository before = Repository.of(python("hatchling", "hatchling.build"));
        for (String name : List.of("release.txt", "a/b.yml", "../x.yml", "")) {
            assertThat(NewWorkflow.generate(
                            before.project(), WorkflowOptions.usual().withFileName(name)))
                    .isInstanceOf(NewWorkflow.Refused.class);
        }
        assertThat(NewWorkflow.generate(
                        before.project(), WorkflowOptions.usual().withRegistries(Set.of(RegistryId.RUBYGEMS))))
                .isInstanceOf(NewWorkflow.Refused.class);
    }

    @Test
    void pins_are_the_tables_and_can_be_replaced() {
        String commit = "0123456789012345678901234567890123456789";
        ActionPins pins = ActionPins.builtIn().with(Map.of("actions/checkout", new ActionPins.Pin("v9.9.9", commit)));
        assertThat(pins.use("actions/checkout", true)).isEqualTo("actions/checkout@" + commit + " # v9.9.9");
        assertThat(pins.use("actions/checkout", false)).isEqualTo("actions/checkout@v9.9.9");
        assertThat(pins.pin("Actions/Checkout")).isPresent();
        assertThat(ActionPins.builtIn().pins().values())
                .allSatisfy(p -> assertThat(p.commit()).matches("[0-9a-f]{40}"));
    }
}
