package dev.tokenless.ci.github;

/** How much a permission allows; each level includes those before it. */
public enum Level {
    NONE,
    READ,
    WRITE;

    /** The level that a workflow writes as this word; {@link #NONE} for any other word. */
    static Level of(String word) {
        return switch (word) {
            case "write" -> WRITE;
            case "read" -> READ;
            default -> NONE;
        };
    }

    /** The word as a workflow writes it. */
    public String word() {
        return switch (this) {
            case NONE -> "none";
            case READ -> "read";
            case WRITE -> "write";
        };
    }
}
