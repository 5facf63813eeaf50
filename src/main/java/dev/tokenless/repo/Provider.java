package dev.tokenless.repo;

/** Where a repository is hosted, as far as it decides who issues the identity tokens. */
public enum Provider {
    GITHUB("github"),
    GITLAB("gitlab"),
    OTHER("other");

    private final String id;

    Provider(String id) {
        this.id = id;
    }

    /** The word used in machine-readable output. */
    public String id() {
        return id;
    }
}
