package dev.tokenless.publish;

import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.Expressions;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which events can reach an upload at all, by the conditions on the way to it. */
final class Reachability {
    private Reachability() {}

    /** Whether a condition never holds, whatever the event. */
    static boolean never(@Nullable String condition, Bindings bindings) {
        return condition != null && Expressions.condition(condition, bindings.context()) == Truth.FALSE;
    }

    /** The events of the workflow that can reach a step, in the file's order. */
    static List<String> events(Workflow workflow, Job job, int step) {
        List<String> events = new ArrayList<>();
        for (Trigger trigger : workflow.triggers()) {
            if (trigger.event().equals("workflow_call") || reaches(workflow, job, step, trigger.event())) {
                events.add(trigger.event());
            }
        }
        return events;
    }

    private static boolean reaches(Workflow workflow, Job job, int step, String event) {
        Context context = new Context(Map.of("github", new Value.Fields(Map.of("event_name", Value.of(event)), true)));
        if (!runs(workflow, job, context, new HashSet<>())) {
            return false;
        }
        for (Step candidate : job.steps()) {
            if (candidate.index() == step) {
                return Expressions.condition(candidate.condition(), context) != Truth.FALSE;
            }
        }
        return true;
    }

    /** Whether a job can run: a skipped one takes those with it that need it, unless they ask for the status. */
    private static boolean runs(Workflow workflow, Job job, Context context, Set<String> onTheWay) {
        if (!onTheWay.add(job.id())) {
            return true;
        }
        if (Expressions.condition(job.condition(), context) == Truth.FALSE) {
            return false;
        }
        String condition = job.condition() == null ? "" : job.condition();
        boolean always =
                condition.contains("always()") || condition.contains("cancelled()") || condition.contains("failure()");
        return always
                || job.needs().stream()
                        .allMatch(need -> workflow.job(need)
                                .map(n -> runs(workflow, n, context, onTheWay))
                                .orElse(true));
    }
}
