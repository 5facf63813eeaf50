package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Template;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a kind of run can come to a job: by the conditions of the jobs on the way, of those that they need, and of the
 * step. "Never" is certain; everything that depends on something unknown can be reached.
 */
public final class Reach {
    private final List<Link> chain;
    private final RunKind run;
    private final @Nullable RepositoryId repository;

    private Reach(List<Link> chain, RunKind run, @Nullable RepositoryId repository) {
        this.chain = chain;
        this.run = run;
        this.repository = repository;
    }

    /** The answer. */
    public sealed interface Answer {}

    /**
     * The run comes to the job.
     *
     * @param certain whether it does so always when nothing fails; otherwise something unknown decides
     */
    public record Reached(boolean certain) implements Answer {}

    /**
     * No run of this kind comes to the job.
     *
     * @param reason why, as a part of a sentence
     * @param place the condition that decides
     */
    public record Never(String reason, Place place) implements Answer {}

    /** One way to a job with its answer. */
    public record Way(List<Link> chain, RunKind run, Answer answer) {
        public Way {
            chain = List.copyOf(chain);
        }
    }

    /**
     * All ways to a job, by every chain of calls and every kind of run that starts it.
     *
     * @param step the step to be reached in the job, null for the job itself
     */
    public static List<Way> ways(
            CallGraph graph, Workflow workflow, Job job, @Nullable Step step, @Nullable RepositoryId repository) {
        List<Way> ways = new ArrayList<>();
        for (List<Link> chain : graph.chainsTo(workflow, job)) {
            for (RunKind run : Runs.of(chain.getFirst().workflow())) {
                ways.add(new Way(chain, run, of(chain, run, step, repository)));
            }
        }
        return ways;
    }

    /** Whether a kind of run comes to the last job of a chain. */
    public static Answer of(List<Link> chain, RunKind run, @Nullable Step step, @Nullable RepositoryId repository) {
        return new Reach(chain, run, repository).answer(step);
    }

    private Answer answer(@Nullable Step step) {
        boolean certain = true;
        for (int i = 0; i < chain.size(); i++) {
            Context context = RunContext.of(chain.subList(0, i + 1), run, repository);
            Link link = chain.get(i);
            switch (new JobReach(link.workflow(), context).of(link.job())) {
                case Never never -> {
                    return never;
                }
                case Reached reached -> certain &= reached.certain();
            }
        }
        if (step == null || step.condition() == null) {
            return new Reached(certain);
        }
        Context context = RunContext.of(chain, run, repository);
        Job job = chain.getLast().job();
        Context inside = context.with("matrix", RunContext.matrix(MatrixExpansion.of(job, context)))
                .with("steps", Value.open(Map.of()));
        return switch (Expressions.condition(step.condition(), inside)) {
            case TRUE -> new Reached(certain);
            case UNKNOWN -> new Reached(false);
            case FALSE ->
                never(step.node().scalar("if").map(s -> s.place()), step.node().place(), step.condition());
        };
    }

    private static Never never(Optional<Place> condition, Place otherwise, String written) {
        return new Never("its condition '" + written.strip() + "' never holds then", condition.orElse(otherwise));
    }

    /** The jobs of one workflow in one context; each is looked at once. */
    private static final class JobReach {
        private final Workflow workflow;
        private final Context context;
        private final Map<String, Answer> known = new HashMap<>();

        JobReach(Workflow workflow, Context context) {
            this.workflow = workflow;
            this.context = context;
        }

        Answer of(Job job) {
            Answer before = known.get(job.id());
            if (before != null) {
                return before;
            }
            // A circle of needs is refused by GitHub; here it must only end.
            known.put(job.id(), new Reached(false));
            Answer answer = decide(job);
            known.put(job.id(), answer);
            return answer;
        }

        private Answer decide(Job job) {
            boolean certain = true;
            Map<String, Value> needs = new LinkedHashMap<>();
            Never blocked = null;
            for (String id : job.needs()) {
                Job needed = workflow.job(id).orElse(null);
                if (needed == null) {
                    return new Never(
                            "it needs the job '" + id + "', which is not there",
                            job.key().place());
                }
                switch (of(needed)) {
                    case Never never -> {
                        needs.put(
                                id,
                                Value.fields(Map.of("result", Value.of("skipped"), "outputs", Value.fields(Map.of()))));
                        blocked = blocked != null
                                ? blocked
                                : new Never("it needs the job '" + id + "', and " + never.reason(), never.place());
                    }
                    case Reached reached -> {
                        needs.put(id, Value.open(Map.of()));
                        certain &= reached.certain();
                    }
                }
            }
            String condition = job.condition();
            if (blocked != null && (condition == null || !Template.runsAfterSkipped(condition))) {
                return blocked;
            }
            Truth holds = Expressions.condition(condition, context.with("needs", Value.fields(needs)));
            return switch (holds) {
                case TRUE -> new Reached(certain);
                case UNKNOWN -> new Reached(false);
                case FALSE ->
                    never(
                            job.node().scalar("if").map(s -> s.place()),
                            job.key().place(),
                            condition == null ? "" : condition);
            };
        }
    }
}
