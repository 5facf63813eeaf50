package dev.tokenless.ci.github;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects and values stand in the payload of an event, {@code github.event}. A field that an event never has is empty
 * in an expression, which is how conditions tell events apart. The fields are those of octokit/webhooks,
 * payload-schemas/api.github.com, at their top level; what several kinds of events share is left out.
 */
final class EventPayload {
    private static final Set<String> PULL_REQUEST = Set.of("pull_request", "pull_request_target");
    private static final Set<String> PUSH = Set.of("push");

    /** The events that have a field. */
    private static final Map<String, Set<String>> EVENTS = Map.ofEntries(
            Map.entry("head_commit", PUSH),
            Map.entry("commits", PUSH),
            Map.entry("compare", PUSH),
            Map.entry("created", PUSH),
            Map.entry("deleted", PUSH),
            Map.entry("forced", PUSH),
            Map.entry("base_ref", PUSH),
            Map.entry("pusher", PUSH),
            Map.entry("before", with(PULL_REQUEST, "push")),
            Map.entry("after", with(PULL_REQUEST, "push")),
            Map.entry("number", PULL_REQUEST),
            Map.entry("pull_request", with(PULL_REQUEST, "pull_request_review", "pull_request_review_comment")),
            Map.entry("review", Set.of("pull_request_review")),
            Map.entry("label", with(PULL_REQUEST, "discussion", "issues", "label")),
            Map.entry("issue", Set.of("issue_comment", "issues")),
            Map.entry("milestone", with(PULL_REQUEST, "issues", "milestone")),
            Map.entry(
                    "comment",
                    Set.of("commit_comment", "discussion_comment", "issue_comment", "pull_request_review_comment")),
            Map.entry("discussion", Set.of("discussion", "discussion_comment")),
            Map.entry("ref", Set.of("create", "delete", "push", "workflow_dispatch")),
            Map.entry("ref_type", Set.of("create", "delete")),
            Map.entry("inputs", Set.of("workflow_dispatch")),
            Map.entry("client_payload", Set.of("repository_dispatch")),
            Map.entry("branch", Set.of("repository_dispatch")),
            Map.entry("schedule", Set.of("schedule")),
            Map.entry("release", Set.of("release")),
            Map.entry("registry_package", Set.of("registry_package")),
            Map.entry("workflow_run", Set.of("workflow_run", "deployment", "deployment_status")),
            Map.entry("deployment", Set.of("deployment", "deployment_status")),
            Map.entry("deployment_status", Set.of("deployment_status")),
            Map.entry("check_run", Set.of("check_run", "deployment_status")),
            Map.entry("check_suite", Set.of("check_suite")),
            Map.entry("merge_group", Set.of("merge_group")),
            Map.entry("forkee", Set.of("fork")),
            Map.entry("pages", Set.of("gollum")),
            Map.entry("build", Set.of("page_build")));

    /** Events of which it is known what they have; of any other nothing is concluded. */
    private static final Set<String> KNOWN = known();

    private EventPayload() {}

    /** The fields that other events have and this one never has; empty for an event that is not known. */
    static Set<String> absent(String event) {
        Set<String> absent = new TreeSet<>();
        if (KNOWN.contains(event)) {
            EVENTS.forEach((field, events) -> {
                if (!events.contains(event)) {
                    absent.add(field);
                }
            });
        }
        return absent;
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Set.of("public", "status", "watch"));
        EVENTS.values().forEach(known::addAll);
        return Set.copyOf(known);
    }

    private static Set<String> with(Set<String> events, String... more) {
        Set<String> all = new HashSet<>(events);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
