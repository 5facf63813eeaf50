package dev.tokenless.fix;

import dev.tokenless.edit.JsonEdits;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.util.List;

/** The jobs of an npm package: one that packs, one that publishes the packed file. */
final class NpmJobs {
    /** Not {@code dist}, which is what builds empty and fill. */
    static final String PACKED = "packed";

    private final Project project;
    private final DeclaredPackage declared;
    private final GitHubWorkflow.Names names;
    private final WorkflowOptions options;

    NpmJobs(Project project, DeclaredPackage declared, GitHubWorkflow.Names names, WorkflowOptions options) {
        this.project = project;
        this.declared = declared;
        this.names = names;
        this.options = options;
    }

    String text() {
        String tool = tool();
        String file = "./dist/" + packed();
        StringBuilder text = new StringBuilder("  " + names.build() + ":\n    name: Pack " + declared.name() + "\n");
        text.append("    runs-on: ubuntu-latest\n    permissions:\n      contents: read\n    steps:\n")
                .append(GitHubWorkflow.checkout(options));
        if (tool.equals("pnpm")) {
            text.append("      - uses: " + GitHubWorkflow.use(options, "pnpm/action-setup") + "\n");
            if (!manager().startsWith("pnpm@")) {
                text.append("        with:\n          version: 11\n");
            }
        }
        text.append(node());
        for (Command command : commands(tool)) {
            text.append("      - run: ").append(command.line()).append('\n');
            if (!command.folder().isEmpty()) {
                text.append("        working-directory: ")
                        .append(command.folder())
                        .append('\n');
            }
        }
        text.append(GitHubWorkflow.upload(options, names.artifact(), PACKED + "/*.tgz"));
        text.append('\n')
                .append(GitHubWorkflow.publishJob(
                        "publish-to-npm" + names.suffix(),
                        "Publish " + declared.name() + " to npm",
                        names.build(),
                        RegistryId.NPM,
                        declared,
                        options))
                .append("    permissions:\n      id-token: write\n    steps:\n")
                .append(node())
                .append("      - run: npm install -g npm@11\n")
                .append(GitHubWorkflow.download(options, names.artifact()));
        String access = access();
        if (options.preflight()) {
            text.append(Preflight.npm(file + access));
        }
        text.append("      - run: npm publish ")
                .append(file)
                .append(access)
                .append('\n')
                .append(GitHubWorkflow.guard(options));
        return text.toString();
    }

    /**
     * One line of a script.
     *
     * @param folder where it runs, empty for the repository's root
     */
    record Command(String line, String folder) {}

    /** What installs, builds and packs, in order; the packed file lies in {@link #PACKED}. */
    List<Command> commands() {
        return commands(tool());
    }

    /** The packed file's name, the version left open. */
    String packed() {
        return tarball() + "-[0-9]*.tgz";
    }

    /** The flag that lets a scoped package out, where the package does not say so itself. */
    String access() {
        return declared.name().startsWith("@") && !declared.details().containsKey("publishConfig.access")
                ? " --access public"
                : "";
    }

    private String node() {
        return "      - uses: " + GitHubWorkflow.use(options, "actions/setup-node")
                + "\n        with:\n          node-version: 24\n          package-manager-cache: false\n";
    }

    /** npm names a packed file after the package: {@code @scope/name} becomes {@code scope-name}. */
    private String tarball() {
        return declared.name().replaceFirst("^@", "").replace('/', '-');
    }

    /** What {@code packageManager} of package.json says, the workspace's where the package says nothing. */
    String manager() {
        String own = declared.details().getOrDefault("packageManager", "");
        return own.isEmpty()
                ? project.packages().stream()
                        .filter(p -> p.manifest().equals("package.json"))
                        .map(p -> p.details().getOrDefault("packageManager", ""))
                        .findFirst()
                        .orElse(rootManager())
                : own;
    }

    /** The root of a workspace is often private and so no package. */
    private String rootManager() {
        return project.tree().read("package.json") instanceof SourceTree.Text(var source)
                ? JsonEdits.read(source.text())
                        .map(r -> r.path("packageManager").asText(""))
                        .orElse("")
                : "";
    }

