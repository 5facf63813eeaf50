package dev.tokenless.fix;

import dev.tokenless.fix.Migration.ManualStep;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The text of a pipeline of GitLab CI. */
final class GitLabPipeline {
    private static final String MAIN = ".gitlab-ci.yml";
    private static final String BESIDE = ".gitlab/release.gitlab-ci.yml";

    private final Project project;
    private final List<DeclaredPackage> packages;
    private final WorkflowOptions options;
    private final List<ManualStep> manual;
    private final String path;

    GitLabPipeline(Project project, List<DeclaredPackage> packages, WorkflowOptions options, List<ManualStep> manual) {
        this.project = project;
        this.packages = packages;
        this.options = options;
        this.manual = manual;
        this.path = project.tree().read(MAIN) instanceof SourceTree.Absent ? MAIN : BESIDE;
    }

    String path() {
        return path;
    }

    /** Empty where no package can be published from GitLab. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (DeclaredPackage declared : packages) {
            String job = switch (declared.registry().id()) {
                case "pypi" -> python(declared);
                case "npm" -> npm(declared);
                case "crates-io" -> cargo(declared);
                default -> "";
            };
            if (!job.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(job);
            } else {
                manual.add(new ManualStep(
                        declared.registry() + " accepts no identity of GitLab.",
                        "Publish " + declared.name() + " from GitHub Actions, or keep its key.",
                        Place.startOf(declared.manifest())));
            }
        }
        if (text.isEmpty()) {
            return "";
        }
        if (path.equals(BESIDE)) {
            manual.add(new ManualStep(
                    MAIN + " is there already and stays as it is.",
                    "Add to " + MAIN + ": include: [{local: " + BESIDE + "}]. The file to register is " + MAIN
                            + ", the one that GitLab starts from.",
                    Place.startOf(MAIN)));
            return text.toString();
        }
        return "stages: [build, publish]\n\n" + text;
    }

    private String head(String id, String stage, String image, DeclaredPackage declared, RegistryId registry) {
        String rules = switch (options.trigger()) {
            case TAG, RELEASE -> "  rules:\n    - if: $CI_COMMIT_TAG\n";
            case MANUAL -> "  rules:\n    - if: $CI_PIPELINE_SOURCE == \"web\"\n";
        };
        StringBuilder text = new StringBuilder(id + ":\n  stage: " + stage + "\n  image: " + image + "\n" + rules);
        Optional<Map.Entry<String, String>> token = GitLabMigration.token(registry);
        if (stage.equals("publish") && token.isPresent()) {
            String environment = options.environments().name(registry, declared.name());
            text.append(environment == null ? "" : "  environment: " + environment + "\n")
                    .append("  id_tokens:\n    " + token.get().getKey() + ":\n      aud: \""
                            + token.get().getValue() + "\"\n");
        }
        return text.toString();
    }

    private String cd(DeclaredPackage declared) {
        return declared.folder().isEmpty() ? "" : "    - cd " + declared.folder() + "\n";
    }

    private String slug(DeclaredPackage declared) {
        long alike = packages.stream()
                .filter(p -> p.registry().equals(declared.registry()))
                .count();
        return alike > 1
                ? "-"
                        + declared.name()
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("^-+|-+$", "")
                : "";
    }

    private String prefix(DeclaredPackage declared) {
        return declared.folder().isEmpty() ? "" : declared.folder() + "/";
    }

    private String python(DeclaredPackage declared) {
        String build = "build-python" + slug(declared);
        String folder = declared.folder().isEmpty() ? "." : declared.folder();
        String tool = PythonJobs.tool(project, declared, options.tool());
        StringBuilder text = new StringBuilder();
        switch (tool) {
            case "maturin" ->
                text.append(head(build, "build", "rust:1", declared, declared.registry()))
                        .append("  script:\n"
                                + "    - apt-get update && apt-get install -y --no-install-recommends"
                                + " python3-pip\n")
                        .append("    - pip install --break-system-packages \"maturin[zig]\"\n")
                        .append(cd(declared))
                        .append("    - maturin build --release --find-interpreter --zig --compatibility manylinux2014"
                                + " --out dist\n    - maturin sdist --out dist\n");
            case "cibuildwheel" ->
                text.append(head(build, "build", "python:3.13", declared, declared.registry()))
                        .append("  services: [\"docker:dind\"]\n  variables:\n    DOCKER_HOST: tcp://docker:2375/\n")
                        .append("    DOCKER_TLS_CERTDIR: \"\"\n")
                        .append("  script:\n"
                                + "    - apt-get update && apt-get install -y --no-install-recommends docker.io\n")
                        .append("    - pip install \"cibuildwheel>=3,<4\" build\n")
                        .append(cd(declared))
                        .append("    - cibuildwheel --platform linux --output-dir dist\n"
                                + "    - python -m build --sdist\n");
            default ->
                text.append(head(build, "build", "python:3.13", declared, declared.registry()))
                        .append("  script:\n    - pip install build\n    - python -m build " + folder + "\n");
        }
        text.append("  artifacts:\n    paths: [" + prefix(declared) + "dist/]\n");
        if (options.testFirst()) {
            text.append('\n')
                    .append(head(
                            "publish-to-testpypi" + slug(declared),
                            "publish",
                            "python:3.13",
                            declared,
                            RegistryId.TESTPYPI))
                    .append("  needs: [" + build
                            + "]\n"
                            + "  script:\n"
                            + "    - pip install \"twine>=6.1\"\n"
                            + "    - twine upload --repository testpypi "
                            + prefix(declared) + "dist/*\n");
        }
        text.append('\n')
                .append(head("publish-to-pypi" + slug(declared), "publish", "python:3.13", declared, RegistryId.PYPI))
                .append("  needs: [" + build + (options.testFirst() ? ", publish-to-testpypi" + slug(declared) : "")
                        + "]\n  script:\n    - pip install \"twine>=6.1\"\n    - twine upload " + prefix(declared)
                        + "dist/*\n");
        return text.toString();
    }

    private String npm(DeclaredPackage declared) {
        String build = "build-npm" + slug(declared);
        NpmJobs jobs = new NpmJobs(project, declared, new GitHubWorkflow.Names(build, "", ""), options);
        StringBuilder text =
                new StringBuilder(head(build, "build", "node:24", declared, declared.registry())).append("  script:\n");
        if (jobs.tool().equals("pnpm")) {
            text.append(
                    jobs.manager().startsWith("pnpm@") ? "    - corepack enable\n" : "    - npm install -g pnpm@11\n");
        }
        for (NpmJobs.Command command : jobs.commands()) {
            text.append("    - ")
                    .append(
                            command.folder().isEmpty()
                                    ? command.line()
                                    : "(cd " + command.folder() + " && " + command.line() + ")")
                    .append('\n');
        }
        String file = NpmJobs.PACKED + "/" + jobs.packed();
        return text.append("  artifacts:\n    paths: [" + NpmJobs.PACKED + "/]\n\n")
                .append(head("publish-to-npm" + slug(declared), "publish", "node:24", declared, RegistryId.NPM))
                // Provenance is signed with a token of its own.
                .append("    SIGSTORE_ID_TOKEN:\n      aud: sigstore\n")
                .append("  needs: [" + build + "]\n")
                .append("  script:\n    - npm install -g npm@11\n    - npm publish ./" + file + jobs.access() + "\n")
                .toString();
    }

    private String cargo(DeclaredPackage declared) {
        StringBuilder exchange = new StringBuilder("    - |\n");
        NewGitLab.CRATES_EXCHANGE
                .lines()
                .forEach(l -> exchange.append("      ").append(l).append('\n'));
        return head("publish-to-crates-io" + slug(declared), "publish", "rust:1", declared, RegistryId.CRATES_IO)
                + "  script:\n" + exchange + cd(declared) + "    - cargo publish\n";
    }
}
