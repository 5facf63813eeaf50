package dev.tokenless.edit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All edits of one file, against the text that was read.
 *
 * @param path the file's path from the repository's root
 * @param before the text the edits are made against; empty for a new file
 * @param after the whole text with the edits applied
 * @param movedFrom where the file stood before, null where it stays; {@code before} is the text that it has there
 */
public record FileEdit(
        String path,
        String before,
        String after,
        List<TextEdit> edits,
        boolean newFile,
        @Nullable String movedFrom) {
    /** Edits of a file that stays where it is. */
    public FileEdit(String path, String before, String after, List<TextEdit> edits, boolean newFile) {
        this(path, before, after, edits, newFile, null);
    }

    public FileEdit {
        edits = List.copyOf(edits);
    }
}