    /** The package manager, as the options or the project's files tell it. */
    String tool() {
        String wanted = options.tool();
        if (wanted != null && List.of("npm", "pnpm", "yarn", "bun").contains(wanted)) {
            return wanted;
        }
        for (String tool : List.of("pnpm", "yarn", "bun", "npm")) {
            if (manager().startsWith(tool + "@")) {
                return tool;
            }
        }
        if (there("pnpm-lock.yaml")) {
            return "pnpm";
        }
        return there("yarn.lock") ? "yarn" : there("bun.lock") || there("bun.lockb") ? "bun" : "npm";
    }

    private boolean there(String file) {
        String folder = declared.folder().isEmpty() ? "" : declared.folder() + "/";
        return isThere(file) || isThere(folder + file);
    }

    private boolean isThere(String path) {
        return !(project.tree().read(path) instanceof SourceTree.Absent);
    }

    /** Where dependencies are installed: at the lock file, which in a workspace is the root's. */
    private String installFolder(String lock) {
        return !declared.folder().isEmpty() && isThere(declared.folder() + "/" + lock) || !isThere(lock)
                ? declared.folder()
                : "";
    }

    private List<Command> commands(String tool) {
        String folder = declared.folder();
        String up = folder.isEmpty() ? "" : "../".repeat(folder.split("/").length);
        boolean builds = declared.details().containsKey("scripts.build");
        String berry = manager().matches("yarn@([2-9]|\\d\\d).*") || isThere(".yarnrc.yml") ? "berry" : "classic";
        Command make = new Command("mkdir -p " + PACKED, "");
        Command install = switch (tool) {
            case "pnpm" -> new Command("pnpm install --frozen-lockfile", installFolder("pnpm-lock.yaml"));
            case "yarn" ->
                new Command(
                        berry.equals("berry")
                                ? "corepack enable && yarn install --immutable"
                                : "yarn install --frozen-lockfile",
                        installFolder("yarn.lock"));
            case "bun" -> new Command("npm install -g bun && bun install --frozen-lockfile", installFolder("bun.lock"));
            default ->
                new Command(
                        there("package-lock.json") || there("npm-shrinkwrap.json") ? "npm ci" : "npm install",
                        installFolder("package-lock.json"));
        };
        Command build = build(tool);
        Command pack = new Command(
                switch (tool) {
                    case "pnpm" -> "pnpm pack --pack-destination " + destination(up);
                    case "yarn" ->
                        berry.equals("berry")
                                ? "yarn pack --out " + destination(up) + "/" + tarball() + "-0.tgz"
                                : "yarn pack --filename " + destination(up) + "/" + tarball() + "-0.tgz";
                    case "bun" -> "bun pm pack --destination " + destination(up);
                    default -> "npm pack --pack-destination " + destination(up);
                },
                folder);
        return builds ? List.of(make, install, build, pack) : List.of(make, install, pack);
    }

    /** In a workspace what the package depends on is built before it, where the tool can tell. */
    private Command build(String tool) {
        boolean workspace = !declared.folder().isEmpty() && !install(tool).equals(declared.folder());
        if (workspace && tool.equals("pnpm") && isThere("pnpm-workspace.yaml")) {
            return new Command("pnpm --filter \"" + declared.name() + "...\" run build", "");
        }
        if (workspace && tool.equals("yarn") && manager().matches("yarn@([4-9]|\\d\\d).*")) {
            return new Command(
                    "yarn workspaces foreach --recursive --topological --from \"" + declared.name() + "\" run build",
                    "");
        }
        if (workspace && tool.equals("npm")) {
            return new Command("npm run build --workspaces --if-present", "");
        }
        return new Command((tool.equals("npm") ? "npm" : tool) + " run build", declared.folder());
    }

    private String install(String tool) {
        return switch (tool) {
            case "pnpm" -> installFolder("pnpm-lock.yaml");
            case "yarn" -> installFolder("yarn.lock");
            case "bun" -> installFolder("bun.lock");
            default -> installFolder("package-lock.json");
        };
    }

    private static String destination(String up) {
        return up + PACKED;
    }
}
