package dev.tokenless.publish;

import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.github.CallGraph;
import dev.tokenless.ci.github.Expressions;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways by which runs come to a job, each with what the callers hand over. */
final class Chains {
    private static final int MOST = 24;

    private final CallGraph graph;

    Chains(CallGraph graph) {
        this.graph = graph;
    }

    /**
     * One way to a job.
     *
     * @param links the jobs from the entry to the job itself
     */
    record Way(List<CallGraph.Link> links, Bindings bindings) {
        Way {
            links = List.copyOf(links);
        }

        boolean called() {
            return links.size() > 1;
        }
    }

    List<Way> to(Workflow workflow, Job job) {
        if (workflow.trigger("workflow_call").isEmpty()) {
            return List.of(new Way(List.of(new CallGraph.Link(workflow, job)), Bindings.NONE));
        }
        List<Way> ways = new ArrayList<>();
        for (List<CallGraph.Link> chain : graph.chainsTo(workflow, job)) {
            List<Bindings> given = new ArrayList<>(List.of(Bindings.NONE));
            for (int i = 1; i < chain.size(); i++) {
                List<Bindings> next = new ArrayList<>();
                for (Bindings before : given) {
                    next.addAll(handed(chain.get(i - 1).job(), chain.get(i).workflow(), before));
                }
                given = next;
            }
            for (Bindings bindings : given) {
                if (ways.size() < MOST) {
                    ways.add(new Way(chain, bindings));
                }
            }
        }
        if (ways.isEmpty()) {
            // Called from elsewhere, if at all: its inputs and secrets are not known.
            ways.add(new Way(List.of(new CallGraph.Link(workflow, job)), Bindings.NONE));
        }
        return ways;
    }

    /** What a calling job hands over, once for each run of its matrix that makes a difference. */
    private static List<Bindings> handed(Job caller, Workflow callee, Bindings outer) {
        List<Map<String, String>> runs = MatrixRuns.of(caller, caller.with() + " " + caller.secrets());
        List<Bindings> all = new ArrayList<>();
        for (Map<String, String> run : runs.isEmpty() ? List.of(Map.<String, String>of()) : runs) {
            Bindings at = run.isEmpty() ? outer : outer.withMatrix(run);
            if (Expressions.condition(caller.condition(), at.context()) != Truth.FALSE) {
                all.add(handedOnce(caller, callee, at));
            }
        }
        return all;
    }

    private static Bindings handedOnce(Job caller, Workflow callee, Bindings at) {
        Map<String, String> inputs = new HashMap<>();
        Trigger call = callee.trigger("workflow_call").orElse(null);
        if (call != null) {
            for (Trigger.Input input : call.inputs().values()) {
                String given = caller.with().get(input.name());
                inputs.put(input.name().toLowerCase(Locale.ROOT), given == null ? fallback(input) : at.fill(given));
            }
        }
        return new Bindings(inputs, secrets(caller, at), Map.of(), Map.of());
    }

    private static String fallback(Trigger.Input input) {
        return input.fallback().isEmpty() && input.type().equals("boolean") ? "false" : input.fallback();
    }

    private static @Nullable Map<String, String> secrets(Job caller, Bindings at) {
        if (caller.inheritsSecrets()) {
            return at.secrets();
        }
        Map<String, String> secrets = new HashMap<>();
        caller.secrets().forEach((name, value) -> secrets.put(name.toLowerCase(Locale.ROOT), at.fill(value)));
        return secrets;
    }
}
