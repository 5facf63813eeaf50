package dev.tokenless.edit;

/** What came of writing files. */
public sealed interface WriteResult {

    /** All files were written. */
    record Written(UndoLog undo) implements WriteResult {}

    /**
     * Nothing was written.
     *
     * @param reason why, a whole sentence
     * @param manual what to do, a whole sentence
     */
    record Refused(String reason, String manual) implements WriteResult {}
}
