package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Tool;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * crates.io: cargo reads a token from its environment and the official action exchanges the identity for one, except for
 * release-plz, which does that itself (rust-lang/crates-io-auth-action, README; release-plz, website/docs/github).
 */
final class CratesMigration {
    private static final String AUTH = "rust-lang/crates-io-auth-action";
    private static final String VARIABLE = "CARGO_REGISTRY_TOKEN";

    private final JobDraft job;
    private final PublishJob publish;

    CratesMigration(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    void migrate() {
        Optional<Tool> tool = Tools.named(publish.tool());
        if (tool.filter(t -> t.identity() == Tool.Identity.NATIVE).isPresent()) {
            job.draft()
                    .change(
                            publish.tool() + " exchanges the identity itself as soon as no token is given.",
                            publish.place());
            return;
        }
        Set<Step> steps = new LinkedHashSet<>();
        for (Step step : job.steps()) {
            boolean command = job.script(step)
                    .flatMap(s -> s.find(UploadCommand.of("crates-io")))
                    .isPresent();
            boolean action = step.action() != null
                    && Catalogue.builtIn()
                            .action(step.action())
                            .filter(t -> t.ecosystem().id().equals("crates-io"))
                            .isPresent();
            if (command || action || Integer.valueOf(step.index()).equals(publish.step())) {
                steps.add(step);
            }
        }
        if (steps.isEmpty()) {
            throw new Draft.Stop(
                    "The step of job " + job.job().id() + " that publishes the crate is not found.",
                    "Add " + AUTH + " before it and give it " + VARIABLE + ".",
                    publish.place());
        }
        String id = freeId();
        Step first = steps.iterator().next();
        boolean exchanged = job.job().steps().stream().anyMatch(s -> AUTH.equalsIgnoreCase(s.action()));
        if (!exchanged) {
            String condition = steps.size() == 1 ? first.condition() : null;
            job.insertBefore(
                    first,
                    "name: Exchange the identity for a token of crates.io\n"
                            + "id: " + id + "\n"
                            + (condition == null ? "" : "if: " + Snippet.quoted(condition) + "\n")
                            + "uses: " + job.draft().options().pins().use(AUTH, true) + "\n");
            job.draft()
                    .change(
                            "A step before the upload exchanges the job's identity for a token that lives thirty"
                                    + " minutes and is revoked when the job ends.",
                            first.node().place());
        }
        String token = "${{ steps." + (exchanged ? existingId() : id) + ".outputs.token }}";
        for (Step step : steps) {
            give(step, token);
        }
    }

    private void give(Step step, String token) {
        Optional<String> input = publish.authentication().tokens().stream()
                .filter(t -> t.kind() == TokenUse.Kind.INPUT)
                .map(TokenUse::name)
                .findFirst();
        YamlPath path = job.path(step);
        if (step.uses() != null && input.isPresent()) {
            job.edit(step.node().place(), e -> WorkflowMigration.withInput(e, path, input.get(), quoted(token)));
            return;
        }
        job.edit(
                step.node().place(),
                e -> e.node(path.key("env").key(VARIABLE)).isPresent()
                        ? e.replace(path.key("env").key(VARIABLE), token)
                        : e.node(path.key("env")).isPresent()
                                ? e.set(path.key("env"), VARIABLE, YamlValue.text(token))
                                : e.set(path, "env", YamlValue.snippet(VARIABLE + ": " + token)));
    }

    private static String quoted(String token) {
        return token;
    }

    private String freeId() {
        Set<String> taken = new LinkedHashSet<>();
        job.job().steps().forEach(s -> {
            if (s.id() != null) {
                taken.add(s.id());
            }
        });
        String id = "auth";
        for (int i = 2; taken.contains(id); i++) {
            id = "crates-io-auth" + (i == 2 ? "" : "-" + i);
        }
        return id;
    }

    private String existingId() {
        return job.job().steps().stream()
                .filter(s -> AUTH.equalsIgnoreCase(s.action()))
                .map(s -> s.id() == null ? "auth" : s.id())
                .findFirst()
                .orElse("auth");
    }
}
