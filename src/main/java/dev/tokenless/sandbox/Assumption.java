package dev.tokenless.sandbox;

/**
 * Something that nobody told and that a rehearsal had to fill in.
 *
 * @param what the claim or the thing, for example {@code repository_owner_id}
 * @param value what was taken
 * @param why why it is not known, as a part of a sentence
 */
public record Assumption(String what, String value, String why) {

    /** A whole sentence. */
    public String sentence() {
        return value.isEmpty()
                ? "Taken to be absent: " + what + " (" + why + ")."
                : "Taken for " + what + ": " + value + " (" + why + ").";
    }
}
