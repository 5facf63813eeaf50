package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.TokenEdits;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Sources;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.repo.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes the stored token of a publish job away, wherever it is handed over. */
final class TokenRemoval {
    private static final Set<String> SETUPS = Set.of("fac/ruby-gem-setup-credentials-action");

    private final JobDraft job;
    private final PublishJob publish;
    private final Set<String> jobs;

    /** @param jobs the ids of all jobs of the file that are migrated, for what they share by aliases */
    TokenRemoval(JobDraft job, PublishJob publish, Set<String> jobs) {
        this.job = job;
        this.publish = publish;
        this.jobs = jobs;
    }

    void remove() {
        for (TokenUse use : publish.authentication().tokens()) {
            remove(use);
        }
        users();
        for (Step step : job.steps()) {
            script(step);
        }
        files();
        setups();
    }

    /** Actions that do nothing but store the token for the push. */
    private void setups() {
        for (Step step : job.steps()) {
            String action = step.action() == null ? "" : step.action().toLowerCase(Locale.ROOT);
            boolean ours = step.with().values().stream()
                    .anyMatch(v -> publish.secrets().stream().anyMatch(x -> v.contains("secrets." + x)));
            boolean stores = SETUPS.contains(action)
                    && ecosystem().equals("rubygems")
                    && step.with().values().stream().anyMatch(v -> v.contains("secrets."))
                    && step.with().values().stream()
                            .noneMatch(v -> LogIns.GITHUB.matcher(v).find());
            if (stores) {
                job.remove(step);
                job.draft()
                        .change(
                                "The step that stored the key goes with the key.",
                                step.node().place());
            } else if (ours
                    && job.now(step).filter(n -> n.with().equals(step.with())).isPresent()
                    && !uploads(step)) {
                job.draft()
                        .review(
                                "A step still takes the stored token: "
                                        + (step.uses() == null
                                                ? ""
                                                : step.uses().text()) + ". Remove it if it only logs in.",
                                step.node().place());
            }
        }
    }

    private void remove(TokenUse use) {
        boolean here = use.place().path().equals(job.workflow().path());
        switch (use.kind()) {
            case INPUT, STEP_ENV -> {
                if (here) {
                    step(use);
                }
            }
            case JOB_ENV -> {
                if (here) {
                    job.edit(use.place(), e -> entry(e, job.path().key("env").key(use.name())));
                    said(use, "Job " + job.job().id() + " no longer sets " + use.name() + ".");
                }
            }
            case WORKFLOW_ENV -> {
                if (here) {
                    job.edit(use.place(), e -> entry(e, YamlPath.keys("env", use.name())));
                    said(use, "The workflow no longer sets " + use.name() + ".");
                }
            }
            case CALL_SECRET -> {
                if (here && job.job().secrets().containsKey(use.name())) {
                    job.edit(
                            use.place(), e -> entry(e, job.path().key("secrets").key(use.name())));
                    said(use, "Job " + job.job().id() + " no longer passes " + use.name() + " on.");
                }
            }
            case FLAG, WRITTEN_FILE, CONFIG_FILE -> {
                // Scripts are gone through below, configuration files by the registry's own migration.
            }
        }
    }

    private void said(TokenUse use, String sentence) {
        job.draft().change(sentence, use.place());
    }

    /** An entry that may be shared by aliases with other jobs. */
    private YamlEdits entry(YamlEdits edits, YamlPath path) {
        if (edits.node(path).isEmpty()) {
            return edits;
        }
        YamlEdits plain = TokenEdits.remove(edits, path);
        if (!plain.isRefused()) {
            return plain;
        }
        return edits.node(path.parent())
                .filter(YamlNode.Mapping.class::isInstance)
                .map(YamlNode.Mapping.class::cast)
                .flatMap(m -> path.last() instanceof YamlPath.Key(String name) ? m.entry(name) : Optional.empty())
                .map(e -> TokenEdits.removeAt(edits, e.key().place(), jobs))
                .orElse(plain);
    }

    private void step(TokenUse use) {
        for (Step step : job.steps()) {
            if (use.place().start() < step.node().place().start()
                    || use.place().end() > step.node().place().end()) {
                continue;
            }
            String section = use.kind() == TokenUse.Kind.INPUT ? "with" : "env";
            job.edit(use.place(), e -> entry(e, job.path(step).key(section).key(use.name())));
            said(use, "The step no longer takes " + use.name() + ": a token that is given hides the job's identity.");
        }
    }

