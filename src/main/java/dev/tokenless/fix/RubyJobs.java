package dev.tokenless.fix;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.RegistryId;

/** The jobs of a gem: one that builds it, one that pushes it with a short-lived key. */
final class RubyJobs {
    private final DeclaredPackage declared;
    private final GitHubWorkflow.Names names;
    private final WorkflowOptions options;

    RubyJobs(DeclaredPackage declared, GitHubWorkflow.Names names, WorkflowOptions options) {
        this.declared = declared;
        this.names = names;
        this.options = options;
    }

    String text() {
        String folder = declared.folder();
        String up = folder.isEmpty() ? "" : "../".repeat(folder.split("/").length);
        String where = folder.isEmpty() ? "" : "        working-directory: " + folder + "\n";
        String gemspec = declared.manifest().substring(declared.manifest().lastIndexOf('/') + 1);
        StringBuilder text = new StringBuilder("  " + names.build() + ":\n    name: Build " + declared.name() + "\n");
        text.append("    runs-on: ubuntu-latest\n    permissions:\n      contents: read\n    steps:\n")
                .append(GitHubWorkflow.checkout(options))
                .append(ruby())
                .append("      - run: mkdir -p dist\n")
                .append("      - run: gem build " + gemspec + " --output " + up + "dist/" + declared.name() + ".gem\n")
                .append(where)
                .append(GitHubWorkflow.upload(options, names.artifact(), "dist/*.gem"))
                .append('\n')
                .append(GitHubWorkflow.publishJob(
                        "publish-to-rubygems" + names.suffix(),
                        "Push " + declared.name() + " to RubyGems",
                        names.build(),
                        RegistryId.RUBYGEMS,
                        declared,
                        options))
                .append("    permissions:\n      id-token: write\n    steps:\n")
                .append(GitHubWorkflow.download(options, names.artifact()))
                .append(ruby());
        if (options.preflight()) {
            text.append(Preflight.rubygems(declared.name()));
        }
        text.append("      - uses: " + GitHubWorkflow.use(options, RubyGemsMigration.CREDENTIALS) + "\n")
                .append(GitHubWorkflow.guard(options))
                .append(attestation())
                .append("      - run: gem push dist/" + declared.name() + ".gem"
                        + (options.attestations()
                                ? " --attestation dist/" + declared.name() + ".gem.sigstore.json"
                                : "")
                        + "\n")
                .append(GitHubWorkflow.guard(options));
        return text.toString();
    }

    /** As rubygems/release-gem signs, which does so unless it is told not to. */
    private String attestation() {
        String gem = "dist/" + declared.name() + ".gem";
        return options.attestations()
                ? "      - run: gem exec sigstore-cli:0.2.3 sign " + gem + " --bundle " + gem + ".sigstore.json\n"
                        + GitHubWorkflow.guard(options)
                : "";
    }

    private String ruby() {
        return "      - uses: " + GitHubWorkflow.use(options, "ruby/setup-ruby")
                + "\n        with:\n          ruby-version: \"3.4\"\n";
    }
}
