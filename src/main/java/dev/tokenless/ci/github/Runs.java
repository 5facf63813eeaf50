package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.RunKind.RefKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of runs that a workflow's triggers start, with what is known of their ref (github/docs,
 * events-that-trigger-workflows.md and workflow-syntax.md).
 */
public final class Runs {
    private Runs() {}

    /** All kinds, in the order of the file; calls by other workflows are none. */
    public static List<RunKind> of(Workflow workflow) {
        List<RunKind> kinds = new ArrayList<>();
        for (Trigger trigger : workflow.triggers()) {
            kinds.addAll(of(trigger));
        }
        return kinds;
    }

    /** The kinds of one trigger; none for a filter that admits nothing. */
    public static List<RunKind> of(Trigger trigger) {
        return switch (trigger.event()) {
            case "workflow_call" -> List.of();
            case "push" -> push(trigger);
            case "release" -> List.of(kind(trigger, RefKind.TAG, "depends on the release's tag"));
            case "workflow_dispatch", "registry_package", "deployment", "deployment_status", "create" ->
                List.of(kind(trigger, RefKind.EITHER, "depends on the branch or tag that is chosen"));
            case "pull_request" -> pullRequest(trigger);
            case "pull_request_review", "pull_request_review_comment" ->
                List.of(kind(trigger, RefKind.PULL_REQUEST, "depends on the pull request"));
            case "merge_group" ->
                List.of(new RunKind(
                        trigger.event(),
                        trigger,
                        RefKind.BRANCH,
                        Value.Unknown.startingWith("refs/heads/gh-readonly-queue/", "depends on the merge group")));
            // Everything else runs on the default branch, whose name no file tells.
            default -> List.of(kind(trigger, RefKind.BRANCH, "depends on the default branch"));
        };
    }

    private static RunKind kind(Trigger trigger, RefKind ref, String reason) {
        return new RunKind(trigger.event(), trigger, ref, Value.Unknown.startingWith(ref.prefix(), reason));
    }

    /** Tags alone name no branches and the reverse; with neither, or with both, both start runs. */
    private static List<RunKind> push(Trigger trigger) {
        Map<String, List<String>> filters = trigger.filters();
        boolean tags = filters.containsKey("tags") || filters.containsKey("tags-ignore");
        boolean branches = filters.containsKey("branches") || filters.containsKey("branches-ignore");
        List<RunKind> kinds = new ArrayList<>();
        if ((tags || !branches) && admitsAnything(filters, "tags")) {
            kinds.add(
                    pushed("push tag", trigger, RefKind.TAG, filters.get("tags"), "depends on the tag that is pushed"));
        }
        if ((branches || !tags) && admitsAnything(filters, "branches")) {
            kinds.add(pushed(
                    "push branch",
                    trigger,
                    RefKind.BRANCH,
                    filters.get("branches"),
                    "depends on the branch that is pushed"));
        }
        return kinds;
    }

    private static boolean admitsAnything(Map<String, List<String>> filters, String key) {
        List<String> wanted = filters.get(key);
        List<String> ignored = filters.get(key + "-ignore");
        return (wanted == null || FilterPattern.admitsAnything(wanted)) && (ignored == null || !ignored.contains("**"));
    }

    private static RunKind pushed(
            String words, Trigger trigger, RefKind ref, @Nullable List<String> patterns, String reason) {
        if (patterns == null) {
            return new RunKind(words, trigger, ref, Value.Unknown.startingWith(ref.prefix(), reason));
        }
        List<FilterPattern> wanted = patterns.stream()
                .map(FilterPattern::of)
                .filter(p -> !p.negative())
                .toList();
        Value known = wanted.stream().allMatch(FilterPattern::isExact)
                ? oneOf(
                        wanted.stream()
                                .map(p -> p.sample("1.0.0"))
                                .filter(name -> FilterPattern.admits(patterns, name))
                                .map(name -> Value.of(ref.prefix() + name))
                                .distinct()
                                .toList(),
                        reason)
                : Value.Unknown.startingWith(ref.prefix() + FilterPattern.commonStart(patterns), reason);
        return new RunKind(words, trigger, ref, known);
    }

    static Value oneOf(List<Value> values, String reason) {
        return values.size() == 1 ? values.getFirst() : Value.Unknown.oneOf(values, reason);
    }

    /** A pull request that is closed by merging runs on its base branch (github/docs, "pull_request"). */
    private static List<RunKind> pullRequest(Trigger trigger) {
        List<String> types = trigger.filters().getOrDefault("types", List.of());
        List<RunKind> kinds = new ArrayList<>();
        if (types.isEmpty() || types.stream().anyMatch(t -> !t.equals("closed"))) {
            kinds.add(kind(trigger, RefKind.PULL_REQUEST, "depends on the pull request"));
        }
        if (types.contains("closed")) {
            kinds.add(new RunKind(
                    "pull_request merged",
                    trigger,
                    RefKind.BRANCH,
                    Value.Unknown.startingWith("refs/", "depends on the pull request")));
        }
        return kinds;
    }
}
