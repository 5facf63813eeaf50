package dev.tokenless.fix;

/** What starts a release. */
public enum ReleaseTrigger {
    /** A tag such as {@code v1.2.0} is pushed. */
    TAG("tag"),
    /** A release is published on GitHub; in GitLab CI as {@link #TAG}. */
    RELEASE("release"),
    /** Somebody starts it by hand. */
    MANUAL("manual");

    private final String id;

    ReleaseTrigger(String id) {
        this.id = id;
    }

    /** The word of the command line. */
    public String id() {
        return id;
    }
}
