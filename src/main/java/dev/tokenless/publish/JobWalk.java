package dev.tokenless.publish;

import dev.tokenless.ci.github.ActionReader;
import dev.tokenless.ci.github.CompositeAction;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.CredentialsAction;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through the steps of a job and gathers its uploads. */
final class JobWalk {
    private static final int DEEPEST_ACTION = 6;

    private final JobContext context;
    private final ScriptWalk scripts;
    private final boolean windows;

    JobWalk(JobContext context, Job job) {
        this.context = context;
        this.scripts = new ScriptWalk(context);
        this.windows = !job.runsOn().isEmpty()
                && job.runsOn().stream()
                        .allMatch(r -> r.toLowerCase(Locale.ROOT).contains("windows"));
    }

    List<Upload> walk(Workflow workflow, Job job, Bindings bindings) {
        Variables variables = new Variables();
        Bindings own = environment(workflow.source(), workflow.root(), TokenUse.Kind.WORKFLOW_ENV, bindings, variables);
        own = environment(workflow.source(), job.node(), TokenUse.Kind.JOB_ENV, own, variables);
        for (Step step : job.steps()) {
            context.step = step.index();
            context.mayBeSkipped = step.condition() != null;
            step(step, workflow.source(), own, variables, List.of(), 0);
        }
        return context.uploads;
    }

    /** Adds the {@code env} of a workflow, job or step to the variables. */
    private static Bindings environment(
            SourceText source, YamlNode.Mapping node, TokenUse.Kind kind, Bindings bindings, Variables variables) {
        YamlNode.Mapping env = node.mapping("env").orElse(null);
        if (env == null) {
            return bindings;
        }
        Map<String, String> texts = new HashMap<>();
        for (YamlNode.Entry entry : env.entries()) {
            if (entry.value() instanceof YamlNode.Scalar value) {
                String filled = value.isNull() ? "" : bindings.fill(value.text());
                texts.put(entry.key().text(), filled);
                variables.put(
                        entry.key().text(),
                        new Variables.Value(
                                filled,
                                value.text(),
                                source.place(
                                        entry.key().place().start(),
                                        Math.max(
                                                entry.key().place().start(),
                                                value.place().end())),
                                kind,
                                true));
            }
        }
        return bindings.withEnv(texts);
    }

    private void step(Step step, SourceText source, Bindings outer, Variables inherited, List<String> via, int depth) {
        if (context.spent() || outer.refute(step.condition())) {
            return;
        }
        Variables variables = new Variables(inherited);
        Map<String, Variables.Value> exported = context.trail.exported.all();
        exported.forEach(variables::put);
        Bindings bindings = environment(
                source,
                step.node(),
                TokenUse.Kind.STEP_ENV,
                exported.isEmpty() ? outer : outer.withEnv(Bindings.texts(exported)),
                variables);
        List<String> folders = folders(step.workingDirectory(), bindings);
        if (step.run() != null) {
            Scene scene = new Scene(variables, bindings, folders, ScriptPlaces.of(source, step.run()), via, false);
            script(step, step.run().text(), scene);
        } else if (step.uses() != null) {
            String action = step.action();
            if (action != null) {
                used(step, action, source, bindings, variables, via, depth);
            }
        }
    }

    private static List<String> folders(@Nullable String written, Bindings bindings) {
        if (written == null || written.isBlank()) {
            return List.of("");
        }
        String path = RepositoryFiles.resolve("", bindings.fill(written));
        return path == null ? List.of() : List.of(path);
    }

    private void script(Step step, String text, Scene scene) {
        if (ConfigurationCommands.mints(text)) {
            context.trail.mintsByHand = true;
            if (step.id() != null) {
                context.trail.mints.add(step.id());
            }
        }
        Dialect dialect = Dialect.of(step.shell(), windows);
        if (dialect != null) {
            scripts.run(text.strip().startsWith("${{") ? scene.bindings().fill(text) : text, dialect, scene);
        }
    }

    private void used(
            Step step,
            String action,
            SourceText source,
            Bindings bindings,
            Variables variables,
            List<String> via,
            int depth) {
        Map<String, Use.Input> inputs = inputs(step, source, bindings);
        String local = local(action);
        if (local != null) {
            composite(local, inputs, variables, via, depth);
            return;
        }
        setUp(action, inputs);
        context.catalogue.credentials(action).ifPresent(c -> credentials(c, step, inputs));
        Tool tool = context.catalogue.action(action).orElse(null);
        if (tool == null) {
            tool = UnknownActions.guess(context.catalogue, action);
            if (tool == null) {
                return;
            }
        }
        List<String> folders = List.of("");
        for (String input : tool.folderInputs()) {
            Use.Input given = inputs.get(input);
            String path = given == null || given.value().isBlank() ? null : RepositoryFiles.resolve("", given.value());
            if (path != null) {
                folders = List.of(path.replaceAll("/?package\\.json$", ""));
            }
        }
        Scene scene = new Scene(
                variables,
                bindings,
                folders,
                ScriptPlaces.at(source, step.node().place()),
                via,
                tool.is("inDocker"));
        if (tool.is("plain")) {
            for (String input : tool.scripts()) {
                Use.Input script = inputs.get(input);
                if (script != null) {
                    scripts.run(script.value(), Dialect.POSIX, scene);
                }
            }
            return;
        }
        if (tool.run() != null) {
            amounting(tool, tool.run(), inputs, scene);
            return;
        }
        context.reader.upload(
                new Use(tool, new Arguments(List.of(), List.of()), List.of(), inputs, step.ref(), scene), scripts);
    }

