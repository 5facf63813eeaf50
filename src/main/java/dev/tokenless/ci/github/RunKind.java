package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of run that an event starts, as far as it decides what a job does and presents.
 *
 * @param words for example {@code push tag}, {@code release}, {@code workflow_dispatch}
 * @param trigger the event with its filters, as the entry workflow declares it
 * @param refKind what the run's {@code ref} is
 * @param ref what is known of {@code github.ref} in every run of this kind
 */
public record RunKind(String words, Trigger trigger, RefKind refKind, Value ref) {

    /** What a run's {@code ref} names. */
    public enum RefKind {
        TAG("refs/tags/", "tag"),
        BRANCH("refs/heads/", "branch"),
        /** {@code refs/pull/N/merge}, which counts as a branch. */
        PULL_REQUEST("refs/pull/", "branch"),
        /** A branch or a tag, as whoever starts the run chooses. */
        EITHER("refs/", null);

        private final String prefix;
        private final @Nullable String type;

        RefKind(String prefix, @Nullable String type) {
            this.prefix = prefix;
            this.type = type;
        }

        /** The beginning of the ref. */
        public String prefix() {
            return prefix;
        }

        /** The claim {@code ref_type}; null where it depends on the run. */
        public @Nullable String type() {
            return type;
        }
    }

    /** The event's name. */
    public String event() {
        return trigger.event();
    }

    /** Whether the filters let a run on this branch or tag, named in short, begin. */
    public boolean admits(String name) {
        return switch (refKind) {
            case TAG -> admits(name, "tags");
            case BRANCH -> !trigger.event().equals("push") || admits(name, "branches");
            case PULL_REQUEST, EITHER -> true;
        };
    }

    private boolean admits(String name, String key) {
        if (!trigger.event().equals("push")) {
            return true;
        }
        List<String> wanted = trigger.filters().get(key);
        List<String> ignored = trigger.filters().get(key + "-ignore");
        return (wanted == null || FilterPattern.admits(wanted, name))
                && (ignored == null || !FilterPattern.admits(ignored, name));
    }

    /** The same kind with its ref settled. */
    public RunKind on(String fullRef) {
        return new RunKind(words, trigger, kindOf(fullRef), Value.of(fullRef));
    }

    private RefKind kindOf(String fullRef) {
        if (refKind != RefKind.EITHER) {
            return refKind;
        }
        return fullRef.startsWith(RefKind.TAG.prefix()) ? RefKind.TAG : RefKind.BRANCH;
    }
}
