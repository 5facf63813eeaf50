package dev.tokenless.ui.workflow;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.sheet.DiffSheet;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;

/**
 * What the screen shows at one moment.
 *
 * @param reason why the current change is made
 * @param current the index of the current change of the difference
 * @param manual what is to be done by hand
 * @param present the file as it is, shown where nothing changes
 */
record WorkflowView(
        Answer answer,
        Choices choices,
        boolean many,
        List<FileEdit> edits,
        DiffSheet diff,
        String leftNote,
        String rightNote,
        Rich reason,
        int current,
        List<Manual> manual,
        Rich refusal,
        Sheet present) {
    static final WorkflowView NONE = new WorkflowView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            new Choices("", true, true, false),
            false,
            List.of(),
            DiffSheet.NONE,
            "",
            "",
            Rich.EMPTY,
            -1,
            List.of(),
            Rich.EMPTY,
            Sheet.NONE);

    /** Something to do by hand. */
    record Manual(String place, String reason, String instruction) {}
}
