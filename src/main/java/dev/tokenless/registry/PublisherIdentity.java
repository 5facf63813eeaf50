package dev.tokenless.registry;

import org.jspecify.annotations.Nullable;

/** Whom a trusted publisher believes, in the fields of the CI provider. Values are literal, spaces and all. */
public sealed interface PublisherIdentity {

    /** The word of the publishers file: {@code github}, {@code gitlab}, ... */
    default String provider() {
        return switch (this) {
            case GitHub _ -> "github";
            case GitLab _ -> "gitlab";
            case CircleCi _ -> "circleci";
            case Google _ -> "google";
            case ActiveState _ -> "activestate";
        };
    }

    /** The environment, null where none is set or the provider has none. */
    default @Nullable String environment() {
        return switch (this) {
            case GitHub g -> g.environment();
            case GitLab g -> g.environment();
            case CircleCi _ -> null;
            case Google _ -> null;
            case ActiveState _ -> null;
        };
    }

    /**
     * A GitHub Actions job.
     *
     * @param workflow the workflow's file name
     * @param ownerId the owner's numeric id as the registry stored it, null where it is not known
     * @param workflowOwner RubyGems: the owner of another repository that holds the workflow
     * @param workflowRepository RubyGems: the name of that repository
     */
    record GitHub(
            String owner,
            String repository,
            String workflow,
            @Nullable String environment,
            @Nullable String ownerId,
            @Nullable String workflowOwner,
            @Nullable String workflowRepository)
            implements PublisherIdentity {}

    /**
     * A GitLab CI job.
     *
     * @param workflow the path of the pipeline file
     * @param issuerUrl null for gitlab.com
     * @param namespaceId the numeric id as the registry stored it, null where it is not known
     */
    record GitLab(
            String namespace,
            String project,
            String workflow,
            @Nullable String environment,
            @Nullable String issuerUrl,
            @Nullable String namespaceId)
            implements PublisherIdentity {}

    /** A CircleCI job, at npm. The ids are CircleCI's own. */
    record CircleCi(
            String organizationId,
            String projectId,
            String pipelineDefinitionId,
            @Nullable String vcsOrigin,
            String contextIds)
            implements PublisherIdentity {}

    /** A Google service account, at PyPI, for matching only. */
    record Google(String email, @Nullable String sub) implements PublisherIdentity {}

    /** An ActiveState actor, at PyPI, for matching only. */
    record ActiveState(String organization, String project, String actor, String actorId)
            implements PublisherIdentity {}
}
