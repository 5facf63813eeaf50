package dev.tokenless.publish;

/**
 * What a job's own {@code permissions} block, else its file's block, gives for {@code id-token}; in GitLab CI
 * {@code WRITE} where the job has {@code id_tokens}.
 */
public enum IdToken {
    WRITE("write"),
    NONE("none"),
    /** In a called workflow where neither the job nor the file says anything. */
    INHERITED_FROM_CALLER("inherited-from-caller"),
    UNKNOWN("unknown");

    private final String id;

    IdToken(String id) {
        this.id = id;
    }

    /** The word of the command line's contract. */
    public String id() {
        return id;
    }
}
