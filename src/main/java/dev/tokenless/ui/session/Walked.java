package dev.tokenless.ui.session;

import java.util.LinkedHashSet;
import java.util.Set;

/** How far the user has come with one upload, beyond what the files tell. */
public record Walked(Rehearsal rehearsal, Set<Mark> marks) {
    public static final Walked NOTHING = new Walked(Rehearsal.NOT_PLAYED, Set.of());

    public Walked {
        marks = Set.copyOf(marks);
    }

    /** Whether something is done. */
    public boolean has(Mark mark) {
        return marks.contains(mark);
    }

    /** The same with something done, or taken back. */
    public Walked with(Mark mark, boolean done) {
        Set<Mark> changed = new LinkedHashSet<>(marks);
        if (done) {
            changed.add(mark);
        } else {
            changed.remove(mark);
        }
        return new Walked(rehearsal, changed);
    }

    /** The same after a rehearsal. */
    public Walked with(Rehearsal outcome) {
        return new Walked(outcome, marks);
    }

    /** The outcome of the last rehearsal. */
    public enum Rehearsal {
        NOT_PLAYED,
        PASSED,
        STOPPED
    }

    /** What only the user, GitHub or a registry can tell. */
    public enum Mark {
        WORKFLOW_WRITTEN,
        PUBLISHER_REGISTERED,
        ENVIRONMENT_MADE,
        ENVIRONMENT_REVIEWERS,
        ENVIRONMENT_TAGS
    }
}
