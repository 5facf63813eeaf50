package dev.tokenless.fix;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;

/** The text of a workflow of GitHub Actions. */
final class GitHubWorkflow {
    private final Project project;
    private final List<DeclaredPackage> packages;
    private final WorkflowOptions options;

    GitHubWorkflow(Project project, List<DeclaredPackage> packages, WorkflowOptions options) {
        this.project = project;
        this.packages = packages;
        this.options = options;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("name: Release\n\n").append(triggers());
        text.append("\n# Each job is given what it needs, and nothing else.\npermissions: {}\n\njobs:\n");
        String separator = "";
        for (DeclaredPackage declared : packages) {
            Names names = names(declared);
            String jobs = switch (declared.registry().id()) {
                case "pypi" -> new PythonJobs(project, declared, names, options).text();
                case "npm" -> new NpmJobs(project, declared, names, options).text();
                case "rubygems" -> new RubyJobs(declared, names, options).text();
                case "crates-io" -> new CargoJobs(project, declared, names, options, crates()).text();
                default -> "";
            };
            if (!jobs.isEmpty()) {
                text.append(separator).append(jobs);
                separator = "\n";
            }
        }
        return text.toString();
    }

    private List<DeclaredPackage> crates() {
        return packages.stream()
                .filter(p -> p.registry().equals(RegistryId.CRATES_IO))
                .toList();
    }

    /**
     * The ids of one package's jobs.
     *
     * @param suffix what is put behind the ids, empty where one package of the kind is there
     * @param artifact the name of what is handed over
     */
    record Names(String build, String suffix, String artifact) {}

    private Names names(DeclaredPackage declared) {
        long alike = packages.stream()
                .filter(p -> p.registry().equals(declared.registry()))
                .count();
        boolean alone = packages.size() == 1;
        String slug = slug(declared);
        String language = switch (declared.registry().id()) {
            case "pypi" -> "python";
            case "npm" -> "npm";
            case "rubygems" -> "gem";
            default -> "crate";
        };
        String suffix = alike > 1 ? "-" + slug : "";
        String build = alone ? "build" : "build-" + language + suffix;
        return new Names(build, suffix, alone ? "dist" : language + suffix);
    }

    /** A package's name as a part of a job's id. */
    static String slug(DeclaredPackage declared) {
        return declared.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
    }

    private String triggers() {
        StringBuilder on = new StringBuilder("on:\n");
        switch (options.trigger()) {
            case TAG -> on.append("  push:\n    tags: [\"v*\"]\n");
            case RELEASE -> on.append("  release:\n    types: [published]\n");
            case MANUAL -> on.append(options.preflight() ? "" : "  workflow_dispatch:\n");
        }
        if (options.preflight()) {
            on.append("""
                  workflow_dispatch:
                    inputs:
                      preflight:
                        description: Try the exchange with the registry and upload nothing
                        type: boolean
                        default: true
                """);
        }
        return on.toString();
    }

    /** The steps that every build begins with. */
    static String checkout(WorkflowOptions options) {
        return "      - uses: " + use(options, "actions/checkout")
                + "\n        with:\n          persist-credentials: false\n";
    }

    static String use(WorkflowOptions options, String action) {
        return options.pins().use(action, options.pinned());
    }

    static String upload(WorkflowOptions options, String artifact, String path) {
        return "      - uses: " + use(options, "actions/upload-artifact") + "\n        with:\n          name: "
                + artifact + "\n          path: " + path + "\n          if-no-files-found: error\n";
    }

    static String download(WorkflowOptions options, String artifact) {
        return "      - uses: " + use(options, "actions/download-artifact") + "\n        with:\n          name: "
                + artifact + "\n          path: dist/\n";
    }

    /** The head of a job that uploads. */
    static String publishJob(
            String id,
            String name,
            String needs,
            RegistryId registry,
            DeclaredPackage declared,
            WorkflowOptions options) {
        String environment = options.environments().name(registry, declared.name());
        return "  " + id + ":\n    name: " + name + "\n    needs: " + needs + "\n    runs-on: ubuntu-latest\n"
                + (environment == null ? "" : "    environment: " + environment + "\n");
    }

    /** The guard of a step that uploads. */
    static String guard(WorkflowOptions options) {
        return options.preflight() ? "        if: ${{ !inputs.preflight }}\n" : "";
    }
}
