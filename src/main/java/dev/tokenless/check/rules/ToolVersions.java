package dev.tokenless.check.rules;

import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.PublishJob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Since when a tool exchanges identities, and which version a repository pins. */
final class ToolVersions {
    /**
     * One tool.
     *
     * @param tool the catalogue's name, or the action
     * @param named how the version is spoken of
     */
    private record Since(String tool, String named, int major, int minor, int patch) {}

    /** From the fact sheets of npm (section 6), pypi (sections 3 and 8) and publish-commands. */
    private static final List<Since> SINCE = List.of(
            new Since("pypa/gh-action-pypi-publish", "1.8.0", 1, 8, 0),
            new Since("twine upload", "6.1.0", 6, 1, 0),
            new Since("lerna publish", "9.0.0", 9, 0, 0),
            new Since("yarn npm publish", "4.10.3", 4, 10, 3),
            new Since("semantic-release", "25.0.0", 25, 0, 0),
            new Since("changesets/action", "1.7.0", 1, 7, 0),
            new Since("JS-DevTools/npm-publish", "4.0.0", 4, 0, 0));

    private ToolVersions() {}

    /** A tool that is too old. */
    record TooOld(String tool, String version, String needed) {}

    static Optional<TooOld> tooOld(Subject subject) {
        PublishJob job = subject.job();
        for (Since since : SINCE) {
            if (since.tool().toLowerCase(Locale.ROOT).equals(job.tool().toLowerCase(Locale.ROOT))) {
                return version(job)
                        .filter(v -> Versions.highest(v)
                                .map(found -> found.before(since.major(), since.minor(), since.patch()))
                                .orElse(false))
                        .map(v -> new TooOld(job.tool(), v, since.named()));
            }
        }
        return Optional.empty();
    }

    /** Whether the version of a tool that has such a limit is pinned in a way that tells. */
    static boolean known(Subject subject) {
        return version(subject.job()).flatMap(Versions::highest).isPresent();
    }

    /** The version that the catalogue's reader found, else the tag of the action; a commit says nothing. */
    private static Optional<String> version(PublishJob job) {
        String found = job.settings().get("version");
        if (found != null) {
            return Optional.of(found);
        }
        return Tools.step(job)
                .filter(s -> s.uses() != null && job.tool().equalsIgnoreCase(s.action()))
                .map(Step::ref)
                .map(r -> r.startsWith("release/") ? r.substring("release/".length()) : r);
    }
}
