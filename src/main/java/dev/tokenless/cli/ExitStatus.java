package dev.tokenless.cli;

/** The exit statuses of every command. */
final class ExitStatus {
    static final int FINE = 0;
    /** Findings at or above the level of {@code --fail-on}; a difference, a refusal in a rehearsal, a cause found. */
    static final int FINDINGS = 1;
    /** The call is wrong or the input cannot be read. */
    static final int UNUSABLE = 2;
    /** The network or a registry refused. */
    static final int REFUSED = 3;

    private ExitStatus() {}
}
