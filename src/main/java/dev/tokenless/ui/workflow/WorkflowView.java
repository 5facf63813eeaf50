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
        Offered offered,
        List<FileEdit> edits,
        DiffSheet diff,
        String leftNote,
        String rightNote,
        Rich reason,
        int current,
        List<Manual> manual,
        Rich refusal,
        Sheet present) {
    /** Whether a new file is shown. */
    boolean fresh() {
        return !edits.isEmpty() && edits.getFirst().newFile();
    }

    /** Whether there is something to choose: not where the present file is in order. */
    boolean offering() {
        return choices.fresh() || choices.everything() || !offered.migrate() || !edits.isEmpty() || offered.token();
    }

    static final WorkflowView NONE = new WorkflowView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            Choices.of(""),
            Offered.NOTHING,
            List.of(),
            DiffSheet.NONE,
            "",
            "",
            Rich.EMPTY,
            -1,
            List.of(),
            Rich.EMPTY,
            Sheet.NONE);

    /**
     * Which options make sense here.
     *
     * @param migrate whether there is a workflow to migrate
     * @param many whether there are several packages
     * @param tools the build tools to choose from, none where there is no choice
     * @param python whether TestPyPI and attestations can be chosen
     * @param npm whether provenance comes by itself
     * @param token whether the present job is given a stored token
     * @param fileName the name that a new workflow would have
     */
    record Offered(
            boolean migrate,
            boolean many,
            List<String> tools,
            boolean python,
            boolean npm,
            boolean token,
            String fileName) {
        static final Offered NOTHING = new Offered(false, false, List.of(), false, false, false, "");

        Offered {
            tools = List.copyOf(tools);
        }
    }

    /** Something to do by hand. */
    record Manual(String place, String reason, String instruction) {}
}
