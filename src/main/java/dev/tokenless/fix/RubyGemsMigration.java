package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.edit.TokenEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** RubyGems: the official action exchanges the identity for a key that the push finds in its environment. */
final class RubyGemsMigration {
    static final String CREDENTIALS = "rubygems/configure-rubygems-credentials";

    private final JobDraft job;
    private final PublishJob publish;

    RubyGemsMigration(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    /** Whether the job's release task pushes a tag and a branch (rubygems, bundler/lib/bundler/gem_helper.rb). */
    static boolean pushesTags(PublishJob publish) {
        return publish.tool().equals("rubygems/release-gem")
                || (publish.tool().equals("rake release")
                        && !"release:rubygem_push".equals(publish.settings().get("task")));
    }

    static boolean pushes(Step step) {
        return "rubygems/release-gem".equalsIgnoreCase(step.action())
                || (step.run() != null && step.run().text().matches("(?s).*\\brake release\\b(?!:).*"));
    }

    void migrate() {
        List<Step> pushes = new ArrayList<>();
        for (Step step : job.steps()) {
            boolean command = job.script(step)
                    .flatMap(s -> s.find(UploadCommand.of("rubygems")))
                    .isPresent();
            if (command
                    || thirdParty(step).isPresent()
                    || Integer.valueOf(step.index()).equals(publish.step())) {
                pushes.add(step);
            }
        }
        if (pushes.isEmpty()) {
            throw new Draft.Stop(
                    "The step of job " + job.job().id() + " that pushes the gem is not found.",
                    "Add " + CREDENTIALS + " before it.",
                    publish.place());
        }
        Step first = pushes.getFirst();
        for (Step step : job.job().steps()) {
            if (CREDENTIALS.equalsIgnoreCase(step.action())) {
                credentials(step);
                return;
            }
            if ("rubygems/release-gem".equalsIgnoreCase(step.action())) {
                if (job.now(step)
                        .filter(s -> s.with().containsKey("setup-trusted-publisher"))
                        .isPresent()) {
                    job.edit(
                            step.node().place(),
                            e -> TokenEdits.remove(e, job.path(step).key("with").key("setup-trusted-publisher")));
                }
                return;
            }
        }
        String condition = pushes.size() == 1 ? first.condition() : null;
        job.insertBefore(
                first,
                "name: Exchange the identity for a key of RubyGems\n"
                        + (condition == null ? "" : "if: " + Snippet.quoted(condition) + "\n")
                        + "uses: " + job.draft().options().pins().use(CREDENTIALS, true) + "\n");
        job.draft()
                .change(
                        "A step before the push exchanges the job's identity for a short-lived key that gem finds by"
                                + " itself.",
                        first.node().place());
        for (Step step : pushes) {
            thirdParty(step).ifPresent(t -> replace(step));
        }
    }

    private Optional<Tool> thirdParty(Step step) {
        String action = step.action();
        return action == null || action.toLowerCase(Locale.ROOT).startsWith("rubygems/")
                ? Optional.empty()
                : Catalogue.builtIn()
                        .action(action)
                        .filter(t -> t.ecosystem().id().equals("rubygems") && t.identity() != Tool.Identity.NATIVE);
    }

    /** The other inputs of the credentials action stay: a role is another identity. */
    private void credentials(Step step) {
        for (String input : List.of("api-token", "role-to-assume", "audience")) {
            if (job.now(step).filter(s -> s.with().containsKey(input)).isPresent()) {
                job.edit(
                        step.node().place(),
                        e -> TokenEdits.remove(e, job.path(step).key("with").key(input)));
            }
        }
    }

    /** An action that only takes a key is replaced by what it does. */
    private void replace(Step step) {
        String folder =
                step.with().getOrDefault("working-directory", step.with().getOrDefault("work-directory", ""));
        job.insertBehind(
                step,
                "name: Build and push the gem\n"
                        + (step.condition() == null ? "" : "if: " + Snippet.quoted(step.condition()) + "\n")
                        + (folder.isEmpty() ? "" : "working-directory: " + folder + "\n")
                        + "run: |\n  gem build ./*.gemspec\n  gem push ./*.gem\n");
        job.remove(step);
        job.draft()
                .review(
                        "The action that pushed the gem takes a stored key only; gem build and gem push replace it.",
                        step.node().place());
    }
}
