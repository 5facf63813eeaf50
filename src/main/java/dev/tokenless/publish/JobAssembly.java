package dev.tokenless.publish;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.CallGraph;
import dev.tokenless.ci.github.EffectivePermissions;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Level;
import dev.tokenless.ci.github.Reach;
import dev.tokenless.ci.github.RunKind;
import dev.tokenless.ci.github.Runs;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a publish job together from the uploads of one job to one registry. */
final class JobAssembly {
    private final CallGraph graph;
    private final Workflow workflow;
    private final Job job;
    private final RegistryId registry;
    private final @Nullable RepositoryId repository;

    JobAssembly(CallGraph graph, @Nullable RepositoryId repository, Workflow workflow, Job job, RegistryId registry) {
        this.repository = repository;
        this.graph = graph;
        this.workflow = workflow;
        this.job = job;
        this.registry = registry;
    }

    /** @return null where it turns out that nothing is published */
    @Nullable
    PublishJob assemble(List<Upload> uploads, List<Chains.Way> ways) {
        Upload first = uploads.getFirst();
        Map<Place, TokenUse> tokens = new LinkedHashMap<>();
        Set<String> packages = new LinkedHashSet<>();
        boolean able = false;
        boolean minted = false;
        boolean implied = true;
        String doubt = null;
        for (Upload upload : uploads) {
            upload.tokens().forEach(t -> tokens.putIfAbsent(t.place(), t));
            packages.addAll(upload.packages());
            able |= upload.able();
            minted |= upload.minted();
            implied &= upload.settings().containsKey("implied");
            doubt = doubt == null ? upload.doubt() : doubt;
        }
        List<Caller> callers = callers(ways);
        passed(ways, tokens);
        IdToken idToken = idToken();
        boolean identity = idToken == IdToken.WRITE
                || (idToken == IdToken.INHERITED_FROM_CALLER
                        && callers.stream().anyMatch(c -> c.idToken() == IdToken.WRITE));
        if (implied && tokens.isEmpty() && !identity && idToken != IdToken.INHERITED_FROM_CALLER) {
            return null;
        }
        Map<String, String> settings = settings(first);
        return new PublishJob(
                workflow.path(),
                job.id(),
                first.step(),
                PublishJobReader.place(job, first.step()),
                registry,
                first.tool(),
                List.copyOf(packages),
                authentication(List.copyOf(tokens.values()), able, minted, identity, doubt),
                idToken,
                environment(ways),
                events(first.step()),
                callers,
                null,
                new PublishJob.GitHubJob(workflow, job),
                settings);
    }

    PublishJob foreign(ForeignCalls.Call call, List<Chains.Way> ways) {
        IdToken idToken = idToken();
        Authentication authentication;
        if (!call.tokens().isEmpty()) {
            authentication = idToken == IdToken.WRITE
                    ? new Authentication.Both(call.tokens())
                    : new Authentication.Token(call.tokens());
        } else if (idToken == IdToken.WRITE && !call.open()) {
            authentication = new Authentication.Trusted();
        } else {
            authentication = new Authentication.Unknown(
                    "the called workflow lies in another repository, and the call does not say what it is given");
        }
        return new PublishJob(
                workflow.path(),
                job.id(),
                null,
                job.key().place(),
                registry,
                call.name(),
                List.of(),
                authentication,
                idToken,
                new EnvironmentRef.None(),
                events(-1),
                callers(ways),
                job.uses() == null ? null : job.uses().text(),
                new PublishJob.GitHubJob(workflow, job),
                Map.of("identity", "native", "prefers", "token"));
    }

    private Authentication authentication(
            List<TokenUse> tokens, boolean able, boolean minted, boolean identity, @Nullable String doubt) {
        boolean trusting = registry.isKnown() || (registry.equals(RegistryId.OTHER) && (identity || minted));
        if (!tokens.isEmpty()) {
            return trusting && (minted || identity)
                    ? new Authentication.Both(tokens)
                    : new Authentication.Token(tokens);
        }
        if (trusting && (minted || able)) {
            return new Authentication.Trusted();
        }
        return new Authentication.Unknown(
                doubt == null ? "the files give no token, and this registry knows no identity" : doubt);
    }

