package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.repo.Problem;

/** CI files that could not be read: whoever concludes something from what is missing has to say so. */
final class UnreadFiles {
    private UnreadFiles() {}

    /** Says each such file with what is wrong with it, and that nothing is known of it; false where there is none. */
    static boolean told(Terminal terminal, Inspection inspection) {
        if (inspection.unread().isEmpty()) {
            return false;
        }
        for (Problem problem : inspection.unread().problems()) {
            terminal.complain(problem.place().path() + ":" + problem.place().line() + ": " + problem.message());
        }
        terminal.complain(inspection.unread().sentence(!inspection.jobs().isEmpty()));
        return true;
    }

    /**
     * Says them, and makes a good end of a command one that could not see everything.
     *
     * @param status how the command ended otherwise
     */
    static int status(Terminal terminal, Inspection inspection, int status) {
        boolean unread = told(terminal, inspection);
        return unread && status == ExitStatus.FINE ? ExitStatus.UNUSABLE : status;
    }

    /**
     * That something is not there; or, where a file could not be read, that it is not known.
     *
     * @param otherwise the sentence where everything was read
     */
    static Bug.Refusal refusal(Terminal terminal, Inspection inspection, String otherwise) {
        if (inspection.unread().isEmpty()) {
            return new Bug.Refusal(ExitStatus.UNUSABLE, otherwise);
        }
        for (Problem problem : inspection.unread().problems()) {
            terminal.complain(problem.place().path() + ":" + problem.place().line() + ": " + problem.message());
        }
        return new Bug.Refusal(
                ExitStatus.UNUSABLE,
                inspection.unread().sentence(!inspection.jobs().isEmpty()));
    }
}
