package dev.tokenless.publish;

import dev.tokenless.ci.github.CallGraph;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the jobs that publish: which registry, with which tool, how they log in. Commands are read as their shell reads
 * them and followed into the scripts, tasks, actions and workflows of the repository; nothing is run.
 */
public final class PublishJobReader {
    private static final int MOST_CHOICES = 16;

    private final Project project;
    private final Catalogue catalogue = Catalogue.builtIn();
    private final JobContext.Shared shared;
    private final CallGraph graph;
    private final Chains chains;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> unread = new ArrayList<>();

    private PublishJobReader(Project project, List<Workflow> workflows) {
        this.project = project;
        this.shared = new JobContext.Shared(new RepositoryFiles(project.tree()));
        this.graph = CallGraph.of(workflows);
        this.chains = new Chains(graph);
    }

    /** The publish jobs of a project's workflows, and of its GitLab pipeline unless it lives on GitHub. */
    public static PublishJobs read(Project project, List<Workflow> workflows) {
        PublishJobReader reader = new PublishJobReader(project, workflows);
        List<PublishJob> jobs = new ArrayList<>();
        for (Workflow workflow : workflows) {
            for (Job job : workflow.jobs()) {
                jobs.addAll(reader.job(workflow, job));
            }
        }
        RepositoryId home = project.repository();
        if (home == null || home.provider() != Provider.GITHUB) {
            jobs.addAll(new GitLabJobs(project, reader.catalogue, reader.shared).read(reader.problems, reader.unread));
        }
        return new PublishJobs(jobs, reader.problems, reader.unread);
    }

    /** Uploads of one way to the job. */
    private record Reached(Chains.Way way, List<Upload> uploads) {}

    private List<PublishJob> job(Workflow workflow, Job job) {
        if (job.uses() != null) {
            return calls(workflow, job);
        }
        if (job.steps().isEmpty()) {
            return List.of();
        }
        List<Reached> reached = new ArrayList<>();
        for (Chains.Way way : chains.to(workflow, job)) {
            List<Upload> uploads = uploads(workflow, job, way.bindings());
            if (!uploads.isEmpty()) {
                reached.add(new Reached(way, uploads));
            }
        }
        Map<RegistryId, List<Reached>> byRegistry = new LinkedHashMap<>();
        for (Reached one : reached) {
            for (Upload upload : one.uploads()) {
                byRegistry
                        .computeIfAbsent(upload.registry(), _ -> new ArrayList<>())
                        .add(new Reached(one.way(), List.of(upload)));
            }
        }
        List<PublishJob> jobs = new ArrayList<>();
        byRegistry.forEach((registry, all) -> {
            PublishJob found = new JobAssembly(graph, project.repository(), workflow, job, registry)
                    .assemble(all.stream().flatMap(r -> r.uploads().stream()).toList(), ways(all));
            if (found != null) {
                jobs.add(found);
            }
        });
        return jobs;
    }

    /** Each way once; it is the same object, and to compare would be to compare whole files. */
    private static List<Chains.Way> ways(List<Reached> all) {
        List<Chains.Way> ways = new ArrayList<>();
        for (Reached one : all) {
            if (ways.stream().noneMatch(w -> w == one.way())) {
                ways.add(one.way());
            }
        }
        return ways;
    }

    /** The uploads of a job for one way to it: without its matrix first, and with it where that can matter. */
    private List<Upload> uploads(Workflow workflow, Job job, Bindings bindings) {
        if (bindings.refute(job.condition())) {
            return List.of();
        }
        List<Upload> plain = walk(workflow, job, bindings);
        if (plain.isEmpty()) {
            for (Bindings chosen : choices(workflow, job, bindings)) {
                if (!chosen.refute(job.condition())) {
                    plain.addAll(walk(workflow, job, chosen));
                }
            }
        }
        if (plain.isEmpty()
                && job.steps().stream()
                        .noneMatch(s -> s.run() != null && s.run().text().contains("matrix."))) {
            return plain;
        }
        if (job.matrix() == null) {
            return plain;
        }
        List<Map<String, String>> runs = MatrixRuns.of(job, whatRefersToMatrix(job));
        if (runs.isEmpty()) {
            return plain;
        }
        List<Upload> all = new ArrayList<>();
        for (Map<String, String> run : runs) {
            Bindings at = bindings.withMatrix(run);
            if (!at.refute(job.condition())) {
                all.addAll(walk(workflow, job, at));
            }
        }
        return all;
    }

    /** What whoever starts a run by hand may choose from a list, one choice after the other, where the job asks for it. */
    private static List<Bindings> choices(Workflow workflow, Job job, Bindings bindings) {
        List<Bindings> choices = new ArrayList<>();
        workflow.trigger("workflow_dispatch")
                .ifPresent(trigger -> trigger.inputs().values().stream()
                        .filter(i -> i.type().equals("choice"))
                        .filter(i -> !bindings.inputs().containsKey(i.name().toLowerCase(Locale.ROOT)))
                        .filter(i -> asksFor(job, "inputs." + i.name()))
                        .forEach(i -> i.options().stream()
                                .limit(MOST_CHOICES)
                                .forEach(option -> choices.add(bindings.withInputs(Map.of(i.name(), option))))));
        return choices;
    }

    private static boolean asksFor(Job job, String reference) {
        for (Step step : job.steps()) {
            if ((step.run() != null && step.run().text().contains(reference))
                    || step.with().values().stream().anyMatch(v -> v.contains(reference))
                    || step.env().values().stream().anyMatch(v -> v.contains(reference))) {
                return true;
            }
        }
        return false;
    }

    private static String whatRefersToMatrix(Job job) {
        StringBuilder text = new StringBuilder();
        for (Step step : job.steps()) {
            text.append(step.run() == null ? "" : step.run().text())
                    .append(' ')
                    .append(step.with())
                    .append(' ')
                    .append(step.env())
                    .append(' ')
                    .append(step.condition())
                    .append(' ')
                    .append(step.workingDirectory())
                    .append('\n');
        }
        return text.append(job.env()).append(job.environment()).toString();
    }

    private List<Upload> walk(Workflow workflow, Job job, Bindings bindings) {
        JobContext context = new JobContext(project, catalogue, shared, HandedOver.paths(workflow, job));
        return new JobWalk(context, job).walk(workflow, job, bindings);
    }

    /** A call into another repository, as far as its name, inputs and secrets tell. */
    private List<PublishJob> calls(Workflow workflow, Job job) {
        List<PublishJob> jobs = new ArrayList<>();
        Set<RegistryId> seen = new LinkedHashSet<>();
        for (Chains.Way way : chains.to(workflow, job)) {
            if (way.bindings().refute(job.condition())) {
                continue;
            }
            for (ForeignCalls.Call call : new ForeignCalls(catalogue).read(workflow, job, way.bindings())) {
                if (seen.add(call.registry())) {
                    jobs.add(new JobAssembly(graph, project.repository(), workflow, job, call.registry())
                            .foreign(call, List.of(way)));
                }
            }
        }
        return jobs;
    }

    static Place place(Job job, int step) {
        for (Step candidate : job.steps()) {
            if (candidate.index() == step) {
                return candidate.node().place();
            }
        }
        return job.key().place();
    }
}