    /** What the job's own block, else its file's block gives. */
    private IdToken idToken() {
        PermissionsBlock block = job.permissions() == null ? workflow.permissions() : job.permissions();
        if (block != null) {
            return block.level("id-token").equals("write") ? IdToken.WRITE : IdToken.NONE;
        }
        boolean called = workflow.trigger("workflow_call").isPresent()
                && (!CallGraph.isEntry(workflow) || !graph.callersOf(workflow).isEmpty());
        return called ? IdToken.INHERITED_FROM_CALLER : IdToken.NONE;
    }

    /** The events of the job's own file that can reach a step, in the file's order; a call comes from elsewhere. */
    private List<String> events(int index) {
        Step step =
                job.steps().stream().filter(s -> s.index() == index).findFirst().orElse(null);
        List<CallGraph.Link> alone = List.of(new CallGraph.Link(workflow, job));
        Set<String> reaching = new LinkedHashSet<>(List.of("workflow_call"));
        for (RunKind run : Runs.of(workflow)) {
            if (!reaching.contains(run.event()) && Reach.of(alone, run, step, repository) instanceof Reach.Reached) {
                reaching.add(run.event());
            }
        }
        return workflow.triggers().stream()
                .map(Trigger::event)
                .filter(reaching::contains)
                .toList();
    }

    private static List<Caller> callers(List<Chains.Way> ways) {
        List<Caller> callers = new ArrayList<>();
        for (Chains.Way way : ways) {
            if (way.called()) {
                CallGraph.Link entry = way.links().getFirst();
                Caller caller = new Caller(entry.workflow(), entry.job(), effective(way.links()));
                if (callers.stream()
                        .noneMatch(c ->
                                c.workflow().path().equals(caller.workflow().path())
                                        && c.job().id().equals(caller.job().id()))) {
                    callers.add(caller);
                }
            }
        }
        return callers;
    }

    private static IdToken effective(List<CallGraph.Link> links) {
        return switch (EffectivePermissions.of(links, EffectivePermissions.Circumstances.USUAL)
                .grant("id-token")) {
            case EffectivePermissions.Known known -> known.level() == Level.WRITE ? IdToken.WRITE : IdToken.NONE;
            case EffectivePermissions.RunFails _ -> IdToken.NONE;
            case EffectivePermissions.Undetermined _ -> IdToken.UNKNOWN;
        };
    }

    /** The entries of calls that pass one of the tokens are places of it too. */
    private static void passed(List<Chains.Way> ways, Map<Place, TokenUse> tokens) {
        Set<String> secrets = new LinkedHashSet<>();
        tokens.values().forEach(t -> secrets.addAll(t.secrets()));
        for (Chains.Way way : ways) {
            for (CallGraph.Link link : way.links().subList(0, way.links().size() - 1)) {
                link.job().node().mapping("secrets").ifPresent(map -> {
                    for (YamlNode.Entry entry : map.entries()) {
                        if (entry.value() instanceof YamlNode.Scalar value
                                && Bindings.secretsIn(value.text()).stream().anyMatch(secrets::contains)) {
                            Place place = link.workflow()
                                    .source()
                                    .place(
                                            entry.key().place().start(),
                                            value.place().end());
                            tokens.putIfAbsent(
                                    place,
                                    new TokenUse(
                                            TokenUse.Kind.CALL_SECRET,
                                            entry.key().text(),
                                            value.text(),
                                            Bindings.secretsIn(value.text()),
                                            place));
                        }
                    }
                });
            }
        }
    }

    /** The job's environment, with inputs filled in where every caller gives the same. */
    private EnvironmentRef environment(List<Chains.Way> ways) {
        if (!(job.environment() instanceof EnvironmentRef.Computed(String expression, Place place))) {
            return job.environment();
        }
        Set<String> filled = new LinkedHashSet<>();
        for (Chains.Way way : ways) {
            filled.addAll(Bindings.alternatives(way.bindings().fill(expression)));
        }
        if (filled.size() != 1 || Bindings.isOpen(filled.iterator().next())) {
            return job.environment();
        }
        String name = filled.iterator().next();
        return name.isBlank() ? new EnvironmentRef.None() : new EnvironmentRef.Named(name, place);
    }

    private Map<String, String> settings(Upload first) {
        Map<String, String> settings = new LinkedHashMap<>(first.settings());
        settings.remove("implied");
        for (Step step : job.steps()) {
            if (step.index() == first.step()) {
                if (step.ref() != null) {
                    settings.put("ref", step.ref());
                }
                if (step.continueOnError()) {
                    settings.put("continue-on-error", "true");
                }
            }
        }
        return settings;
    }
}
