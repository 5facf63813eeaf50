package dev.tokenless.fix;

import dev.tokenless.ci.yaml.Parsed;
import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.ci.yaml.YamlReader;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.Migration.ManualStep;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A new release workflow: packages are built once without rights, and jobs that hold nothing but the right to an identity
 * upload them. Actions are pinned, no credentials stay in checkouts, nothing is restored from caches.
 */
public final class NewWorkflow {
    private static final Pattern MANIFEST =
            Pattern.compile("(^|/)(package\\.json|pyproject\\.toml|setup\\.(py|cfg)|Cargo\\.toml|[^/]*\\.gemspec)$");

    private static final List<RegistryId> REGISTRIES =
            List.of(RegistryId.PYPI, RegistryId.NPM, RegistryId.RUBYGEMS, RegistryId.CRATES_IO);

    private NewWorkflow() {}

    /** What came of generating. */
    public sealed interface Generated {}

    /**
     * A new file.
     *
     * @param manual what has to be done besides, such as a first upload that takes a token
     */
    public record Ready(FileEdit file, List<ManualStep> manual) implements Generated {
        public Ready {
            manual = List.copyOf(manual);
        }
    }

    /** Nothing can be generated. */
    public record Refused(String reason, String manual) implements Generated {}

    /** What is wrong with the files that declare packages: nobody knows what they declare. */
    private static List<Problem> brokenManifests(Project project) {
        return project.problems().stream()
                .filter(p -> MANIFEST.matcher(p.place().path()).find())
                .toList();
    }

    /** Generates the workflow for the packages that the options admit, for the CI of the repository's host. */
    public static Generated generate(Project project, WorkflowOptions options) {
        boolean gitlab = project.repository() != null && project.repository().provider() == Provider.GITLAB;
        List<DeclaredPackage> packages = packages(project, options);
        List<Problem> broken = brokenManifests(project);
        if (packages.isEmpty() && !broken.isEmpty()) {
            Problem first = broken.getFirst();
            return new Refused(
                    "What the repository declares is not known, because "
                            + first.place().path() + " could not be read (line "
                            + first.place().line() + ": " + first.message() + ").",
                    "Fix that file, then make the workflow again.");
        }
        if (packages.isEmpty()) {
            return new Refused(
                    "The repository declares no package that could be published"
                            + (options.registries().isEmpty() ? "." : " to " + named(options.registries()) + "."),
                    "Add a pyproject.toml, package.json, gemspec or Cargo.toml with a name, or choose another"
                            + " registry.");
        }
        if (!gitlab && !options.fileName().matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.ya?ml")) {
            return new Refused(
                    options.fileName()
                            + " is no file name that GitHub runs: it must end in .yml or .yaml and name no folder.",
                    "Choose a name such as release.yml.");
        }
        for (DeclaredPackage declared : packages) {
            // Names and folders go into scripts and YAML as they are, so nothing that could be more than a name may.
            if (!declared.name().matches("(@[A-Za-z0-9._~-]+/)?[A-Za-z0-9._~-]+")
                    || !declared.manifest().matches("[A-Za-z0-9._/@+-]+")
                    || declared.manifest().startsWith("-")) {
                return new Refused(
                        "The package of " + declared.manifest()
                                + " has a name or lies in a folder with characters that cannot stand in a script.",
                        "Choose the other packages, or rename it.");
            }
        }
        List<ManualStep> manual = new ArrayList<>();
        for (Problem problem : broken) {
            manual.add(new ManualStep(
                    problem.place().path() + " could not be read (line "
                            + problem.place().line() + ": " + problem.message() + "), so its package is left out.",
                    "Fix that file, then make the workflow again, if it is to be published.",
                    problem.place()));
        }
        String path;
        String text;
        if (gitlab) {
            GitLabPipeline pipeline = new GitLabPipeline(project, packages, options, manual);
            path = pipeline.path();
            text = pipeline.text();
        } else {
            path = ".github/workflows/" + options.fileName();
            text = new GitHubWorkflow(project, packages, options).text();
        }
        if (text.isEmpty()) {
            return new Refused(
                    "GitLab CI can publish to PyPI, npm and crates.io only.",
                    "Publish this package from GitHub Actions.");
        }
        if (YamlReader.read(new SourceText(path, text), gitlab ? YamlDialect.GITLAB : YamlDialect.GITHUB)
                instanceof Parsed.Invalid invalid) {
            throw new IllegalStateException(invalid.problem().message() + "\n" + text);
        }
        for (DeclaredPackage p : wanted(project, options)) {
            if (!packages.contains(p)) {
                manual.add(new ManualStep(
                        p.manifest() + " declares " + p.name()
                                + ", whose job would have the same name as another one's.",
                        "Leave it out if it is the same package, or give it a workflow of its own with --package.",
                        Place.startOf(p.manifest())));
            }
        }
        firstUploads(packages, manual);
        repositories(project, packages, manual);
        platforms(project, packages, options, manual);
        return new Ready(Editor.create(path, text), manual);
    }

