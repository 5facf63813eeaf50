package dev.tokenless.repo;

/**
 * The text of a file as it was decoded from UTF-8, line ends and byte order mark kept.
 *
 * @param path the file's path from the repository's root, with forward slashes
 */
public record SourceText(String path, String text) {

    /** The place between two offsets, in UTF-16 units. */
    public Place place(int start, int end) {
        int line = 1;
        int lineStart = 0;
        int startLine = 1;
        int startColumn = 1;
        for (int i = 0; i <= end; i++) {
            if (i == start) {
                startLine = line;
                startColumn = i - lineStart + 1;
            }
            if (i == end) {
                break;
            }
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(path, start, end, startLine, startColumn, line, end - lineStart + 1);
    }

    /** The characters of a place. */
    public String at(Place place) {
        return text.substring(place.start(), place.end());
    }
}
