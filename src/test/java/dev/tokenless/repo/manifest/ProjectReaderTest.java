package dev.tokenless.repo.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {
    private static Project read(String... pathsAndTexts) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return ProjectReader.read(new MemoryTree(texts), "memory", null);
    }

    private static List<String> packages(String... pathsAndTexts) {
        Project project = read(pathsAndTexts);
        assertThat(project.problems()).isEmpty();
        return project.packages().stream()
                .map(p -> p.registry() + " " + p.name() + " " + p.manifest())
                .toList();
    }

    private static DeclaredPackage only(String path, String text) {
        Project project = read(path, text);
        assertThat(project.problems()).isEmpty();
        assertThat(project.packages()).hasSize(1);
        return project.packages().getFirst();
    }

    private static Problem problem(String path, String text) {
        Project project = read(path, text);
        assertThat(project.packages()).isEmpty();
        assertThat(project.problems()).hasSize(1);
        return project.problems().getFirst();
    }

    @Test
    void python_by_the_project_table() {
        DeclaredPackage found = only("pyproject.toml", """
            [build-system]
            requires = ["maturin>=1", "x"]
            build-backend = "maturin"
            [project]
            name = "My.Sample_Tool"
            dynamic = ["version"]
            classifiers = ["Private :: Do Not Upload"]
            [project.urls]
            Source = "https://github.com/octo-org/sample"
            [tool.uv]
            [tool.maturin]
            """);
        assertThat(found.name()).isEqualTo("My.Sample_Tool");
        assertThat(found.details())
                .containsEntry("normalized", "my-sample-tool")
                .containsEntry("build-backend", "maturin")
                .containsEntry("build-system.requires", "maturin>=1,x")
                .containsEntry("dynamic", "version")
                .containsEntry("private", "true")
                .containsEntry("urls.Source", "https://github.com/octo-org/sample")
                .containsEntry("tools", "uv,maturin")
                .doesNotContainKey("version");
        assertThat(found.publishable()).isFalse();
    }

    @Test
    void python_by_poetry_and_flit() {
        assertThat(only("pyproject.toml", "[tool.poetry]\nname = 'a'\nversion = '1'\n")
                        .details())
                .containsEntry("version", "1");
        assertThat(only("pyproject.toml", "[tool.flit.metadata]\nmodule = 'b'\n")
                        .name())
                .isEqualTo("b");
        assertThat(only("pyproject.toml", "[tool.flit.metadata]\nmodule = 'b'\ndist-name = 'b-c'\n")
                        .name())
                .isEqualTo("b-c");
        assertThat(packages("pyproject.toml", "[tool.black]\nline-length = 100\n"))
                .isEmpty();
    }

    @Test
    void python_names_in_older_files_count_where_pyproject_has_none() {
        assertThat(packages(
                        "pyproject.toml", "[build-system]\nrequires = ['setuptools']\n",
                        "setup.cfg", "[metadata]\nname = cfg-name\n[options]\nname = wrong\n",
                        "setup.py", "setup(name='py-name')"))
                .containsExactly("pypi cfg-name setup.cfg");
        assertThat(packages("setup.cfg", "[flake8]\nname = x\n", "setup.py", "from setuptools import setup\nsetup()\n"))
                .isEmpty();
        assertThat(packages("pyproject.toml", "[project]\nname='a'\n", "setup.py", "setup(name='b')"))
                .containsExactly("pypi a pyproject.toml");
    }

    @Test
    void setup_cfg_is_read_as_configparser_does() {
        assertThat(PythonManifest.ini("\uFEFF; c\n[metadata]\nName : x\n  # no\n\n[b]\nname=y", "metadata", "name"))
                .isEqualTo("x");
        assertThat(PythonManifest.ini("[metadata]\nname =\n    late\n", "metadata", "name"))
                .isEqualTo("late");
        assertThat(PythonManifest.ini("[metadata]\nnames = x", "metadata", "name"))
                .isEmpty();
    }

    @Test
    void setup_py_gives_a_literal_name_only() {
        assertThat(only("setup.py", """
            # setup(name="comment")
            TEXT = '''setup(name="text")'''
            from setuptools import setup, find_packages
            setup(
                packages=find_packages(exclude=("a", dict(name="inner"))),
                name = 'real' '-name',  # why
                version=f"{x}",
            )
            """).name()).isEqualTo("real-name");
        assertThat(only("setup.py", "setuptools.setup(**kw, name=u\"x\", version=\"1.2\")")
                        .details())
                .containsEntry("version", "1.2");
        assertThat(problem("setup.py", "import x\nsetup(\n  name=NAME)").message())
                .contains("computed in setup.py");
        assertThat(problem("setup.py", "import x\nsetup(\n  name=NAME)").place().line())
                .isEqualTo(3);
        assertThat(problem("setup.py", "setup(name='a' + b)").message()).contains("computed");
        assertThat(problem("setup.py", "setup(name=f'a')").message()).contains("computed");
        assertThat(packages("setup.py", "def setup(name='x'): pass\n")).isEmpty();
        assertThat(packages("setup.py", "setup(name=='x'); setup(\"")).isEmpty();
    }

    @Test
    void npm_with_what_later_parts_ask_for() {
        DeclaredPackage found = only("package.json", """
            {"name": "@octo-org/sample", "version": "1.0.0", "private": false,
             "repository": {"type": "git", "url": "git+https://github.com/octo-org/sample.git", "directory": "js"},
             "publishConfig": {"access": "public", "provenance": true},
             "packageManager": "pnpm@10.1.0", "engines": {"node": ">=20"},
             "scripts": {"release": "changeset publish"}}
            """);
        assertThat(found.details())
                .containsEntry("private", "false")
                .containsEntry("repository.url", "git+https://github.com/octo-org/sample.git")
                .containsEntry("repository.directory", "js")
                .containsEntry("publishConfig.access", "public")
                .containsEntry("publishConfig.provenance", "true")
                .containsEntry("packageManager", "pnpm@10.1.0")
                .containsEntry("engines.node", ">=20")
                .containsEntry("scripts.release", "changeset publish");
        assertThat(found.publishable()).isTrue();
        assertThat(only("package.json", "\uFEFF{\"name\": \"a\", \"repository\": \"octo-org/sample\"}")
                        .details())
                .containsEntry("repository.url", "octo-org/sample");
        assertThat(only("package.json", "{\"name\": \"a\", \"private\": true}").publishable())
                .isFalse();
        assertThat(packages("package.json", "{\"devDependencies\": {}}")).isEmpty();
    }

    @Test
    void npm_packages_for_other_registries_are_told_apart() {
        String start = "{\"name\": \"@o/a\", \"publishConfig\": {";
        assertThat(only("package.json", start + "\"registry\": \"https://npm.pkg.github.com\"}}")
                        .registry()
                        .id())
                .isEqualTo("github-packages");
        assertThat(only("package.json", start + "\"@o:registry\": \"https://npm.example.com/\"}}")
                        .registry()
                        .id())
                .isEqualTo("private");
        assertThat(only("package.json", start + "\"registry\": \"https://registry." + "npmjs.org/\"}}")
                        .registry()
                        .id())
                .isEqualTo("npm");
    }

    @Test
    void workspaces_are_found_also_where_the_search_would_not_look() {
        String member = "{\"name\": \"NAME\"}";
        assertThat(packages(
                        "package.json",
                                "{\"name\": \"root\", \"private\": true, \"workspaces\": [\"./examples/*/\","
                                        + " \"docs\"]}",
                        "docs/package.json", member.replace("NAME", "docs"),
                        "examples/one/package.json", member.replace("NAME", "one"),
                        "test/fixtures/package.json", member.replace("NAME", "fixture"),
                        "node_modules/x/package.json", member.replace("NAME", "x"),
                        "packages/a/package.json", member.replace("NAME", "a"),
                        "packages/a/node_modules/b/package.json", member.replace("NAME", "b")))
                .containsExactly(
                        "npm docs docs/package.json",
                        "npm one examples/one/package.json",
                        "npm root package.json",
                        "npm a packages/a/package.json");
        assertThat(packages(
                        "pnpm-workspace.yaml",
                        "packages:\n  - 'deep/er/*/x/y/{z,q}'\n  - '!no'\n",
                        "deep/er/and/x/y/z/package.json",
                        member.replace("NAME", "z"),
                        "package.json",
                        "{\"workspaces\": {\"packages\": [\"samples/**\"]}}",
                        "samples/k/package.json",
                        member.replace("NAME", "k")))
                .containsExactly("npm z deep/er/and/x/y/z/package.json", "npm k samples/k/package.json");
    }

    @Test
    void a_workspace_that_counts_itself_is_read_once() {
        assertThat(packages("package.json", "{\"name\": \"a\", \"workspaces\": [\".\", \"./.\", \"./\", \"b/./c\"]}"))
                .containsExactly("npm a package.json");
    }

    @Test
    void inline_tables_over_several_lines_are_read() {
        assertThat(packages("Cargo.toml", """
            [package]
            name = "a" # {
            description = \"\"\"{
            }\"\"\"
            [dependencies]
            tokio = {
              workspace = true, # why
              features  = ["a}",
                'b{'],
            }
            x = { version = "1" }
            """)).containsExactly("crates-io a Cargo.toml");
        assertThat(problem("Cargo.toml", "[package]\nname = {\n x = \n}\n").message())
                .contains("not valid TOML");
    }

    @Test
    void gems_by_their_literal_names() {
        DeclaredPackage found = only("octo.gemspec", """
            # s.name = "comment"
            Gem::Specification.new do |s|
              s.name        = %q{octo_sample}
              s.version     = Octo::VERSION
              s.homepage = "https://github.com/octo-org/sample" # here
              s.metadata["allowed_push_host"] = 'https://rubygems.org'
              s.metadata = { "source_code_uri" => "https://github.com/octo-org/sample", 'rubygems_mfa_required' => 'true' }
            end
            """);
        assertThat(found.name()).isEqualTo("octo_sample");
        assertThat(found.registry().id()).isEqualTo("rubygems");
        assertThat(found.details())
                .containsEntry("allowed_push_host", "https://rubygems.org")
                .containsEntry("source_code_uri", "https://github.com/octo-org/sample")
                .containsEntry("rubygems_mfa_required", "true")
                .doesNotContainKey("version");
        assertThat(only("a.gemspec", "Gem::Specification.new 'arg', '1.0' do |s|\nend")
                        .name())
                .isEqualTo("arg");
        assertThat(only("from-file.gemspec", "s.name = File.basename(__FILE__, '.gemspec')")
                        .name())
                .isEqualTo("from-file");
        assertThat(only(
                                "b.gemspec",
                                "s.name = 'b'.freeze\ns.metadata['allowed_push_host'] = 'https://gems.example.com'")
                        .registry()
                        .id())
                .isEqualTo("private");
        assertThat(only(
                                "c.gemspec",
                                "s.name = 'c'\n"
                                        + "s.metadata = {'allowed_push_host' => 'https://rubygems.pkg.github.com/o'}")
                        .registry()
                        .id())
                .isEqualTo("github-packages");
    }

    @Test
    void a_computed_gem_name_is_not_guessed() {
        Problem problem = problem("a.gemspec", "x\n  s.name = \"a-#{b}\"\n");
        assertThat(problem.message()).contains("computed in the gemspec");
        assertThat(problem.place().line()).isEqualTo(2);
        assertThat(problem("a.gemspec", "s.name = NAME").message()).contains("computed");
        assertThat(packages("a.gemspec", "s.name = 'a'", "b.gemspec", "s.name = 'b'"))
                .containsExactly("rubygems a a.gemspec", "rubygems b b.gemspec");
        assertThat(packages("a.gemspec", "=begin\ns.name = 'a'\n=end\n__END__\ns.name = 'b'"))
                .isEmpty();
    }

    @Test
    void crates_with_what_they_inherit() {
        Project project = read(
                "Cargo.toml",
                """
                [workspace]
                members = ["crates/*", "fuzz"]
                [workspace.package]
                version = "2.0.0"
                publish = false
                repository = "https://github.com/octo-org/sample"
                """,
                "crates/a/Cargo.toml",
                "[package]\nname = \"a\"\nversion.workspace = true\nrepository = { workspace = true }\n",
                "crates/b/Cargo.toml",
                "[package]\nname = \"b\"\nversion = \"1\"\npublish.workspace = true\n",
                "crates/c/Cargo.toml",
                "[package]\nname = \"c\"\npublish = [\"own\"]\n",
                "crates/d/Cargo.toml",
                "[package]\nname = \"d\"\npublish = [\"own\", \"crates-io\"]\n",
                "fuzz/Cargo.toml",
                "[package]\nname = \"fuzz\"\npublish = []\n");
        assertThat(project.problems()).isEmpty();
        assertThat(project.packages())
                .extracting(p -> p.registry() + " " + p.name() + " " + p.publishable())
                .containsExactly(
                        "crates-io a true",
                        "crates-io b false",
                        "private c true",
                        "crates-io d true",
                        "crates-io fuzz false");
        assertThat(project.packages().getFirst().details())
                .containsEntry("version", "2.0.0")
                .containsEntry("repository", "https://github.com/octo-org/sample");
    }

    @Test
    void what_is_not_valid_is_told_with_its_line_and_the_rest_is_read() {
        Project project = read(
                "pyproject.toml", "[project]\nname = \"a\nversion = 1\n",
                "package.json", "{\n  \"name\": \"b\",\n  oops\n}\n",
                "Cargo.toml", "[package]\nname = \"c\"\n");
        assertThat(project.packages()).extracting(DeclaredPackage::name).containsExactly("c");
        assertThat(project.problems())
                .extracting(p -> p.place().path() + ":" + p.place().line())
                .containsExactlyInAnyOrder("pyproject.toml:2", "package.json:3");
        assertThat(project.problems())
                .allSatisfy(p -> assertThat(p.message())
                        .startsWith("The file is not valid")
                        .endsWith("."));
    }

    @Test
    void names_that_the_registry_would_refuse_are_said() {
        assertThat(problem("package.json", "{\"name\": \"{{name}}\"}").message())
                .contains("not a name that npm accepts");
        assertThat(problem("pyproject.toml", "[project]\nname='a b'").message()).contains("PyPI");
        assertThat(problem("Cargo.toml", "[package]\nname='{{x}}'").message()).contains("Cargo");
        assertThat(problem("a.gemspec", "s.name = 'a\u001b[1m'").message()).contains("RubyGems");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostile_manifests_end_in_a_problem_and_quickly() {
        String deep = "[".repeat(200_000);
        for (String[] file : new String[][] {
            {"package.json", "{\"a\":" + deep},
            {"package.json", "null"},
            {"package.json", "[]"},
            {"package.json", "{\"name\": {}, \"workspaces\": 3, \"repository\": []}"},
            {"package.json", ""},
            {"pyproject.toml", "a = " + deep},
            {"pyproject.toml", "a.".repeat(50_000) + "b = 1"},
            {"pyproject.toml", "[" + "a.".repeat(50_000) + "b]"},
            {"pyproject.toml", "project = 3\ntool = 'x'"},
            {"Cargo.toml", "package = ['x']\nworkspace = 'y'"},
            {"Cargo.toml", "[package]\nname='a'\nworkspace='../../../..'\nversion.workspace=true"},
            {"setup.py", "setup(".repeat(40_000)},
            {"setup.py", "'''" + "\\".repeat(1001)},
            {"setup.cfg", "[metadata]\nname=a\n" + " x\n".repeat(60_000)},
            {"a.gemspec", "s.metadata={".repeat(20_000)},
            {"a.gemspec", "\n".repeat(250_000)},
            {"a.gemspec", "x".repeat(5_000_000)},
            {"pnpm-workspace.yaml", "a: &a [x,x]\npackages: *b"},
            {"pnpm-workspace.yaml", "packages: " + deep},
            {"package.json", "{\"workspaces\": [\"" + "*a".repeat(50) + "\", \"**/**/**\", \"../..\", \"/\"]}"},
        }) {
            Project project = read(file[0], file[1], "a/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x", "");
            assertThat(project.problems().size()).as(file[0]).isLessThan(5);
        }
    }

    @Test
    void a_folder_that_is_none_is_said(@TempDir Path temp) {
        assertThat(ProjectReader.read(temp.resolve("none")).problems())
                .extracting(Problem::message)
                .containsExactly("There is no such folder.");
    }
}
