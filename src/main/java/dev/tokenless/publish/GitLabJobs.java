package dev.tokenless.publish;

import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.gitlab.GitLabPipeline;
import dev.tokenless.ci.gitlab.PipelineJob;
import dev.tokenless.ci.gitlab.PipelineKind;
import dev.tokenless.ci.gitlab.PipelineReader;
import dev.tokenless.ci.gitlab.ScriptLine;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the jobs of a GitLab pipeline that publish. Variables that no file sets are the project's, so its secrets. */
final class GitLabJobs {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)}?");
    /** Variables that GitLab itself sets (docs.gitlab.com/ci/variables/predefined_variables) or the shell. */
    private static final Pattern PREDEFINED =
            Pattern.compile("CI|(CI|GITLAB|TRIGGER|CHAT)_.*|HOME|PATH|PWD|USER|SHELL|[a-z_]+");
    /** Any address below the instance is a package registry of GitLab's own. */
    private static final String INSTANCE = "https://gitlab.invalid/api/v4";

    private final Project project;
    private final Catalogue catalogue;
    private final JobContext.Shared shared;

    GitLabJobs(Project project, Catalogue catalogue, JobContext.Shared shared) {
        this.project = project;
        this.catalogue = catalogue;
        this.shared = shared;
    }

    /**
     * The publish jobs of the pipeline.
     *
     * @param problems gets what is wrong with its files
     * @param unread gets those for which a whole file was not read
     */
    List<PublishJob> read(List<Problem> problems, List<Problem> unread) {
        PipelineReader.Reading reading = PipelineReader.read(project.tree());
        problems.addAll(reading.problems());
        unread.addAll(reading.unread());
        List<PublishJob> jobs = new ArrayList<>();
        reading.pipeline().ifPresent(pipeline -> {
            for (PipelineJob job : pipeline.jobs()) {
                if (!job.trigger() && !job.script().isEmpty()) {
                    jobs.addAll(job(pipeline, job));
                }
            }
        });
        return jobs;
    }

    private List<PublishJob> job(GitLabPipeline pipeline, PipelineJob job) {
        List<String> triggers = triggers(pipeline, job);
        if (triggers.isEmpty()) {
            return List.of();
        }
        JobContext context = new JobContext(project, catalogue, shared, List.of());
        ScriptWalk scripts = new ScriptWalk(context);
        Variables variables = variables(job);
        Bindings bindings = new Bindings(Map.of(), null, Map.of(), Map.of());
        List<String> folder = List.of("");
        List<ScriptLine> lines = new ArrayList<>(job.beforeScript());
        lines.addAll(job.script());
        StringBuilder all = new StringBuilder();
        lines.forEach(line -> all.append(line.text()).append('\n'));
        context.trail.mintsByHand = ConfigurationCommands.mints(all.toString());
        SourceText source = shared.files.text(job.path()).orElse(pipeline.source());
        // GitLab runs the entries one after another in one shell, so that a folder or variable set in one holds on.
        scripts.run(
                all.toString(),
                Dialect.POSIX,
                new Scene(
                        variables,
                        bindings,
                        folder,
                        ScriptPlaces.at(source, lines.getFirst().place()),
                        List.of(),
                        false));
        Map<RegistryId, List<Upload>> byRegistry = new LinkedHashMap<>();
        for (Upload upload : context.uploads) {
            byRegistry
                    .computeIfAbsent(upload.registry(), _ -> new ArrayList<>())
                    .add(upload);
        }
        List<PublishJob> found = new ArrayList<>();
        byRegistry.forEach((registry, uploads) -> found.add(assemble(job, registry, uploads, triggers)));
        return found;
    }

    private static List<String> triggers(GitLabPipeline pipeline, PipelineJob job) {
        Set<String> triggers = new LinkedHashSet<>();
        for (PipelineKind kind : PipelineKind.values()) {
            if (kind.reaches(pipeline, job) != Truth.FALSE) {
                triggers.add(kind.words());
            }
        }
        return List.copyOf(triggers);
    }

    private static Variables variables(PipelineJob job) {
        Variables variables = new Variables();
        Place place = job.key().place();
        put(variables, "CI_API_V4_URL", INSTANCE, place);
        put(variables, "CI_SERVER_URL", "https://gitlab.invalid", place);
        job.variables()
                .forEach((name, value) -> variables.put(
                        name,
                        new Variables.Value(
                                filled(value, job, new HashSet<>(Set.of(name))),
                                value,
                                place(job, name),
                                TokenUse.Kind.JOB_ENV,
                                true)));
        Set<String> used = new LinkedHashSet<>();
        for (List<ScriptLine> script : List.of(job.beforeScript(), job.script())) {
            for (ScriptLine line : script) {
                Matcher m = VARIABLE.matcher(line.text());
                while (m.find()) {
                    used.add(m.group(1));
                }
            }
        }
        for (String name : used) {
            boolean ours = job.variables().containsKey(name)
                    || job.idTokens().containsKey(name)
                    || PREDEFINED.matcher(name).matches()
                    || setInScript(job, name);
            if (!ours) {
                put(variables, name, "${{ secrets." + name + " }}", place);
            }
        }
        return variables;
    }

    private static boolean setInScript(PipelineJob job, String name) {
        Pattern set =
                Pattern.compile("(^|[\\s;&(])" + Pattern.quote(name) + "=|\\bfor\\s+" + Pattern.quote(name) + "\\s");
        return job.script().stream().anyMatch(l -> set.matcher(l.text()).find())
                || job.beforeScript().stream()
                        .anyMatch(l -> set.matcher(l.text()).find());
    }

    private static void put(Variables variables, String name, String text, Place place) {
        variables.put(name, new Variables.Value(text, "$" + name, place, TokenUse.Kind.JOB_ENV, true));
    }

    private static Place place(PipelineJob job, String name) {
        return job.resolved()
                .mapping("variables")
                .flatMap(m -> m.entry(name))
                .map(e -> e.value().place())
                .orElse(job.key().place());
    }

    /** A value with the variables of the files filled in; any other is a variable of the project. */
    private static String filled(String value, PipelineJob job, Set<String> onTheWay) {
        Matcher m = VARIABLE.matcher(value);
        StringBuilder filled = new StringBuilder();
        while (m.find()) {
            String name = m.group(1);
            String known = job.variables().get(name);
            String text;
            if (name.equals("CI_API_V4_URL") || name.equals("CI_SERVER_URL")) {
                text = INSTANCE;
            } else if (known != null && onTheWay.add(name)) {
                text = filled(known, job, onTheWay);
                onTheWay.remove(name);
            } else {
                text = PREDEFINED.matcher(name).matches() ? "${" + name + "}" : "${{ secrets." + name + " }}";
            }
            m.appendReplacement(filled, Matcher.quoteReplacement(text));
        }
        return m.appendTail(filled).toString();
    }

    private static PublishJob assemble(
            PipelineJob job, RegistryId registry, List<Upload> uploads, List<String> triggers) {
        Upload first = uploads.getFirst();
        Map<Place, TokenUse> tokens = new LinkedHashMap<>();
        Set<String> packages = new LinkedHashSet<>();
        boolean able = false;
        boolean minted = false;
        for (Upload upload : uploads) {
            upload.tokens().forEach(t -> tokens.putIfAbsent(t.place(), t));
            packages.addAll(upload.packages());
            able |= upload.able() && !upload.publishes().is("gitHubOnly");
            minted |= upload.minted();
        }
        boolean byHand = minted;
        boolean identity = job.idTokens().entrySet().stream()
                .filter(t -> byHand || finds(registry, t.getKey()))
                .anyMatch(t -> t.getValue().stream().anyMatch(aud -> fits(registry, t.getKey(), aud)));
        return new PublishJob(
                job.path(),
                job.name(),
                null,
                job.key().place(),
                registry,
                first.tool(),
                List.copyOf(packages),
                authentication(registry, List.copyOf(tokens.values()), able || minted, identity),
                job.idTokens().isEmpty() ? IdToken.NONE : IdToken.WRITE,
                job.environment(),
                triggers,
                List.of(),
                null,
                new PublishJob.GitLabJob(job.idTokens(), job.node(), job.resolved()),
                first.settings());
    }

    private static Authentication authentication(
            RegistryId registry, List<TokenUse> tokens, boolean able, boolean identity) {
        boolean trusting = Set.of(RegistryId.PYPI, RegistryId.TESTPYPI, RegistryId.NPM, RegistryId.CRATES_IO)
                .contains(registry);
        boolean usable = trusting && able && identity;
        if (!tokens.isEmpty()) {
            return usable ? new Authentication.Both(tokens) : new Authentication.Token(tokens);
        }
        if (usable) {
            return new Authentication.Trusted();
        }
        return new Authentication.Unknown(
                "the job has no identity token for this registry; a variable of the project or group may give a token");
    }

    /** Whether the registry's client looks at a variable of this name; crates.io has none that looks at any. */
    private static boolean finds(RegistryId registry, String variable) {
        return registry.equals(RegistryId.CRATES_IO)
                || variable.equals(registry.id().toUpperCase(Locale.ROOT) + "_ID_TOKEN");
    }

    /** The audiences that the registries' clients expect (fact sheet of GitLab CI, section 3). */
    private static boolean fits(RegistryId registry, String variable, String audience) {
        String aud = audience.toLowerCase(Locale.ROOT);
        if (aud.contains("$")) {
            return variable.toUpperCase(Locale.ROOT)
                    .startsWith(registry.id().replace("-", "_").toUpperCase(Locale.ROOT));
        }
        return switch (registry.id()) {
            case "pypi" -> aud.equals("pypi");
            case "testpypi" -> aud.equals("testpypi");
            case "npm" -> aud.startsWith("npm:");
            case "crates-io" -> aud.equals("crates.io");
            default -> false;
        };
    }
}
