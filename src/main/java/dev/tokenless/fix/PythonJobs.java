package dev.tokenless.fix;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import org.jspecify.annotations.Nullable;

/** The jobs of a Python package: one that builds, and one for each index. */
final class PythonJobs {
    private static final String PYTHON = "3.13";
    /** For each of which a wheel is built, where the wheels are not the same for all. */
    private static final String INTERPRETERS =
            "|\n            3.10\n            3.11\n            3.12\n            3.13\n            3.14\n";

    private final Project project;
    private final DeclaredPackage declared;
    private final GitHubWorkflow.Names names;
    private final WorkflowOptions options;

    PythonJobs(Project project, DeclaredPackage declared, GitHubWorkflow.Names names, WorkflowOptions options) {
        this.project = project;
        this.declared = declared;
        this.names = names;
        this.options = options;
    }

    String text() {
        String tool = tool(project, declared, options.tool());
        boolean platforms = tool.equals("maturin") || tool.equals("cibuildwheel");
        boolean testOnly = options.registries().contains(RegistryId.TESTPYPI)
                && !options.registries().contains(RegistryId.PYPI);
        StringBuilder text = new StringBuilder(build(tool, platforms));
        String needs = names.build();
        if (options.testFirst() || testOnly) {
            text.append('\n').append(publish(RegistryId.TESTPYPI, needs, platforms));
            needs = "publish-to-testpypi" + names.suffix();
        }
        if (!testOnly) {
            text.append('\n').append(publish(RegistryId.PYPI, needs, platforms));
        }
        return text.toString();
    }

    /** The build tool, as the project's files tell it. */
    static String tool(Project project, DeclaredPackage declared, @Nullable String wanted) {
        if (wanted != null
                && !wanted.equals("npm")
                && !wanted.equals("pnpm")
                && !wanted.equals("yarn")
                && !wanted.equals("bun")) {
            return wanted;
        }
        String backend = declared.details().getOrDefault("build-backend", "");
        String tools = "," + declared.details().getOrDefault("tools", "") + ",";
        if (backend.startsWith("maturin")) {
            return "maturin";
        }
        if (tools.contains(",cibuildwheel,")) {
            return "cibuildwheel";
        }
        if (there(project, declared, "uv.lock") || backend.startsWith("uv_build")) {
            return "uv";
        }
        if (backend.startsWith("poetry") || there(project, declared, "poetry.lock")) {
            return "poetry";
        }
        if (backend.startsWith("pdm") || there(project, declared, "pdm.lock")) {
            return "pdm";
        }
        if (backend.startsWith("flit")) {
            return "flit";
        }
        return backend.startsWith("hatchling") ? "hatch" : "build";
    }

    private static boolean there(Project project, DeclaredPackage declared, String file) {
        String folder = declared.folder().isEmpty() ? "" : declared.folder() + "/";
        return project.tree().read(folder + file) instanceof SourceTree.Text;
    }

    private String build(String tool, boolean platforms) {
        String folder = declared.folder();
        String where = folder.isEmpty() ? "" : "        working-directory: " + folder + "\n";
        StringBuilder text = new StringBuilder("  " + names.build() + ":\n    name: Build " + declared.name() + "\n");
        if (platforms) {
            text.append("    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest, macos-latest]\n")
                    .append("    runs-on: ${{ matrix.os }}\n");
        } else {
            text.append("    runs-on: ubuntu-latest\n");
        }
        text.append("    permissions:\n      contents: read\n    steps:\n").append(GitHubWorkflow.checkout(options));
        if (tool.equals("uv")) {
            text.append("      - uses: " + GitHubWorkflow.use(options, "astral-sh/setup-uv")
                    + "\n        with:\n          enable-cache: false\n");
        } else {
            text.append("      - uses: " + GitHubWorkflow.use(options, "actions/setup-python")
                    + "\n        with:\n          python-version: "
                    + (tool.equals("maturin") ? INTERPRETERS : "\"" + PYTHON + "\"\n"));
        }
        String[] commands = switch (tool) {
            case "uv" -> new String[] {"uv build --out-dir dist"};
            case "hatch" -> new String[] {"pipx run hatch build"};
            case "poetry" -> new String[] {"pipx run poetry build"};
            case "pdm" -> new String[] {"pipx run pdm build"};
            case "flit" -> new String[] {"pipx run flit build"};
            default -> new String[] {"pipx run build"};
        };
        switch (tool) {
            case "maturin" ->
                text.append("      - name: Build wheels and the source distribution for Linux\n")
                        .append("        if: ${{ runner.os == 'Linux' }}\n")
                        .append(where)
                        .append("        run: |\n")
                        .append("          pipx run --spec 'maturin[zig]' maturin build --release --find-interpreter"
                                + " --zig --compatibility manylinux2014 --out dist\n")
                        .append("          pipx run maturin sdist --out dist\n")
                        .append("      - name: Build wheels\n")
                        .append("        if: ${{ runner.os != 'Linux' }}\n")
                        .append(where)
                        .append("        run: pipx run maturin build --release --find-interpreter --out dist\n");
            case "cibuildwheel" ->
                text.append("      - run: pipx run \"cibuildwheel>=3,<4\" --output-dir dist\n")
                        .append(where)
                        .append("      - name: Build the source distribution\n")
                        .append("        if: ${{ runner.os == 'Linux' }}\n")
                        .append(where)
                        .append("        run: pipx run build --sdist\n");
            default -> {
                for (String command : commands) {
                    text.append("      - run: ").append(command).append('\n').append(where);
                }
            }
        }
        String artifact = names.artifact() + (platforms ? "-${{ matrix.os }}" : "");
        text.append(GitHubWorkflow.upload(options, artifact, (folder.isEmpty() ? "" : folder + "/") + "dist/"));
        return text.toString();
    }

    private String publish(RegistryId registry, String needs, boolean platforms) {
        boolean test = registry.equals(RegistryId.TESTPYPI);
        String title = test ? "TestPyPI" : "PyPI";
        // What is needed is the build; TestPyPI only has to come first.
        String all = needs.equals(names.build()) ? needs : "[" + names.build() + ", " + needs + "]";
        StringBuilder text = new StringBuilder(GitHubWorkflow.publishJob(
                "publish-to-" + registry.id() + names.suffix(),
                "Publish " + declared.name() + " to " + title,
                all,
                registry,
                declared,
                options));
        text.append("    permissions:\n      id-token: write\n    steps:\n");
        if (platforms) {
            text.append("      - uses: " + GitHubWorkflow.use(options, "actions/download-artifact")
                    + "\n        with:\n          pattern: " + names.artifact()
                    + "-*\n          merge-multiple: true\n          path: dist/\n");
        } else {
            text.append(GitHubWorkflow.download(options, names.artifact()));
        }
        if (options.preflight()) {
            text.append(
                    Preflight.pypi(declared.name(), test ? "test.pypi.org" : "pypi.org", test ? "testpypi" : "pypi"));
        }
        text.append("      - uses: " + GitHubWorkflow.use(options, "pypa/gh-action-pypi-publish") + "\n")
                .append(GitHubWorkflow.guard(options));
        if (test || !options.attestations()) {
            text.append("        with:\n");
            if (test) {
                text.append("          repository-url: https://test.pypi.org/legacy/\n");
            }
            if (!options.attestations()) {
                text.append("          attestations: false\n");
            }
        }
        return text.toString();
    }
}
