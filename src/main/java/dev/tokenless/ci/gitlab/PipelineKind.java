package dev.tokenless.ci.gitlab;

import dev.tokenless.ci.expression.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of pipelines in which a job may run, and whether it does. */
public enum PipelineKind {
    TAG("push tag", "push"),
    BRANCH("push branch", "push"),
    MERGE_REQUEST("merge request", "merge_request_event"),
    SCHEDULE("schedule", "schedule"),
    WEB("web", "web");

    /** Words of {@code only} and {@code except} (docs.gitlab.com/ci/yaml/deprecated_keywords). */
    private static final Set<String> WORDS = Set.of(
            "branches",
            "tags",
            "merge_requests",
            "schedules",
            "web",
            "pushes",
            "api",
            "chat",
            "external",
            "external_pull_requests",
            "pipelines",
            "triggers");

    private final String words;
    private final String source;

    PipelineKind(String words, String source) {
        this.words = words;
        this.source = source;
    }

    /** The kind in words. */
    public String words() {
        return words;
    }

    /** The claim {@code pipeline_source}. */
    public String source() {
        return source;
    }

    /**
     * Whether a pipeline of this kind runs the job, by hand where it is manual.
     *
     * @param pipeline to which the job belongs
     */
    public Truth reaches(GitLabPipeline pipeline, PipelineJob job) {
        Truth started = pipeline.workflowRules() == null
                ? Truth.TRUE
                : decided(pipeline.workflowRules(), known(pipeline.variables()));
        if (started == Truth.FALSE) {
            return Truth.FALSE;
        }
        Map<String, Optional<String>> known = known(job.variables());
        if (job.rules() != null) {
            return started.and(decided(job.rules(), known));
        }
        if (job.when().equals("never")) {
            return Truth.FALSE;
        }
        Truth only = job.only() == null ? (this == MERGE_REQUEST ? Truth.FALSE : Truth.TRUE) : admits(job.only());
        Truth except = job.except() == null ? Truth.FALSE : admits(job.except());
        return started.and(only).and(except == Truth.TRUE ? Truth.FALSE : not(except));
    }

    private static Truth not(Truth truth) {
        return switch (truth) {
            case TRUE -> Truth.FALSE;
            case FALSE -> Truth.TRUE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    /** The first rule that holds decides; where none does the job is left out. */
    private Truth decided(List<Rule> rules, Map<String, Optional<String>> known) {
        boolean open = false;
        for (Rule rule : rules) {
            Truth holds =
                    rule.condition() == null ? Truth.TRUE : RuleCondition.truth(rule.condition(), known, filled());
            if (rule.filesDecide() && holds == Truth.TRUE) {
                holds = Truth.UNKNOWN;
            }
            boolean runs = !rule.when().equals("never");
            if (holds == Truth.TRUE) {
                return open ? Truth.UNKNOWN : runs ? Truth.TRUE : Truth.FALSE;
            }
            open |= holds == Truth.UNKNOWN && runs;
            if (holds == Truth.UNKNOWN && !runs) {
                return afterDoubt(rules.subList(rules.indexOf(rule) + 1, rules.size()), known, open);
            }
        }
        return open ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** A rule may have ended it already, so that nothing behind it is sure to run. */
    private Truth afterDoubt(List<Rule> rest, Map<String, Optional<String>> known, boolean open) {
        return open || decided(rest, known) != Truth.FALSE ? Truth.UNKNOWN : Truth.FALSE;
    }

    private Truth admits(RefFilter filter) {
        if (filter.refs().isEmpty()) {
            return this == MERGE_REQUEST ? Truth.FALSE : Truth.UNKNOWN;
        }
        Truth found = Truth.FALSE;
        for (String ref : filter.refs()) {
            String word = ref.contains("@") ? ref.substring(0, ref.indexOf('@')) : ref;
            Truth admitted = WORDS.contains(word) ? word(word) : named(word);
            if (admitted == Truth.TRUE) {
                found = Truth.TRUE;
            } else if (admitted == Truth.UNKNOWN && found == Truth.FALSE) {
                found = Truth.UNKNOWN;
            }
        }
        return filter.othersDecide() && found == Truth.TRUE ? Truth.UNKNOWN : found;
    }

    private Truth word(String word) {
        boolean admitted = switch (word) {
            case "tags" -> this == TAG;
            case "branches" -> this == BRANCH || this == SCHEDULE || this == WEB;
            case "pushes" -> this == TAG || this == BRANCH;
            case "merge_requests" -> this == MERGE_REQUEST;
            case "schedules" -> this == SCHEDULE;
            case "web" -> this == WEB;
            default -> false;
        };
        return admitted ? Truth.TRUE : Truth.FALSE;
    }

    /** A name is a branch's as a rule; a pattern may fit branches and tags. */
    private Truth named(String ref) {
        if (this == MERGE_REQUEST || (this == TAG && !ref.startsWith("/"))) {
            return Truth.FALSE;
        }
        return Truth.UNKNOWN;
    }

    /** What is known of the variables: empty stands for one that is not set. */
    private Map<String, Optional<String>> known(Map<String, String> declared) {
        Map<String, Optional<String>> known = new LinkedHashMap<>();
        declared.forEach((name, value) -> {
            if (!Variables.usesAny(value)) {
                known.put(name, Optional.of(value));
            }
        });
        known.put("CI", Optional.of("true"));
        known.put("GITLAB_CI", Optional.of("true"));
        known.put("CI_PIPELINE_SOURCE", Optional.of(source));
        unset(known, "CI_COMMIT_TAG", this != TAG);
        unset(known, "CI_COMMIT_BRANCH", this == TAG || this == MERGE_REQUEST);
        for (String name : List.of("CI_MERGE_REQUEST_ID", "CI_MERGE_REQUEST_IID", "CI_OPEN_MERGE_REQUESTS")) {
            unset(known, name, this != MERGE_REQUEST && !name.startsWith("CI_OPEN"));
        }
        return known;
    }

    /** What is surely set although nobody knows to what. */
    private Set<String> filled() {
        return this == TAG
                ? Set.of("CI_COMMIT_TAG", "CI_COMMIT_REF_NAME", "CI_DEFAULT_BRANCH")
                : this == MERGE_REQUEST
                        ? Set.of(
                                "CI_MERGE_REQUEST_ID",
                                "CI_MERGE_REQUEST_IID",
                                "CI_COMMIT_REF_NAME",
                                "CI_DEFAULT_BRANCH")
                        : Set.of("CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME", "CI_DEFAULT_BRANCH");
    }

    private static void unset(Map<String, Optional<String>> known, String name, boolean unset) {
        if (unset) {
            known.put(name, Optional.empty());
        } else {
            known.remove(name);
        }
    }
}
