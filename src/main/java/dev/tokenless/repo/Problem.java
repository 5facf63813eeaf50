package dev.tokenless.repo;

/**
 * Something that could not be read, said to the user; the rest is read all the same.
 *
 * @param message a whole sentence for the user; text of the file in it is not yet escaped
 */
public record Problem(Place place, String message) {

    /** A problem with a file as a whole. */
    public static Problem of(String path, String message) {
        return new Problem(Place.startOf(path), message);
    }
}
