package dev.tokenless.ci.github;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which workflows of a repository call which others of it. GitHub follows at most ten levels (github/docs,
 * reuse-workflows.md); a workflow that calls itself, directly or not, never ends and is left out.
 */
public final class CallGraph {
    private static final int MAX_LEVELS = 10;
    /** A bound on the answer: hostile files could ask for exponentially many. */
    private static final int MAX_CHAINS = 200;

    private final Map<String, Workflow> byPath = new LinkedHashMap<>();
    private final Map<String, List<Link>> callers = new HashMap<>();

    private CallGraph(List<Workflow> workflows) {
        workflows.forEach(w -> byPath.putIfAbsent(w.path(), w));
        for (Workflow workflow : byPath.values()) {
            for (Job job : workflow.jobs()) {
                String callee = localCallee(job);
                if (callee != null) {
                    callers.computeIfAbsent(callee, _ -> new ArrayList<>()).add(new Link(workflow, job));
                }
            }
        }
    }

    /** The graph over these workflows of one repository. */
    public static CallGraph of(List<Workflow> workflows) {
        return new CallGraph(workflows);
    }

    /** One step of a chain: a job, with the workflow in which it stands. */
    public record Link(Workflow workflow, Job job) {}

    /**
     * The path of the workflow of the same repository that a job calls; null where it calls none of it. Besides {@code ./}
     * GitHub knows {@code $/} for it (actions/runner, src/Sdk/DTPipelines/Pipelines/PipelineConstants.cs).
     */
    public static @Nullable String localCallee(Job job) {
        if (job.uses() == null) {
            return null;
        }
        String uses = job.uses().text().strip();
        return uses.startsWith("./") || uses.startsWith("$/") ? uses.substring(2) : null;
    }

    /** The workflow that a job calls, null where it calls none or one that is not here. */
    public @Nullable Workflow callee(Job job) {
        String path = localCallee(job);
        return path == null ? null : byPath.get(path);
    }

    /** The jobs that call a workflow directly. */
    public List<Link> callersOf(Workflow workflow) {
        return List.copyOf(callers.getOrDefault(workflow.path(), List.of()));
    }

    /**
     * All ways by which a run comes to a job: each begins with a job of a workflow that an event can start and ends with
     * the job itself. Empty where only a call could start it and nobody calls.
     */
    public List<List<Link>> chainsTo(Workflow workflow, Job job) {
        List<List<Link>> chains = new ArrayList<>();
        Deque<Link> chain = new ArrayDeque<>();
        chain.push(new Link(workflow, job));
        extend(chain, new HashSet<>(Set.of(workflow.path())), chains);
        return chains;
    }

    private void extend(Deque<Link> chain, Set<String> onTheWay, List<List<Link>> chains) {
        Workflow first = chain.getFirst().workflow();
        if (chains.size() >= MAX_CHAINS) {
            return;
        }
        if (isEntry(first)) {
            chains.add(List.copyOf(chain));
        }
        if (chain.size() >= MAX_LEVELS || first.trigger("workflow_call").isEmpty()) {
            return;
        }
        for (Link caller : callers.getOrDefault(first.path(), List.of())) {
            if (onTheWay.add(caller.workflow().path())) {
                chain.push(caller);
                extend(chain, onTheWay, chains);
                chain.pop();
                onTheWay.remove(caller.workflow().path());
            }
        }
    }

    /** Whether an event can start the workflow, rather than only a call. */
    public static boolean isEntry(Workflow workflow) {
        return workflow.triggers().stream().anyMatch(t -> !t.event().equals("workflow_call"));
    }
}
