package dev.tokenless.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was looked up of a repository at its host; nothing of it stands in the repository's files.
 *
 * @param ownerId the owner's numeric id; null where it was not looked up, likewise the others
 * @param repositoryId the repository's numeric id
 * @param visibility {@code public}, {@code private} or {@code internal}
 * @param immutableSubject whether {@code sub} carries the ids: so in repositories made, renamed or moved after
 *     2026-07-15, and where it was switched on (github/docs, content/actions/reference/security/oidc.md)
 * @param subjectKeys the keys of a customised {@code sub}, empty for the default form
 */
public record KnownIdentity(
        @Nullable String ownerId,
        @Nullable String repositoryId,
        @Nullable String visibility,
        @Nullable Boolean immutableSubject,
        List<String> subjectKeys) {
    /** Nothing was looked up. */
    public static final KnownIdentity NOTHING = new KnownIdentity(null, null, null, null, List.of());

    public KnownIdentity {
        subjectKeys = List.copyOf(subjectKeys);
    }
}