    /** The user names that belong to the tokens. */
    private void users() {
        Sources users = tool().map(Tool::users).orElse(Sources.NONE);
        Predicate<String> user = n -> users.env().stream().anyMatch(p -> Sources.matches(p, n));
        for (Step step : job.steps()) {
            boolean publishes = tool().isPresent() && uploads(step);
            Optional<Step> now = job.now(step);
            if (now.isEmpty() || !publishes) {
                continue;
            }
            for (String input : users.inputs()) {
                if (now.get().with().containsKey(input)) {
                    job.edit(
                            step.node().place(),
                            e -> entry(e, job.path(step).key("with").key(input)));
                }
            }
            for (String name : now.get().env().keySet()) {
                if (user.test(name)) {
                    job.edit(
                            step.node().place(),
                            e -> entry(e, job.path(step).key("env").key(name)));
                }
            }
        }
        for (String name : job.now().env().keySet()) {
            if (user.test(name)) {
                job.edit(job.place(), e -> entry(e, job.path().key("env").key(name)));
            }
        }
        for (String name : job.draft().now(job.workflow()).env().keySet()) {
            if (user.test(name)) {
                job.edit(job.place(), e -> entry(e, YamlPath.keys("env", name)));
            }
        }
    }

    private Optional<Tool> tool() {
        return Stream.concat(
                        Catalogue.builtIn().actions().values().stream(),
                        Catalogue.builtIn().commands().values().stream().flatMap(List::stream))
                .filter(t -> t.name().equals(publish.tool()))
                .findFirst();
    }

    /** Whether a step uploads with the job's tool, be it an action or a command. */
    private boolean uploads(Step step) {
        String action = step.action();
        if (action != null) {
            return Catalogue.builtIn()
                    .action(action)
                    .filter(t -> t.name().equals(publish.tool()))
                    .isPresent();
        }
        return job.script(step)
                        .flatMap(s -> s.find(UploadCommand.of(ecosystem())))
                        .isPresent()
                || Integer.valueOf(step.index()).equals(publish.step());
    }

    private String ecosystem() {
        return tool().map(t -> t.ecosystem().id())
                .orElse(
                        WorkflowMigration.isPython(publish)
                                ? "pypi"
                                : publish.registry().id());
    }

    /** Flags, assignments, log-ins and credential files in a script. */
    private void script(Step step) {
        Optional<ScriptText> script = job.script(step);
        if (script.isEmpty()) {
            return;
        }
        ScriptText text = script.get();
        if (LogIns.GITHUB.matcher(text.text()).find()
                && text.find(UploadCommand.of(ecosystem())).isEmpty()) {
            return;
        }
        ScriptText left = without(text, step.node().place());
        if (!left.equals(text)) {
            job.draft()
                    .change(
                            "The script of job " + job.job().id() + " no longer logs in with a stored token.",
                            step.run() == null
                                    ? step.node().place()
                                    : step.run().place());
            job.script(step, left);
        }
    }

    /** Scripts of the repository that the job publishes through. */
    private void files() {
        Set<String> paths = new TreeSet<>();
        publish.authentication().tokens().stream()
                .map(t -> t.place().path())
                .filter(f -> !f.equals(job.workflow().path()))
                .forEach(paths::add);
        String via = publish.settings().getOrDefault("via", "");
        if (!via.isEmpty()) {
            paths.add(via.replaceFirst("^\\./", ""));
        }
        for (String path : paths) {
            Optional<String> text = job.draft().text(path);
            boolean shell = path.endsWith(".sh")
                    || text.flatMap(t -> t.lines().findFirst())
                            .filter(l -> l.matches("#!.*\\b(ba|da|z)?sh\\b.*"))
                            .isPresent();
            if (text.isEmpty() || !shell) {
                continue;
            }
            ScriptText before = new ScriptText(text.get(), Dialect.POSIX);
            ScriptText left = without(before, Place.startOf(path));
            if (!left.equals(before)) {
                job.draft().text(path, left.text());
                job.draft().change(path + " no longer logs in with a stored token.", Place.startOf(path));
            }
        }
    }

    private ScriptText without(ScriptText text, Place place) {
        return new LogIns(ecosystem())
                .without(text)
                .orElseThrow(() -> new Draft.Stop(
                        "A script of job " + job.job().id()
                                + " logs in with a stored token in a way that cannot be taken out safely.",
                        "Remove the log-in from the script by hand: a stored token would still be used.",
                        place));
    }
}
