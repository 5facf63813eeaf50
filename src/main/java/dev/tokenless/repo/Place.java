package dev.tokenless.repo;

/**
 * A stretch of a text file.
 *
 * @param path the file's path from the repository's root, with forward slashes
 * @param start offset of the first character, in UTF-16 units of the decoded text, a byte order mark counted
 * @param end offset behind the last character
 * @param line line of the first character, from 1
 * @param column column of the first character in UTF-16 units, from 1
 * @param endLine line of {@code end}, from 1
 * @param endColumn column of {@code end}, from 1
 */
public record Place(String path, int start, int end, int line, int column, int endLine, int endColumn) {

    /** The whole of a file that has no finer place. */
    public static Place startOf(String path) {
        return new Place(path, 0, 0, 1, 1, 1, 1);
    }
}
