package dev.tokenless.migration;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.ActionPins;
import dev.tokenless.edit.EditResult;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.PinEdits;
import dev.tokenless.github.ActionVersions;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Trouble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pins as GitHub has them today.
 *
 * @param table the program's own with what was looked up in its place
 * @param unseen what could not be looked up, for which the program's own entry stays
 */
public record FreshPins(ActionPins table, List<Lookout.Unseen> unseen) {
    public FreshPins {
        unseen = List.copyOf(unseen);
    }

    /** The newest release of each of these actions, {@code owner/name}. Blocking. */
    public static FreshPins newest(GitHubSession session, Collection<String> actions) {
        ActionVersions versions = new ActionVersions(session);
        Map<String, ActionPins.Pin> fresh = new LinkedHashMap<>();
        List<Lookout.Unseen> unseen = new ArrayList<>();
        for (String action : actions) {
            switch (versions.newest(action)) {
                case Outcome.Done<ActionVersions.Version>(ActionVersions.Version version) ->
                    fresh.put(action, new ActionPins.Pin(version.tag(), version.commit()));
                case Outcome.Failed<ActionVersions.Version>(Trouble trouble) -> {
                    unseen.add(new Lookout.Unseen("the newest release of " + action, trouble.sentence(), ""));
                    if (trouble instanceof Trouble.RateLimited) {
                        return new FreshPins(ActionPins.builtIn().with(fresh), unseen);
                    }
                }
            }
        }
        return new FreshPins(ActionPins.builtIn().with(fresh), unseen);
    }

    /**
     * The steps that a finding calls unpinned, pinned to the commit that their own tag names today; other than the table
     * of the program this keeps every step at its version.
     *
     * @param edits at most one a file
     */
    public record Pinned(List<FileEdit> edits, List<String> titles, List<Lookout.Unseen> unseen) {
        public Pinned {
            edits = List.copyOf(edits);
            titles = List.copyOf(titles);
            unseen = List.copyOf(unseen);
        }
    }

    /** Looks the tags of unpinned steps up and prepares their pins. Blocking. */
    public static Pinned steps(GitHubSession session, Inspection inspection, List<Finding> findings) {
        ActionVersions versions = new ActionVersions(session);
        Map<String, Outcome<ActionVersions.Version>> asked = new HashMap<>();
        List<FileEdit> edits = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<Lookout.Unseen> unseen = new ArrayList<>();
        for (Workflow workflow : inspection.workflows()) {
            for (Job job : workflow.jobs()) {
                for (Step step : job.steps()) {
                    String action = step.action();
                    String ref = step.ref();
                    if (action == null || ref == null || !unpinned(workflow, step, findings)) {
                        continue;
                    }
                    switch (asked.computeIfAbsent(action + "@" + ref, _ -> versions.of(action, ref))) {
                        case Outcome.Done<ActionVersions.Version>(ActionVersions.Version version) -> {
                            if (PinEdits.pin(workflow, job, step, version.commit(), version.tag())
                                    instanceof EditResult.Edited edited) {
                                edits.add(edited.edit());
                                titles.add("Pin " + action + " to the commit of " + version.tag());
                            }
                        }
                        case Outcome.Failed<ActionVersions.Version>(Trouble trouble) ->
                            unseen.add(new Lookout.Unseen("the tag " + ref + " of " + action, trouble.sentence(), ""));
                    }
                }
            }
        }
        return new Pinned(
                Editor.compose(edits).files(),
                titles.stream().distinct().toList(),
                unseen.stream().distinct().toList());
    }

    private static boolean unpinned(Workflow workflow, Step step, List<Finding> findings) {
        YamlNode.Scalar uses = step.uses();
        return uses != null
                && findings.stream()
                        .anyMatch(f -> f.rule().equals("unpinned-action")
                                && f.place().equals(uses.place())
                                && f.place().path().equals(workflow.path()));
    }
}
