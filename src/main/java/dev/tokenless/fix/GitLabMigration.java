package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A job of GitLab CI: it gets {@code id_tokens} with the registry's audience, the stored token's variables and log-ins
 * go, and a tool without an exchange gives way to one that has it.
 */
final class GitLabMigration {
    private final Draft draft;
    private final PublishJob publish;
    private final PublishJob.GitLabJob gitlab;
    private final LogIns logIns;

    GitLabMigration(Draft draft, PublishJob publish, PublishJob.GitLabJob gitlab) {
        this.draft = draft;
        this.publish = publish;
        this.gitlab = gitlab;
        this.logIns = new LogIns(
                WorkflowMigration.isPython(publish)
                        ? "pypi"
                        : publish.registry().id());
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
        YamlPath job = YamlPath.keys(publish.job());
        if (source(publish.path()).node(job).isEmpty()) {
            throw stop(
                    "Job " + publish.job() + " is not declared in " + publish.path() + " itself.",
                    "Edit it where it is.");
        }
        variables(job);
        List<YamlPath> holders = holders(job);
        GitLabScripts scripts = new GitLabScripts(publish, logIns, this::stop);
        for (YamlPath holder : holders) {
            edit(publish.path(), e -> scripts.migrate(e, holder));
        }
        if (publish.registry().equals(RegistryId.NPM)) {
            new NpmConfiguration(draft).withoutTokens();
            edit(
                    publish.path(),
                    e -> scripts.image(e, job, holders, sentence -> draft.change(sentence, publish.place())));
        }
        identity(job, token.getKey(), token.getValue());
        environment(job);
        if (publish.registry().equals(RegistryId.CRATES_IO)) {
            edit(publish.path(), e -> scripts.exchange(e, holders, token.getKey()));
        }
        if (publish.tool().equals("twine upload") && scripts.pinsOldTwine()) {
            draft.review(
                    "twine exchanges identities from 6.1 on: see that job " + publish.job()
                            + " installs such a version.",
                    publish.place());
        }
        draft.change(
                "Job " + publish.job() + " receives an identity token for " + publish.registry() + " in "
                        + token.getKey() + ".",
                publish.place());
        draft.manual(
                "Variables of the project or its group reach the job too, and a client may prefer them.",
                "Delete the stored token among the CI/CD variables after the first release"
                        + (publish.secrets().isEmpty() ? "." : ": " + String.join(", ", publish.secrets()) + "."),
                publish.place());
    }

    private YamlEdits source(String path) {
        String text = draft.text(path).orElseThrow(() -> stop(path + " is not readable.", "Check it."));
        return draft.yaml(new SourceText(path, text), YamlDialect.GITLAB);
    }

    private void edit(String path, UnaryOperator<YamlEdits> operation) {
        YamlEdits after = operation.apply(source(path));
        if (after.result() instanceof EditResult.Refused(String reason, String manual)) {
            throw stop(reason, manual);
        }
        draft.put(after);
    }

    /** The token's variables, and the user names that belong to them, wherever the job gets them from. */
    private void variables(YamlPath job) {
        for (TokenUse use : publish.authentication().tokens()) {
            if (use.kind() == TokenUse.Kind.JOB_ENV || use.kind() == TokenUse.Kind.WORKFLOW_ENV) {
                edit(use.place().path(), e -> {
                    YamlEdits left = e;
                    for (String top : tops(e)) {
                        YamlPath variables = top.isEmpty()
                                ? YamlPath.keys("variables")
                                : YamlPath.keys(top).key("variables");
                        boolean here = left.node(variables.key(use.name()))
                                .filter(n -> n.place().start() == use.place().start()
                                        || variables.equals(job.key("variables")))
                                .isPresent();
                        if (here) {
                            left = TokenEdits.remove(left, variables.key(use.name()));
                            for (String user : users(left, variables)) {
                                left = TokenEdits.remove(left, variables.key(user));
                            }
                        }
                    }
                    return left;
                });
                draft.change("No file sets " + use.name() + " for job " + publish.job() + " any more.", use.place());
            }
        }
    }

    /** What may hold variables: the pipeline itself, and every job, hidden ones included. */
    private static List<String> tops(YamlEdits edits) {
        List<String> tops = new ArrayList<>(List.of(""));
        if (edits.root() instanceof YamlNode.Mapping m) {
            m.entries().forEach(e -> tops.add(e.key().text()));
        }
        return tops;
    }

    /** Variables of the same place that a client reads as a credential's other half. */
    private List<String> users(YamlEdits edits, YamlPath variables) {
        return edits.node(variables).orElse(null) instanceof YamlNode.Mapping m
                ? m.entries().stream()
                        .map(e -> e.key().text())
                        .filter(n -> n.contains("USER") && logIns.reads(n))
                        .toList()
                : List.of();
    }

    /** The job, and what it extends in the same file, from which its scripts may come. */
    private List<YamlPath> holders(YamlPath job) {
        List<YamlPath> holders = new ArrayList<>(List.of(job));
        for (int i = 0; i < holders.size() && i < 20; i++) {
            YamlNode node =
                    source(publish.path()).node(holders.get(i).key("extends")).orElse(null);
            List<YamlNode> named =
                    node instanceof YamlNode.Sequence s ? s.items() : node == null ? List.of() : List.of(node);
            for (YamlNode one : named) {
                if (one instanceof YamlNode.Scalar name
                        && !holders.contains(YamlPath.keys(name.text()))
                        && source(publish.path())
                                .node(YamlPath.keys(name.text()))
                                .isPresent()) {
                    holders.add(YamlPath.keys(name.text()));
                }
            }
        }
        return holders;
    }

    private void identity(YamlPath job, String variable, String audience) {
        if (gitlab.idTokens().containsKey(variable)) {
            return;
        }
        YamlValue value = YamlValue.snippet(variable + ":\n  aud: " + quoted(audience) + "\n");
        boolean beside = source(publish.path())
                .node(job.key("id_tokens"))
                .filter(YamlNode.Mapping.class::isInstance)
                .isPresent();
        edit(
                publish.path(),
                e -> beside
                        ? e.set(job.key("id_tokens"), variable, YamlValue.snippet("aud: " + quoted(audience)))
                        : e.set(
                                job,
                                "id_tokens",
                                value,
                                new YamlEdits.After("environment", "image", "stage", "extends", "needs")));
    }

    private void environment(YamlPath job) {
        String name = WorkflowMigration.environmentName(draft.options().environments(), List.of(publish));
        boolean several = source(publish.path()).node(job.key("environment")).isPresent();
        if (name == null || several || !(publish.environment() instanceof EnvironmentRef.None)) {
            return;
        }
        edit(publish.path(), e -> e.set(job, "environment", YamlValue.plain(name), new YamlEdits.Before("id_tokens")));
        draft.change(
                "Job " + publish.job() + " deploys to environment " + name + ", so that the registry can ask for it.",
                publish.place());
    }

    private static String quoted(String text) {
        return text.contains(":") ? "\"" + text + "\"" : text;
    }

    private Draft.Stop stop(String reason, String manual) {
        return new Draft.Stop(reason, manual, publish.place());
    }
}