    private static String named(Set<RegistryId> registries) {
        return String.join(
                ", ", registries.stream().map(RegistryId::id).sorted().toList());
    }

    /** Two packages whose names come to the same job: of one that is declared twice, the one nearest to the root counts. */
    private static List<DeclaredPackage> packages(Project project, WorkflowOptions options) {
        Map<String, DeclaredPackage> byJob = new LinkedHashMap<>();
        for (DeclaredPackage p : wanted(project, options)) {
            String job = p.registry().id() + " " + GitHubWorkflow.slug(p);
            DeclaredPackage known = byJob.get(job);
            if (known == null || p.folder().length() < known.folder().length()) {
                byJob.put(job, p);
            }
        }
        return List.copyOf(byJob.values());
    }

    private static List<DeclaredPackage> wanted(Project project, WorkflowOptions options) {
        return project.packages().stream()
                .filter(p -> REGISTRIES.contains(p.registry()))
                .filter(p -> options.registries().isEmpty()
                        || options.registries().contains(p.registry())
                        || (p.registry().equals(RegistryId.PYPI)
                                && options.registries().contains(RegistryId.TESTPYPI)))
                .filter(p -> options.packages().isEmpty() || options.packages().contains(p.name()))
                .filter(p -> !"true".equals(p.details().get("private")))
                .filter(p -> !"false".equals(p.details().get("publish")))
                .toList();
    }

    /** npm refuses a provenance that names another repository than the package does (npm/documentation, trusted-publishers). */
    private static void repositories(Project project, List<DeclaredPackage> packages, List<ManualStep> manual) {
        RepositoryId repository = project.repository();
        for (DeclaredPackage p : packages) {
            if (repository == null
                    || !p.registry().equals(RegistryId.NPM)
                    || RepositoryUrl.names(p.details().getOrDefault("repository.url", ""), repository)) {
                continue;
            }
            manual.add(new ManualStep(
                    p.manifest() + " does not name this repository, which npm asks for.",
                    "Set its repository to {\"type\": \"git\", \"url\": \"git+https://" + repository.host() + "/"
                            + repository.slug() + ".git\""
                            + (p.folder().isEmpty() ? "" : ", \"directory\": \"" + p.folder() + "\"") + "}.",
                    Place.startOf(p.manifest())));
        }
    }

    /** Wheels that hold machine code are built for the runners' own systems. */
    private static void platforms(
            Project project, List<DeclaredPackage> packages, WorkflowOptions options, List<ManualStep> manual) {
        for (DeclaredPackage p : packages) {
            boolean python = p.registry().equals(RegistryId.PYPI);
            if (python && PythonJobs.tool(project, p, options.tool()).equals("maturin")) {
                boolean gitlab =
                        project.repository() != null && project.repository().provider() == Provider.GITLAB;
                manual.add(new ManualStep(
                        "The wheels of " + p.name() + " are built for Linux "
                                + (gitlab ? "on x86-64" : "and Windows on x86-64 and for macOS on ARM")
                                + "; elsewhere pip builds from the source distribution.",
                        gitlab
                                ? "Add build jobs with other images or runners for other systems."
                                : "Add runners to the matrix for other systems, for example ubuntu-24.04-arm.",
                        Place.startOf(p.manifest())));
            }
        }
    }

    private static void firstUploads(List<DeclaredPackage> packages, List<ManualStep> manual) {
        for (DeclaredPackage p : packages) {
            if (p.registry().equals(RegistryId.NPM) || p.registry().equals(RegistryId.CRATES_IO)) {
                String where = p.registry().equals(RegistryId.NPM) ? "npm" : "crates.io";
                manual.add(new ManualStep(
                        where + " has no publishers for packages that do not exist yet.",
                        "If " + p.name()
                                + " was never published, upload its first version by hand with a token that you"
                                + " revoke afterwards.",
                        Place.startOf(p.manifest())));
            }
        }
    }
}
