package dev.tokenless.fix;

import dev.tokenless.ci.yaml.YamlDialect;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.EditResult;
import dev.tokenless.edit.TokenEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.Map;
import java.util.Optional;

/** A job of GitLab CI: it gets {@code id_tokens} with the registry's audience, and the stored token's variables go. */
final class GitLabMigration {
    private final Draft draft;
    private final PublishJob publish;
    private final PublishJob.GitLabJob gitlab;

    GitLabMigration(Draft draft, PublishJob publish, PublishJob.GitLabJob gitlab) {
        this.draft = draft;
        this.publish = publish;
        this.gitlab = gitlab;
    }

    /** The variable and the audience that a registry's clients read (gitlab-ci recipes of PyPI, npm, crates.io). */
    static Optional<Map.Entry<String, String>> token(RegistryId registry) {
        return switch (registry.id()) {
            case "pypi" -> Optional.of(Map.entry("PYPI_ID_TOKEN", "pypi"));
            case "testpypi" -> Optional.of(Map.entry("TESTPYPI_ID_TOKEN", "testpypi"));
            case "npm" -> Optional.of(Map.entry("NPM_ID_TOKEN", "npm:" + "registry." + "npmjs" + ".org"));
            case "crates-io" -> Optional.of(Map.entry("CRATES_IO_ID_TOKEN", "crates.io"));
            default -> Optional.empty();
        };
    }

    void migrate() {
        Map.Entry<String, String> token = token(publish.registry())
                .orElseThrow(() -> stop(
                        "RubyGems accepts no identity of GitLab.",
                        "Publish the gem from GitHub Actions, or keep the key."));
        String text =
                draft.text(publish.path()).orElseThrow(() -> stop(publish.path() + " is not readable.", "Check it."));
        YamlEdits edits = draft.yaml(new SourceText(publish.path(), text), YamlDialect.GITLAB);
        YamlPath job = YamlPath.keys(publish.job());
        if (edits.node(job).isEmpty()) {
            throw stop(
                    "Job " + publish.job() + " is not declared in " + publish.path() + " itself.",
                    "Edit it where it is.");
        }
        if (PythonMigration.WITHOUT_IDENTITY.contains(publish.tool())
                || publish.tool().equals("maturin publish")) {
            throw stop(
                    publish.tool() + " has no trusted publishing on GitLab.",
                    "Build with it, and upload with twine or uv publish in a job with id_tokens " + token.getKey()
                            + " for audience " + token.getValue() + ".");
        }
        for (TokenUse use : publish.authentication().tokens()) {
            if (use.kind() == TokenUse.Kind.FLAG || use.kind() == TokenUse.Kind.WRITTEN_FILE) {
                throw stop(
                        "Job " + publish.job() + " hands the token over inside its script.",
                        "Remove " + use.name() + " from the script and add id_tokens " + token.getKey()
                                + " for audience " + token.getValue() + ".");
            }
            for (YamlPath holder : new YamlPath[] {job.key("variables"), YamlPath.keys("variables")}) {
                for (String name : new String[] {use.name(), user(use.name())}) {
                    if (edits.node(holder.key(name)).isPresent()) {
                        edits = TokenEdits.remove(edits, holder.key(name));
                    }
                }
            }
        }
        if (!gitlab.idTokens().containsKey(token.getKey())) {
            YamlValue value = YamlValue.snippet(token.getKey() + ":\n  aud: " + quoted(token.getValue()) + "\n");
            edits = edits.node(job.key("id_tokens"))
                            .filter(YamlNode.Mapping.class::isInstance)
                            .isPresent()
                    ? edits.set(
                            job.key("id_tokens"), token.getKey(), YamlValue.snippet("aud: " + quoted(token.getValue())))
                    : edits.set(
                            job,
                            "id_tokens",
                            value,
                            new YamlEdits.After("environment", "image", "stage", "extends", "needs"));
        }
        if (publish.registry().equals(RegistryId.CRATES_IO)) {
            edits = exchange(edits, job, token.getKey());
        }
        if (edits.result() instanceof EditResult.Refused(String reason, String manual)) {
            throw stop(reason, manual);
        }
        draft.put(edits);
        draft.change(
                "Job " + publish.job() + " receives an identity token for " + publish.registry() + " in "
                        + token.getKey() + ".",
                publish.place());
        if (!publish.secrets().isEmpty() || !publish.authentication().tokens().isEmpty()) {
            draft.manual(
                    "Variables of the project or its group reach the job too, and a client may prefer them.",
                    "Delete the stored token among the CI/CD variables after the first release.",
                    publish.place());
        }
    }

    /** cargo has no exchange of its own, so the script asks crates.io itself. */
    private YamlEdits exchange(YamlEdits edits, YamlPath job, String variable) {
        YamlPath script = job.key("script");
        if (!(edits.node(script).orElse(null) instanceof YamlNode.Sequence s)) {
            return edits.refuse(
                    "The script of job " + publish.job() + " is not a list.",
                    "Exchange the identity at crates.io before cargo publish.");
        }
        if (s.items().stream()
                .anyMatch(i -> i instanceof YamlNode.Scalar t && t.text().contains("trusted_publishing"))) {
            return edits;
        }
        return edits.insert(
                script, 0, YamlValue.snippet(NewGitLab.CRATES_EXCHANGE.replace("CRATES_IO_ID_TOKEN", variable)));
    }

    private static String user(String name) {
        return name.replace("PASSWORD", "USERNAME");
    }

    private static String quoted(String text) {
        return text.contains(":") ? "\"" + text + "\"" : text;
    }

    private Draft.Stop stop(String reason, String manual) {
        return new Draft.Stop(reason, manual, publish.place());
    }
}
