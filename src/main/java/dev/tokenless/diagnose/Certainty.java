package dev.tokenless.diagnose;

/** How sure a cause is, the surest first. */
public enum Certainty {
    CERTAIN("certain"),
    LIKELY("likely"),
    POSSIBLE("possible");

    private final String id;

    Certainty(String id) {
        this.id = id;
    }

    /** The word of the command line's contract. */
    public String id() {
        return id;
    }

    /** The certainty with this word. */
    public static Certainty of(String id) {
        for (Certainty certainty : values()) {
            if (certainty.id.equals(id)) {
                return certainty;
            }
        }
        throw new IllegalArgumentException("no certainty is called " + id);
    }

    /** The surer of two. */
    public Certainty or(Certainty other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
