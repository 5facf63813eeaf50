package dev.tokenless.edit;

import java.util.List;

/** What came of preparing an edit of one file. */
public sealed interface EditResult {

    /**
     * The edit is ready and proven: the new text parses, and only what was meant differs.
     *
     * @param review whether somebody should look at it before it is applied
     * @param notes what was concluded and why it is to be reviewed, whole sentences
     */
    record Edited(FileEdit edit, boolean review, List<String> notes) implements EditResult {
        public Edited {
            notes = List.copyOf(notes);
        }
    }

    /** The file already says what it should. */
    record Unchanged() implements EditResult {}

    /**
     * The edit could not be made without touching something else.
     *
     * @param reason why, a whole sentence
     * @param manual what to do by hand, a whole sentence
     */
    record Refused(String reason, String manual) implements EditResult {}
}
