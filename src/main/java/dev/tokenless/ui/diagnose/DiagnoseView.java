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
 * @param checked what is in order
 * @param open what is not known
 * @param proof the log, or the file, with the lines that tell
 * @param runs the failed runs to pick from
 * @param runsNote why there are none, or who asked for them
 */
record DiagnoseView(
        boolean asking,
        Answer answer,
        List<CauseRow> causes,
        int cause,
        String causeId,
        List<Comparison> comparisons,
        List<Cure> cures,
        Titles titles,
        List<String> checked,
        List<Open> open,
        Rich notes,
        Sheet proof,
        Rich refusal,
        List<RunRow> runs,
        Rich runsNote) {
    static final DiagnoseView ASKING = new DiagnoseView(
            true,
            new Answer(Sign.DIAGNOSE, Rich.EMPTY, Rich.EMPTY),
            List.of(),
            -1,
            "",
            List.of(),
            List.of(),
            new Titles("", ""),
            List.of(),
            List.of(),
            Rich.EMPTY,
            Sheet.NONE,
            Rich.EMPTY,
            List.of(),
            Rich.EMPTY);

    DiagnoseView asking(Answer question, Rich why, List<RunRow> failed, Rich note) {
        return new DiagnoseView(
                true,
                question,
                causes,
                cause,
                causeId,
                comparisons,
                cures,
                titles,
                checked,
                open,
                notes,
                proof,
                why,
                failed,
                note);
    }

    /** What stands above the causes and above the cures: whether one is enough, or all of them are needed. */
    record Titles(String causes, String cures) {}

    /**
     * Something that is not known.
     *
     * @param why the reason and how to come to know it
     */
    record Open(String what, String why) {}

    record CauseRow(Sign sign, Rich message, String id, String certainty) {}

    /**
     * Two values.
     *
     * @param kind in what they differ where it is easily overlooked, empty otherwise
     */
    record Comparison(
            String claim,
            @Nullable String presented,
            @Nullable String expected,
            boolean differs,
            String kind) {}

    /** A failed run. */
    record RunRow(String title, String more, Runnable pick) {}

    /**
     * One way to cure.
     *
     * @param edits what is written, empty where nothing is
     * @param link the page to open, null where none is
     * @param step the words of the button that goes to the step in question; empty where no project is open for it
     */
    record Cure(
            String side,
            Rich title,
            List<FileEdit> edits,
            @Nullable String link,
            List<String> values,
            String step,
            Runnable go) {}
}
