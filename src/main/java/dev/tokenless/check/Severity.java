package dev.tokenless.check;

/** How bad a finding is: an error stops a release or leaves the old key in use, a warning is a risk. */
public enum Severity {
    ERROR("error"),
    WARNING("warning"),
    NOTE("note");

    private final String id;

    Severity(String id) {
        this.id = id;
    }

    /** The word of the command line's contract. */
    public String id() {
        return id;
    }
}
