package dev.tokenless.cli;

import dev.tokenless.report.Escaping;

/** What is said when the program itself is wrong: no stack trace, but enough for a report. */
final class Bug {
    private Bug() {}

    static int report(Terminal terminal, Exception bug, String command) {
        if (bug instanceof Refusal refusal) {
            terminal.complain(refusal.sentence());
            return refusal.status();
        }
        StackTraceElement[] trace = bug.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
        terminal.complain("something in the program itself went wrong (" + command + "): "
                + bug.getClass().getSimpleName() + where
                + ". Nothing more was written or sent. Please report this line, with what tokenless bug-report"
                + " prints.");
        if (!terminal.environment().getOrDefault("TOKENLESS_TRACE", "").isEmpty()) {
            for (StackTraceElement element : trace) {
                terminal.err().println("    " + Escaping.terminal(element.toString()));
            }
        }
        return ExitStatus.UNUSABLE;
    }

    /** Ends a command with a sentence: the call is wrong, or the input cannot be used. */
    static final class Refusal extends RuntimeException {
        private final int status;

        Refusal(int status, String sentence) {
            super(sentence, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
