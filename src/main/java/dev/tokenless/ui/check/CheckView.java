package dev.tokenless.ui.check;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.part.Segments.Segment;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the screen shows at one moment.
 *
 * @param expects the heading of the column with what the registry expects
 * @param review the changes that are being looked at before they are written; null while nothing is
 */
record CheckView(
        Answer answer,
        Rich verdictNote,
        List<Segment> triggers,
        int trigger,
        String expects,
        List<ClaimRow> claims,
        Rich findingsNote,
        List<Segment> scopes,
        int scope,
        List<FindingRow> findings,
        int finding,
        Sheet sheet,
        Rich refusal,
        @Nullable Review review) {
    static final CheckView NONE = new CheckView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            Rich.EMPTY,
            List.of(),
            -1,
            "",
            List.of(),
            Rich.EMPTY,
            List.of(),
            0,
            List.of(),
            -1,
            Sheet.NONE,
            Rich.EMPTY,
            null);

    /** One claim: what is presented, what is expected, the result. */
    record ClaimRow(String claim, Value presented, Value expected, Sign sign, String result, String note) {
        boolean differs() {
            return sign == Sign.DIFFERS;
        }
    }

    /** A value as it stands, or words in its place. */
    record Value(String text, boolean literal) {}

    /** A finding; {@code more} counts the further places of the same rule with the same message. */
    record FindingRow(Sign sign, Rich message, String rule, String title, String place, int more, boolean fixable) {}

    /** Changes before they are written. */
    record Review(String title, List<FileEdit> edits) {
        Review {
            edits = List.copyOf(edits);
        }
    }
}
