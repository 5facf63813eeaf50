package dev.tokenless.fix;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One job while it is migrated. Steps are named by the position that they had in the file that was read. */
final class JobDraft {
    private final Draft draft;
    private final Workflow workflow;
    private final Job job;

    JobDraft(Draft draft, Workflow workflow, Job job) {
        this.draft = draft;
        this.workflow = workflow;
        this.job = job;
    }

    /**
     * Where the steps are now.
     *
     * @param moved positions by the original ones, only where they differ; -1 for a step that is gone
     */
    record Positions(Map<Integer, Integer> moved) {
        Positions {
            moved = Map.copyOf(moved);
        }

        int now(int original) {
            return moved.getOrDefault(original, original);
        }

        /** After a step was put in before a present position. */
        Positions inserted(int position, int count) {
            Map<Integer, Integer> next = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                int now = now(i);
                next.put(i, now >= position ? now + 1 : now);
            }
            return new Positions(next);
        }

        /** After the step at a present position was taken out. */
        Positions removed(int position, int count) {
            Map<Integer, Integer> next = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                int now = now(i);
                next.put(i, now == position ? -1 : now > position ? now - 1 : now);
            }
            return new Positions(next);
        }
    }

    Draft draft() {
        return draft;
    }

    Workflow workflow() {
        return workflow;
    }

    /** The job as it was read. */
    Job job() {
        return job;
    }

    /** The job as it is now. */
    Job now() {
        return draft.now(workflow).job(job.id()).orElse(job);
    }

    /** The step as it is now; empty where it is gone. */
    Optional<Step> now(Step step) {
        int at = position(step.index());
        return now().steps().stream().filter(s -> s.index() == at).findFirst();
    }

    private String key() {
        return workflow.path() + "#" + job.id();
    }

    int position(int original) {
        return draft.positions(key()).now(original);
    }

    YamlPath path() {
        return YamlPath.job(job.id());
    }

    YamlPath path(Step step) {
        return YamlPath.step(job.id(), position(step.index()));
    }

    void edit(Place place, UnaryOperator<YamlEdits> operation) {
        draft.edit(workflow.source(), place, operation);
    }

    void insertBefore(Step step, String snippet) {
        insert(Math.max(position(step.index()), 0), snippet, step.node().place());
    }

    void insertBehind(Step step, String snippet) {
        insert(position(step.index()) + 1, snippet, step.node().place());
    }

    private void insert(int position, String snippet, Place place) {
        YamlValue items = YamlValue.snippet(snippet);
        YamlValue item = items instanceof YamlValue.Items i ? i.items().getFirst() : items;
        edit(place, e -> e.insert(path().key("steps"), position, item));
        draft.positions(
                key(), draft.positions(key()).inserted(position, job.steps().size()));
    }

    void remove(Step step) {
        int at = position(step.index());
        if (at < 0) {
            return;
        }
        edit(step.node().place(), e -> e.remove(YamlPath.step(job.id(), at)));
        draft.positions(key(), draft.positions(key()).removed(at, job.steps().size()));
    }

    /** The script of a step as it is now; empty where the step is gone, runs no script or in no known shell. */
    Optional<ScriptText> script(Step step) {
        Dialect dialect = Dialect.of(step.shell(), windows());
        return dialect == null
                ? Optional.empty()
                : now(step).map(Step::run).map(YamlNode.Scalar::text).map(t -> new ScriptText(t, dialect));
    }

    /** Replaces a step's script; a step whose script no longer does anything goes. */
    void script(Step step, ScriptText script) {
        Optional<ScriptText> before = script(step);
        if (before.isPresent() && before.get().equals(script)) {
            return;
        }
        if (script.doesNothing()) {
            remove(step);
            return;
        }
        String text = script.text();
        edit(step.node().place(), e -> e.replace(path(step).key("run"), text));
    }

    private boolean windows() {
        return job.runsOn().stream().anyMatch(l -> l.toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    /** The steps as they were read, without those that are gone. */
    List<Step> steps() {
        List<Step> left = new ArrayList<>();
        for (Step step : job.steps()) {
            if (position(step.index()) >= 0) {
                left.add(step);
            }
        }
        return left;
    }

    Place place() {
        return job.key().place();
    }
}
