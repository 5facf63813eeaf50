package dev.tokenless.edit;

import java.util.List;

/**
 * All edits of one file, against the text that was read.
 *
 * @param path the file's path from the repository's root
 * @param before the text the edits are made against; empty for a new file
 * @param after the whole text with the edits applied
 */
public record FileEdit(String path, String before, String after, List<TextEdit> edits, boolean newFile) {
    public FileEdit {
        edits = List.copyOf(edits);
    }
}
