package dev.tokenless.ui.diagnose;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Buttons;
import dev.tokenless.ui.part.Icons;
import dev.tokenless.ui.part.MarkedValue;
import dev.tokenless.ui.part.RichFlow;
import dev.tokenless.ui.part.RowTable;
import dev.tokenless.ui.part.Words;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** The rows of Diagnose's tables. */
final class DiagnoseRows {
    private final Texts texts;

    DiagnoseRows(Texts texts) {
        this.texts = texts;
    }

    /** What was looked at and is right. */
    static RowTable.Row checked(String what) {
        return new RowTable.Row(
                List.of(Icons.of(Sign.MATCH, "icon-14"), new RichFlow(Rich.marked(what), "text-13")), what, "row-32");
    }

    /** A failed run that can be taken. */
    RowTable.Row run(DiagnoseView.RunRow row) {
        VBox words = Words.lines(Words.label(row.title()), Words.label(row.more(), "text-12", "muted"));
        Button pick = Buttons.small(texts.text("diagnose.runs.pick"), row.pick());
        pick.setAccessibleText(texts.text("diagnose.runs.pick.words", row.title()));
        return new RowTable.Row(
                List.of(Icons.of(Sign.REFUSED, "icon-16"), words, pick),
                row.title() + ", " + row.more(),
                List.of("row-56"),
                () -> {},
                row.pick());
    }

    /** A cause that can be chosen. */
    RowTable.Row cause(DiagnoseView.CauseRow row, Runnable choose) {
        VBox words = Words.lines(new RichFlow(row.message()), Words.label(row.id(), "text-12", "muted"));
        return new RowTable.Row(
                List.of(Icons.of(row.sign(), "icon-16"), words, Words.label(row.certainty(), "text-13", "muted")),
                row.certainty() + ": " + row.message().words(),
                List.of("row-56", "pressable"),
                choose,
                () -> {});
    }

    /** What nobody could tell, and why. */
    static RowTable.Row open(DiagnoseView.Open question) {
        return new RowTable.Row(
                List.of(
                        Icons.of(Sign.UNKNOWN, "icon-14"),
                        Words.lines(
                                new RichFlow(Rich.marked(question.what()), "text-13"),
                                new RichFlow(Rich.marked(question.why()), "text-12", "muted"))),
                question.what() + ". " + question.why(),
                "row-56");
    }

    /** A claim on both sides. */
    RowTable.Row compared(DiagnoseView.Comparison row) {
        String presented = row.presented() == null ? "" : row.presented();
        String expected = row.expected() == null ? "" : row.expected();
        String none = texts.text("none");
        boolean marked = row.differs() && !presented.isEmpty() && !expected.isEmpty();
        Node left = marked
                ? MarkedValue.presented(presented, expected)
                : presented.isEmpty() ? Words.label(none, "text-13", "muted") : Words.label(presented, "mono");
        Node right = marked
                ? MarkedValue.expected(presented, expected)
                : expected.isEmpty()
                        ? Words.label(texts.text("publisher.not-known"), "text-13", "muted")
                        : Words.label(expected, "mono");
        Sign sign = row.differs() ? Sign.DIFFERS : row.expected() == null ? Sign.UNKNOWN : Sign.MATCH;
        String word = texts.text(
                row.differs()
                        ? "check.result.differs"
                        : row.expected() == null ? "check.result.unknown" : "check.result.match");
        return new RowTable.Row(
                List.of(
                        Words.label(row.claim(), "mono"),
                        left,
                        right,
                        row.kind().isEmpty()
                                ? Words.state(sign, word)
                                : Words.lines(Words.state(sign, word), Words.label(row.kind(), "text-12", "muted"))),
                texts.text("publisher.field.words", row.claim(), presented, expected, word + " " + row.kind()),
                row.differs() ? "danger" : "plain");
    }
}
