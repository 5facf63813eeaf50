package dev.tokenless.ci.github;

import dev.tokenless.repo.Place;

/**
 * Something that a step does to the repository and that would start other workflows, were it not done with
 * {@code GITHUB_TOKEN}: what that token causes starts no runs, except dispatches (github/docs,
 * content/actions/concepts/security/github_token.md).
 *
 * @param kind {@code release}, {@code push tag}, {@code push branch} or {@code pull_request}, as {@link RunKind#words()}
 * @param how the action or command that does it
 * @param credential with whose rights
 * @param severalTags whether it may push many tags at once: more than three start no run either, whoever pushes them
 * @param place of the action's name or of the script
 */
public record CausedEvent(
        String kind, String how, Credential credential, boolean severalTags, Job job, Step step, Place place) {

    /** Whose rights a step uses. */
    public enum Credential {
        /** The run's own token: nothing is started. */
        GITHUB_TOKEN,
        /** A token of a person or an app, or a deploy key: other workflows are started. */
        OTHER,
        /** The files do not tell. */
        UNKNOWN
    }
}
