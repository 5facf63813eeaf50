package dev.tokenless.cli;

/** Nothing is sent unseen: a person is asked, a script says so beforehand. */
final class Asking {
    private Asking() {}

    /** Whether the requests that were shown may be sent. */
    static boolean agreed(Terminal terminal, boolean yes, int requests) {
        return agreed(terminal, yes, requests == 1 ? "Send this request?" : "Send these " + requests + " requests?");
    }

    /** Whether the user says yes to a question. */
    static boolean agreed(Terminal terminal, boolean yes, String question) {
        if (yes) {
            return true;
        }
        if (!terminal.interactive()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "nothing was sent: say --yes where nobody can be asked, or --dry-run to look.");
        }
        return terminal.ask(question + " [y/N] ").strip().equalsIgnoreCase("y");
    }
}
