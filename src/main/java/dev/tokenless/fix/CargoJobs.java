package dev.tokenless.fix;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceTree;
import java.util.List;

/** The jobs of crates: one that compiles what will be uploaded, one that uploads it without running any of it. */
final class CargoJobs {
    private final Project project;
    private final DeclaredPackage declared;
    private final GitHubWorkflow.Names names;
    private final WorkflowOptions options;
    private final List<DeclaredPackage> crates;

    /** @param crates all crates of the workflow: they go out together, as the first one's jobs */
    CargoJobs(
            Project project,
            DeclaredPackage declared,
            GitHubWorkflow.Names names,
            WorkflowOptions options,
            List<DeclaredPackage> crates) {
        this.project = project;
        this.declared = declared;
        this.names = names;
        this.options = options;
        this.crates = crates;
    }

    String text() {
        if (!crates.getFirst().equals(declared)) {
            return "";
        }
        boolean several = crates.size() > 1;
        String which = several ? crates.stream().map(c -> " -p " + c.name()).reduce("", String::concat) : "";
        String folder = several || workspaceRoot() ? "" : declared.folder();
        String one = !several && workspaceRoot() && !declared.folder().isEmpty() ? " -p " + declared.name() : which;
        String where = folder.isEmpty() ? "" : "        working-directory: " + folder + "\n";
        String locked = isThere((folder.isEmpty() ? "" : folder + "/") + "Cargo.lock") ? " --locked" : "";
        String build = several ? "build" + (names.build().equals("build") ? "" : "-crates") : names.build();
        String title = several ? "the crates" : declared.name();
        StringBuilder text = new StringBuilder("  " + build + ":\n    name: Verify " + title + "\n");
        text.append("    runs-on: ubuntu-latest\n    permissions:\n      contents: read\n    steps:\n")
                .append(GitHubWorkflow.checkout(options))
                .append("      - run: cargo package" + one + locked + "\n")
                .append(where)
                .append('\n')
                .append(GitHubWorkflow.publishJob(
                        "publish-to-crates-io",
                        "Publish " + title + " to crates.io",
                        build,
                        RegistryId.CRATES_IO,
                        declared,
                        options))
                .append("    permissions:\n      contents: read\n      id-token: write\n    steps:\n")
                .append(GitHubWorkflow.checkout(options))
                .append("      - id: auth\n        uses: "
                        + GitHubWorkflow.use(options, "rust-lang/crates-io-auth-action") + "\n");
        if (options.preflight()) {
            text.append(Preflight.cratesIo());
        }
        // The crate was compiled by the job before; here nothing of it runs beside the token.
        text.append("      - run: cargo publish" + one + locked + " --no-verify\n")
                .append(GitHubWorkflow.guard(options))
                .append(where)
                .append("        env:\n          CARGO_REGISTRY_TOKEN: ${{ steps.auth.outputs.token }}\n");
        return text.toString();
    }

    private boolean workspaceRoot() {
        return project.tree().read("Cargo.toml") instanceof SourceTree.Text(var source)
                && source.text().contains("[workspace]");
    }

    private boolean isThere(String path) {
        return !(project.tree().read(path) instanceof SourceTree.Absent);
    }
}
