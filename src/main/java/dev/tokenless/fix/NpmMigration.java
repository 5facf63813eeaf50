package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** npm: each tool by its own way, all of them with an npm that exchanges identities. */
final class NpmMigration {
    private final JobDraft job;
    private final PublishJob publish;

    NpmMigration(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    void migrate() {
        new NpmClients(job, publish).replace();
        action();
        provenance();
        installStep();
        new NodeSetup(job, publish).raise();
        new NpmConfiguration(job.draft()).withoutTokens();
        new NpmManifests(job, publish).nameRepository();
        tool();
    }

    /** JS-DevTools/npm-publish asks for no token from its fourth version on (its README). */
    private void action() {
        for (Step step : job.steps()) {
            if (!"JS-DevTools/npm-publish".equalsIgnoreCase(step.action()) || step.ref() == null) {
                continue;
            }
            Matcher m = Pattern.compile("v?([1-3])(\\..*)?").matcher(step.ref());
            if (m.matches()) {
                job.edit(step.node().place(), e -> e.replace(job.path(step).key("uses"), step.action() + "@v4"));
                job.draft()
                        .change(
                                "JS-DevTools/npm-publish works without a token from version 4 on.",
                                step.node().place());
            }
        }
    }

    /** Provenance comes with trusted publishing by itself, and fails where it is not to be had. */
    private void provenance() {
        for (Step step : job.steps()) {
            Optional<Step> now = job.now(step);
            for (String name : List.of("NPM_CONFIG_PROVENANCE", "npm_config_provenance")) {
                if (now.filter(s -> s.env().containsKey(name)).isPresent()) {
                    job.edit(
                            step.node().place(),
                            e -> e.remove(job.path(step).key("env").key(name)));
                    job.draft()
                            .change(
                                    "Provenance needs no switch with trusted publishing.",
                                    step.node().place());
                }
            }
            job.script(step).ifPresent(script -> {
                ScriptText left = script.withoutFlags(
                        c -> UploadCommand.named("npm publish").test(c), Set.of("--provenance"), false);
                left = left.without(c -> String.join(" ", ScriptText.words(c))
                                .matches("(npm|pnpm|yarn) config set provenance[ =]true"))
                        .orElse(left);
                if (!left.equals(script)) {
                    job.script(step, left);
                    job.draft()
                            .change(
                                    "Provenance needs no switch with trusted publishing.",
                                    step.node().place());
                }
            });
        }
    }

    /** A token that was given to the installation of packages too goes only where no private package needs it. */
    private void installStep() {
        Set<String> names = publish.authentication().tokens().stream()
                .filter(t -> t.kind() == TokenUse.Kind.STEP_ENV)
                .map(TokenUse::name)
                .collect(Collectors.toSet());
        for (Step step : job.steps()) {
            for (String name : names) {
                if (job.now(step).filter(s -> s.env().containsKey(name)).isPresent()
                        && step.env().getOrDefault(name, "").contains("secrets.")
                        && step.run() != null
                        && step.run().text().matches("(?s).*\\b(npm (ci|install|i)|yarn|pnpm (i|install))\\b.*")) {
                    job.draft()
                            .review(
                                    "A step that installs packages still takes " + name
                                            + ": keep it only where private packages are installed, with a read-only"
                                            + " token.",
                                    step.node().place());
                }
            }
        }
    }

    /** What is left to do for a tool that the program cannot bring to the version it takes. */
    private void tool() {
        String name = publish.tool().toLowerCase(Locale.ROOT);
        String minimum = switch (name) {
            case "lerna publish" -> "lerna:9.0.0";
            case "semantic-release", "cycjimmy/semantic-release-action" -> "semantic-release:25.0.0";
            case "yarn npm publish" -> "yarn:4.10.3";
            case "release-it" -> "release-it";
            case "beachball publish", "rush publish" -> "none";
            default -> "";
        };
        NpmTools tools = new NpmTools(job, publish);
        if (minimum.equals("release-it")) {
            tools.releaseIt();
        } else if (minimum.equals("none")) {
            job.draft()
                    .manual(
                            publish.tool() + " is not known to publish without a token.",
                            "Let it prepare the release only and publish with npm publish.",
                            publish.place());
        } else if (minimum.contains(":")) {
            tools.atLeast(minimum.substring(0, minimum.indexOf(':')), minimum.substring(minimum.indexOf(':') + 1));
        }
        if (name.startsWith("changesets/action")) {
            tools.changesets();
        }
    }
}
