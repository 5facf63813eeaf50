package dev.tokenless.ui.diagnose;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the screen shows at one moment.
 *
 * @param asking whether the text area stands there, waiting for something to diagnose
 */
record DiagnoseView(
        boolean asking,
        Answer answer,
        List<CauseRow> causes,
        int cause,
        String causeId,
        List<Comparison> comparisons,
        List<Cure> cures,
        List<String> checked,
        Rich notes,
        Sheet log,
        Rich refusal) {
    static final DiagnoseView ASKING = new DiagnoseView(
            true,
            new Answer(Sign.DIAGNOSE, Rich.EMPTY, Rich.EMPTY),
            List.of(),
            -1,
            "",
            List.of(),
            List.of(),
            List.of(),
            Rich.EMPTY,
            Sheet.NONE,
            Rich.EMPTY);

    record CauseRow(Sign sign, Rich message, String id, String certainty) {}

    record Comparison(
            String claim,
            @Nullable String presented,
            @Nullable String expected,
            boolean differs) {}

    /**
     * One way to cure.
     *
     * @param edits what is written, empty where nothing is
     * @param link the page to open, null where none is
     */
    record Cure(
            String side,
            Rich title,
            List<FileEdit> edits,
            @Nullable String link,
            List<String> values) {}
}