    /** An action that is a command line in other clothes: its uploads bear the action's name. */
    private void amounting(Tool tool, String template, Map<String, Use.Input> inputs, Scene scene) {
        String line = template;
        for (Map.Entry<String, Use.Input> input : inputs.entrySet()) {
            line = line.replace("{" + input.getKey() + "}", input.getValue().value());
        }
        line = line.replaceAll("\\{\\w+}", "");
        int before = context.uploads.size();
        scripts.run(line, Dialect.POSIX, scene);
        for (int i = before; i < context.uploads.size(); i++) {
            context.uploads.set(i, context.uploads.get(i).named(tool.name()));
        }
    }

    private Map<String, Use.Input> inputs(Step step, SourceText source, Bindings bindings) {
        Map<String, Use.Input> inputs = new LinkedHashMap<>();
        step.node().mapping("with").ifPresent(with -> {
            for (YamlNode.Entry entry : with.entries()) {
                if (entry.value() instanceof YamlNode.Scalar value) {
                    inputs.put(
                            entry.key().text(),
                            new Use.Input(
                                    value.isNull() ? "" : bindings.fill(value.text()),
                                    value.text(),
                                    source.place(
                                            entry.key().place().start(),
                                            Math.max(
                                                    entry.key().place().start(),
                                                    value.place().end()))));
                }
            }
        });
        return inputs;
    }

    /** The folder of an action of this repository, null for another one. */
    private @Nullable String local(String action) {
        if (action.equals(".") || action.startsWith("./") || action.startsWith("$/")) {
            return RepositoryFiles.resolve("", action.startsWith("$/") ? "." + action.substring(1) : action);
        }
        String slug = context.project.repository() == null
                ? null
                : context.project.repository().slug();
        if (slug != null && action.toLowerCase(Locale.ROOT).startsWith(slug.toLowerCase(Locale.ROOT) + "/")) {
            return action.substring(slug.length() + 1);
        }
        return slug != null && action.equalsIgnoreCase(slug) ? "" : null;
    }

    private void composite(
            String folder, Map<String, Use.Input> inputs, Variables inherited, List<String> via, int depth) {
        if (depth >= DEEPEST_ACTION
                || !(context.action(folder) instanceof ActionReader.Composite(CompositeAction action, var _))) {
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (Trigger.Input input : action.inputs().values()) {
            Use.Input given = inputs.get(input.name());
            values.put(input.name().toLowerCase(Locale.ROOT), given == null ? input.fallback() : given.value());
        }
        String home = "${GITHUB_WORKSPACE}/" + folder;
        Variables variables = new Variables(inherited);
        variables.put(
                "GITHUB_ACTION_PATH",
                new Variables.Value(home, action.root().place(), TokenUse.Kind.CONFIG_FILE, true));
        Bindings bindings = new Bindings(values, null, Map.of(), Map.of("GITHUB_ACTION_PATH", home));
        List<String> through = new ArrayList<>(via);
        through.add(action.source().path());
        int before = context.uploads.size();
        for (Step step : action.steps()) {
            step(step, action.source(), bindings, variables, through, depth + 1);
        }
        for (int i = before; i < context.uploads.size(); i++) {
            Upload upload =
                    context.uploads.get(i).with("in-composite", action.source().path());
            for (TokenUse token : List.copyOf(upload.tokens())) {
                upload = upload.alsoFrom(inputs, token);
            }
            context.uploads.set(i, upload);
        }
    }

    /** What set-up actions leave behind: registries and versions. */
    private void setUp(String action, Map<String, Use.Input> inputs) {
        String name = action.toLowerCase(Locale.ROOT);
        Use.Input registry = inputs.get("registry-url");
        if (name.equals("actions/setup-node") || (registry != null && name.endsWith("setup-node"))) {
            Use.Input node = inputs.get("node-version");
            if (node != null) {
                context.trail.nodeVersion = node.value();
            }
            if (registry != null && !registry.value().isBlank()) {
                Use.Input scope = inputs.get("scope");
                RegistryId at = context.catalogue.registryAt(registry.value());
                String owner = context.project.repository() == null
                        ? ""
                        : "@" + context.project.repository().owner();
                // For GitHub Packages the owner is the scope where none is given (actions/setup-node, src/authutil.ts).
                String scoped = scope != null && !scope.value().isBlank()
                        ? scope.value()
                        : RegistryId.GITHUB_PACKAGES.equals(at) ? owner : "";
                String key = scoped.isEmpty() || scoped.startsWith("@") ? scoped : "@" + scoped;
                context.trail.npmRegistries.clear();
                context.trail.npmRegistries.put(key.toLowerCase(Locale.ROOT), registry.value());
            }
        }
    }

    private void credentials(CredentialsAction action, Step step, Map<String, Use.Input> inputs) {
        String ecosystem = action.ecosystem().id();
        if (step.id() != null && action.output() != null) {
            context.trail.exchanged.put(step.id(), action);
        }
        Use.Input token = action.token() == null ? null : inputs.get(action.token());
        Use.Input role = action.role() == null ? null : inputs.get(action.role());
        if (token != null && !token.value().isBlank()) {
            context.trail.written.add(new Trail.Written(
                    action.ecosystem(),
                    null,
                    new TokenUse(
                            TokenUse.Kind.INPUT,
                            action.name() + " " + action.token(),
                            token.written(),
                            Bindings.secretsIn(token.value()),
                            token.place())));
        } else if (role != null && !role.value().isBlank()) {
            context.trail.roles.put(
                    ecosystem, "it logs in by an API key role, which uses the identity but is no trusted publisher");
        } else if (!action.environment().isEmpty()) {
            context.trail.identityOf.add(ecosystem);
        }
    }
}
