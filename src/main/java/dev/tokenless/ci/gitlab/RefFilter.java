package dev.tokenless.ci.gitlab;

import java.util.List;

/**
 * An {@code only:} or {@code except:}.
 *
 * @param refs branches, tags, patterns between slashes, and words such as {@code tags} or {@code schedules}
 * @param othersDecide whether {@code variables}, {@code changes} or {@code kubernetes} stand beside them
 */
public record RefFilter(List<String> refs, boolean othersDecide) {
    public RefFilter {
        refs = List.copyOf(refs);
    }
}
