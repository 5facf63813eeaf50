package dev.tokenless.github;

import java.util.List;

/**
 * A deployment environment of a repository.
 *
 * @param waitMinutes how long a job waits before it runs
 * @param preventSelfReview whether who started the run may not approve it
 * @param administratorsBypass whether administrators may pass by the rules
 * @param otherRules names of apps that decide too
 */
public record Environment(
        String name,
        List<Reviewer> reviewers,
        int waitMinutes,
        boolean preventSelfReview,
        boolean administratorsBypass,
        Policy policy,
        List<String> otherRules) {
    public Environment {
        reviewers = List.copyOf(reviewers);
        otherRules = List.copyOf(otherRules);
    }

    /**
     * Who may approve.
     *
     * @param type {@code User} or {@code Team}
     */
    public record Reviewer(String type, long id, String name) {}

    /** Which refs may deploy. */
    public sealed interface Policy {}

    /** All. */
    public record AnyRef() implements Policy {}

    /** Protected branches, and never a tag. */
    public record ProtectedBranches() implements Policy {}

    /** Those that match. */
    public record Patterns(List<RefPattern> patterns) implements Policy {
        public Patterns {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * A pattern for names.
     *
     * @param type {@code branch} or {@code tag}
     */
    public record RefPattern(String name, String type) {}
}
